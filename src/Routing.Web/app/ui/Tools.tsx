import type { JSX } from 'preact';
import type { Me } from '../hub/wire.ts';
import { useStore } from '../state/store.ts';
import { texts } from '../text/texts.ts';
import { keyName } from './commands.ts';
import { Icon } from './icons.tsx';
import { nextTheme, theme } from './theme.ts';

export async function signOut(): Promise<void> {
  await fetch('/signout', { method: 'POST' });
  location.assign('/');
}

/** What every page has at its top right. */
export function Tools({ me, onPalette, onKeys }: { me: Me; onPalette: () => void; onKeys: () => void }): JSX.Element {
  const name = texts.top.theme[useStore(theme)];
  return (
    <div class="tools">
      <button type="button" class="quiet find" onClick={onPalette}><Icon name="search" /><span>{texts.top.palette}</span><kbd>{keyName('Mod+k')}</kbd></button>
      <button type="button" class="quiet square" aria-label={name} title={name} onClick={nextTheme}><Icon name="theme" /></button>
      <button type="button" class="quiet square" aria-label={texts.top.keys} title={texts.top.keys} onClick={onKeys}><Icon name="keyboard" /></button>
      <span class="who" title={`${me.role}, ${me.workspace}`}>{me.name}</span>
      <button type="button" class="quiet square" aria-label={texts.top.signOut} title={texts.top.signOut} onClick={() => void signOut()}><Icon name="out" /></button>
    </div>
  );
}
