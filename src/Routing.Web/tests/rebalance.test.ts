import './navigator.ts';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare, picked, waiting } from '../app/board/rebalance/moves.ts';
import { skillsOf, skillsText } from '../app/board/skills.ts';
import type { DueLine } from '../app/hub/wire.ts';

const before = { breaches: 12, answered: 30, meanWaitSeconds: 150, longestWaitSeconds: 400, occupancyPercent: 60, broken: 0 };

test('each figure says which way it goes, and whether that is good', () => {
  const after = { ...before, breaches: 7, answered: 28, occupancyPercent: 71, broken: 2 };
  assert.deepEqual(compare(before, after).map(each => [each.name, each.before, each.after, each.change, each.better]), [
    ['breaches', '12', '7', '−5', true], ['meanWaitSeconds', '2:30', '2:30', 'same', null], ['longestWaitSeconds', '6:40', '6:40', 'same', null],
    ['answered', '30', '28', '−2', false], ['occupancyPercent', '60%', '71%', '+11%', null], ['broken', '0', '2', '+2', false],
  ]);
});

test('threads are picked by their queue and by who has them', () => {
  const rows = [{ thread: '1', queue: 'q', agent: null }, { thread: '2', queue: 'q', agent: 'ann' }, { thread: '3', queue: 'p', agent: null }] as DueLine[];
  const ids = (queue: string, from: string): string[] => picked(rows, queue, from).map(row => row.thread);
  assert.deepEqual([ids('', ''), ids('q', ''), ids('q', waiting), ids('', 'ann')], [['1', '2', '3'], ['1', '2'], ['1'], ['2']]);
});

test('skills are read as they are written, and what is none is named', () => {
  const skills = { billing: 3, 'lang:fr': 2 };
  assert.deepEqual(skillsOf(skillsText(skills)), skills);
  assert.deepEqual(skillsOf(' a 1, b 5\n\n'), { a: 1, b: 5 });
  assert.equal(skillsOf('a 1, b 6'), 'b 6');
});
