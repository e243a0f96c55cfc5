import type { BoardMinutes, Policy } from '../hub/wire.ts';

/** Answered in time, of all that were answered or missed; null where there was none. */
export function levelOf(figures: Pick<BoardMinutes, 'inTime' | 'late'> | null): number | null {
  const [inTime, late] = figures === null ? [0, 0] : [sum(figures.inTime), sum(figures.late)];
  return inTime + late === 0 ? null : inTime / (inTime + late);
}

/** The strictest target of all queues: what the whole is held against. */
export function targetOf(policy: Policy | null): number | null {
  const targets = policy?.queues.map(queue => queue.serviceLevel.target) ?? [];
  return targets.length === 0 ? null : Math.max(...targets);
}

export const sum = (counts: readonly number[]): number => counts.reduce((total, each) => total + each, 0);

/** A stretch of some minutes. `level`: answered in time of all answered or missed in it; null where there was none. */
export interface Stretch { readonly from: number; readonly received: number; readonly answered: number; readonly late: number; readonly level: number | null }

/** The minutes, so many to a stretch, oldest first; the last one is not over yet. Stretches begin at whole multiples of their length. */
export function stretches(minutes: BoardMinutes, length: number): Stretch[] {
  const first = Math.floor(Date.parse(minutes.from) / 60_000);
  const all: Stretch[] = [];
  for (let at = first; at < first + minutes.received.length;) {
    const next = Math.min(first + minutes.received.length, (Math.floor(at / length) + 1) * length);
    const cut = (counts: readonly number[]): number[] => counts.slice(at - first, next - first);
    all.push({
      from: at * 60, received: sum(cut(minutes.received)), answered: sum(cut(minutes.answered)), late: sum(cut(minutes.late)),
      level: levelOf({ inTime: cut(minutes.inTime), late: cut(minutes.late) }),
    });
    at = next;
  }
  return all;
}

/** Without the time before anything was counted: the server counts since it started. */
export function counted(minutes: BoardMinutes): BoardMinutes {
  const from = minutes.received.findIndex((_, at) => minutes.received[at]! + minutes.answered[at]! + minutes.inTime[at]! + minutes.late[at]! > 0);
  if (from <= 0) return minutes;
  const cut = (counts: number[]): number[] => counts.slice(from);
  return {
    from: new Date(Date.parse(minutes.from) + from * 60_000).toISOString(),
    received: cut(minutes.received), answered: cut(minutes.answered), inTime: cut(minutes.inTime), late: cut(minutes.late),
  };
}
