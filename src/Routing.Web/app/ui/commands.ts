import { useEffect, useRef } from 'preact/hooks';
import { kept } from '../state/kept.ts';

/** Something that can be done here and now: by its key, from the palette, and named in the list of keys. */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** As `KeyboardEvent.key` has it, `Mod+` before it for Ctrl or Cmd. */
  readonly key?: string;
  readonly run: () => void;
  /** Only listed: the key is handled where it is pressed. */
  readonly listed?: boolean;
}

/** Keys without Ctrl or Cmd can be switched off (WCAG 2.1.4). */
export const singleKeys = kept('routing/keys', ['on', 'off'], 'on');

/** Runs commands by their keys, unless somebody is typing or a dialog is open. */
export function useCommandKeys(commands: readonly Command[]): void {
  const newest = useRef(commands);
  newest.current = commands;
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || document.querySelector('dialog[open]') !== null) return;
      const mod = event.ctrlKey || event.metaKey;
      if (!mod && (singleKeys.get() === 'off' || takesText(event.target))) return;
      const key = mod ? `Mod+${event.key.toLowerCase()}` : event.key;
      const command = newest.current.find(each => each.key === key && each.listed !== true);
      if (command === undefined) return;
      event.preventDefault();
      command.run();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
}

/** A key as it stands on the keyboard. */
export function keyName(key: string): string {
  const mod = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';
  return key.replace('Mod+', `${mod} `).replace('Escape', 'Esc').replace('enter', '↵').replace(/[a-z]$/, letter => letter.toUpperCase());
}

function takesText(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement && ['range', 'checkbox', 'radio'].includes(target.type)) return false;
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));
}
