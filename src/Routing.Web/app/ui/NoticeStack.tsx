import type { JSX } from 'preact';
import { useStore } from '../state/store.ts';
import { texts } from '../text/texts.ts';
import { Icon } from './icons.tsx';
import { notices } from './notices.ts';

export function NoticeStack(): JSX.Element {
  const shown = useStore(notices.shown);
  return (
    <div class="notices" role="status" aria-live="polite">
      {shown.map(notice => (
        <p key={notice.id} class={`notice ${notice.kind}`}>
          <span>{notice.text}</span>
          <button type="button" class="quiet square" aria-label={texts.close} onClick={() => notices.dismiss(notice.id)}><Icon name="decline" /></button>
        </p>
      ))}
    </div>
  );
}
