import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { AgentLine } from '../../hub/wire.ts';
import { texts } from '../../text/texts.ts';
import { Chips, People } from './Choices.tsx';
import { mostThreads, type Goal } from './moves.ts';

/** As the server takes them if nothing is said. */
const usual = { moves: 40, broken: 5 };

const none: ReadonlySet<string> = new Set();

/** "Bring the breaches down": for which queues, with whom, and at what price. */
export function Ask({ queues, agents, busy, onAsk }: { queues: readonly string[]; agents: readonly AgentLine[]; busy: boolean; onAsk: (goal: Goal) => void }): JSX.Element {
  const [inTime, bring] = useState(none);
  const [who, choose] = useState(none);
  const [most, setMost] = useState(usual.moves);
  const [broken, setBroken] = useState(usual.broken);
  const t = texts.rebalance;
  return (
    <form class="stack" onSubmit={event => { event.preventDefault(); onAsk({ queues: [...inTime], agents: [...who], moves: most, broken }); }}>
      <p class="hint">{t.askText}</p>
      <fieldset><legend>{t.queues}<small>{inTime.size === 0 ? t.allQueues : ''}</small></legend><Chips label={t.queues} all={queues} chosen={inTime} onChange={bring} /></fieldset>
      <fieldset><legend>{t.agents}<small>{who.size === 0 ? t.allAgents : ''}</small></legend><People label={t.agents} agents={agents} chosen={who} onChange={choose} /></fieldset>
      <Amount label={t.moves} hint={t.movesHint} least={1} value={most} onChange={setMost} />
      <Amount label={t.broken} hint={t.brokenHint} least={0} value={broken} onChange={setBroken} />
      <button type="submit" class="primary" disabled={busy}>{busy ? t.planning : t.plan}</button>
    </form>
  );
}

function Amount({ label, hint, least, value, onChange }: { label: string; hint: string; least: number; value: number; onChange: (value: number) => void }): JSX.Element {
  return (
    <label class="amount"><span>{label}</span>
      <input class="field" type="number" required min={least} max={mostThreads} step={1} value={value} onInput={event => onChange(event.currentTarget.valueAsNumber)} />
      <small>{hint}</small>
    </label>
  );
}
