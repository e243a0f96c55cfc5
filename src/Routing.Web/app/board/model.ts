import type { AgentLine, BoardFrame, QueueLine } from '../hub/wire.ts';

/** The board as this tab knows it: a snapshot, and every difference since. The list of waiting threads is closed: lists are read when they are opened. */
export interface BoardState {
  readonly asOf: string;
  readonly ageMs: number;
  readonly waiting: number;
  readonly agentCount: number;
  readonly occupancy: number;
  readonly queues: readonly QueueLine[];
  readonly agents: readonly AgentLine[];
}

export function framed(board: BoardState | null, frame: BoardFrame): BoardState {
  const before = frame.snapshot ? null : board;
  return {
    asOf: frame.asOf, ageMs: frame.ageMs, waiting: frame.waiting, agentCount: frame.agentCount, occupancy: frame.occupancy,
    queues: merge(before?.queues ?? [], frame.queues, queue => queue.queue),
    agents: arrange(before?.agents ?? [], frame.agents, frame.agentOrder, row => row.agent),
  };
}

function merge<T>(rows: readonly T[], changed: readonly T[], key: (row: T) => string): readonly T[] {
  if (changed.length === 0) return rows;
  const all = new Map(rows.map(row => [key(row), row]));
  for (const row of changed) all.set(key(row), row);
  return [...all.values()];
}

/** Rows that did not change stay the same objects, so that what shows them need not render again. */
function arrange<T>(rows: readonly T[], changed: readonly T[], order: readonly string[] | null, key: (row: T) => string): readonly T[] {
  if (changed.length === 0 && order === null) return rows;
  const all = new Map(rows.map(row => [key(row), row]));
  for (const row of changed) all.set(key(row), row);
  return (order ?? rows.map(key)).map(id => all.get(id)).filter(row => row !== undefined);
}
