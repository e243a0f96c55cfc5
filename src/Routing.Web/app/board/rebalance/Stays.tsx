import type { JSX } from 'preact';
import type { MoveConflict, MoveObstacle } from '../../hub/wire.ts';
import { number } from '../../text/format.ts';
import { texts } from '../../text/texts.ts';

/** Threads that a move or its undo leaves where they are, by the reason; the most frequent first. */
export function Stays({ title, conflicts, topic, onThread }: {
  title: string; conflicts: readonly MoveConflict[]; topic: (thread: string) => string; onThread: (thread: string) => void;
}): JSX.Element | null {
  const reasons = new Map<MoveObstacle, string[]>();
  for (const { thread, obstacle } of conflicts) reasons.set(obstacle, [...reasons.get(obstacle) ?? [], thread]);
  if (reasons.size === 0) return null;
  return (
    <section class="stays">
      <h3>{title}</h3>
      {[...reasons].sort(([, one], [, other]) => other.length - one.length).map(([obstacle, threads]) => (
        <details key={obstacle} open={threads.length <= fewThreads}>
          <summary><strong>{number(threads.length)}</strong>{texts.rebalance.obstacle[obstacle]}</summary>
          <ul>{threads.map(thread => <li key={thread}><button type="button" class="quiet link" onClick={() => onThread(thread)}>{topic(thread)}</button></li>)}</ul>
        </details>
      ))}
    </section>
  );
}

/** So many are named at once; more are told in numbers until one looks. */
const fewThreads = 3;
