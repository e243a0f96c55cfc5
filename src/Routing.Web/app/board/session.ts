import { Line } from '../hub/line.ts';
import type { BoardFrame, BoardView } from '../hub/wire.ts';
import { createStore } from '../state/store.ts';
import { texts } from '../text/texts.ts';
import { notices } from '../ui/notices.ts';
import { framed, type BoardState } from './model.ts';

/** What a supervisor does, as the hub calls it. */
export type Way = 'Transfer' | 'ReturnToQueue' | 'AddNote' | keyof typeof texts.hold.done;

const done: Record<Way, string> = { ...texts.act.done, ...texts.hold.done };

/** The supervisor's board as this tab knows it: one line, one open page of each list. */
export class BoardSession {
  readonly state = createStore<BoardState | null>(null);
  readonly view = createStore<BoardView>({ queue: null, page: null, agentPage: 0 });
  readonly line: Line;

  constructor() {
    this.line = new Line('/hubs/supervisor', line => this.begin(line));
    this.line.on<BoardFrame>('Board', frame => this.state.update(board => framed(board, frame)));
  }

  open(): void {
    this.line.open();
  }

  /** Shows other pages; what is shown stays until they are there. */
  show(change: Partial<BoardView>): void {
    this.view.update(view => ({ ...view, ...change }));
    if (this.line.state.get() === 'live') void this.begin(this.line).catch(() => this.line.tryNow());
  }

  async act(method: Way, ...args: unknown[]): Promise<boolean> {
    const answer = await this.line.command(method, id => [...args, id]);
    notices.say(answer.ok ? 'good' : 'bad', answer.ok ? done[method] : answer.message ?? answer.name);
    return answer.ok;
  }

  private async begin(line: Line): Promise<boolean> {
    const frame = await line.call<BoardFrame | null>('OpenBoard', this.view.get());
    if (frame === null) return false;
    this.state.set(framed(null, frame));
    return true;
  }
}
