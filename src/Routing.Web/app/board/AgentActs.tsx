import type { JSX } from 'preact';
import type { AgentStatus } from '../hub/wire.ts';
import { useStore } from '../state/store.ts';
import { time } from '../text/format.ts';
import { texts } from '../text/texts.ts';
import { Icon } from '../ui/icons.tsx';
import type { Doing } from './Acting.tsx';
import type { BoardSession } from './session.ts';

/** What a supervisor can do with a person: set their state, or other skills and slots for a while. */
export function AgentActs({ session, agent, name, onAct }: { session: BoardSession; agent: string; name: string; onAct: (doing: Doing) => void }): JSX.Element {
  const line = useStore(session.state)?.agents.find(each => each.agent === agent);
  const live = useStore(session.line.state) === 'live';
  const t = texts.agent;
  return (
    <div class="agent-acts">
      {line !== undefined && <label>{t.status}
        <select aria-label={t.setStatus(name)} value={line.status} disabled={!live} onChange={event => void session.act('SetAgentStatus', agent, event.currentTarget.value)}>
          {Object.entries(texts.top.statuses).map(([status, word]) => <option key={status} value={status satisfies string as AgentStatus}>{word}</option>)}
        </select></label>}
      {line?.shiftUntil != null && <span class="meta">{t.shift(time(line.shiftUntil))}</span>}
      <button type="button" disabled={!live} onClick={() => onAct({ kind: 'set', agent, name })}><Icon name="person" />{t.act}</button>
    </div>
  );
}
