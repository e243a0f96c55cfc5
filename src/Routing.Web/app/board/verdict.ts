import type { DueThreads, Policy } from '../hub/wire.ts';
import { texts } from '../text/texts.ts';
import type { BoardState } from './model.ts';
import type { Drill } from './drill.ts';

/** Are we all right, and if not: what is wrong, and where to look. */
export interface Verdict { readonly tone: 'good' | 'soon' | 'late'; readonly title: string; readonly more: string; readonly drill: Drill | null }

/** What misses within this time is worth a word now. */
const soonMs = 5 * 60_000;

/** The heaviest that is wrong comes first. */
export function verdictOf(board: BoardState, due: DueThreads | null, policy: Policy | null, now: number): Verdict {
  const ready = board.agents.filter(agent => agent.ready);
  const t = texts.board;
  if (board.waiting > 0 && board.agents.length > 0 && ready.length === 0) return { tone: 'late', title: t.nobody, more: t.nobodyMore(board.waiting), drill: { kind: 'waiting', queue: null } };
  const unstaffed = board.queues.find(queue => queue.unstaffedSince && queue.waiting > 0);
  if (unstaffed) return { tone: 'late', title: t.unstaffed(unstaffed.queue), more: t.nobodyMore(unstaffed.waiting), drill: { kind: 'waiting', queue: unstaffed.queue } };
  if (due !== null && due.late > 0) return { tone: 'late', title: t.late(due.late), more: reason(board), drill: { kind: 'due', queue: null } };
  const soon = due?.threads.filter(row => Date.parse(row.deadline) - now < soonMs).length ?? 0;
  if (soon > 0) return { tone: 'soon', title: t.soon(soon), more: reason(board), drill: { kind: 'due', queue: null } };
  for (const queue of board.queues) {
    const target = policy?.queues.find(each => each.id === queue.queue)?.serviceLevel.target;
    if (target !== undefined && queue.serviceLevel !== null && queue.serviceLevel < target)
      return { tone: 'soon', title: t.below(queue.queue, queue.serviceLevel, target), more: reason(board), drill: { kind: 'due', queue: queue.queue } };
  }
  return { tone: 'good', title: t.good, more: board.waiting === 0 ? t.nothing : t.goodMore, drill: null };
}

function reason(board: BoardState): string {
  const ready = board.agents.filter(agent => agent.ready);
  return board.waiting > 0 && ready.length > 0 && ready.every(agent => agent.used >= agent.slots) ? `${texts.board.full}. ${texts.board.fullMore(board.waiting)}` : '';
}

/** Answered in time, of all that were answered or missed, over all queues; null where there was none. */
export function levelOf(received: { inTime: number[]; late: number[] } | null): number | null {
  if (received === null) return null;
  const inTime = received.inTime.reduce((sum, each) => sum + each, 0);
  const late = received.late.reduce((sum, each) => sum + each, 0);
  return inTime + late === 0 ? null : inTime / (inTime + late);
}
