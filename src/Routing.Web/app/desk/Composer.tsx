import type { JSX } from 'preact';
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useGet } from '../api/use.ts';
import { Refusal, type Canned, type Thread, type Visibility } from '../hub/wire.ts';
import { useNow } from '../state/clock.ts';
import { useStore } from '../state/store.ts';
import { duration, number } from '../text/format.ts';
import { texts } from '../text/texts.ts';
import { keyName } from '../ui/commands.ts';
import { Icon } from '../ui/icons.tsx';
import { notices } from '../ui/notices.ts';
import { AnswerPicker } from './AnswerPicker.tsx';
import type { Draft } from './drafts.ts';
import { lengthRule } from './lengths.ts';
import { inserted, slashed } from './slash.ts';
import { customerName } from '../ui/names.ts';
import type { DeskSession } from './session.ts';

/** So many canned answers are shown: more are found by another letter. */
const mostFound = 8;

/** Below so many characters left they are shown. */
const shownLeft = 100;

/** Where the answer is written: it counts as the network counts, keeps its draft, and does not send past what the customer wrote meanwhile. One for each thread: `key` it by the thread. */
export function Composer({ session, thread }: { session: DeskSession; thread: Thread }): JSX.Element {
  const live = useStore(session.line.state) === 'live';
  const [draft, change] = useDraft(session, thread);
  const [sending, setSending] = useState(false);
  const [confirmed, confirm] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  // What is sent is answered later: by then the draft may be another one.
  const newest = useRef(draft);
  newest.current = draft;
  const answered = useMemo(() => thread.messages.findLast(message => !message.own && !message.answered && !message.deleted)
    ?? thread.messages.findLast(message => !message.own && !message.deleted), [thread]);

  const picker = usePicker(draft.reply);
  // After an answer went in, the caret stands behind it.
  const caretTo = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (caretTo.current !== null) box.current?.setSelectionRange(caretTo.current, caretTo.current);
    caretTo.current = null;
  }, [draft.reply]);

  const isNote = draft.mode === 'note';
  const text = isNote ? draft.note : draft.reply;
  const visibility: Visibility = draft.visibility ?? answered?.visibility ?? 'private';
  const rule = lengthRule(thread.channel, visibility);
  const left = (isNote ? 8_000 : rule.most) - (isNote ? text.length : rule.count(text));
  const stale = !isNote && draft.reply !== '' && draft.seen !== null && draft.seen !== thread.newest;
  const morePublic = !isNote && visibility === 'public' && answered?.visibility === 'private';
  const ready = live && !sending && text.trim() !== '' && left >= 0 && !stale && (isNote || answered !== undefined) && (!morePublic || confirmed);

  const write = (value: string): void => {
    if (isNote) change({ ...draft, note: value });
    else {
      change({ ...draft, reply: value, seen: draft.reply === '' || value === '' ? thread.newest : draft.seen });
      session.isTyping(thread.thread);
    }
  };
  const pick = (answer: Canned): void => {
    const next = inserted(draft.reply, picker.from, picker.caret, answer);
    caretTo.current = next.caret;
    write(next.text);
    picker.close();
    box.current?.focus();
  };
  const pressed = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); void (stale ? read() : send()); }
    else if (!isNote && picker.found.length > 0 && picker.take(event.key, pick)) event.preventDefault();
    else if (event.key === 'Escape') box.current?.blur();
  };
  const read = (): void => { change({ ...draft, seen: thread.newest }); box.current?.focus(); };
  const send = async (): Promise<void> => {
    if (!ready) return;
    setSending(true);
    try {
      if (isNote) {
        if (await session.act('Note', thread.thread, text)) change({ ...newest.current, note: '', mode: 'reply' });
        return;
      }
      const answer = await session.reply({
        thread: thread.thread, to: answered!.id, text, visibility, seenNewest: draft.seen ?? thread.newest ?? answered!.id, allowMorePublic: confirmed,
      });
      if (answer.ok) change({ ...newest.current, reply: '', seen: null, visibility: null });
      else if (answer.code !== Refusal.notSeenNewest) notices.say('bad', answer.message ?? answer.name);
      else change({ ...newest.current, seen: newest.current.seen ?? '' });
      confirm(false);
    } finally {
      setSending(false);
      box.current?.focus();
    }
  };

  return (
    <form class={`composer ${isNote ? 'noted' : visibility}`} onSubmit={event => { event.preventDefault(); void (stale ? read() : send()); }}>
      {stale && <p class="stale" role="alert"><Icon name="warn" /><span>{texts.composer.stale}</span><button type="submit">{texts.composer.read}</button></p>}
      <div class="composer-head">
        <div class="segments" role="group" aria-label={texts.composer.mode}>
          <button type="button" aria-pressed={!isNote} onClick={() => { change({ ...draft, mode: 'reply' }); box.current?.focus(); }}>{texts.composer.reply}</button>
          <button type="button" aria-pressed={isNote} onClick={() => { change({ ...draft, mode: 'note' }); box.current?.focus(); }}>{texts.composer.note}</button>
        </div>
        {!isNote && <select aria-label={texts.composer.visibility} value={visibility}
          onChange={event => { change({ ...draft, visibility: event.currentTarget.value as Visibility }); confirm(false); }}>
          <option value="public">{texts.visibility.public}</option><option value="private">{texts.visibility.private}</option>
        </select>}
        <span class="composer-hint"><Icon name={isNote ? 'note' : visibility === 'public' ? 'globe' : 'lock'} />
          {isNote ? texts.composer.noteHint : visibility === 'public' ? texts.composer.publicHint(thread.channel ?? '') : texts.composer.privateHint}</span>
      </div>
      {!isNote && picker.found.length > 0 && <AnswerPicker id={picker.id} answers={picker.found} at={picker.at} onPick={pick} />}
      <textarea ref={box} id="composer" dir="auto" rows={3} value={text} readOnly={sending} aria-label={isNote ? texts.composer.noteLabel : texts.composer.label} aria-invalid={left < 0}
        aria-describedby="composer-count" aria-autocomplete="list" aria-controls={picker.found.length > 0 ? picker.id : undefined}
        aria-activedescendant={!isNote && picker.found.length > 0 ? `${picker.id}-${picker.at}` : undefined} placeholder={isNote ? texts.composer.notePlaceholder : texts.composer.placeholder(customerName(thread.customer))}
        onInput={event => { write(event.currentTarget.value); picker.typed(event.currentTarget.selectionStart); }} onKeyDown={pressed} />
      {morePublic && <label class="check warn"><input type="checkbox" checked={confirmed} onChange={event => confirm(event.currentTarget.checked)} />
        <span>{texts.composer.morePublic}<small>{texts.composer.morePublicOk}</small></span></label>}
      <div class="composer-foot">
        <Window thread={thread} />
        <output id="composer-count" class={left < 0 ? 'count bad' : 'count'} aria-live="polite">
          {left < 0 ? texts.composer.tooLong(-left) : left < shownLeft ? texts.composer.left(left) : text === '' ? '' : number(left)}
        </output>
        <button type="submit" class="primary" disabled={!ready}>{sending ? texts.composer.sending : isNote ? texts.composer.saveNote : texts.composer.send}
          <kbd>{keyName('Mod+enter')}</kbd></button>
      </div>
    </form>
  );
}

