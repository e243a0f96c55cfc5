import type { Canned } from '../hub/wire.ts';

/** A slash at the beginning of a word, and up to so many letters and spaces after it: what is looked for. */
const asked = /(?<=^|\s)\/([\p{L}\p{N}][\p{L}\p{N}\p{M} '-]{0,60})?$/u;

/** What is looked for before the caret, and where its slash stands; null: nothing is. */
export function slashed(text: string, caret: number): { from: number; query: string } | null {
  const found = asked.exec(text.slice(0, caret));
  return found === null ? null : { from: found.index, query: found[1] ?? '' };
}

/** An answer goes in as it is; of an article its link, where it has one. */
export function inserted(text: string, from: number, caret: number, answer: Canned): { text: string; caret: number } {
  const put = answer.kind === 'article' && answer.link !== null ? answer.link : answer.text;
  return { text: text.slice(0, from) + put + text.slice(caret), caret: from + put.length };
}
