import type { JSX } from 'preact';
import type { Loaded } from '../../api/use.ts';
import type { MoveLine } from '../../hub/wire.ts';
import { fullTime, number, time } from '../../text/format.ts';
import { texts } from '../../text/texts.ts';
import { Empty, Loading } from '../../ui/Empty.tsx';
import { personOf } from '../../ui/names.ts';

/** Moves that are remembered, the newest first: each opens, and there is its undo. */
export function MoveList({ list, onOpen }: { list: Loaded<MoveLine[]>; onOpen: (id: string) => void }): JSX.Element {
  const t = texts.rebalance;
  if (list.value === null) return list.error === null ? <Loading rows={2} label={texts.loading} /> : <Empty icon="warn" title={texts.failed(list.error.message)} />;
  if (list.value.length === 0) return <Empty icon="info" title={t.noMoves}><p>{t.noMovesMore}</p></Empty>;
  return (
    <div class="scroll-x" tabIndex={0} role="region" aria-label={t.made}><table class="moves">
      <thead><tr><th scope="col">{t.when}</th><th scope="col">{t.who}</th><th scope="col">{t.reason}</th><th scope="col">{t.count}</th><th scope="col">{t.state}</th></tr></thead>
      <tbody>{list.value.map(move => (
        <tr key={move.id}>
          <th scope="row"><button type="button" class="quiet link" title={fullTime(move.at)} onClick={() => onOpen(move.id)}>{time(move.at)}</button></th>
          <td>{personOf(move.by)}</td><td class="reason" dir="auto">{move.why ?? '–'}</td><td class="amount-cell">{number(move.moved)}</td>
          <td>{move.undoneBy === null ? t.stands : t.takenBack(personOf(move.undoneBy))}{move.left > 0 && ` · ${t.left(move.left)}`}</td>
        </tr>
      ))}</tbody>
    </table></div>
  );
}
