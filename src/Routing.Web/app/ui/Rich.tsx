import type { JSX } from 'preact';
import { texts } from '../text/texts.ts';

const link = /\bhttps?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]'’]/giu;

/** A person's text, as text and nothing else: links are marked, open apart and tell the other side nothing; right-to-left runs to the left. */
export function Rich({ text }: { text: string }): JSX.Element {
  const parts: (string | JSX.Element)[] = [];
  let from = 0;
  for (const found of text.matchAll(link)) {
    parts.push(text.slice(from, found.index));
    parts.push(<a href={found[0]} target="_blank" rel="noopener noreferrer nofollow" title={texts.opensElsewhere}>{found[0]}</a>);
    from = found.index + found[0].length;
  }
  parts.push(text.slice(from));
  return <p class="rich" dir="auto">{parts}</p>;
}
