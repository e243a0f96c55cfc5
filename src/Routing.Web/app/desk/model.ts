import type { AgentStatus, Offer, Push, Started, Thread, Work } from '../hub/wire.ts';

/** An offer on the screen. `until` is on this machine's own clock: offers carry seconds left. */
export interface Offered { readonly id: string; readonly epoch: number; readonly until: number; readonly seconds: number; readonly offer: Offer | null }

/** A thread of mine. `behind`: something happened in it that is not in `thread` yet. */
export interface Held { readonly id: string; readonly epoch: number; readonly thread: Thread | null; readonly behind: number }

export interface DeskState {
  readonly sequence: number | null;
  readonly status: AgentStatus;
  readonly offers: readonly Offered[];
  readonly held: ReadonlyMap<string, Held>;
}

export const emptyDesk: DeskState = { sequence: null, status: 'offline', offers: [], held: new Map() };

/** Whether a push is the next one, was seen before, or shows that some are missing. */
export function orderOf(desk: DeskState, push: Push): 'next' | 'seen' | 'gap' {
  const expected = (desk.sequence ?? 0) + 1;
  return push.sequence === expected ? 'next' : push.sequence < expected ? 'seen' : 'gap';
}

/** The answer to `Start` holds all that I hold and am offered, so it replaces what was known, whether or not pushes were missed. */
export function started(answer: Started, now: number): DeskState {
  return {
    sequence: answer.sequence,
    status: answer.status,
    offers: answer.work.filter(work => work.holding === 'offered').map(work => offered(work, now)),
    held: new Map(answer.work.filter(work => work.holding === 'assigned')
      .map(work => [work.thread, { id: work.thread, epoch: work.epoch, thread: work.data, behind: 0 }])),
  };
}

/** What a push means for the desk; it must be the next one. */
export function pushed(desk: DeskState, push: Push, now: number): DeskState {
  const next = { ...desk, sequence: push.sequence };
  if (push.kind === 'status') return { ...next, status: push.detail as AgentStatus };
  if (push.thread === null || push.kind === 'shift') return next;
  const id = push.thread;
  const others = desk.offers.filter(offer => offer.id !== id);
  switch (push.kind) {
    case 'offer': {
      const seconds = push.secondsLeft ?? 0;
      return { ...next, offers: [...others, { id, epoch: push.epoch, until: now + seconds * 1_000, seconds, offer: push.data as Offer | null }] };
    }
    case 'offerEnded': return { ...next, offers: others };
    case 'assigned': return { ...next, offers: others, held: put(desk.held, { id, epoch: push.epoch, thread: push.data as Thread | null, behind: 0 }) };
    case 'freed': return { ...next, held: without(desk.held, id) };
    case 'news': {
      const held = desk.held.get(id);
      return held === undefined ? next : { ...next, held: put(desk.held, { ...held, behind: held.behind + 1 }) };
    }
  }
}

/** A thread of mine was read; `behind` is how far it was behind when that was asked for. */
export function readAnew(desk: DeskState, thread: Thread, behind: number): DeskState {
  const held = desk.held.get(thread.thread);
  if (held === undefined) return desk;
  return { ...desk, held: put(desk.held, { ...held, thread, behind: Math.max(0, held.behind - behind) }) };
}

/** An offer was answered here; the server's word follows. */
export function withoutOffer(desk: DeskState, id: string): DeskState {
  return { ...desk, offers: desk.offers.filter(offer => offer.id !== id) };
}

function offered(work: Extract<Work, { holding: 'offered' }>, now: number): Offered {
  const seconds = work.secondsLeft ?? 0;
  return { id: work.thread, epoch: work.epoch, until: now + seconds * 1_000, seconds, offer: work.data };
}

function put(held: ReadonlyMap<string, Held>, one: Held): ReadonlyMap<string, Held> {
  return new Map(held).set(one.id, one);
}

function without(held: ReadonlyMap<string, Held>, id: string): ReadonlyMap<string, Held> {
  const left = new Map(held);
  left.delete(id);
  return left;
}
