import { useEffect, useMemo, useState } from 'preact/hooks';
import type { AgentLine, DueThreads } from '../../hub/wire.ts';

/** What people call threads and agents, of which moves know the ids only. */
export interface Names { readonly agent: (id: string) => string; readonly topic: (thread: string) => string }

/** Topics kept: some lists' worth. A thread that has left the lists is called by its id once more than this came since. */
const mostKept = 2_000;

export function useNames(agents: readonly AgentLine[], due: DueThreads | null): Names {
  const [topics] = useState(() => new Map<string, string>());
  useEffect(() => {
    for (const row of due?.threads ?? []) topics.set(row.thread, row.topic === '' ? row.channel : row.topic);
    for (const oldest of topics.keys()) if (topics.size > mostKept) topics.delete(oldest);
  }, [due, topics]);
  return useMemo(() => {
    const names = new Map(agents.map(agent => [agent.agent, agent.name]));
    return { agent: id => names.get(id) ?? id, topic: thread => topics.get(thread) ?? thread };
    // People's loads change all the time, their names do not.
  }, [agents.map(agent => agent.name).join(), topics]);
}
