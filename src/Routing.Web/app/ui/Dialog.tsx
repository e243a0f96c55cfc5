import type { ComponentChildren, JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { texts } from '../text/texts.ts';
import { Icon } from './icons.tsx';

/** The browser's own modal dialog: it keeps the focus, Escape closes it, and the focus goes back to where it was. */
export function Dialog({ title, wide, onClose, children }: { title: string; wide?: boolean; onClose: () => void; children: ComponentChildren }): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const name = useId();
  // Before the next key: what is typed right after belongs into the dialog.
  useLayoutEffect(() => {
    const element = dialog.current!;
    element.showModal();
    return () => element.close();
  }, []);
  return (
    <dialog ref={dialog} class={wide === true ? 'dialog wide' : 'dialog'} aria-labelledby={name} onClose={onClose}
      onClick={event => { if (event.target === dialog.current) onClose(); }}>
      <div class="dialog-body">
        <div class="dialog-head">
          <h2 id={name}>{title}</h2>
          <button type="button" class="quiet square" aria-label={texts.close} onClick={onClose}><Icon name="decline" /></button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
