import type { JSX } from 'preact';
import { memo } from './memo.ts';
import type { AgentLine } from '../hub/wire.ts';
import { percent, time } from '../text/format.ts';
import { texts } from '../text/texts.ts';
import { Empty } from '../ui/Empty.tsx';
import type { Drill } from './drill.ts';

/** Slots drawn side by side; more are told in numbers. */
const mostDrawn = 12;

/** Everybody: state and load at a glance; each opens what they hold. */
export const Agents = memo(({ agents, onDrill }: { agents: readonly AgentLine[]; onDrill?: (drill: Drill) => void }): JSX.Element => {
  if (agents.length === 0) return <Empty icon="info" title={texts.board.noAgents}><p>{texts.board.noAgentsMore}</p></Empty>;
  return <ul class="agents">{agents.map(agent => <AgentCell key={agent.agent} agent={agent} onDrill={onDrill} />)}</ul>;
});

const AgentCell = memo(({ agent, onDrill }: { agent: AgentLine; onDrill?: ((drill: Drill) => void) | undefined }): JSX.Element => {
  const status = texts.top.statuses[agent.status];
  return (
    <li>
      <button type="button" class={`agent ${agent.used >= agent.slots && agent.ready ? 'at-limit' : ''}`}
        disabled={onDrill === undefined} onClick={() => onDrill?.({ kind: 'agent', agent: agent.agent, name: agent.name })}>
        <span class="agent-head"><span class={`dot ${agent.status}`} /><strong dir="auto">{agent.name}</strong></span>
        <span class="meta"><span>{status}</span><span>{texts.board.slots(agent.used, agent.slots)}</span></span>
        <span class="meta agent-more">{agent.shiftUntil != null && <span>{texts.board.shiftEnds(time(agent.shiftUntil))}</span>}
          {agent.temporaryUntil != null && <span class="tag paused">{texts.board.temporary(time(agent.temporaryUntil))}</span>}</span>
        <span class="busy"><span class="slots" aria-hidden="true" style={{ '--slots': Math.min(mostDrawn, agent.slots), '--used': Math.min(mostDrawn, agent.used) }} />
          {agent.used > 0 && <span><span class="unseen">{texts.board.occupancy}</span>{percent(agent.occupancy)}</span>}</span>
      </button>
    </li>
  );
});
