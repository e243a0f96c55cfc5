import type { JSX } from 'preact';

/** A few choices side by side, of which one holds. */
export function Segments<T extends string>({ label, value, options, onPick }:
{ label: string; value: T; options: readonly (readonly [T, string])[]; onPick: (value: T) => void }): JSX.Element {
  return (
    <div class="segments" role="group" aria-label={label}>
      {options.map(([id, name]) => <button key={id} type="button" aria-pressed={id === value} onClick={() => onPick(id)}>{name}</button>)}
    </div>
  );
}
