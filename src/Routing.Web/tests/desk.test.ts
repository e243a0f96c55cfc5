import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyDesk, orderOf, pushed, readAnew, started, type DeskState, type Held } from '../app/desk/model.ts';
import { inOrder } from '../app/desk/order.ts';
import type { Push, Started, Thread } from '../app/hub/wire.ts';

const push = (sequence: number, kind: Push['kind'], more: Partial<Push> = {}): Push => ({
  sequence, kind, thread: 't', epoch: 1, secondsLeft: null, detail: null, reason: null, ref: null, at: '', data: null, ...more,
});
const thread = (id: string, more: Partial<Thread> = {}): Thread => ({ thread: id, state: 'assigned', unanswered: 1, deadline: null, parkedUntil: null, steps: [], ...more } as unknown as Thread);
const held = (id: string, more: Partial<Thread> = {}): Held => ({ id, epoch: 1, behind: 0, thread: thread(id, more) });
const run = (...pushes: Push[]): DeskState => pushes.reduce<DeskState>((desk, one) => pushed(desk, one, 1_000), { ...emptyDesk, sequence: 0 });

test('a push is the next one, was seen, or shows a gap', () => {
  const desk = { ...emptyDesk, sequence: 4 };
  assert.deepEqual([3, 4, 5, 6].map(sequence => orderOf(desk, push(sequence, 'status'))), ['seen', 'seen', 'next', 'gap']);
});

test('an offer stands until its seconds are over, is replaced by a newer one of its thread, and goes when it is accepted', () => {
  const offered = run(push(1, 'offer', { secondsLeft: 20 }), push(2, 'offer', { secondsLeft: 10, epoch: 2 }));
  assert.deepEqual(offered.offers.map(offer => [offer.epoch, offer.until]), [[2, 11_000]]);
  const taken = pushed(offered, push(3, 'assigned', { epoch: 3, data: thread('t') }), 2_000);
  assert.deepEqual([taken.offers.length, taken.held.get('t')?.epoch, taken.sequence], [0, 3, 3]);
  assert.equal(pushed(taken, push(4, 'freed'), 2_000).held.size, 0);
});

test('what happens while a thread is read is read too', () => {
  let desk = run(push(1, 'assigned', { data: thread('t') }), push(2, 'news', { detail: 'messageAdded' }));
  const asked = desk.held.get('t')!.behind;
  desk = pushed(desk, push(3, 'news', { detail: 'messageAdded' }), 1_000);
  desk = readAnew(desk, thread('t', { unanswered: 2 }), asked);
  assert.deepEqual([desk.held.get('t')?.thread?.unanswered, desk.held.get('t')?.behind], [2, 1]);
  assert.equal(readAnew(desk, thread('other'), 1), desk);
});

test('a start replaces all that was known', () => {
  const answer = { sequence: 9, status: 'available', work: [
    { thread: 'a', holding: 'assigned', epoch: 2, secondsLeft: null, data: thread('a') }, { thread: 'b', holding: 'offered', epoch: 5, secondsLeft: 7, data: null },
  ] } as unknown as Started;
  const desk = started(answer, 1_000);
  assert.deepEqual([[...desk.held.keys()], desk.offers.map(offer => [offer.id, offer.until]), desk.sequence], [['a'], [['b', 8_000]], 9]);
});

test('what needs me next comes first', () => {
  const groups = inOrder([
    held('asleep', { state: 'parked', parkedUntil: '2026-01-02' }), held('later', { deadline: '2026-01-03' }), held('answered', { state: 'awaitingCustomer', unanswered: 0 }),
    held('soon', { deadline: '2026-01-01' }), held('none'),
  ]);
  assert.deepEqual(groups.map(group => [group.group, group.threads.map(each => each.id)]),
    [['needsMe', ['soon', 'later', 'none']], ['awaiting', ['answered']], ['parked', ['asleep']]]);
});
