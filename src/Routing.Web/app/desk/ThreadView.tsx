import type { JSX } from 'preact';
import { useGet } from '../api/use.ts';
import { go } from '../api/route.ts';
import type { Thread } from '../hub/wire.ts';
import { useStore } from '../state/store.ts';
import { texts } from '../text/texts.ts';
import { Clock } from '../ui/Clock.tsx';
import { Conversation } from '../ui/Conversation.tsx';
import { Empty, Loading } from '../ui/Empty.tsx';
import { Icon, type IconName } from '../ui/icons.tsx';
import { About } from './About.tsx';
import { Composer } from './Composer.tsx';
import { HandedOver } from './HandedOver.tsx';
import type { DeskActions } from './actions.ts';
import { customerName } from '../ui/names.ts';
import type { DeskSession } from './session.ts';

/** The open thread: mine, with what can be done; or anybody's, to look at. */
export function ThreadView({ session, id, actions, about }: { session: DeskSession; id: string; actions: DeskActions; about: boolean }): JSX.Element {
  const held = useStore(session.state).held.get(id);
  const known = useStore(session.state).sequence !== null;
  const other = useGet<Thread>(held === undefined && known ? `/v1/threads/${encodeURIComponent(id)}` : null);
  const thread = held?.thread ?? other.value;
  if (thread === null) return (
    <main class="middle" id="main" tabIndex={-1}>
      {other.error !== null ? <Empty icon="warn" title={texts.thread.gone}><p>{texts.failed(other.error.message)}</p></Empty> : <Loading rows={5} label={texts.loading} />}
    </main>
  );
  return (
    <>
      <main class="middle" id="main" tabIndex={-1} aria-label={customerName(thread.customer)}>
        <header class="thread-head">
          <button type="button" class="quiet square only-narrow" aria-label={texts.back} onClick={() => go('/desk')}><Icon name="back" /></button>
          <div class="thread-name"><h1 dir="auto">{customerName(thread.customer)}</h1><p class="meta"><span>{thread.channel}</span><span class="state">{texts.state[thread.state]}</span>
            {held !== undefined && thread.unanswered > 0 && thread.deadline !== null && <Clock since={thread.since} deadline={thread.deadline} />}</p></div>
          {held !== undefined && <Actions session={session} actions={actions} />}
          <button type="button" class="quiet square info" aria-pressed={about} aria-label={texts.act.about} title={texts.act.about} onClick={actions.toggleAbout}><Icon name="info" /></button>
        </header>
        {thread.handOver !== null && <HandedOver from={thread.handOver} />}
        <Conversation thread={thread} me={session.me.subject} />
        <Typing session={session} thread={id} />
        {held !== undefined ? <Composer key={id} session={session} thread={thread} /> : <p class="onlooker"><Icon name="lock" />{texts.thread.notYours}</p>}
      </main>
      {about && <About thread={thread} mine={held !== undefined} />}
    </>
  );
}

function Actions({ session, actions }: { session: DeskSession; actions: DeskActions }): JSX.Element {
  const live = useStore(session.line.state) === 'live';
  const all: [IconName, string, string, () => void][] = [
    ['giveBack', texts.act.giveBack, 'Q', actions.giveBack], ['transfer', texts.act.transfer, 'T', actions.transfer], ['park', texts.act.park, 'P', actions.park],
    ['done', texts.act.resolve, 'E', actions.resolve],
  ];
  return (
    <div class="actions">
      {all.map(([icon, name, key, run]) => (
        <button key={name} type="button" class={icon === 'done' ? 'primary' : ''} disabled={!live} title={`${name} (${key})`} onClick={run}><Icon name={icon} /><span>{name}</span></button>
      ))}
    </div>
  );
}

function Typing({ session, thread }: { session: DeskSession; thread: string }): JSX.Element {
  const typing = useStore(session.typing);
  return <p class="typing" role="status">{typing?.thread === thread ? texts.thread.typing(typing.agent) : ''}</p>;
}
