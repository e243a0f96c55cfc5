import type { JSX } from 'preact';
import type { Policy, QueueLine } from '../hub/wire.ts';
import { useNow } from '../state/clock.ts';
import { duration, number, percent } from '../text/format.ts';
import { texts } from '../text/texts.ts';
import { Icon } from '../ui/icons.tsx';
import type { Doing } from './Acting.tsx';
import { titleOf, type Drill } from './drill.ts';

/** Queue by queue; each number opens its threads. `at`: an earlier time, at which nothing opens. */
export function Queues({ queues, policy, at, onDrill, onAct }:
{ queues: readonly QueueLine[]; policy: Policy | null; at?: number; onDrill?: (drill: Drill) => void; onAct?: (doing: Doing) => void }): JSX.Element {
  const now = useNow();
  const then = at ?? now;
  const t = texts.board;
  return (
    <div class="scroll-x" tabIndex={0} role="region" aria-label={t.queues}>
      <table>
        <thead><tr><th scope="col">{t.queue}</th><th scope="col">{t.waiting}</th><th scope="col">{t.oldestShort}</th><th scope="col">{t.offered}</th><th scope="col">{t.assigned}</th>
          <th scope="col">{t.level}</th><th scope="col">{t.levelDay}</th><th scope="col">{t.speed}</th><td /></tr></thead>
        <tbody>{queues.map(queue => {
          const target = policy?.queues.find(each => each.id === queue.queue)?.serviceLevel.target ?? null;
          const cell = (text: string, drill: Drill, tone = ''): JSX.Element =>
            onDrill === undefined ? <td><span class={`number ${tone}`}>{text}</span></td> : <td><button type="button" class={`quiet number ${tone}`} aria-label={`${titleOf(drill)}: ${text}`} onClick={() => onDrill(drill)}>{text}</button></td>;
          const due: Drill = { kind: 'due', queue: queue.queue };
          return (
            <tr key={queue.queue}>
              <th scope="row">{queue.queue}{queue.paused !== null && <span class="tag paused" title={queue.paused.why ?? undefined}>{t.paused}</span>}</th>
              {cell(number(queue.waiting), { kind: 'waiting', queue: queue.queue })}
              {cell(queue.oldestWaiting === null ? '–' : duration(then - Date.parse(queue.oldestWaiting)), { kind: 'waiting', queue: queue.queue })}
              {cell(number(queue.offered), { kind: 'state', state: 'offered', queue: queue.queue })}
              {cell(number(queue.assigned), { kind: 'state', state: 'assigned', queue: queue.queue })}
              {cell(level(queue.serviceLevel), due, tone(queue.serviceLevel, target))}
              {cell(level(queue.serviceLevelDay), due, tone(queue.serviceLevelDay, target))}
              {cell(queue.averageSpeedSeconds === null ? '–' : duration(queue.averageSpeedSeconds * 1_000), due)}
              <td class="act">{onAct === undefined ? null : queue.paused === null
                ? <button type="button" class="quiet square" aria-label={t.pause(queue.queue)} title={t.pause(queue.queue)} onClick={() => onAct({ kind: 'pause', queue: queue.queue })}><Icon name="pause" /></button>
                : <button type="button" class="quiet square" aria-label={t.reopen(queue.queue)} title={t.reopen(queue.queue)} onClick={() => onAct({ kind: 'end', method: 'ReopenQueue', of: queue.queue })}><Icon name="play" /></button>}</td>
            </tr>
          );
        })}</tbody>
      </table>
    </div>
  );
}

const level = (share: number | null): string => share === null ? '–' : percent(share);
const tone = (share: number | null, target: number | null): string => share !== null && target !== null && share < target ? 'bad' : '';
