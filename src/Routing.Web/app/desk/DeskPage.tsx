import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { useGet } from '../api/use.ts';
import { route } from '../api/route.ts';
import type { Me } from '../hub/wire.ts';
import { useNow } from '../state/clock.ts';
import { useStore } from '../state/store.ts';
import { duration, time } from '../text/format.ts';
import { texts } from '../text/texts.ts';
import { useCommandKeys } from '../ui/commands.ts';
import { Empty } from '../ui/Empty.tsx';
import { HandOverForm, ParkForm, ReturnForm, TransferForm } from '../ui/Forms.tsx';
import { Icon } from '../ui/icons.tsx';
import { KeyList } from '../ui/KeyList.tsx';
import { LineBar } from '../ui/LineBar.tsx';
import { notices } from '../ui/notices.ts';
import { Palette } from '../ui/Palette.tsx';
import { Tools } from '../ui/Tools.tsx';
import { DeskActions } from './actions.ts';
import { allowDesktop, desktop, notifyOf, ring, sound } from './alerts.ts';
import { DeskSession } from './session.ts';
import { ThreadList } from './ThreadList.tsx';
import { ThreadView } from './ThreadView.tsx';
import '../ui/desk.css';

/** The agent's desk: my threads, the open one, who it is. */
export function DeskPage({ me }: { me: Me }): JSX.Element {
  const session = useMemo(() => new DeskSession(me), [me]);
  const actions = useMemo(() => new DeskActions(session), [session]);
  const open = useStore(route)[1] ?? null;
  const about = useStore(actions.about);
  const desk = useStore(session.state);
  useStore(session.shift);
  useEffect(() => {
    session.onOffer = offer => { ring(); notifyOf(offer); };
    session.open();
  }, [session]);
  useCommandKeys(actions.commands());
  useEffect(() => {
    document.title = desk.offers.length > 0 ? `(${desk.offers.length}) ${texts.product}` : texts.product;
  }, [desk.offers.length]);
  return (
    <div class={`desk ${open === null ? '' : 'opened'} ${about && open !== null ? 'with-about' : ''}`}>
      <a class="skip" href="#main">{texts.skip}</a>
      <header class="top">
        <span class="mark" aria-hidden="true" /><span class="product">{texts.product}</span>
        <MyState session={session} />
        <MyShift session={session} />
        <Alerts />
        <Tools me={me} onPalette={() => actions.sheet.set('palette')} onKeys={() => actions.sheet.set('keys')} />
      </header>
      <LineBar line={session.line} />
      <ThreadList session={session} open={open} />
      {open === null
        ? <main class="middle" id="main" tabIndex={-1}><h1 class="unseen">{texts.list.title}</h1>
          {desk.held.size > 0 && <Empty icon="back" title={texts.thread.pick}><p>{texts.thread.pickMore('J, K')}</p></Empty>}</main>
        : <ThreadView session={session} id={open} actions={actions} about={about} />}
      <Sheets actions={actions} me={me} />
    </div>
  );
}

function Sheets({ actions, me }: { actions: DeskActions; me: Me }): JSX.Element | null {
  switch (useStore(actions.sheet)) {
    case 'park': return <ParkForm onClose={actions.close} onDone={until => actions.send('Park', until)} />;
    case 'transfer': return <TransferForm not={me.subject} onClose={actions.close} onDone={(to, note) => actions.send('Transfer', to, note)} />;
    case 'return': return <ReturnForm onClose={actions.close} onDone={note => actions.send('ReturnToQueue', note)} />;
    case 'handOver': return <HandOverForm onClose={actions.close} onDone={actions.sendHandOver} />;
    case 'palette': return <Palette commands={actions.commands()} onClose={actions.close} />;
    case 'keys': return <KeyList commands={actions.commands()} onClose={actions.close} />;
    case null: return null;
  }
}

/** My state, and how many of my slots are in use. */
function MyState({ session }: { session: DeskSession }): JSX.Element {
  const desk = useStore(session.state);
  const live = useStore(session.line.state) === 'live';
  const mine = useGet<{ slots: number }>(`/v1/agents/${encodeURIComponent(session.me.subject)}`);
  const used = desk.offers.length + [...desk.held.values()].filter(held => held.thread?.unanswered !== 0 && held.thread?.state !== 'parked').length;
  return (
    <div class="my-state">
      <span class={`dot ${live ? desk.status : 'offline'}`} aria-hidden="true" />
      <select aria-label={texts.top.status} value={desk.status} disabled={!live} onChange={event => void session.setStatus(event.currentTarget.value)}>
        {Object.entries(texts.top.statuses).map(([status, name]) => <option key={status} value={status}>{name}</option>)}
      </select>
      {mine.value !== null && <span class="load" title={texts.top.slots(used, mine.value.slots)} role="img" aria-label={texts.top.slots(used, mine.value.slots)}>
        {Array.from({ length: Math.min(12, mine.value.slots) }, (_, slot) => <i key={slot} class={slot < used ? 'full' : ''} />)}
      </span>}
    </div>
  );
}

/** How long my shift still runs: from the server's warning on in the colour of what runs out. */
function MyShift({ session }: { session: DeskSession }): JSX.Element | null {
  const shift = useStore(session.shift);
  const now = useNow();
  if (shift === null) return null;
  const left = Math.max(0, Date.parse(shift.until) - now);
  return (
    <span role="timer" class={shift.stage === 'running' ? 'shift' : 'shift soon'} aria-label={`${texts.shift.endsIn} ${duration(left)}`}
      title={texts.shift.title(time(shift.until), shift.handTo)}>
      {shift.stage === 'handingOver' ? texts.shift.handingOver : <><span>{texts.shift.endsIn} </span>{duration(left)}</>}
    </span>
  );
}

function Alerts(): JSX.Element {
  const heard = useStore(sound) === 'on';
  const shown = useStore(desktop) === 'on';
  const soundName = heard ? texts.top.mute : texts.top.unmute;
  const bellName = shown ? texts.top.notifyOn : texts.top.notify;
  const ask = async (): Promise<void> => {
    if (shown) desktop.set('off');
    else if (!await allowDesktop()) notices.say('info', texts.top.notifyBlocked);
  };
  return (
    <div class="alerts">
      <button type="button" class="quiet square" aria-pressed={heard} aria-label={soundName} title={soundName} onClick={() => sound.set(heard ? 'off' : 'on')}><Icon name={heard ? 'sound' : 'muted'} /></button>
      <button type="button" class="quiet square" aria-pressed={shown} aria-label={bellName} title={bellName} onClick={() => void ask()}><Icon name="bell" /></button>
    </div>
  );
}
