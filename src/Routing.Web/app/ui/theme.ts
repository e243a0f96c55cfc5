import { kept } from '../state/kept.ts';

const order = ['system', 'light', 'dark'] as const;

export const theme = kept('routing/theme', order, 'system');

export function applyTheme(): void {
  const apply = (name: string): void => { document.documentElement.dataset['theme'] = name; };
  apply(theme.get());
  theme.watch(apply);
}

export function nextTheme(): void {
  theme.set(order[(order.indexOf(theme.get()) + 1) % order.length]!);
}