interface Picker {
  readonly id: string; readonly found: readonly Canned[]; readonly at: number; readonly from: number; readonly caret: number;
  typed: (caret: number) => void; close: () => void;
  /** Whether the key was the picker's. */
  take: (key: string, pick: (answer: Canned) => void) => boolean;
}

/** The canned answers for what stands after a slash before the caret. */
function usePicker(text: string): Picker {
  const id = useId();
  const [caret, typed] = useState<number | null>(null);
  const [at, move] = useState(0);
  const asked = caret === null ? null : slashed(text, caret);
  const found = useGet<{ answers: Canned[] }>(asked === null ? null : `/v1/answers?limit=${mostFound}&q=${encodeURIComponent(asked.query)}`).value?.answers ?? [];
  const chosen = Math.min(at, Math.max(0, found.length - 1));
  const close = (): void => typed(null);
  return {
    id, found: asked === null ? [] : found, at: chosen, from: asked?.from ?? 0, caret: caret ?? 0, close,
    typed: now => { typed(now); move(0); },
    take: (key, pick) => {
      if (key === 'ArrowDown') move((chosen + 1) % found.length);
      else if (key === 'ArrowUp') move((chosen + found.length - 1) % found.length);
      else if (key === 'Enter' || key === 'Tab') pick(found[chosen]!);
      else if (key === 'Escape') close();
      else return false;
      return true;
    },
  };
}

/** The draft of a thread: read when it is opened, kept with every letter. Never read again while it is open: a key pressed before that would be undone. */
function useDraft(session: DeskSession, thread: Thread): [Draft, (next: Draft) => void] {
  const id = thread.thread;
  const [draft, set] = useState(() => session.drafts.of(id));
  return [draft, next => { session.drafts.keep(id, next); set(next); }];
}

/** How long the network still takes a reply, where that ends. */
function Window({ thread }: { thread: Thread }): JSX.Element {
  const now = useNow();
  if (thread.replyUntil === null) return <span />;
  const left = Date.parse(thread.replyUntil) - now;
  return <span class={left < 0 ? 'hint bad' : 'hint'}>{left < 0 ? texts.composer.windowClosed : texts.composer.windowUntil(duration(left))}</span>;
}
