import type { JSX } from 'preact';
import type { Line } from '../hub/line.ts';
import { useStore } from '../state/store.ts';
import { texts } from '../text/texts.ts';
import { Icon } from './icons.tsx';

/** Says when the line is not there; takes no room when it is. */
export function LineBar({ line }: { line: Line }): JSX.Element {
  const state = useStore(line.state);
  const shows = state !== 'live' && state !== 'connecting';
  return (
    <div role="alert" class={shows ? 'line-bar' : 'line-bar unseen'}>
      {shows && <>
        <Icon name="offline" /><span>{texts.line[state]}</span>
        {state === 'lost' && <button type="button" onClick={() => line.tryNow()}>{texts.tryAgain}</button>}
      </>}
    </div>
  );
}
