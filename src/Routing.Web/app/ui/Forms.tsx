import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useGet } from '../api/use.ts';
import type { Targets } from '../hub/wire.ts';
import { texts } from '../text/texts.ts';
import { time } from '../text/format.ts';
import { Dialog } from './Dialog.tsx';

/** Until when a thread sleeps: the usual times, or another. */
export function ParkForm({ onDone, onClose }: { onDone: (until: string) => void; onClose: () => void }): JSX.Element {
  const [other, set] = useState('');
  const usual: [string, Date][] = [
    [texts.park.hour, new Date(Date.now() + 3_600_000)], [texts.park.afternoon, at(0, 15)], [texts.park.tomorrow, at(1, 9)], [texts.park.week, at(7, 9)],
  ];
  return (
    <Dialog title={texts.park.title} onClose={onClose}>
      <div class="choices">
        {usual.filter(([, until]) => until.getTime() > Date.now()).map(([name, until]) => (
          <button key={name} type="button" onClick={() => onDone(until.toISOString())}><span>{name}</span><small>{time(until.toISOString())}</small></button>
        ))}
      </div>
      <form class="line" onSubmit={event => { event.preventDefault(); onDone(new Date(other).toISOString()); }}>
        <label>{texts.park.other}<input type="datetime-local" required class="field" value={other} onInput={event => set(event.currentTarget.value)} /></label>
        <button type="submit" class="primary" disabled={other === ''}>{texts.park.do}</button>
      </form>
    </Dialog>
  );
}

export interface TransferTo { agent: string | null; queue: string | null }

/** To an agent or a queue, found by typing, with a note. */
export function TransferForm({ not, onDone, onClose }: { not: string | null; onDone: (to: TransferTo, note: string) => void; onClose: () => void }): JSX.Element {
  const [typed, type] = useState('');
  const [to, pick] = useState<TransferTo | null>(null);
  const [note, write] = useState('');
  const targets = useGet<Targets>(`/v1/targets?q=${encodeURIComponent(typed)}`);
  const agents = targets.value?.agents.filter(agent => agent.agent !== not) ?? [];
  const queues = targets.value?.queues.filter(queue => queue.toLowerCase().includes(typed.toLowerCase())) ?? [];
  return (
    <Dialog title={texts.transfer.title} onClose={onClose}>
      <form onSubmit={event => { event.preventDefault(); if (to !== null) onDone(to, note); }}>
        <input class="field" autofocus aria-label={texts.transfer.find} placeholder={texts.transfer.find} value={typed} onInput={event => type(event.currentTarget.value)} />
        <div class="targets">
          {agents.length > 0 && <fieldset><legend>{texts.transfer.agents}</legend>{agents.map(agent => (
            <label key={agent.agent} class="target">
              <input type="radio" name="to" checked={to?.agent === agent.agent} onChange={() => pick({ agent: agent.agent, queue: null })} />
              <span>{agent.name}</span><small>{agent.ready ? texts.transfer.free(agent.freeSlots) : texts.transfer.notReady}</small>
            </label>
          ))}</fieldset>}
          {queues.length > 0 && <fieldset><legend>{texts.transfer.queues}</legend>{queues.map(queue => (
            <label key={queue} class="target">
              <input type="radio" name="to" checked={to?.queue === queue} onChange={() => pick({ agent: null, queue })} /><span>{queue}</span>
            </label>
          ))}</fieldset>}
          {targets.value !== null && agents.length + queues.length === 0 && <p class="hint">{texts.transfer.none}</p>}
          {targets.error !== null && <p class="hint">{texts.failed(targets.error.message)}</p>}
        </div>
        <label>{texts.transfer.note}<textarea class="field" rows={2} dir="auto" maxLength={8_000} value={note} onInput={event => write(event.currentTarget.value)} /></label>
        <div class="buttons end"><button type="button" onClick={onClose}>{texts.cancel}</button>
          <button type="submit" class="primary" disabled={to === null}>{texts.transfer.do}</button></div>
      </form>
    </Dialog>
  );
}

export function ReturnForm({ onDone, onClose }: { onDone: (note: string) => void; onClose: () => void }): JSX.Element {
  const [note, write] = useState('');
  return (
    <Dialog title={texts.giveBack.title} onClose={onClose}>
      <form onSubmit={event => { event.preventDefault(); onDone(note); }}>
        <p>{texts.giveBack.text}</p>
        <label>{texts.giveBack.note}<textarea class="field" rows={3} autofocus dir="auto" maxLength={8_000} value={note} onInput={event => write(event.currentTarget.value)} /></label>
        <div class="buttons end"><button type="button" onClick={onClose}>{texts.cancel}</button><button type="submit" class="primary">{texts.giveBack.do}</button></div>
      </form>
    </Dialog>
  );
}

/** What the next one should know. */
export function HandOverForm({ onDone, onClose }: { onDone: (note: string) => void; onClose: () => void }): JSX.Element {
  const [note, write] = useState('');
  return (
    <Dialog title={texts.act.handOver} onClose={onClose}>
      <form onSubmit={event => { event.preventDefault(); onDone(note); }}>
        <p>{texts.shift.text}</p>
        <label>{texts.shift.note}<textarea class="field" rows={4} autofocus required dir="auto" maxLength={8_000} value={note} onInput={event => write(event.currentTarget.value)} /></label>
        <div class="buttons end"><button type="button" onClick={onClose}>{texts.cancel}</button>
          <button type="submit" class="primary" disabled={note.trim() === ''}>{texts.shift.do}</button></div>
      </form>
    </Dialog>
  );
}

function at(days: number, hour: number): Date {
  const date = new Date();
  date.setDate(date.getDate() + days);
  date.setHours(hour, 0, 0, 0);
  return date;
}
