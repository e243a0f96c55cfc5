import type { JSX } from 'preact';
import { useNow } from '../state/clock.ts';
import { duration } from '../text/format.ts';

/** How long something has lasted, running by itself: what stands around it need not render every second. `at`: as it was then. */
export function Age({ since, at, say }: { since: string; at?: number | undefined; say?: (age: string) => string }): JSX.Element {
  const now = useNow();
  const age = duration((at ?? now) - Date.parse(since));
  return <>{say === undefined ? age : say(age)}</>;
}
