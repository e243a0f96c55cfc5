import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Move } from '../../hub/wire.ts';
import { time } from '../../text/format.ts';
import { texts } from '../../text/texts.ts';
import { Icon } from '../../ui/icons.tsx';
import { personOf } from '../../ui/names.ts';
import { stands } from './moves.ts';
import type { Names } from './names.ts';
import { Stays } from './Stays.tsx';

/** A move that was made: what went where, what stayed, and its way back. */
export function Made({ move, names, onThread, onUndo }: {
  move: Move; names: Names; onThread: (thread: string) => void; onUndo: (why: string) => Promise<void>;
}): JSX.Element {
  const [why, write] = useState('');
  const [busy, setBusy] = useState(false);
  const t = texts.rebalance;
  const undone = move.undone;
  return (
    <form class="preview" onSubmit={event => { event.preventDefault(); setBusy(true); void onUndo(why).then(() => setBusy(false)); }}>
      <header><h2 class="valid"><Icon name={undone === null ? 'done' : 'giveBack'} />{undone === null ? t.moved(move.moved.length) : t.undone(undone.restored.length)}</h2>
        <span class="hint">{t.movedBy(personOf((undone ?? move).by), time((undone ?? move).at))}</span></header>
      {(undone ?? move).why !== null && <p class="quoted" dir="auto">{(undone ?? move).why}</p>}
      {undone !== null && (undone.left.length === 0 ? <p>{t.allRestored}</p> : <Stays title={t.left(undone.left.length)} conflicts={undone.left} topic={names.topic} onThread={onThread} />)}
      <Stays title={t.conflicts(move.conflicts.length)} conflicts={move.conflicts} topic={names.topic} onThread={onThread} />
      {move.moved.length > 0 && <section><h3>{t.listed}</h3>
        <div class="scroll-rows" tabIndex={0} role="region" aria-label={t.listed}><table class="moves">
          <thead><tr><th scope="col">{t.thread}</th><th scope="col">{t.with}</th><th scope="col">{t.goes}</th></tr></thead>
          <tbody>{move.moved.map(moved => (
            <tr key={moved.thread}>
              <th scope="row"><button type="button" class="quiet link" onClick={() => onThread(moved.thread)}>{names.topic(moved.thread)}</button></th>
              <td>{moved.from === null ? t.waiting : names.agent(moved.from)}</td>
              <td><Icon name="arrow" />{stands({ agent: moved.to, queue: move.queue }, names.agent)}</td>
            </tr>
          ))}</tbody>
        </table></div></section>}
      {undone === null && <footer>
        <label class="grow"><span class="unseen">{t.why}</span><input class="field" maxLength={256} placeholder={t.why} value={why} onInput={event => write(event.currentTarget.value)} /></label>
        <button type="submit" disabled={busy} title={t.undoText}><Icon name="giveBack" />{t.undo}</button>
      </footer>}
    </form>
  );
}
