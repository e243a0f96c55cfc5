import { Line } from '../hub/line.ts';
import type { Answer, Me, Push, Shift, Started, Thread } from '../hub/wire.ts';
import { createStore } from '../state/store.ts';
import { notices } from '../ui/notices.ts';
import { texts } from '../text/texts.ts';
import { Drafts } from './drafts.ts';
import { emptyDesk, orderOf, pushed, readAnew, started, withoutOffer, type DeskState, type Offered } from './model.ts';

/** How long a colleague's "is writing" stays on the screen. */
const typingMs = 4_000;

/** How often we say that we are writing. */
const sayTypingMs = 3_000;

/** How often we say that somebody is here: the server asks for no more. */
const sayActiveMs = 30_000;

/** The agent's desk as this tab knows it: one line, the state folded from its pushes, and what can be done. */
export class DeskSession {
  readonly state = createStore<DeskState>(emptyDesk);
  readonly typing = createStore<{ thread: string; agent: string } | null>(null);
  /** The shift that runs. */
  readonly shift = createStore<Shift | null>(null);
  readonly line: Line;
  readonly drafts: Drafts;
  readonly me: Me;
  onOffer: (offer: Offered) => void = () => undefined;
  private readonly reading = new Set<string>();
  private typingEnds: ReturnType<typeof setTimeout> | undefined;
  private saidTyping = 0;
  private saidActive = 0;

  constructor(me: Me) {
    this.me = me;
    this.drafts = new Drafts(me.workspace, me.subject);
    this.line = new Line('/hubs/agent', line => this.begin(line));
    this.line.on<Push>('Push', push => this.take(push));
    this.line.on('Resync', () => void this.again());
    this.line.on<{ thread: string; agent: string }>('Typing', typing => this.showTyping(typing));
  }

  open(): void {
    this.line.open();
    for (const sign of ['pointerdown', 'keydown', 'wheel'] as const) window.addEventListener(sign, () => this.isActive(), { passive: true });
  }

  async setStatus(status: string): Promise<void> {
    this.tell(await this.line.command('SetStatus', id => [status, id]));
  }

  /** The offer is before somebody's eyes: only from then on it can be missed. */
  async showed(offer: Offered): Promise<void> {
    await this.line.command('Showed', () => [offer.id, offer.epoch]);
  }

  async accept(offer: Offered): Promise<boolean> {
    const answer = await this.line.command('Accept', id => [offer.id, offer.epoch, id]);
    if (!answer.ok) this.state.update(desk => withoutOffer(desk, offer.id));
    return this.tell(answer);
  }

  async decline(offer: Offered): Promise<void> {
    this.state.update(desk => withoutOffer(desk, offer.id));
    this.tell(await this.line.command('Decline', id => [offer.id, offer.epoch, null, id]));
  }

  /** A command on a thread of mine; says on the screen what became of it. */
  async act(method: 'Resolve' | 'Park' | 'Transfer' | 'ReturnToQueue' | 'Note', thread: string, ...args: unknown[]): Promise<boolean> {
    return this.tell(await this.line.command(method, id => [thread, ...args, id]), texts.act.done[method]);
  }

  /** What the next one should know of a thread, should it still be open when my shift ends. */
  async handOver(thread: string, note: string): Promise<void> {
    this.tell(await this.line.command('HandOverNote', id => [thread, note, id]), texts.shift.noted);
  }

  reply(request: { thread: string; to: string; text: string; visibility: string; seenNewest: string; allowMorePublic: boolean }): Promise<Answer> {
    return this.line.command('Reply', id => [{ id, ...request }]);
  }

  private isActive(): void {
    if (Date.now() - this.saidActive < sayActiveMs || this.line.state.get() !== 'live') return;
    this.saidActive = Date.now();
    this.line.call('Active').catch(() => { this.saidActive = 0; });
  }

  isTyping(thread: string): void {
    if (Date.now() - this.saidTyping < sayTypingMs || this.line.state.get() !== 'live') return;
    this.saidTyping = Date.now();
    this.line.call('Typing', thread).catch(() => { this.saidTyping = 0; });
  }

  /** Shows a refusal, or what was done. */
  tell(answer: Answer, done?: string): boolean {
    if (!answer.ok) notices.say('bad', answer.message ?? answer.name);
    else if (done !== undefined) notices.say('good', done);
    return answer.ok;
  }

  private async begin(line: Line): Promise<boolean> {
    const before = this.state.get();
    const answer = await line.call<Started>('Start', before.sequence);
    if (!answer.ok) return false;
    const state = started(answer, performance.now());
    this.state.set(state);
    void this.readShift();
    for (const offer of state.offers) if (!before.offers.some(known => known.id === offer.id && known.epoch === offer.epoch)) this.onOffer(offer);
    if (before.sequence !== null) notices.say('good', answer.missed === null ? texts.line.reloaded : texts.line.caughtUp(answer.missed.length));
    return true;
  }

  private async again(): Promise<void> {
    await this.begin(this.line);
  }

  private take(push: Push): void {
    const order = orderOf(this.state.get(), push);
    if (order === 'seen') return;
    if (order === 'gap') {
      void this.again();
      return;
    }

    this.state.update(desk => pushed(desk, push, performance.now()));
    if (push.kind === 'shift') void this.readShift(push);
    if (push.thread === null) return;
    if (push.kind === 'offer') this.onOffer(this.state.get().offers.find(offer => offer.id === push.thread)!);
    else if (push.kind === 'offerEnded' && push.detail !== 'declined') notices.say('info', endOf(push.detail));
    else if (push.kind === 'freed') this.freed(push);
    else if (push.kind === 'news') void this.read(push.thread);
  }

  private async readShift(push?: Push): Promise<void> {
    try {
      const shifts = await this.line.call<Shift[]>('Shifts');
      this.shift.set(shifts.find(shift => ['running', 'ending', 'handingOver'].includes(shift.stage)) ?? null);
      if (push?.detail === 'ending') notices.say('info', texts.shift.ending);
      else if (push?.detail === 'handedOver') notices.say('good', texts.shift.handedOver);
    } catch {
      // The line was lost: the next start asks again.
    }
  }

  private freed(push: Push): void {
    if (push.reason === 'resolved') this.drafts.forget(push.thread!);
    // What I did myself was said when it was done.
    if (push.reason !== null && !['resolved', 'returned', 'transferred'].includes(push.reason)) notices.say('info', texts.thread.freed(push.reason));
  }

  /** Reads a thread until nothing new has come meanwhile: however many pushes come, one question is on its way. */
  private async read(id: string): Promise<void> {
    if (this.reading.has(id)) return;
    this.reading.add(id);
    try {
      for (let behind = this.behind(id); behind > 0; behind = this.behind(id)) {
        const thread = await this.line.call<Thread | null>('Thread', id);
        if (thread === null) return;
        this.state.update(desk => readAnew(desk, thread, behind));
      }
    } catch {
      // The line was lost: the next start brings the whole thread.
    } finally {
      this.reading.delete(id);
    }
  }

  private behind(id: string): number {
    return this.state.get().held.get(id)?.behind ?? 0;
  }

  private showTyping(typing: { thread: string; agent: string }): void {
    this.typing.set(typing);
    clearTimeout(this.typingEnds);
    this.typingEnds = setTimeout(() => this.typing.set(null), typingMs);
  }
}

function endOf(detail: string | null): string {
  const ends: Record<string, string> = texts.offer.ended;
  return ends[detail ?? ''] ?? texts.offer.ended.revoked;
}
