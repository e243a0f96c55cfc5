import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, get } from '../api/http.ts';
import type { BoardPast, Policy } from '../hub/wire.ts';
import { serverNow } from '../state/clock.ts';
import { duration, number, percent, timeToSecond } from '../text/format.ts';
import { texts } from '../text/texts.ts';
import { Empty, Loading } from '../ui/Empty.tsx';
import { Icon } from '../ui/icons.tsx';
import { Agents } from './Agents.tsx';
import { Queues } from './Queues.tsx';
import { Figure } from './Tiles.tsx';

const secondMs = 1_000;
const steps = [-600, -60, -1, 1, 60, 600];

/** The board as it was at an earlier second: a slider over what is kept, and what stood then. Nothing can be done there, and of threads only numbers are kept. */
export function Past({ policy, onNow }: { policy: Policy | null; onNow: () => void }): JSX.Element {
  const [until] = useState(() => Math.floor(serverNow() / secondMs) * secondMs);
  const [at, move] = useState(until);
  const { past, error } = usePast(at);
  const slider = useRef<HTMLInputElement>(null);
  useEffect(() => { scrollTo(0, 0); slider.current?.focus(); }, []);
  const t = texts.past;
  const from = past === null ? until : Date.parse(past.from);
  const to = (time: number): void => move(Math.min(until, Math.max(from, time)));
  return (
    <>
      <section class="past" aria-label={t.title}>
        <Icon name="park" /><div><h1>{t.asOf(timeToSecond(at))}</h1><p>{at === until ? t.hint : t.ago(duration(until - at))}</p></div>
        <div class="past-slide">
          <input ref={slider} type="range" aria-label={t.slider} aria-valuetext={timeToSecond(at)} min={from} max={until} step={secondMs} value={at} onInput={event => to(event.currentTarget.valueAsNumber)} />
          <div class="past-ends"><span>{timeToSecond(from)}</span>
            <span class="buttons">{steps.map(step => <button key={step} type="button" class="quiet" onClick={() => to(at + step * secondMs)}>{t.step(step)}</button>)}</span>
            <span>{timeToSecond(until)}</span></div>
        </div>
        <button type="button" class="primary" onClick={onNow}>{t.now}</button>
      </section>
      {past === null ? (error === null ? <Loading rows={6} label={texts.loading} /> : <Empty icon="warn" title={texts.failed(error.message)} />) : <Stood past={past} policy={policy} at={at} />}
    </>
  );
}

function Stood({ past, policy, at }: { past: BoardPast; policy: Policy | null; at: number }): JSX.Element {
  const t = texts.board;
  const oldest = past.queues.map(queue => queue.oldestWaiting).filter(since => since !== null).sort()[0];
  const ready = past.agents.filter(agent => agent.ready).length;
  return (
    <div class="stood">
      <div class="tiles">
        <Figure name={t.waiting} value={number(past.waiting)} more={oldest === undefined ? t.nothing : t.oldest(duration(at - Date.parse(oldest)))} />
        <Figure name={t.agents} value={number(ready)} more={t.ofAgents(past.agents.length, past.occupancy)} />
        <Figure name={texts.past.busy} value={percent(past.occupancy)} more="" />
      </div>
      <section class="panel"><h2>{t.queues}</h2><Queues queues={past.queues} policy={policy} at={at} /></section>
      <section class="panel"><h2>{t.agentsTitle}<span class="count">{past.agents.length}</span></h2><Agents agents={past.agents} /></section>
    </div>
  );
}

/** While the slider moves, so long is waited for it to rest. */
const restMs = 60;

/** What stood then; what was read before stays until it is there. */
function usePast(at: number): { past: BoardPast | null; error: ApiError | null } {
  const [shown, show] = useState<{ past: BoardPast | null; error: ApiError | null }>({ past: null, error: null });
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => get<BoardPast>(`/v1/board/at?time=${new Date(at).toISOString()}`).then(
      past => { if (wanted) show({ past, error: null }); },
      (error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
        if (wanted) show({ past: null, error });
      }), restMs);
    return () => { wanted = false; clearTimeout(timer); };
  }, [at]);
  return shown;
}
