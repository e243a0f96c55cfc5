import assert from 'node:assert/strict';
import { test } from 'node:test';
import { framed } from '../app/board/model.ts';
import { commandId } from '../app/hub/ids.ts';
import type { BoardFrame } from '../app/hub/wire.ts';

const row = (agent: string, used = 1) => ({ agent, used }) as BoardFrame['agents'][number];
const frame = (more: Partial<BoardFrame>): BoardFrame => ({
  snapshot: false, asOf: '', ageMs: 0, waiting: 0, agentCount: 0, occupancy: 0, queues: [], threads: [], threadOrder: null, agents: [], agentOrder: null, ...more,
});

test('a frame holds what changed; the rest stays the very same rows', () => {
  const first = framed(null, frame({ snapshot: true, agents: [row('a'), row('b')], agentOrder: ['a', 'b'] }));
  const second = framed(first, frame({ agents: [row('b', 2), row('c')], agentOrder: ['c', 'b', 'a'] }));
  assert.deepEqual(second.agents.map(each => [each.agent, each.used]), [['c', 1], ['b', 2], ['a', 1]]);
  assert.equal(second.agents[2], first.agents[0]);
  assert.equal(framed(second, frame({ waiting: 5 })).agents, second.agents);
  assert.deepEqual(framed(second, frame({ agentOrder: ['a'] })).agents.map(each => each.agent), ['a']);
});

test('a snapshot forgets what was before', () => {
  const first = framed(null, frame({ snapshot: true, agents: [row('a')], agentOrder: ['a'] }));
  assert.deepEqual(framed(first, frame({ snapshot: true, agentOrder: [] })).agents, []);
});

test('a command id is a UUIDv7 that carries its time', () => {
  const id = commandId(0x0123456789ab);
  assert.match(id, /^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.notEqual(id, commandId(0x0123456789ab));
});
