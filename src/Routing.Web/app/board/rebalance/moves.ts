import { ApiError, get, send } from '../../api/http.ts';
import type { DueLine, ForecastFigures, MoveItem, Move, MovePlan } from '../../hub/wire.ts';
import { duration, number, percent } from '../../text/format.ts';
import { texts } from '../../text/texts.ts';
import { notices } from '../../ui/notices.ts';

/** As the server limits one move. */
export const mostThreads = 200;

/** What a plan is asked for. */
export interface Goal { readonly queues: readonly string[]; readonly agents: readonly string[]; readonly moves: number; readonly broken: number }

/** Where threads picked by hand go. */
export type Target = { kind: 'team'; agents: readonly string[] } | { kind: 'queue'; queue: string };

export const plan = (goal: Goal): Promise<MovePlan | null> => said(post('/v1/moves/plan', { goal: 'breaches', ...goal }));

export const preview = (threads: readonly string[], to: Target): Promise<MovePlan | null> => said(post('/v1/moves/preview', {
  threads, ...to.kind === 'queue' ? { queue: to.queue } : to.agents.length === 1 ? { agent: to.agents[0] } : { team: to.agents },
}));

/** The same again changes nothing, so it may be tried again. */
export const apply = (id: string, why: string): Promise<Move | null> => said(post('/v1/moves', { plan: id, why: why === '' ? null : why }));

export const undo = (id: string, why: string): Promise<Move | null> => said(post(`/v1/moves/${id}/undo`, { why: why === '' ? null : why }));

export const read = (id: string): Promise<Move | null> => said(get(`/v1/moves/${id}`));

const post = <T,>(path: string, body: unknown): Promise<T> => send<T>('POST', path, 'application/json', JSON.stringify(body));

/** Null if it was refused; then why has been said. */
async function said<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (failed) {
    if (!(failed instanceof ApiError)) throw failed;
    notices.say('bad', texts.failed(failed.message));
    return null;
  }
}

/** A figure of a forecast without and with the move. `better` is null where more or less is neither. */
export interface Compared { readonly name: keyof ForecastFigures; readonly before: string; readonly after: string; readonly change: string; readonly better: boolean | null }

/** Which figures are compared, in what order, and which way is good. */
const good: readonly [keyof ForecastFigures, 'less' | 'more' | 'neither'][] = [
  ['breaches', 'less'], ['meanWaitSeconds', 'less'], ['longestWaitSeconds', 'less'], ['answered', 'more'], ['occupancyPercent', 'neither'], ['broken', 'less'],
];

export function compare(before: ForecastFigures, after: ForecastFigures): Compared[] {
  return good.map(([name, way]) => {
    const change = after[name] - before[name];
    return {
      name, before: shown(name, before[name]), after: shown(name, after[name]),
      change: change === 0 ? texts.rebalance.same : `${change > 0 ? '+' : '−'}${shown(name, Math.abs(change))}`,
      better: change === 0 || way === 'neither' ? null : change < 0 === (way === 'less'),
    };
  });
}

function shown(name: keyof ForecastFigures, value: number): string {
  return name === 'occupancyPercent' ? percent(value / 100) : name.endsWith('Seconds') ? duration(value * 1_000) : number(value);
}

/** Where a thread goes by this plan. */
export function goes(item: MoveItem, plan: MovePlan, name: (agent: string) => string): string {
  const agent = item.toAgent ?? plan.agent;
  return agent !== null ? name(agent) : texts.rebalance.queueOf(plan.queue ?? '');
}

/** Where a thread is. */
export function stands(item: { agent: string | null; queue: string | null }, name: (agent: string) => string): string {
  return item.agent !== null ? name(item.agent) : texts.rebalance.queueOf(item.queue ?? '');
}

/** Of the threads whose clock runs, those of a queue and of whoever has them. */
export function picked(rows: readonly DueLine[], queue: string, from: string): DueLine[] {
  return rows.filter(row => (queue === '' || row.queue === queue)
    && (from === '' || (from === waiting ? row.agent === null : row.agent === from)));
}

/** Stands among agents' ids, of which none is empty or begins with a colon. */
export const waiting = ':waiting';
