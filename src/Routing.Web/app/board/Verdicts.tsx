import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { go } from '../api/route.ts';
import type { DueThreads, Policy } from '../hub/wire.ts';
import { texts } from '../text/texts.ts';
import { Icon } from '../ui/icons.tsx';
import type { Drill } from './drill.ts';
import type { BoardState } from './model.ts';
import { verdictsOf, type Verdict } from './verdict.ts';

/** Are we all right: judged anew with every frame. The heaviest stands out, the rest open below it. */
export function Verdicts({ board, due, policy, quarantined, onDrill, onPast }: {
  board: BoardState; due: DueThreads | null; policy: Policy | null; quarantined: number; onDrill: (drill: Drill) => void; onPast: () => void;
}): JSX.Element {
  const [open, show] = useState(false);
  const [first, ...others] = verdictsOf(board, due, policy, quarantined);
  const look = (verdict: Verdict): void => verdict.drill !== null ? onDrill(verdict.drill) : go(verdict.path!);
  const leads = (verdict: Verdict): boolean => verdict.drill !== null || verdict.path !== undefined;
  return (
    <section class="verdicts">
      <div class={`verdict ${first!.tone}`}>
        <Icon name={first!.tone === 'good' ? 'done' : 'warn'} />
        <div role="status"><h1>{first!.title}</h1>{first!.more !== '' && <p>{first!.more}</p>}</div>
        {others.length > 0 && <button type="button" class="more" aria-expanded={open} onClick={() => show(!open)}>{texts.board.more(others.length)}</button>}
        <button type="button" class="more" onClick={onPast}><Icon name="park" />{texts.past.look}</button>
        {first!.drill?.kind === 'due' && <button type="button" onClick={() => go('/board/rebalance')}>{texts.top.rebalance}</button>}
        {leads(first!) && <button type="button" onClick={() => look(first!)}>{texts.board.look}</button>}
      </div>
      {open && others.length > 0 && <ul class="alerts-list">{others.map(verdict => (
        <li key={verdict.title} class={verdict.tone}><Icon name="warn" /><span>{verdict.title}{verdict.more !== '' && <small>{verdict.more}</small>}</span>
          {leads(verdict) && <button type="button" class="quiet" onClick={() => look(verdict)}>{texts.board.look}</button>}</li>
      ))}</ul>}
    </section>
  );
}
