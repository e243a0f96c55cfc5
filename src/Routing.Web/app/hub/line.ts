import { HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection } from '@microsoft/signalr';
import { createStore, type Store } from '../state/store.ts';
import { commandId } from './ids.ts';
import { Refusal, type Answer } from './wire.ts';

/** How the line to the server stands. `signedOut` and `refused` are final: only a new sign-in helps. */
export type LineState = 'connecting' | 'live' | 'lost' | 'signedOut' | 'refused';

/** Milliseconds until the next try; the last one is repeated for ever, with up to a third taken off so that clients do not come all at once. */
const retries = [0, 300, 1_000, 2_000, 4_000];

/** How often a command that the server could not take yet, or does not know the end of, is sent again under the same id. */
const mostRepeats = 5;
const repeatAfterMs = 1_000;

/**
 * One hub connection that is always there or on its way. Every way of losing it (network, server, a slow client cut off) comes back the same
 * way: connect, then `begin`, which tells the server how far this client has seen.
 */
export class Line {
  readonly state: Store<LineState> = createStore<LineState>('connecting');
  private readonly hub: HubConnection;
  private readonly begin: (line: Line) => Promise<boolean>;
  private attempt = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private trying = false;

  constructor(path: string, begin: (line: Line) => Promise<boolean>) {
    this.begin = begin;
    this.hub = new HubConnectionBuilder().withUrl(path).configureLogging(LogLevel.None).build();
    this.hub.onclose(() => this.lost());
    // The server asks whether this tab is there. Answered from a message, not by a timer: those of a hidden tab run once a minute.
    this.hub.on('Alive', () => true);
    window.addEventListener('online', () => this.tryNow());
    window.addEventListener('offline', () => void this.hub.stop());
  }

  on<T>(event: string, take: (value: T) => void): void {
    this.hub.on(event, take);
  }

  open(): void {
    void this.connect();
  }

  /** Does not wait for the next try. */
  tryNow(): void {
    if (this.state.get() !== 'lost' || this.trying) return;
    clearTimeout(this.timer);
    this.attempt = 0;
    void this.connect();
  }

  /** Asks the server; rejects if the line is lost on the way. */
  call<T>(method: string, ...args: unknown[]): Promise<T> {
    return this.hub.invoke<T>(method, ...args);
  }

  /**
   * Sends a command under an id of its own, which is passed as the last argument. If the line is lost before the answer, or the server cannot
   * say what became of it, it is sent again under the same id: it takes effect once.
   */
  async command(method: string, args: (id: string) => unknown[]): Promise<Answer> {
    const id = commandId();
    for (let repeats = 0; ; repeats++) {
      try {
        const answer = await this.call<Answer>(method, ...args(id));
        const passing = answer.code === Refusal.overloaded || answer.code === Refusal.unknown;
        if (!passing || repeats >= mostRepeats) return answer;
        await new Promise(done => setTimeout(done, repeatAfterMs));
      } catch (failed) {
        if (this.hub.state === HubConnectionState.Connected) throw failed;
        await this.live();
      }
    }
  }

  /** Closes for good. */
  async close(final: LineState): Promise<void> {
    this.state.set(final);
    await this.hub.stop();
  }

  private live(): Promise<void> {
    if (this.state.get() === 'live') return Promise.resolve();
    return new Promise((done, gaveUp) => {
      const stop = this.state.watch(state => {
        if (state === 'live') done();
        else if (state === 'signedOut' || state === 'refused') gaveUp(new Error(state));
        else return;
        stop();
      });
    });
  }

  private async connect(): Promise<void> {
    if (this.trying) return;
    this.trying = true;
    try {
      await this.hub.start();
      if (await this.begin(this)) {
        this.attempt = 0;
        this.state.set('live');
      } else {
        await this.close('refused');
      }
    } catch (failed) {
      if (isUnauthorized(failed)) this.state.set('signedOut');
      else if (this.hub.state === HubConnectionState.Connected) await this.hub.stop();
      else this.lost();
    } finally {
      this.trying = false;
    }
  }

  private lost(): void {
    if (this.state.get() === 'signedOut' || this.state.get() === 'refused') return;
    this.state.set('lost');
    const wait = retries[Math.min(this.attempt++, retries.length - 1)]!;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.connect(), wait * (1 - Math.random() / 3));
  }
}

function isUnauthorized(failed: unknown): boolean {
  const status = failed instanceof Error && 'statusCode' in failed ? failed.statusCode : undefined;
  return status === 401 || status === 403 || (failed instanceof Error && /status code '40[13]'/i.test(failed.message));
}
