import type { JSX } from 'preact';
import { useStore } from '../state/store.ts';
import { texts } from '../text/texts.ts';
import { keyName, singleKeys, type Command } from './commands.ts';
import { Dialog } from './Dialog.tsx';

/** The short list under `?`. */
export function KeyList({ commands, onClose }: { commands: readonly Command[]; onClose: () => void }): JSX.Element {
  const single = useStore(singleKeys);
  return (
    <Dialog title={texts.keys.title} onClose={onClose}>
      <dl class="keys">
        {commands.filter(command => command.key !== undefined).map(command => (
          <div key={command.id}><dt><kbd>{keyName(command.key!)}</kbd></dt><dd>{command.title}</dd></div>
        ))}
      </dl>
      <label class="check">
        <input type="checkbox" checked={single === 'on'} onChange={event => singleKeys.set(event.currentTarget.checked ? 'on' : 'off')} />
        <span>{texts.keys.single}<small>{texts.keys.singleHint}</small></span>
      </label>
    </Dialog>
  );
}
