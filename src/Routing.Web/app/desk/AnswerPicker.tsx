import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Canned } from '../hub/wire.ts';
import { texts } from '../text/texts.ts';
import { Icon } from '../ui/icons.tsx';

/** The canned answers and articles that fit what was typed after the slash; the box keeps the focus and says which one is chosen. */
export function AnswerPicker({ id, answers, at, onPick }: { id: string; answers: readonly Canned[]; at: number; onPick: (answer: Canned) => void }): JSX.Element {
  useEffect(() => document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' }), [at, id]);
  return (
    <ul id={id} role="listbox" aria-label={texts.answers.title} class="options answers">
      {answers.map((answer, index) => (
        <li key={answer.id} id={`${id}-${index}`} role="option" aria-selected={index === at}
          onMouseDown={event => event.preventDefault()} onClick={() => onPick(answer)}>
          <Icon name={answer.kind === 'article' ? 'link' : 'note'} />
          <span><strong dir="auto">{answer.title}</strong><small dir="auto">{answer.text}</small></span>
        </li>
      ))}
    </ul>
  );
}
