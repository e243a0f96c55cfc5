import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { useGet } from '../api/use.ts';
import type { BoardMinutes, DueLine, DueThreads, Policy } from '../hub/wire.ts';
import { sharedRows } from '../state/sharing.ts';
import { useStore } from '../state/store.ts';
import { texts } from '../text/texts.ts';
import { Empty, Loading } from '../ui/Empty.tsx';
import type { Doing } from './Acting.tsx';
import { Agents } from './Agents.tsx';
import type { Drill } from './drill.ts';
import { ThreadRowLine } from './Drawer.tsx';
import { Holds } from './Holds.tsx';
import { memo } from './memo.ts';
import { Past } from './Past.tsx';
import { Queues } from './Queues.tsx';
import type { BoardSession } from './session.ts';
import { Tiles } from './Tiles.tsx';
import { Trends } from './Trends.tsx';
import { targetOf } from './figures.ts';
import { Verdicts } from './Verdicts.tsx';

/** As the hub pages its lists. */
const rowsPerPage = 200;

/** Of what is due, so many rows stand on the board itself. */
const dueShown = 8;

/** One screen: are we all right, and if not, where. */
export function Overview({ session, quarantined, past, onPast, onDrill, onThread, onAct }: {
  session: BoardSession; quarantined: number; past: boolean; onPast: (past: boolean) => void; onDrill: (drill: Drill) => void; onThread: (thread: string) => void; onAct: (doing: Doing) => void;
}): JSX.Element {
  const board = useStore(session.state);
  const view = useStore(session.view);
  const due = useGet<DueThreads>(`/v1/board/due?limit=${dueShown}`, 2_000).value;
  const hour = useGet<BoardMinutes>('/v1/board/minutes?minutes=60', 10_000).value;
  const policy = useGet<Policy>('/v1/policy', 30_000).value;
  if (board === null) return <Loading rows={8} label={texts.loading} />;
  if (past) return <Past policy={policy} onNow={() => onPast(false)} />;
  const target = targetOf(policy);
  const agentPage = view.agentPage ?? 0;
  return (
    <div class="overview">
      <div class="head">
        <Verdicts board={board} due={due} policy={policy} quarantined={quarantined} onDrill={onDrill} onPast={() => onPast(true)} />
        <Holds queues={board.queues} agents={board.agents} onAct={onAct} />
      </div>
      <Tiles board={board} due={due} hour={hour} target={target} onDrill={onDrill} />
      <section class="panel queues"><h2>{texts.board.queues}</h2><Queues queues={board.queues} policy={policy} onDrill={onDrill} onAct={onAct} /></section>
      <section class="panel due"><h2>{texts.board.due}</h2>
        <DueRows due={due} onThread={onThread} />
      </section>
      <Trends hour={hour} target={target} />
      <section class="panel people"><h2>{texts.board.agentsTitle}<span class="count">{board.agentCount}</span></h2>
        <Agents agents={board.agents} onDrill={onDrill} />
        {board.agentCount > rowsPerPage && <p class="pages">
          <button type="button" disabled={agentPage === 0} onClick={() => session.show({ agentPage: agentPage - 1 })}>{texts.board.previousPage}</button>
          <span>{texts.board.morePages(agentPage * rowsPerPage + 1, Math.min(board.agentCount, (agentPage + 1) * rowsPerPage))}</span>
          <button type="button" disabled={(agentPage + 1) * rowsPerPage >= board.agentCount} onClick={() => session.show({ agentPage: agentPage + 1 })}>{texts.board.nextPage}</button>
        </p>}
      </section>
    </div>
  );
}

const DueRows = memo(({ due, onThread }: { due: DueThreads | null; onThread: (thread: string) => void }): JSX.Element => {
  const before = useRef<readonly DueLine[]>([]);
  const first = before.current = sharedRows(before.current, due?.threads ?? [], row => row.thread);
  return first.length === 0 ? <Empty icon="done" title={texts.board.nothingDue} />
    : <ul class="thread-rows">{first.map(row => <ThreadRowLine key={row.thread} row={row} onThread={onThread} />)}</ul>;
});
