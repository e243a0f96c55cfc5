import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lengthRule, weighted } from '../app/desk/lengths.ts';

// The cases are twitter-text's own kinds: Latin, CJK, emoji put together from several, composed and decomposed letters, links.
test('x counts Latin letters once, others twice, an emoji twice and a link 23', () => {
  assert.equal(weighted('Café'), 4);
  assert.equal(weighted('Cafe\u0301'), 4);
  assert.equal(weighted('故障'), 4);
  assert.equal(weighted('👨‍👩‍👧‍👦'), 2);
  assert.equal(weighted('👍🏽'), 2);
  assert.equal(weighted('🇪🇺 flag'), 7);
  assert.equal(weighted('See https://example.com/a/very/long/path?with=query&and=more.'), 4 + 23 + 1);
  assert.equal(weighted('”–…'), 4);
});

test('a text of exactly 280 fits in public on x, one more does not, and in private there is room', () => {
  const rule = lengthRule('x', 'public');
  assert.equal(rule.count('a'.repeat(280)), rule.most);
  assert.ok(rule.count('a'.repeat(279) + '字') > rule.most);
  assert.equal(lengthRule('x', 'private').most, 10_000);
});

test('each network counts in its own way', () => {
  assert.equal(lengthRule('bluesky', 'public').count('👨‍👩‍👧‍👦é'), 2);
  assert.equal(lengthRule('instagram', 'private').count('é'), 2);
  assert.equal(lengthRule('mastodon', 'public').count('https://example.com/' + 'x'.repeat(200)), 23);
  assert.equal(lengthRule('elsewhere', 'public').most, 40_000);
});
