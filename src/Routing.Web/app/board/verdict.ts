import type { DueThreads, Policy } from '../hub/wire.ts';
import { duration } from '../text/format.ts';
import { texts } from '../text/texts.ts';
import type { BoardState } from './model.ts';
import type { Drill } from './drill.ts';

/** Something that is wrong, or that all is right; and where to look. */
export interface Verdict { readonly tone: 'good' | 'soon' | 'late'; readonly title: string; readonly more: string; readonly drill: Drill | null; readonly path?: string }

/** A board that is older than this is said to be: it is meant to be a second old at most. */
const oldMs = 2_000;

const weight = { late: 0, soon: 1, good: 2 };

const all: Drill = { kind: 'waiting', queue: null };

/** Are we all right, and if not, what is wrong: the heaviest first, never empty. */
export function verdictsOf(board: BoardState, due: DueThreads | null, policy: Policy | null, quarantined: number): Verdict[] {
  const t = texts.board;
  const wrong: Verdict[] = [];
  const say = (tone: Verdict['tone'], title: string, more: string, drill: Drill | null, path?: string): void => {
    wrong.push({ tone, title, more, drill, ...path === undefined ? {} : { path } });
  };
  const ready = board.agents.filter(agent => agent.ready);
  const full = board.waiting > 0 && ready.length > 0 && ready.every(agent => agent.used >= agent.slots);
  const reason = full ? `${t.full}. ${t.fullMore(board.waiting)}` : '';
  if (board.waiting > 0 && board.agents.length > 0 && ready.length === 0) say('late', t.nobody, t.nobodyMore(board.waiting), all);
  else for (const queue of board.queues) if (queue.unstaffedSince != null && queue.waiting > 0) say('late', t.unstaffed(queue.queue), t.nobodyMore(queue.waiting), { kind: 'waiting', queue: queue.queue });
  if (due !== null && due.late > 0) say('late', t.late(due.late), reason, { kind: 'due', queue: null });
  if (due !== null && due.soon > 0) say('soon', t.soon(due.soon), wrong.length === 0 ? reason : '', { kind: 'due', queue: null });
  if (board.ageMs > oldMs) say('soon', t.oldAge(duration(board.ageMs)), t.oldAgeMore, null);
  if (quarantined > 0) say('late', t.quarantined(quarantined), '', null, '/board/quarantine');
  for (const queue of board.queues) {
    if (queue.paused !== null && queue.waiting > 0) say('soon', t.pausedWaits(queue.queue, queue.waiting), queue.paused.why ?? '', { kind: 'waiting', queue: queue.queue });
    const target = policy?.queues.find(each => each.id === queue.queue)?.serviceLevel.target;
    if (target !== undefined && queue.serviceLevel !== null && queue.serviceLevel < target)
      say('soon', t.below(queue.queue, queue.serviceLevel, target), wrong.length === 0 ? reason : '', { kind: 'due', queue: queue.queue });
  }
  wrong.sort((one, other) => weight[one.tone] - weight[other.tone]);
  return wrong.length > 0 ? wrong : [{ tone: 'good', title: t.good, more: board.waiting === 0 ? t.nothing : t.goodMore, drill: null }];
}
