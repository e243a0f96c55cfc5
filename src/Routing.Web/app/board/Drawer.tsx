import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useGet } from '../api/use.ts';
import type { DueLine, DueThreads, Page, Thread, ThreadRow, Urgency, Visibility, Why } from '../hub/wire.ts';
import { useStore } from '../state/store.ts';
import { texts } from '../text/texts.ts';
import { Age } from '../ui/Age.tsx';
import { Clock } from '../ui/Clock.tsx';
import { Conversation, Reach } from '../ui/Conversation.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Empty, Loading } from '../ui/Empty.tsx';
import { ReturnForm, TransferForm } from '../ui/Forms.tsx';
import { Icon } from '../ui/icons.tsx';
import { WhyFacts } from '../ui/WhyFacts.tsx';
import { customerName } from '../ui/names.ts';
import type { Doing } from './Acting.tsx';
import { AgentActs } from './AgentActs.tsx';
import { memo } from './memo.ts';
import { pathOf, titleOf, type Drill } from './drill.ts';
import type { BoardSession } from './session.ts';

/** How often a list that is open is read again. */
const everyMs = 5_000;

/** The threads behind a number; a row opens why it is where it is, and what can be done. */
export function Drawer({ session, drill, thread, onThread, onAct, onClose }: {
  session: BoardSession; drill: Drill | null; thread: string | null; onThread: (thread: string | null) => void; onAct: (doing: Doing) => void; onClose: () => void;
}): JSX.Element {
  return (
    <Dialog title={drill === null ? texts.why.title : titleOf(drill)} wide onClose={onClose}>
      {thread !== null ? <Opened session={session} id={thread} onAct={onAct} onBack={drill === null ? null : () => onThread(null)} /> : drill !== null && <>
        {drill.kind === 'agent' && <AgentActs session={session} agent={drill.agent} name={drill.name} onAct={onAct} />}<Rows drill={drill} onThread={onThread} /></>}
    </Dialog>
  );
}

export interface ThreadLine {
  thread: string; queue: string | null; channel: string; visibility?: Visibility; urgency: Urgency; topic: string; state: string; agent: string | null;
  since: string; deadline: string | null; unanswered: number;
}

/** A page of rows, and below it the next one once somebody asks for it. Only the first is read again by itself: what stands further down stays. */
function Rows({ drill, after, onThread }: { drill: Drill; after?: string; onThread: (thread: string) => void }): JSX.Element {
  const page = useGet<DueThreads | Page<ThreadRow>>(pathOf(drill, after), after === undefined ? everyMs : undefined);
  const [more, showMore] = useState<string | null>(null);
  if (page.value === null) return page.error === null ? <Loading rows={6} label={texts.loading} />
    : <Empty icon="warn" title={texts.failed(page.error.message)}><button type="button" onClick={page.again}>{texts.tryAgain}</button></Empty>;
  const rows: readonly (ThreadRow | DueLine)[] = 'items' in page.value ? page.value.items : page.value.threads;
  const next = 'items' in page.value ? page.value.next : null;
  if (rows.length === 0 && after === undefined) return <Empty icon="done" title={texts.lists.empty} />;
  return (
    <>
      {after === undefined && <p class="hint">{texts.lists.hint}</p>}
      <ul class="thread-rows">{rows.map(row => <ThreadRowLine key={row.thread} row={row} onThread={onThread} />)}</ul>
      {more !== null ? <Rows drill={drill} after={more} onThread={onThread} /> : next !== null && <button type="button" onClick={() => showMore(next)}>{texts.lists.more}</button>}
    </>
  );
}

/** One thread as a row that opens. */
export const ThreadRowLine = memo(({ row, onThread }: { row: ThreadLine; onThread: (thread: string) => void }): JSX.Element => {
  const runs = row.deadline !== null && row.unanswered > 0;
  return (
    <li>
      <button type="button" class="quiet thread-row" onClick={() => onThread(row.thread)}>
        <span class="thread-what"><strong>{row.topic === '' ? row.channel : row.topic}</strong>
          <span class="meta"><span>{row.queue}</span><span>{row.channel}</span>{row.visibility !== undefined && <Reach visibility={row.visibility} />}
            {row.urgency !== 'normal' && texts.urgency[row.urgency] !== '' && <span class={`urgency ${row.urgency}`}>{texts.urgency[row.urgency]}</span>}
            {row.agent !== null && <span>{texts.lists.with(row.agent)}</span>}</span></span>
        {runs ? <Clock since={row.since} deadline={row.deadline!} /> : <span class="when"><Age since={row.since} say={texts.lists.waits} /></span>}
      </button>
    </li>
  );
});

function Opened({ session, id, onAct, onBack }: { session: BoardSession; id: string; onAct: (doing: Doing) => void; onBack: (() => void) | null }): JSX.Element {
  const why = useGet<Why>(`/v1/threads/${encodeURIComponent(id)}/why`, everyMs);
  const thread = useGet<Thread>(`/v1/threads/${encodeURIComponent(id)}`, everyMs);
  const live = useStore(session.line.state) === 'live';
  const [sheet, open] = useState<'transfer' | 'return' | null>(null);
  const error = why.error ?? thread.error;
  const again = (): void => { why.again(); thread.again(); };
  const act = (method: 'Transfer' | 'ReturnToQueue', ...args: unknown[]): void => { open(null); void session.act(method, id, ...args).then(again); };
  if (why.value === null || thread.value === null) return error === null ? <Loading rows={5} label={texts.loading} /> : <Empty icon="warn" title={texts.failed(error.message)} />;
  const { customer } = thread.value;
  const held = thread.value.agent !== null && thread.value.state !== 'resolved';
  return (
    <div class="opened-thread">
      <div class="opened-head">
        {onBack !== null && <button type="button" class="quiet square" aria-label={texts.back} onClick={onBack}><Icon name="back" /></button>}
        <div class="thread-what"><strong dir="auto">{customerName(customer)}</strong>
          <span class="meta"><span>{thread.value.channel}</span><span>{thread.value.queue}</span><span>{texts.state[why.value.state]}</span>
            {thread.value.deadline !== null && thread.value.unanswered > 0 && <Clock since={thread.value.since} deadline={thread.value.deadline} />}</span></div>
        <div class="buttons">
          <button type="button" class="quiet" disabled={!live} onClick={() => onAct({ kind: 'mute', customer: customer.key })}><Icon name="muted" />{texts.hold.mute}</button>
          {held && <button type="button" disabled={!live} onClick={() => open('return')}><Icon name="giveBack" />{texts.act.giveBack}</button>}
          <button type="button" disabled={!live} onClick={() => open('transfer')}><Icon name="transfer" />{held ? texts.act.transfer : texts.act.assign}</button>
        </div>
      </div>
      <div class="opened-body">
        <section><h3>{why.value.state === 'waiting' ? texts.why.title : texts.about.whyWaits}</h3><WhyFacts why={why.value} mine={false} /></section>
        <Conversation thread={thread.value} me={null} />
      </div>
      {sheet === 'transfer' && <TransferForm not={thread.value.agent} onClose={() => open(null)} onDone={(to, note) => act('Transfer', to, note)} />}
      {sheet === 'return' && <ReturnForm onClose={() => open(null)} onDone={note => act('ReturnToQueue', note)} />}
    </div>
  );
}
