import { texts } from '../text/texts.ts';
import type { ThreadState } from '../hub/wire.ts';

/** Which threads a number stands for. */
export type Drill =
  | { kind: 'waiting'; queue: string | null }
  | { kind: 'due'; queue: string | null }
  | { kind: 'state'; state: ThreadState; queue: string | null }
  | { kind: 'recent' }
  | { kind: 'agent'; agent: string; name: string };

export function titleOf(drill: Drill): string {
  switch (drill.kind) {
    case 'waiting': return texts.lists.waiting(drill.queue);
    case 'due': return texts.lists.due(drill.queue);
    case 'state': return texts.lists.state(texts.state[drill.state], drill.queue);
    case 'recent': return texts.lists.recent;
    case 'agent': return texts.lists.agent(drill.name);
  }
}

/** Where the rows are read; `after`: those that follow on a page. */
export function pathOf(drill: Drill, after?: string): string {
  const path = drill.kind === 'due' ? '/v1/board/due' : '/v1/threads';
  const query = new URLSearchParams({ limit: '200' });
  if (after !== undefined) query.set('cursor', after);
  if (drill.kind === 'waiting') query.set('state', 'waiting');
  if (drill.kind === 'state') query.set('state', drill.state);
  if (drill.kind === 'agent') query.set('agent', drill.agent);
  else if (drill.kind !== 'recent' && drill.queue !== null) query.set('queue', drill.queue);
  return `${path}?${query}`;
}
