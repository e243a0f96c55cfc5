import { useEffect, useState } from 'preact/hooks';
import { createStore } from './store.ts';

/** Milliseconds by which the server's clock is ahead of this one. Deadlines are the server's. */
let ahead = 0;

/** Clocks this close are taken for the same: an HTTP date has whole seconds. */
const sameMs = 2_000;

/** Learns the server's clock from the date of an answer that took `tookMs`. */
export function learnClock(date: string | null, tookMs: number): void {
  const told = date === null ? NaN : Date.parse(date);
  if (Number.isNaN(told)) return;
  const difference = told + 500 + tookMs / 2 - Date.now();
  ahead = Math.abs(difference) < sameMs ? 0 : difference;
}

export function serverNow(): number {
  return Date.now() + ahead;
}

const second = createStore(serverNow());
let ticking: ReturnType<typeof setInterval> | undefined;
let users = 0;

/** The server's time, renewed once a second while anything shows it. */
export function useNow(): number {
  const [now, set] = useState(serverNow());
  useEffect(() => {
    if (users++ === 0) ticking = setInterval(() => second.set(serverNow()), 1_000);
    const stop = second.watch(set);
    return () => {
      stop();
      if (--users === 0) clearInterval(ticking);
    };
  }, []);
  return now;
}
