import type { ComponentChildren, JSX } from 'preact';
import type { Policy, QueueLine } from '../hub/wire.ts';
import { duration, number, percent } from '../text/format.ts';
import { texts } from '../text/texts.ts';
import { Age } from '../ui/Age.tsx';
import { Icon } from '../ui/icons.tsx';
import type { Doing } from './Acting.tsx';
import { titleOf, type Drill } from './drill.ts';
import { memo } from './memo.ts';

interface Opens { at?: number | undefined; onDrill?: ((drill: Drill) => void) | undefined; onAct?: ((doing: Doing) => void) | undefined }

/** Queue by queue; each number opens its threads. `at`: an earlier time, at which nothing opens. */
export const Queues = memo(({ queues, policy, at, onDrill, onAct }: { queues: readonly QueueLine[]; policy: Policy | null } & Opens): JSX.Element => {
  const t = texts.board;
  return (
    <div class="scroll-x" tabIndex={0} role="region" aria-label={t.queues}>
      <table>
        <thead><tr><th scope="col">{t.queue}</th><th scope="col">{t.waiting}</th><th scope="col">{t.oldestShort}</th><th scope="col">{t.offered}</th><th scope="col">{t.assigned}</th>
          <th scope="col">{t.level}</th><th scope="col">{t.levelDay}</th><th scope="col">{t.speed}</th><td /></tr></thead>
        <tbody>{queues.map(queue => (
          <QueueRow key={queue.queue} queue={queue} target={policy?.queues.find(each => each.id === queue.queue)?.serviceLevel.target ?? null} at={at} onDrill={onDrill} onAct={onAct} />
        ))}</tbody>
      </table>
    </div>
  );
});

const QueueRow = memo(({ queue, target, at, onDrill, onAct }: { queue: QueueLine; target: number | null } & Opens): JSX.Element => {
  const t = texts.board;
  const id = queue.queue;
  const due: Drill = { kind: 'due', queue: id };
  const waiting: Drill = { kind: 'waiting', queue: id };
  const cell = (shown: ComponentChildren, drill: Drill, tone = ''): JSX.Element => <td>{onDrill === undefined ? <span class={`number ${tone}`}>{shown}</span>
    : <button type="button" class={`quiet number ${tone}`} aria-label={typeof shown === 'string' ? `${titleOf(drill)}: ${shown}` : undefined} onClick={() => onDrill(drill)}>{shown}</button>}</td>;
  return (
    <tr>
      <th scope="row">{id}{queue.paused !== null && <span class="tag paused" title={queue.paused.why ?? undefined}>{t.paused}</span>}</th>
      {cell(number(queue.waiting), waiting)}
      {queue.oldestWaiting === null ? cell('–', waiting) : cell(<><span class="unseen">{titleOf(waiting)}: </span><Age since={queue.oldestWaiting} at={at} /></>, waiting)}
      {cell(number(queue.offered), { kind: 'state', state: 'offered', queue: id })}
      {cell(number(queue.assigned), { kind: 'state', state: 'assigned', queue: id })}
      {cell(level(queue.serviceLevel), due, tone(queue.serviceLevel, target))}
      {cell(level(queue.serviceLevelDay), due, tone(queue.serviceLevelDay, target))}
      {cell(queue.averageSpeedSeconds === null ? '–' : duration(queue.averageSpeedSeconds * 1_000), due)}
      <td class="act">{onAct === undefined ? null : queue.paused === null
        ? <button type="button" class="quiet square" aria-label={t.pause(id)} title={t.pause(id)} onClick={() => onAct({ kind: 'pause', queue: id })}><Icon name="pause" /></button>
        : <button type="button" class="quiet square" aria-label={t.reopen(id)} title={t.reopen(id)} onClick={() => onAct({ kind: 'end', method: 'ReopenQueue', of: id })}><Icon name="play" /></button>}</td>
    </tr>
  );
});

const level = (share: number | null): string => share === null ? '–' : percent(share);
const tone = (share: number | null, target: number | null): string => share !== null && target !== null && share < target ? 'bad' : '';
