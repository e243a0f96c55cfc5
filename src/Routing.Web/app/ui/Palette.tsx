import type { JSX } from 'preact';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { texts } from '../text/texts.ts';
import { keyName, type Command } from './commands.ts';
import { Dialog } from './Dialog.tsx';

/** Everything that can be done here, found by typing. */
export function Palette({ commands, onClose }: { commands: readonly Command[]; onClose: () => void }): JSX.Element {
  const [typed, type] = useState('');
  const [at, move] = useState(0);
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const words = typed.toLowerCase().split(/\s+/).filter(word => word !== '');
  const fitting = commands.filter(command => command.listed !== true && words.every(word => command.title.toLowerCase().includes(word))).slice(0, 50);
  const chosen = Math.min(at, Math.max(0, fitting.length - 1));
  useLayoutEffect(() => input.current?.focus(), []);
  useEffect(() => document.getElementById(`${list}-${chosen}`)?.scrollIntoView({ block: 'nearest' }), [chosen, list]);

  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') move((chosen + 1) % Math.max(1, fitting.length));
    else if (event.key === 'ArrowUp') move((chosen + fitting.length - 1) % Math.max(1, fitting.length));
    else if (event.key === 'Enter') run(fitting[chosen]);
    else return;
    event.preventDefault();
  };

  return (
    <Dialog title={texts.palette.title} onClose={onClose}>
      <input ref={input} class="field" role="combobox" aria-expanded="true" aria-controls={list} aria-label={texts.palette.find} placeholder={texts.palette.find}
        aria-activedescendant={fitting.length === 0 ? undefined : `${list}-${chosen}`} value={typed}
        onInput={event => { type(event.currentTarget.value); move(0); }} onKeyDown={pressed} />
      <ul id={list} role="listbox" aria-label={texts.palette.title} class="options">
        {fitting.map((command, index) => (
          <li key={command.id} id={`${list}-${index}`} role="option" aria-selected={index === chosen} onClick={() => run(command)}>
            <span>{command.title}</span>{command.key !== undefined && <kbd>{keyName(command.key)}</kbd>}
          </li>
        ))}
      </ul>
      {fitting.length === 0 && <p class="hint" role="status">{texts.palette.none}</p>}
    </Dialog>
  );
}
