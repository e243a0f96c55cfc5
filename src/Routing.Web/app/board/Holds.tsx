import type { JSX } from 'preact';
import { useGet } from '../api/use.ts';
import type { AgentLine, Customer, QueueLine, Standstills } from '../hub/wire.ts';
import { fullTime, time } from '../text/format.ts';
import { texts } from '../text/texts.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import { customerName, personOf } from '../ui/names.ts';
import { memo } from './memo.ts';
import type { Doing } from './Acting.tsx';

/** What supervisors have set for a while: paused queues, muted authors, people with other skills or slots. Each with who, since when, why, and its
 * way back. Takes no room while there is none. */
export const Holds = memo(({ queues, agents, onAct }: { queues: readonly QueueLine[]; agents: readonly AgentLine[]; onAct: (doing: Doing) => void }): JSX.Element | null => {
  const muted = useGet<Standstills>('/v1/standstills', 5_000).value?.authors ?? [];
  const paused = queues.filter(queue => queue.paused !== null);
  const temporary = agents.filter(agent => agent.temporaryUntil !== null);
  const t = texts.hold;
  if (paused.length + muted.length + temporary.length === 0) return null;
  return (
    <section class="panel holds"><h2>{t.title}</h2><ul>
      {paused.map(({ queue, paused: since }) => (
        <Hold key={queue} icon="pause" what={t.paused(queue)} by={t.by(personOf(since!.by), time(since!.at))} at={since!.at} why={since!.why} back={t.reopen}
          onBack={() => onAct({ kind: 'end', method: 'ReopenQueue', of: queue })} />
      ))}
      {muted.map(author => <Muted key={author.customer} author={author} onAct={onAct} />)}
      {temporary.map(agent => (
        <Hold key={agent.agent} icon="person" what={t.temporary(agent.name)} by={t.byUntil(personOf(agent.temporaryBy ?? ''), time(agent.temporaryUntil!))} at={agent.temporaryUntil!}
          why={agent.temporaryWhy} back={t.asUsual} onBack={() => onAct({ kind: 'end', method: 'EndTemporary', of: agent.agent })} />
      ))}
    </ul></section>
  );
});

function Muted({ author, onAct }: { author: Standstills['authors'][number]; onAct: (doing: Doing) => void }): JSX.Element {
  const who = useGet<Customer>(`/v1/customers/${encodeURIComponent(author.customer)}`).value;
  const name = who === null ? author.customer : customerName(who);
  return <Hold icon="muted" what={texts.hold.muted(name)} by={texts.hold.by(personOf(author.by), time(author.at))} at={author.at} why={author.why} back={texts.hold.unmute}
    onBack={() => onAct({ kind: 'end', method: 'UnmuteAuthor', of: author.customer })} />;
}

function Hold({ icon, what, by, at, why, back, onBack }:
{ icon: IconName; what: string; by: string; at: string; why: string | null; back: string; onBack: () => void }): JSX.Element {
  return (
    <li><Icon name={icon} /><span class="hold-what"><strong dir="auto">{what}</strong><small title={fullTime(at)}>{by}</small></span>
      <span class="hold-why" dir="auto">{why ?? texts.hold.noReason}</span><button type="button" onClick={onBack}>{back}</button></li>
  );
}
