import type { JSX } from 'preact';
import type { MoveConflict } from '../../hub/wire.ts';
import { texts } from '../../text/texts.ts';

/** Threads that a move or its undo leaves where they are, and why. */
export function Stays({ title, conflicts, topic, onThread }: {
  title: string; conflicts: readonly MoveConflict[]; topic: (thread: string) => string; onThread: (thread: string) => void;
}): JSX.Element | null {
  if (conflicts.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul class="obstacles stays">{conflicts.map(conflict => (
        <li key={conflict.thread}><button type="button" class="quiet link" onClick={() => onThread(conflict.thread)}>{topic(conflict.thread)}</button>
          <span>{texts.rebalance.obstacle[conflict.obstacle]}</span></li>
      ))}</ul>
    </section>
  );
}
