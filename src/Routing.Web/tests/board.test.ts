import assert from 'node:assert/strict';
import { test } from 'node:test';
import { framed } from '../app/board/model.ts';
import { commandId } from '../app/hub/ids.ts';
import type { BoardFrame } from '../app/hub/wire.ts';

const row = (thread: string, unanswered = 1) => ({ thread, unanswered }) as BoardFrame['threads'][number];
const frame = (more: Partial<BoardFrame>): BoardFrame => ({
  snapshot: false, asOf: '', ageMs: 0, waiting: 0, agentCount: 0, occupancy: 0, queues: [], threads: [], threadOrder: null, agents: [], agentOrder: null, ...more,
});

test('a frame holds what changed; the rest stays the very same rows', () => {
  const first = framed(null, frame({ snapshot: true, threads: [row('a'), row('b')], threadOrder: ['a', 'b'] }));
  const second = framed(first, frame({ threads: [row('b', 2), row('c')], threadOrder: ['c', 'b', 'a'] }));
  assert.deepEqual(second.threads.map(each => [each.thread, each.unanswered]), [['c', 1], ['b', 2], ['a', 1]]);
  assert.equal(second.threads[2], first.threads[0]);
  assert.equal(framed(second, frame({ waiting: 5 })).threads, second.threads);
  assert.deepEqual(framed(second, frame({ threadOrder: ['a'] })).threads.map(each => each.thread), ['a']);
});

test('a snapshot forgets what was before', () => {
  const first = framed(null, frame({ snapshot: true, threads: [row('a')], threadOrder: ['a'] }));
  assert.deepEqual(framed(first, frame({ snapshot: true, threadOrder: [] })).threads, []);
});

test('a command id is a UUIDv7 that carries its time', () => {
  const id = commandId(0x0123456789ab);
  assert.match(id, /^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(id, commandId(0x0123456789ab));
});
