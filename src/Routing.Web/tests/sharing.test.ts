import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shared, sharedRows } from '../app/state/sharing.ts';

test('what is as it was is the very same object, and what changed is new', () => {
  const before = { a: [{ x: 1 }, { x: 2 }], b: null as null | number };
  assert.equal(shared(before, structuredClone(before)), before);
  const now = shared(before, { a: [{ x: 1 }, { x: 3 }], b: null });
  assert.equal(now.a[0], before.a[0]);
  assert.deepEqual(now, { a: [{ x: 1 }, { x: 3 }], b: null });
  assert.deepEqual(shared<unknown>({ a: 1, b: 2 }, { a: 1 }), { a: 1 });
  assert.deepEqual(shared<unknown>([1, 2], [1]), [1]);
  assert.deepEqual(shared<unknown>([1], { 0: 1 }), { 0: 1 });
});

test('rows that changed places are the same rows', () => {
  const before = [{ id: 'a', n: 1 }, { id: 'b', n: 1 }];
  const now = sharedRows(before, [{ id: 'b', n: 1 }, { id: 'a', n: 2 }], row => row.id);
  assert.equal(now[0], before[1]);
  assert.deepEqual(now, [{ id: 'b', n: 1 }, { id: 'a', n: 2 }]);
  assert.equal(sharedRows(before, structuredClone(before), row => row.id), before);
});
