import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icons.tsx';

/** A place where there is nothing to show, and why. */
export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ComponentChildren }): JSX.Element {
  return <div class="empty"><Icon name={icon} /><p class="title">{title}</p>{children}</div>;
}

/** A list that is on its way: its shape, without a word. */
export function Loading({ rows, label }: { rows: number; label: string }): JSX.Element {
  return <div class="loading" role="status" aria-label={label}>{Array.from({ length: rows }, (_, row) => <div key={row} class="bone" />)}</div>;
}
