import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counted, levelOf, stretches } from '../app/board/figures.ts';

const minutes = (from: string, received: number[], inTime = received.map(() => 0), late = received.map(() => 0)) =>
  ({ from, received, answered: inTime, inTime, late });

test('stretches begin at whole multiples of their length and add up to all', () => {
  const all = stretches(minutes('2026-01-01T10:03:00Z', [1, 1, 1, 1, 1, 1, 1, 1]), 5);
  assert.deepEqual(all.map(each => new Date(each.from * 1_000).toISOString().slice(11, 16)), ['10:03', '10:05', '10:10']);
  assert.deepEqual(all.map(each => each.received), [2, 5, 1]);
});

test('the level of a stretch is its own, and none where nothing was answered or missed', () => {
  const all = stretches(minutes('2026-01-01T10:00:00Z', [0, 0, 0, 0], [3, 0, 0, 0], [1, 0, 0, 0]), 2);
  assert.deepEqual(all.map(each => each.level), [0.75, null]);
  assert.equal(levelOf({ inTime: [3, 1], late: [0, 4] }), 0.5);
});

test('the day begins where the counting did', () => {
  const day = counted(minutes('2026-01-01T10:00:00Z', [0, 0, 4, 0]));
  assert.deepEqual([day.from, day.received], ['2026-01-01T10:02:00.000Z', [4, 0]]);
});
