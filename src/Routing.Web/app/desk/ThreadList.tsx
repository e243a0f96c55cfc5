import type { JSX } from 'preact';
import { useStore } from '../state/store.ts';
import { go } from '../api/route.ts';
import { texts } from '../text/texts.ts';
import { time } from '../text/format.ts';
import { Clock } from '../ui/Clock.tsx';
import { Empty, Loading } from '../ui/Empty.tsx';
import { Icon } from '../ui/icons.tsx';
import type { Held } from './model.ts';
import { customerName, offerName } from '../ui/names.ts';
import { inOrder } from './order.ts';
import { OfferCard } from './OfferCard.tsx';
import type { DeskSession } from './session.ts';

/** Offers above, then my threads, what needs me next first. */
export function ThreadList({ session, open }: { session: DeskSession; open: string | null }): JSX.Element {
  const desk = useStore(session.state);
  const line = useStore(session.line.state);
  const groups = inOrder(desk.held.values());
  return (
    <nav class="list" aria-label={texts.list.title}>
      <div aria-live="assertive" class="unseen">{desk.offers.length > 0 && texts.offer.said(offerName(desk.offers.at(-1)!.offer))}</div>
      {desk.offers.length > 0 && (
        <section class="offers">
          <h2>{texts.offer.title(desk.offers.length)}</h2>
          {desk.offers.map(offer => <OfferCard key={`${offer.id}/${offer.epoch}`} session={session} offered={offer} />)}
        </section>
      )}
      {desk.sequence === null ? <Loading rows={4} label={texts.loading} />
        : groups.map(group => (
          <section key={group.group}>
            <h2>{texts.list[group.group]}<span class="count">{group.threads.length}</span></h2>
            <ul>{group.threads.map(held => <Row key={held.id} held={held} isOpen={held.id === open} drafted={session.drafts.of(held.id).reply !== ''} />)}</ul>
          </section>
        ))}
      {desk.sequence !== null && groups.length === 0 && desk.offers.length === 0 && (desk.status === 'available'
        ? <Empty icon="done" title={texts.list.nothing}><p>{texts.list.nothingMore}</p></Empty>
        : <Empty icon="park" title={texts.list.notAvailable}>
          <p>{texts.list.notAvailableMore}</p>
          <button type="button" class="primary" disabled={line !== 'live'} onClick={() => void session.setStatus('available')}>{texts.list.goAvailable}</button>
        </Empty>)}
    </nav>
  );
}

function Row({ held, isOpen, drafted }: { held: Held; isOpen: boolean; drafted: boolean }): JSX.Element {
  const thread = held.thread;
  const newest = thread?.messages.findLast(message => message.id === thread.newest) ?? thread?.messages.at(-1);
  const failed = thread?.replies.at(-1)?.status === 'failed';
  return (
    <li>
      <a class="row" href={`/desk/${held.id}`} aria-current={isOpen ? 'true' : undefined}
        onClick={event => { if (event.ctrlKey || event.metaKey || event.shiftKey) return; event.preventDefault(); go(`/desk/${held.id}`); }}>
        <span class="row-head">
          <strong dir="auto">{customerName(thread?.customer)}</strong>
          {thread != null && <Standing held={held} />}
        </span>
        <span class="row-text" dir="auto">{newest?.text ?? (thread === null ? texts.loading : texts.erased)}</span>
        <span class="meta">
          <span>{thread?.channel}</span>
          {thread?.visibility === 'private' && <span class="reach private"><Icon name="lock" />{texts.visibility.private}</span>}
          {thread != null && thread.unanswered > 1 && <span class="badge">{texts.offer.unanswered(thread.unanswered)}</span>}
          {drafted && <span class="tag">{texts.list.draft}</span>}
          {failed && <span class="tag bad">{texts.list.failed}</span>}
        </span>
      </a>
    </li>
  );
}

function Standing({ held }: { held: Held }): JSX.Element | null {
  const thread = held.thread!;
  if (thread.state === 'parked') return thread.parkedUntil === null ? null : <span class="when">{texts.list.until(time(thread.parkedUntil))}</span>;
  if (thread.unanswered === 0 || thread.deadline === null) return <span class="when">{texts.list.noAnswer}</span>;
  return <Clock since={thread.since} deadline={thread.deadline} />;
}
