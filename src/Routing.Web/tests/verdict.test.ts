import './navigator.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BoardState } from '../app/board/model.ts';
import { verdictsOf } from '../app/board/verdict.ts';
import type { AgentLine, DueThreads, QueueLine } from '../app/hub/wire.ts';

const queue = (more: Partial<QueueLine> = {}) => ({ queue: 'q', waiting: 1, serviceLevel: null, paused: null, ...more }) as QueueLine;
const agent = (more: Partial<AgentLine> = {}) => ({ agent: 'a', ready: true, used: 0, slots: 1, ...more }) as AgentLine;
const board = (more: Partial<BoardState> = {}): BoardState => ({ asOf: '', ageMs: 0, waiting: 1, agentCount: 1, occupancy: 0, queues: [queue()], agents: [agent()], ...more });
const due = (late: number, soon = 0): DueThreads => ({ asOf: '', unanswered: 0, late, soon, threads: [] });
const titles = (...args: Parameters<typeof verdictsOf>) => verdictsOf(...args).map(verdict => `${verdict.tone}: ${verdict.title}`);

test('nothing wrong is said in so many words', () => {
  assert.deepEqual(titles(board(), due(0), null, 0), ['good: All right']);
});

test('the heaviest comes first, and nothing is left out', () => {
  const all = board({ ageMs: 5_000, agents: [agent({ ready: false })], queues: [queue({ paused: { by: 'sam', why: 'outage', at: '' } })] });
  assert.deepEqual(titles(all, due(2, 1), null, 1), [
    'late: Nobody takes work', 'late: 2 threads are late', 'late: 1 input is in quarantine', 'soon: 1 thread is about to miss',
    'soon: The board is 0:05 old', 'soon: q is paused while 1 thread waits',
  ]);
});

test('a queue below its target is named with both', () => {
  const policy = { version: 1, queues: [{ id: 'q', serviceLevel: { target: 0.9 } }] };
  assert.deepEqual(titles(board({ queues: [queue({ serviceLevel: 0.5 })] }), due(0), policy, 0), ['soon: q answers 50% in time, the target is 90%']);
});
