import { route, go } from '../api/route.ts';
import { createStore, type Store } from '../state/store.ts';
import { texts } from '../text/texts.ts';
import type { Command } from '../ui/commands.ts';
import { nextTheme } from '../ui/theme.ts';
import { signOut } from '../ui/Tools.tsx';
import { sound } from './alerts.ts';
import { customerName, offerName } from '../ui/names.ts';
import { inOrder } from './order.ts';
import type { DeskSession } from './session.ts';

export type Sheet = 'park' | 'transfer' | 'return' | 'handOver' | 'palette' | 'keys' | null;

/** What can be done on the desk, whatever asks for it: a key, the palette, a button. */
export class DeskActions {
  readonly sheet: Store<Sheet> = createStore<Sheet>(null);
  readonly about: Store<boolean> = createStore(matchMedia('(min-width: 1200px)').matches);
  private readonly session: DeskSession;

  constructor(session: DeskSession) {
    this.session = session;
  }

  get open(): string | null {
    return route.get()[1] ?? null;
  }

  readonly accept = (): void => {
    const offer = this.session.state.get().offers[0];
    if (offer === undefined || !this.live) return;
    void this.session.accept(offer).then(accepted => { if (accepted) go(`/desk/${offer.id}`); });
  };

  readonly decline = (): void => {
    const offer = this.session.state.get().offers[0];
    if (offer !== undefined && this.live) void this.session.decline(offer);
  };

  readonly resolve = (): void => {
    const thread = this.mine;
    if (thread === null) return;
    void this.session.act('Resolve', thread).then(done => { if (done && this.open === thread) this.next(); });
  };

  readonly park = (): void => this.ask('park');
  readonly transfer = (): void => this.ask('transfer');
  readonly giveBack = (): void => this.ask('return');
  readonly handOver = (): void => this.ask('handOver');
  readonly toggleAbout = (): void => this.about.update(shown => !shown);
  readonly close = (): void => this.sheet.set(null);

  readonly sendHandOver = (note: string): void => {
    const thread = this.mine;
    this.close();
    if (thread !== null) void this.session.handOver(thread, note);
  };

  /** What the open sheet was for. */
  readonly send = (method: 'Park' | 'Transfer' | 'ReturnToQueue', ...args: unknown[]): void => {
    const thread = this.mine;
    this.close();
    if (thread !== null) void this.session.act(method, thread, ...args);
  };

  readonly next = (): void => this.step(1);
  readonly previous = (): void => this.step(-1);

  readonly write = (mode: 'reply' | 'note'): void => {
    const buttons = document.querySelectorAll<HTMLButtonElement>('.composer .segments button');
    buttons[mode === 'reply' ? 0 : 1]?.click();
  };

  /** A slash in the reply box: what is typed after it finds an answer. */
  readonly answer = (): void => {
    this.write('reply');
    // The box may have held a note until now: it shows the reply after the next render.
    requestAnimationFrame(() => {
      const box = document.querySelector<HTMLTextAreaElement>('#composer');
      if (box === null) return;
      box.focus();
      box.setRangeText(/\S$/.test(box.value) ? ' /' : '/', box.value.length, box.value.length, 'end');
      box.dispatchEvent(new Event('input', { bubbles: true }));
    });
  };

  commands(): Command[] {
    const desk = this.session.state.get();
    const offer = desk.offers[0];
    const mine = this.mine !== null;
    const t = texts.act;
    return [
      ...(offer === undefined ? [] : [
        { id: 'accept', title: `${t.accept}: ${offerName(offer.offer)}`, key: 'a', run: this.accept },
        { id: 'decline', title: `${t.decline}: ${offerName(offer.offer)}`, key: 'd', run: this.decline },
      ]),
      { id: 'next', title: t.next, key: 'j', run: this.next },
      { id: 'previous', title: t.previous, key: 'k', run: this.previous },
      ...(!mine ? [] : [
        { id: 'reply', title: t.reply, key: 'r', run: () => this.write('reply') },
        { id: 'answer', title: t.insert, key: '/', run: this.answer },
        { id: 'note', title: t.note, key: 'n', run: () => this.write('note') },
        { id: 'resolve', title: t.resolve, key: 'e', run: this.resolve },
        { id: 'park', title: t.park, key: 'p', run: this.park },
        { id: 'transfer', title: t.transfer, key: 't', run: this.transfer },
        { id: 'return', title: t.giveBack, key: 'q', run: this.giveBack },
        ...(this.session.shift.get() === null ? [] : [{ id: 'handOver', title: t.handOver, key: 'h', run: this.handOver }]),
      ]),
      { id: 'about', title: t.about, key: 'i', run: this.toggleAbout },
      { id: 'sound', title: t.mute, key: 'm', run: () => sound.set(sound.get() === 'on' ? 'off' : 'on') },
      { id: 'palette', title: t.palette, key: 'Mod+k', run: () => this.sheet.set('palette') },
      { id: 'keys', title: t.keys, key: '?', run: () => this.sheet.set('keys') },
      { id: 'send', title: t.send, key: 'Mod+enter', listed: true, run: () => undefined },
      { id: 'leave', title: t.leave, key: 'Escape', listed: true, run: () => undefined },
      ...(['available', 'busy', 'break', 'training', 'draining', 'away', 'offline'] as const).map(status => ({ id: status, title: t[status], run: () => void this.session.setStatus(status) })),
      { id: 'theme', title: t.theme, run: nextTheme },
      { id: 'signout', title: t.signOut, run: () => void signOut() },
      ...[...desk.held.values()].map(held => ({ id: held.id, title: t.open(customerName(held.thread?.customer)), run: () => go(`/desk/${held.id}`) })),
    ];
  }

  private get live(): boolean {
    return this.session.line.state.get() === 'live';
  }

  /** The open thread, if it is mine and something can be done. */
  private get mine(): string | null {
    const open = this.open;
    return open !== null && this.live && this.session.state.get().held.has(open) ? open : null;
  }

  private ask(sheet: Sheet): void {
    if (this.mine !== null) this.sheet.set(sheet);
  }

  private step(by: 1 | -1): void {
    const ids = inOrder(this.session.state.get().held.values()).flatMap(group => group.threads.map(held => held.id));
    const at = this.open === null ? -1 : ids.indexOf(this.open);
    const to = at >= 0 ? ids[(at + by + ids.length) % ids.length] : ids.at(by > 0 ? 0 : -1);
    if (to !== undefined) go(`/desk/${to}`);
  }
}
