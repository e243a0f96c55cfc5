import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { go, route } from '../api/route.ts';
import { useStore } from '../state/store.ts';
import { texts } from '../text/texts.ts';
import { Clock } from '../ui/Clock.tsx';
import { Reach } from '../ui/Conversation.tsx';
import { Icon } from '../ui/icons.tsx';
import { Rich } from '../ui/Rich.tsx';
import { offerName } from '../ui/names.ts';
import type { Offered } from './model.ts';
import type { DeskSession } from './session.ts';

/** An offer with its countdown. Tells the server once it is before somebody's eyes. What is accepted opens, unless one is at another thread. */
export function OfferCard({ session, offered }: { session: DeskSession; offered: Offered }): JSX.Element {
  const live = useStore(session.line.state) === 'live';
  const left = useSecondsLeft(offered.until);
  useEffect(() => tellWhenSeen(() => void session.showed(offered)), [session, offered.id, offered.epoch]);
  const offer = offered.offer;
  return (
    <article class="offer" aria-label={offerName(offered.offer)}>
      <header>
        <strong dir="auto">{offerName(offered.offer)}</strong>
        <span class="countdown" aria-hidden="true">{texts.offer.seconds(left)}</span>
      </header>
      <progress max={Math.max(1, offered.seconds)} value={left} aria-hidden="true" />
      {offer?.newest[0]?.text != null && <Rich text={offer.newest[0].text} />}
      <p class="meta">
        {offer?.channel != null && <span>{offer.channel}</span>}
        {offer?.visibility != null && <Reach visibility={offer.visibility} />}
        {offer?.reading != null && texts.urgency[offer.reading.urgency] !== '' && <span class={`urgency ${offer.reading.urgency}`}>{texts.urgency[offer.reading.urgency]}</span>}
        {offer != null && offer.unanswered > 1 && <span>{texts.offer.unanswered(offer.unanswered)}</span>}
        {offer?.deadline != null && <Clock since={offer.since} deadline={offer.deadline} />}
      </p>
      <div class="buttons">
        <button type="button" class="primary" disabled={!live} onClick={() => void session.accept(offered).then(accepted => { if (accepted && route.get()[1] === undefined) go(`/desk/${offered.id}`); })}>{texts.offer.accept}<kbd>A</kbd></button>
        <button type="button" disabled={!live} onClick={() => void session.decline(offered)}><Icon name="decline" />{texts.offer.decline}<kbd>D</kbd></button>
      </div>
    </article>
  );
}

function useSecondsLeft(until: number): number {
  const [left, set] = useState(secondsTo(until));
  useEffect(() => {
    set(secondsTo(until));
    const timer = setInterval(() => set(secondsTo(until)), 250);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}

function secondsTo(until: number): number {
  return Math.max(0, Math.ceil((until - performance.now()) / 1_000));
}

function tellWhenSeen(tell: () => void): () => void {
  const look = (): void => {
    if (document.hidden) return;
    document.removeEventListener('visibilitychange', look);
    tell();
  };
  document.addEventListener('visibilitychange', look);
  look();
  return () => document.removeEventListener('visibilitychange', look);
}
