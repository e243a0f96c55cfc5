// Numbers, dates and durations in the reader's locale.
const locale = navigator.languages.length > 0 ? [...navigator.languages] : ['en'];

const clockTime = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
const dayTime = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
const whole = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' });
const plain = new Intl.NumberFormat(locale);
const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const languages = new Intl.DisplayNames(locale, { type: 'language' });

export const number = (value: number): string => plain.format(value);
export const compact = (value: number): string => short.format(value);
export const percent = (value: number): string => share.format(value);

/** A count and its noun. */
export const plural = (count: number, one: string, many: string): string => `${number(count)} ${count === 1 ? one : many}`;

/** The time of day; with the date where that is not today. */
export function time(instant: string, now: number = Date.now()): string {
  const date = new Date(instant);
  return date.toDateString() === new Date(now).toDateString() ? clockTime.format(date) : dayTime.format(date);
}

const second = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** The time of day, to the second. */
export const timeToSecond = (ms: number): string => second.format(ms);

export const fullTime = (instant: string): string => whole.format(new Date(instant));

/** Minutes and seconds below an hour, hours and minutes below a day, days above: `4:05`, `2 h 10`, `3 d`. */
export function duration(ms: number): string {
  const seconds = Math.floor(Math.max(0, ms) / 1_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  const hours = Math.floor(seconds / 3_600);
  if (hours < 24) return `${hours} h ${String(Math.floor((seconds % 3_600) / 60)).padStart(2, '0')}`;
  return `${Math.floor(hours / 24)} d`;
}

/** A language's name for its tag; the tag itself where it is none. */
export function language(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    // Not a language tag: connectors may say anything.
    return tag;
  }
}
