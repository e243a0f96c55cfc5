import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AgentLine } from '../../hub/wire.ts';
import { texts } from '../../text/texts.ts';

/** Any number of names; each is on or off. */
export function Chips({ label, all, chosen, onChange }:
{ label: string; all: readonly string[]; chosen: ReadonlySet<string>; onChange: (chosen: ReadonlySet<string>) => void }): JSX.Element {
  return (
    <div class="chips" role="group" aria-label={label}>
      {all.map(one => <button key={one} type="button" class="chip" aria-pressed={chosen.has(one)} onClick={() => onChange(toggled(chosen, one))}>{one}</button>)}
    </div>
  );
}

/** People to choose from, with how free they are; found by typing where there are many. */
export function People({ label, agents, chosen, onChange }:
{ label: string; agents: readonly AgentLine[]; chosen: ReadonlySet<string>; onChange: (chosen: ReadonlySet<string>) => void }): JSX.Element {
  const [typed, type] = useState('');
  const fitting = agents.filter(agent => chosen.has(agent.agent) || agent.name.toLowerCase().includes(typed.toLowerCase()));
  return (
    <div>
      {agents.length > manyPeople && <input class="field" type="search" aria-label={texts.rebalance.findAgent} placeholder={texts.rebalance.findAgent} value={typed} onInput={event => type(event.currentTarget.value)} />}
      <div class="people-list" role="group" aria-label={label}>
        {fitting.map(agent => (
          <label key={agent.agent} class="target">
            <input type="checkbox" checked={chosen.has(agent.agent)} onChange={() => onChange(toggled(chosen, agent.agent))} />
            <span class={`dot ${agent.status}`} aria-hidden="true" /><span dir="auto">{agent.name}</span>
            <small>{agent.ready ? texts.transfer.free(Math.max(0, agent.slots - agent.used)) : texts.transfer.notReady}</small>
          </label>
        ))}
      </div>
    </div>
  );
}

/** More than these are found by typing. */
const manyPeople = 8;

export function toggled(chosen: ReadonlySet<string>, one: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(one)) next.add(one);
  return next;
}
