import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inserted, slashed } from '../app/desk/slash.ts';

test('a slash at the beginning of a word asks for an answer, one within a word or a link does not', () => {
  assert.deepEqual(slashed('/', 1), { from: 0, query: '' });
  assert.deepEqual(slashed('Hello /refund pol', 17), { from: 6, query: 'refund pol' });
  assert.deepEqual(slashed('/größe', 6), { from: 0, query: 'größe' });
  assert.equal(slashed('and/or', 6), null);
  assert.equal(slashed('https://example.com', 19), null);
  assert.equal(slashed('/ refund', 8), null);
  assert.deepEqual(slashed('/re and more', 3), { from: 0, query: 're' });
});

test('what is picked takes the place of the slash and its words; of an article the link does', () => {
  const answer = { id: 'a', kind: 'answer', title: 'A', text: 'We are sorry.', link: null } as const;
  assert.deepEqual(inserted('Hi /so, bye', 3, 6, answer), { text: 'Hi We are sorry., bye', caret: 16 });
  assert.deepEqual(inserted('/h', 0, 2, { ...answer, kind: 'article', link: 'https://example.com/h' }), { text: 'https://example.com/h', caret: 21 });
});
