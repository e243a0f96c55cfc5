import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AgentLine, DueLine, DueThreads } from '../../hub/wire.ts';
import { texts } from '../../text/texts.ts';
import { Clock } from '../../ui/Clock.tsx';
import { Loading } from '../../ui/Empty.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { memo } from '../memo.ts';
import { Chips, People, toggled } from './Choices.tsx';
import type { Names } from './names.ts';
import { mostThreads, picked, waiting, type Target } from './moves.ts';

const none: ReadonlySet<string> = new Set();

/** Threads and where they go, by hand. What is picked stays picked while the list moves on. */
export function Pick({ queues, agents, due, busy, names, onPreview }: {
  queues: readonly string[]; agents: readonly AgentLine[]; due: DueThreads | null; busy: boolean; names: Names;
  onPreview: (threads: readonly string[], to: Target) => void;
}): JSX.Element {
  const [queue, ofQueue] = useState('');
  const [from, ofHolder] = useState('');
  const [threads, pick] = useState(none);
  const [kind, toKind] = useState<Target['kind']>('team');
  const [team, toTeam] = useState(none);
  const [toQueue, setQueue] = useState(none);
  const t = texts.rebalance;
  if (due === null) return <Loading rows={6} label={texts.loading} />;

  const rows = picked(due.threads, queue, from);
  const open = new Set(due.threads.map(row => row.thread));
  const chosen = [...threads].filter(thread => open.has(thread));
  const all = rows.length > 0 && rows.every(row => threads.has(row.thread));
  const holders = [...new Set(due.threads.map(row => row.agent).filter(agent => agent !== null))].sort();
  const target: Target | null = kind === 'team' ? (team.size === 0 ? null : { kind, agents: [...team] }) : toQueue.size === 0 ? null : { kind, queue: [...toQueue][0]! };
  const pickAll = (): void => pick(new Set(all ? [...threads].filter(thread => !rows.some(row => row.thread === thread)) : [...threads, ...rows.map(row => row.thread)]));
  return (
    <form class="stack" onSubmit={event => { event.preventDefault(); if (target !== null) onPreview(chosen, target); }}>
      <div class="filters">
        <label>{texts.board.queue}<select value={queue} onChange={event => ofQueue(event.currentTarget.value)}>
          <option value="">{t.allQueues}</option>{queues.map(each => <option key={each} value={each}>{each}</option>)}</select></label>
        <label>{t.from}<select value={from} onChange={event => ofHolder(event.currentTarget.value)}>
          <option value="">{t.anywhere}</option><option value={waiting}>{t.waiting}</option>{holders.map(each => <option key={each} value={each}>{names.agent(each)}</option>)}</select></label>
      </div>
      {rows.length === 0 ? <p class="hint">{t.noThreads}</p> : <>
        <label class="target all"><input type="checkbox" checked={all} onChange={pickAll} /><span>{t.all(rows.length)}</span></label>
        <ul class="pick-rows" tabIndex={0} aria-label={t.threads}>{rows.map(row => (
          <PickRow key={row.thread} row={row} chosen={threads.has(row.thread)} holder={row.agent === null ? null : names.agent(row.agent)} onToggle={pickOne} />
        ))}</ul></>}
      <fieldset><legend>{t.to}</legend>
        <Segments label={t.to} value={kind} options={[['team', t.team], ['queue', t.queue]]} onPick={toKind} />
        {kind === 'team' ? <People label={t.team} agents={agents} chosen={team} onChange={toTeam} />
          : <Chips label={t.queue} all={queues} chosen={toQueue} onChange={next => setQueue(new Set([...next].slice(-1)))} />}
      </fieldset>
      {chosen.length > mostThreads && <p class="hint bad" role="status">{t.tooMany(mostThreads)}</p>}
      <button type="submit" class="primary" disabled={busy || target === null || chosen.length === 0 || chosen.length > mostThreads}>
        {busy ? t.planning : t.preview}<span class="count">{t.chosen(chosen.length)}</span></button>
    </form>
  );

  function pickOne(thread: string): void {
    pick(now => toggled(now, thread));
  }
}

const PickRow = memo(({ row, chosen, holder, onToggle }: { row: DueLine; chosen: boolean; holder: string | null; onToggle: (thread: string) => void }): JSX.Element => (
  <li><label class="target pick-row">
    <input type="checkbox" checked={chosen} onChange={() => onToggle(row.thread)} />
    <span class="thread-what"><span>{row.topic === '' ? row.channel : row.topic}</span>
      <span class="meta"><span>{row.queue}</span><span>{holder === null ? texts.rebalance.waiting : texts.lists.with(holder)}</span></span></span>
    <Clock since={row.since} deadline={row.deadline} />
  </label></li>
));
