import { createStore } from '../state/store.ts';

export interface Notice { readonly id: number; readonly kind: 'good' | 'info' | 'bad'; readonly text: string }

/** Short words at the edge of the screen; read out by screen readers. */
const shownMs = { good: 4_000, info: 8_000, bad: 12_000 };
const mostShown = 4;

let last = 0;
const shown = createStore<readonly Notice[]>([]);

export const notices = {
  shown,
  say(kind: Notice['kind'], text: string): void {
    const notice = { id: ++last, kind, text };
    shown.update(all => [...all.filter(each => each.text !== text), notice].slice(-mostShown));
    setTimeout(() => notices.dismiss(notice.id), shownMs[kind]);
  },
  dismiss(id: number): void {
    shown.update(all => all.filter(each => each.id !== id));
  },
};
