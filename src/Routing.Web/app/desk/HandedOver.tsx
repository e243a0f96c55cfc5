import type { JSX } from 'preact';
import type { HandOver } from '../hub/wire.ts';
import { time } from '../text/format.ts';
import { texts } from '../text/texts.ts';
import { Icon } from '../ui/icons.tsx';

/** What the one before knew, when their shift ended. */
export function HandedOver({ from }: { from: HandOver }): JSX.Element {
  const asked = from.asked.map(message => message.text).filter(text => text !== null);
  return (
    <aside class="handed-over" aria-label={texts.shift.from(from.by, time(from.at))}>
      <header><Icon name="transfer" /><strong>{texts.shift.from(from.by, time(from.at))}</strong></header>
      {from.note !== null && <p dir="auto">{from.note}</p>}
      {from.note === null && asked.length > 0 && <p dir="auto"><span class="meta">{texts.shift.asks}</span> {asked.join(' · ')}</p>}
      {from.note === null && from.lastReply !== null && <p dir="auto"><span class="meta">{texts.shift.said}</span> {from.lastReply}</p>}
    </aside>
  );
}
