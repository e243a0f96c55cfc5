import type { JSX } from 'preact';
import { useNow } from '../state/clock.ts';
import { fullTime } from '../text/format.ts';
import { texts } from '../text/texts.ts';

/** Less than a quarter of the time is left, or less than a minute. */
const soonShare = 0.25;
const soonMs = 60_000;

export type Tone = 'calm' | 'soon' | 'late';

export function toneOf(since: string | null, deadline: string, now: number): Tone {
  const left = Date.parse(deadline) - now;
  const all = since === null ? Infinity : Date.parse(deadline) - Date.parse(since);
  return left < 0 ? 'late' : left < soonMs || left < all * soonShare ? 'soon' : 'calm';
}

/** Time left to a deadline, running. Colour is never alone: what is late says so. */
export function Clock({ since, deadline }: { since: string | null; deadline: string }): JSX.Element {
  const now = useNow();
  const left = Date.parse(deadline) - now;
  const tone = toneOf(since, deadline, now);
  return (
    <time class={`clock ${tone}`} dateTime={deadline} title={fullTime(deadline)}>
      <span aria-hidden="true">{left < 0 ? texts.late(-left) : texts.left(left)}</span>
      <span class="unseen">{left < 0 ? texts.lateLong(-left) : texts.leftLong(left)}</span>
    </time>
  );
}
