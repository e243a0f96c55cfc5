import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ForecastFigures, MoveItem, MovePlan } from '../../hub/wire.ts';
import { useNow } from '../../state/clock.ts';
import { duration } from '../../text/format.ts';
import { texts } from '../../text/texts.ts';
import { Clock } from '../../ui/Clock.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Icon } from '../../ui/icons.tsx';
import { memo } from '../memo.ts';
import { compare, goes, stands } from './moves.ts';
import type { Names } from './names.ts';
import { Stays } from './Stays.tsx';

/** A move before it is made: what comes of it beside what comes without it, thread by thread. */
export function Preview({ plan, names, onThread, onApply, onAgain, onDiscard }: {
  plan: MovePlan; names: Names; onThread: (thread: string) => void; onApply: (why: string) => Promise<void>;
  onAgain: () => void; onDiscard: () => void;
}): JSX.Element {
  const [why, write] = useState('');
  const [busy, setBusy] = useState(false);
  const t = texts.rebalance;
  const left = Date.parse(plan.expires) - useNow();
  const moves = plan.items.filter(item => item.obstacle === undefined);
  const stays = plan.items.filter(item => item.obstacle !== undefined);
  if (plan.items.length === 0) return <Empty icon="done" title={t.nothingTitle}><p>{t.nothingText}</p></Empty>;
  return (
    <form class="preview" onSubmit={event => { event.preventDefault(); setBusy(true); void onApply(why).then(() => setBusy(false)); }}>
      <header>
        <h2>{t.would(moves.length)}{stays.length > 0 && <span class="count">{t.wouldStay(stays.length)}</span>}</h2>
        {left > 0 ? <span class="hint">{t.expires(duration(left))}</span> : <span class="hint bad" role="status">{t.expired}</span>}
      </header>
      {plan.forecast !== null && <Figures before={plan.forecast.before} after={plan.forecast.after} minutes={plan.forecast.minutes} />}
      {moves.length > 0 && <MovedRows items={moves} plan={plan} names={names} onThread={onThread} />}
      <Stays title={t.stays} conflicts={stays.map(item => ({ thread: item.thread, obstacle: item.obstacle! }))} topic={names.topic} onThread={onThread} />
      <footer>
        <label class="grow"><span class="unseen">{t.why}</span><input class="field" maxLength={256} placeholder={t.why} value={why} onInput={event => write(event.currentTarget.value)} /></label>
        <button type="button" class="quiet" onClick={onDiscard}>{t.discard}</button>
        {left > 0 ? <button type="submit" class="primary" disabled={busy || moves.length === 0}>{t.apply(moves.length)}</button>
          : <button type="button" class="primary" onClick={onAgain}>{t.again}</button>}
      </footer>
    </form>
  );
}

/** Before and after, side by side. Colour is never alone: the change says which way it goes. */
const Figures = memo(({ before, after, minutes }: { before: ForecastFigures; after: ForecastFigures; minutes: number }): JSX.Element => {
  const t = texts.rebalance;
  return (
    <table class="figures">
      <caption>{t.figures}<small>{t.within(minutes)}</small></caption>
      <thead><tr><td /><th scope="col">{t.before}</th><th scope="col">{t.after}</th><th scope="col">{t.change}</th></tr></thead>
      <tbody>{compare(before, after).map(figure => (
        <tr key={figure.name} class={figure.better === null ? '' : figure.better ? 'better' : 'worse'}>
          <th scope="row">{t.figure[figure.name]}</th><td>{figure.before}</td><td class="then">{figure.after}</td><td class="change"><span>{figure.change}</span></td>
        </tr>
      ))}</tbody>
    </table>
  );
});

const MovedRows = memo(({ items, plan, names, onThread }: {
  items: readonly MoveItem[]; plan: MovePlan; names: Names; onThread: (thread: string) => void;
}): JSX.Element => {
  const t = texts.rebalance;
  return (
    <section>
      <h3>{t.list}</h3>
      <div class="scroll-rows" tabIndex={0} role="region" aria-label={t.list}><table class="moves">
        <thead><tr><th scope="col">{t.thread}</th><th scope="col">{t.with}</th><th scope="col">{t.goes}</th><th scope="col">{t.clock}</th></tr></thead>
        <tbody>{items.map(item => (
          <tr key={item.thread}>
            <th scope="row"><button type="button" class="quiet link" onClick={() => onThread(item.thread)}>{names.topic(item.thread)}</button>
              {(item.chain ?? 0) > 0 && <span class="tag" title={t.swap(item.chain!)}>{item.chain}</span>}</th>
            <td class={item.holding === 'assigned' ? 'breaks' : ''}>{stands(item, names.agent)}</td>
            <td><Icon name="arrow" />{goes(item, plan, names.agent)}</td>
            <td>{item.deadline !== null && <Clock since={item.since} deadline={item.deadline} />}</td>
          </tr>
        ))}</tbody>
      </table></div>
    </section>
  );
});
