import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Message, Note, Reply, Thread } from '../hub/wire.ts';
import { fullTime, time } from '../text/format.ts';
import { texts } from '../text/texts.ts';
import { Icon } from './icons.tsx';
import { Rich } from './Rich.tsx';

type Entry =
  | { at: string; kind: 'message'; value: Message; around: boolean }
  | { at: string; kind: 'reply'; value: Reply }
  | { at: string; kind: 'note'; value: Note };

/** A thread's messages, answers and notes in the order of time, public and private clearly apart. Follows what is new while one looks at the end. */
export function Conversation({ thread, me }: { thread: Thread; me: string | null }): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const entries = entriesOf(thread);
  useLayoutEffect(() => { atEnd.current = true; }, [thread.thread]);
  useLayoutEffect(() => {
    if (atEnd.current && box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [thread.thread, entries.length]);
  useEffect(() => {
    const element = box.current!;
    // What grows above the end (the answer box, a narrower window) must not hide the newest words.
    const sized = new ResizeObserver(() => { if (atEnd.current) element.scrollTop = element.scrollHeight; });
    sized.observe(element);
    return () => sized.disconnect();
  }, []);
  return (
    <div ref={box} class="talk" tabIndex={0} role="log" aria-label={texts.thread.conversation}
      onScroll={event => { const element = event.currentTarget; atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 80; }}>
      {entries.map(entry => entry.kind === 'message' ? <MessageEntry key={entry.value.id} message={entry.value} around={entry.around} />
        : entry.kind === 'reply' ? <ReplyEntry key={entry.value.id} reply={entry.value} me={me} /> : <NoteEntry key={entry.value.id} note={entry.value} />)}
    </div>
  );
}

function entriesOf(thread: Thread): Entry[] {
  // An answer that left comes back as a message of our own: it is shown once.
  const sent = new Set(thread.replies.map(reply => reply.as).filter(as => as !== null));
  const replies = new Set(thread.replies.map(reply => reply.id));
  const echo = (message: Message): boolean => sent.has(message.id) || (message.reply !== null && replies.has(message.reply));
  return [
    ...thread.context.filter(message => !echo(message)).map((value): Entry => ({ at: value.receivedAt, kind: 'message', value, around: true })),
    ...thread.messages.filter(message => !echo(message)).map((value): Entry => ({ at: value.receivedAt, kind: 'message', value, around: false })),
    ...thread.replies.map((value): Entry => ({ at: value.at, kind: 'reply', value })),
    ...thread.notes.map((value): Entry => ({ at: value.at, kind: 'note', value })),
  ].sort((a, b) => a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
}

function MessageEntry({ message, around }: { message: Message; around: boolean }): JSX.Element {
  const who = message.own ? texts.thread.own : message.author?.name ?? message.author?.handle ?? texts.noName;
  return (
    <article class={`entry ${message.own ? 'ours' : 'theirs'} ${message.visibility} ${around ? 'around' : ''}`}>
      <header>
        <strong dir="auto">{who}</strong><Reach visibility={message.visibility} />
        {message.repost && <span class="tag">{texts.thread.repost}</span>}
        <When at={message.receivedAt} created={message.createdAt} />
      </header>
      {message.deleted || message.text === null ? <p class="gone">{texts.erased}</p> : <Rich text={message.text} />}
      {message.attachments?.map(file => (
        <p key={file.url} class="attachment"><Icon name="link" />
          {/^https?:/i.test(file.url) ? <a href={file.url} target="_blank" rel="noopener noreferrer nofollow" title={texts.opensElsewhere}>{file.name ?? texts.thread.attachment(file.kind ?? '')}</a>
            : <span>{file.name ?? file.url}</span>}
        </p>
      ))}
    </article>
  );
}

function ReplyEntry({ reply, me }: { reply: Reply; me: string | null }): JSX.Element {
  return (
    <article class={`entry ours ${reply.visibility}`}>
      <header><strong>{reply.agent === me ? texts.thread.you : reply.agent}</strong><Reach visibility={reply.visibility} /><When at={reply.at} created={reply.at} /></header>
      {reply.text === null ? <p class="gone">{texts.erased}</p> : <Rich text={reply.text} />}
      <footer class={reply.status}>
        {reply.status === 'leaving' ? texts.thread.leaving : reply.status === 'sent' ? texts.thread.sent : texts.thread.replyFailed(reply.reason ?? '')}
      </footer>
    </article>
  );
}

function NoteEntry({ note }: { note: Note }): JSX.Element {
  return (
    <article class="entry noted">
      <header><Icon name="note" /><strong>{texts.thread.note(note.by)}</strong><When at={note.at} created={note.at} /></header>
      {note.text === null ? <p class="gone">{texts.erased}</p> : <Rich text={note.text} />}
    </article>
  );
}

/** Who can read it. */
export function Reach({ visibility }: { visibility: 'public' | 'private' }): JSX.Element {
  return <span class={`reach ${visibility}`}><Icon name={visibility === 'public' ? 'globe' : 'lock'} />{texts.visibility[visibility]}</span>;
}

/** Written long before it came: both are told. */
const apartMs = 5 * 60_000;

function When({ at, created }: { at: string; created: string }): JSX.Element {
  const apart = Math.abs(Date.parse(at) - Date.parse(created)) > apartMs;
  return <time class="when" dateTime={at} title={fullTime(at)}>{time(at)}{apart && ` · ${texts.thread.createdAt(time(created))}`}</time>;
}
