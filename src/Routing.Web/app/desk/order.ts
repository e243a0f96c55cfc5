import type { Held } from './model.ts';

export type Group = 'needsMe' | 'awaiting' | 'parked';

export function groupOf(held: Held): Group {
  const state = held.thread?.state;
  return state === 'parked' ? 'parked' : state === 'awaitingCustomer' || held.thread?.unanswered === 0 ? 'awaiting' : 'needsMe';
}

/** What needs me next comes first: unanswered threads by their deadline, then those that await their customer by age, then parked ones by when they wake. */
export function inOrder(held: Iterable<Held>): { group: Group; threads: Held[] }[] {
  const groups: Record<Group, Held[]> = { needsMe: [], awaiting: [], parked: [] };
  for (const one of held) groups[groupOf(one)].push(one);
  groups.needsMe.sort(by(one => one.thread?.deadline));
  groups.awaiting.sort(by(one => one.thread?.steps.at(-1)?.at));
  groups.parked.sort(by(one => one.thread?.parkedUntil));
  return (['needsMe', 'awaiting', 'parked'] as const).map(group => ({ group, threads: groups[group] })).filter(each => each.threads.length > 0);
}

// Instants are RFC 3339 in UTC with milliseconds: their texts sort as they do. What has none comes last.
function by(key: (one: Held) => string | null | undefined): (a: Held, b: Held) => number {
  return (a, b) => {
    const [one, other] = [key(a) ?? '~', key(b) ?? '~'];
    return one < other ? -1 : one > other ? 1 : a.id < b.id ? -1 : 1;
  };
}
