import type { Visibility } from '../hub/wire.ts';

/** How a network counts a text, and the most it takes. */
export interface LengthRule { readonly most: number; readonly count: (text: string) => number }

const link = /\bhttps?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]]/giu;
const emoji = /\p{RGI_Emoji}/gv;
const linkLength = 23;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const utf8 = new TextEncoder();

const units = (text: string): number => text.length;
const points = (text: string): number => [...text].length;
const bytes = (text: string): number => utf8.encode(text).length;
const graphemesOf = (text: string): number => [...graphemes.segment(text)].length;
const linksShort = (text: string): number => points(text.replaceAll(link, 'x'.repeat(linkLength)));

/**
 * X: Latin and most alphabets count one, everything else two, an emoji two however it is put together, a link 23, after NFC.
 * Source: twitter-text, configuration version 3. A link without its scheme is counted as it is written, which is never too short for the network's own
 * count by more than the link's length.
 */
export function weighted(text: string): number {
  const plain = text.normalize('NFC').replaceAll(link, 'x'.repeat(linkLength)).replaceAll(emoji, 'xx');
  let sum = 0;
  for (const char of plain) sum += isLight(char.codePointAt(0)!) ? 1 : 2;
  return sum;
}

function isLight(point: number): boolean {
  return point <= 0x10ff || (point >= 0x2000 && point <= 0x200d) || (point >= 0x2010 && point <= 0x201f) || (point >= 0x2032 && point <= 0x2037);
}

/** What the server takes at most, in UTF-16 units. */
const longest: LengthRule = { most: 40_000, count: units };

const rules: Record<string, Record<Visibility, LengthRule>> = {
  x: { public: { most: 280, count: weighted }, private: { most: 10_000, count: points } },
  mastodon: both({ most: 500, count: linksShort }),
  bluesky: both({ most: 300, count: graphemesOf }),
  facebook: { public: { most: 8_000, count: points }, private: { most: 2_000, count: points } },
  instagram: { public: { most: 2_200, count: points }, private: { most: 1_000, count: bytes } },
  telegram: both({ most: 4_096, count: units }),
  forum: both({ most: 32_000, count: points }),
};

/** The rule of a channel; the server's own limit where the network is not known. */
export function lengthRule(channel: string | null, visibility: Visibility): LengthRule {
  return rules[channel ?? '']?.[visibility] ?? longest;
}

function both(rule: LengthRule): Record<Visibility, LengthRule> {
  return { public: rule, private: rule };
}
