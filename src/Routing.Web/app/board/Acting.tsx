import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useGet } from '../api/use.ts';
import type { AgentDocument } from '../hub/wire.ts';
import { serverNow } from '../state/clock.ts';
import { time } from '../text/format.ts';
import { texts } from '../text/texts.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Loading } from '../ui/Empty.tsx';
import type { BoardSession, Way } from './session.ts';
import { skillsOf, skillsText } from './skills.ts';

/** Something that a supervisor is about to do, of which a form asks why. */
export type Doing =
  | { kind: 'pause'; queue: string }
  | { kind: 'mute'; customer: string }
  | { kind: 'end'; method: 'ReopenQueue' | 'UnmuteAuthor' | 'EndTemporary'; of: string }
  | { kind: 'set'; agent: string; name: string };

/** The form of what is to be done. */
export function Acting({ doing, session, onClose }: { doing: Doing; session: BoardSession; onClose: () => void }): JSX.Element {
  const t = texts.hold;
  const act = (method: Way, ...args: unknown[]): void => { onClose(); void session.act(method, ...args); };
  switch (doing.kind) {
    case 'pause': return <WhyForm title={t.pauseTitle(doing.queue)} text={t.pauseText} act={t.pause} onClose={onClose} onDone={why => act('PauseQueue', doing.queue, why)} />;
    case 'mute': return <WhyForm title={t.mute} text={t.muteText} act={t.mute} onClose={onClose} onDone={why => act('MuteAuthor', doing.customer, why)} />;
    case 'end': return <WhyForm title={t.endTitle[doing.method]} act={t.do[doing.method]} onClose={onClose} onDone={why => act(doing.method, doing.of, why)} />;
    case 'set': return <SetForm agent={doing.agent} name={doing.name} onClose={onClose} onDone={form => act('SetAgentUntil', doing.agent, form)} />;
  }
}

function WhyForm({ title, text, act, onDone, onClose }: { title: string; text?: string; act: string; onDone: (why: string | null) => void; onClose: () => void }): JSX.Element {
  const [why, write] = useState('');
  return (
    <Dialog title={title} onClose={onClose}>
      <form onSubmit={event => { event.preventDefault(); onDone(why.trim() === '' ? null : why); }}>
        {text !== undefined && <p>{text}</p>}
        <Why value={why} onChange={write} />
        <div class="buttons end"><button type="button" onClick={onClose}>{texts.cancel}</button><button type="submit" class="primary">{act}</button></div>
      </form>
    </Dialog>
  );
}

function Why({ value, onChange }: { value: string; onChange: (value: string) => void }): JSX.Element {
  return <label>{texts.hold.why} <small>{texts.hold.whyHint}</small><input class="field" autofocus dir="auto" maxLength={256} value={value} onInput={event => onChange(event.currentTarget.value)} /></label>;
}

interface Temporary { skills: Record<string, number>; slots: number; until: string; why: string | null }

/** Hours for which people usually help out. */
const usualHours = [1, 2, 4];

function SetForm({ agent, name, onDone, onClose }: { agent: string; name: string; onDone: (form: Temporary) => void; onClose: () => void }): JSX.Element {
  const usual = useGet<AgentDocument>(`/v1/agents/${encodeURIComponent(agent)}`).value;
  return <Dialog title={texts.agent.title(name)} onClose={onClose}>{usual === null ? <Loading rows={4} label={texts.loading} /> : <SetFields usual={usual} onDone={onDone} onClose={onClose} />}</Dialog>;
}

function SetFields({ usual, onDone, onClose }: { usual: AgentDocument; onDone: (form: Temporary) => void; onClose: () => void }): JSX.Element {
  const [skills, writeSkills] = useState(skillsText(usual.skills));
  const [slots, setSlots] = useState(usual.slots);
  const [until, setUntil] = useState(() => inHours(usualHours[1]!));
  const [why, write] = useState('');
  const read = skillsOf(skills);
  const t = texts.agent;
  const ends = [...usualHours.map(hours => [t.hours(hours), inHours(hours)] as const), [t.endOfDay, endOfDay()] as const];
  return (
    <form class="stack" onSubmit={event => { event.preventDefault(); if (typeof read !== 'string') onDone({ skills: read, slots, until, why: why.trim() === '' ? null : why }); }}>
      <label>{t.skills}<textarea class="field code-lines" rows={Math.max(3, Object.keys(usual.skills).length + 1)} spellcheck={false} value={skills} aria-invalid={typeof read === 'string'} onInput={event => writeSkills(event.currentTarget.value)} />
        <small class={typeof read === 'string' ? 'bad' : ''}>{typeof read === 'string' ? t.badSkill(read) : t.skillsHint}</small></label>
      <label class="amount"><span>{t.slots}</span><input class="field" type="number" required min={1} max={100} value={slots} onInput={event => setSlots(event.currentTarget.valueAsNumber)} /></label>
      <fieldset><legend>{t.until}</legend><div class="chips">{ends.map(([label, end]) => (
        <button key={label} type="button" class="chip" aria-pressed={until === end} title={time(end)} onClick={() => setUntil(end)}>{label}</button>
      ))}</div></fieldset>
      <Why value={why} onChange={write} />
      <div class="buttons end"><button type="button" onClick={onClose}>{texts.cancel}</button><button type="submit" class="primary" disabled={typeof read === 'string'}>{t.do}</button></div>
    </form>
  );
}

/** To the whole minute, so that it stays the same while the form is open. */
function inHours(hours: number): string {
  return new Date(Math.ceil(serverNow() / 60_000) * 60_000 + hours * 3_600_000).toISOString();
}

function endOfDay(): string {
  const end = new Date(serverNow());
  end.setHours(24, 0, 0, 0);
  return end.toISOString();
}
