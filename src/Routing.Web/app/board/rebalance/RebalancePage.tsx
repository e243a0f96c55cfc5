import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useGet } from '../../api/use.ts';
import type { AgentLine, DueThreads, Move, MoveLine, MovePlan, Policy } from '../../hub/wire.ts';
import { useStore } from '../../state/store.ts';
import { texts } from '../../text/texts.ts';
import { Empty, Loading } from '../../ui/Empty.tsx';
import { Segments } from '../../ui/Segments.tsx';
import type { BoardSession } from '../session.ts';
import { Ask } from './Ask.tsx';
import { Made } from './Made.tsx';
import * as moves from './moves.ts';
import { MoveList } from './MoveList.tsx';
import { useNames } from './names.ts';
import { Pick } from './Pick.tsx';
import { Preview } from './Preview.tsx';

/** What stands beside the form: nothing yet, what would come of a move, or what became of one. */
type Shown = { kind: 'nothing' } | { kind: 'working' } | { kind: 'plan'; plan: MovePlan; again: () => void } | { kind: 'move'; move: Move };

const nobody: readonly AgentLine[] = [];

/** Many threads at once: ask for a plan or pick by hand, see before and after, make it, take it back. */
export function RebalancePage({ session, onThread }: { session: BoardSession; onThread: (thread: string) => void }): JSX.Element {
  const [mode, setMode] = useState<'ask' | 'pick'>('ask');
  const [shown, show] = useState<Shown>({ kind: 'nothing' });
  const board = useStore(session.state);
  const due = useGet<DueThreads>('/v1/board/due?limit=200', 5_000).value;
  const policy = useGet<Policy>('/v1/policy', 30_000).value;
  const made = useGet<MoveLine[]>('/v1/moves', 10_000);
  const outcome = useRef<HTMLElement>(null);
  const t = texts.rebalance;
  // Where it stands below the form, it comes into view by itself.
  useEffect(() => { if (shown.kind !== 'nothing' && matchMedia('(max-width: 900px)').matches) outcome.current?.scrollIntoView({ block: 'start' }); }, [shown.kind]);
  const names = useNames(board?.agents ?? nobody, due);
  if (board === null || policy === null) return <Loading rows={6} label={texts.loading} />;

  const look = async (ask: () => Promise<MovePlan | null>): Promise<void> => {
    show({ kind: 'working' });
    const plan = await ask();
    show(plan === null ? { kind: 'nothing' } : { kind: 'plan', plan, again: () => void look(ask) });
  };
  const became = (move: Move | null): void => {
    if (move !== null) show({ kind: 'move', move });
    made.again();
  };
  const queues = policy.queues.map(queue => queue.id);
  return (
    <div class="rebalance">
      <section class="panel ask">
        <h1>{t.title}</h1>
        <Segments label={t.mode} value={mode} options={[['ask', t.ask], ['pick', t.pick]]} onPick={setMode} />
        {mode === 'ask' ? <Ask queues={queues} agents={board.agents} busy={shown.kind === 'working'} onAsk={goal => void look(() => moves.plan(goal))} />
          : <Pick queues={queues} agents={board.agents} due={due} busy={shown.kind === 'working'} names={names} onPreview={(threads, to) => void look(() => moves.preview(threads, to))} />}
      </section>
      <section ref={outcome} class="panel outcome" aria-live="polite">
        {shown.kind === 'nothing' ? <Empty icon="transfer" title={t.emptyTitle}><p>{t.emptyText}</p></Empty>
          : shown.kind === 'working' ? <Loading rows={6} label={t.planning} />
          : shown.kind === 'plan' ? <Preview key={shown.plan.id} plan={shown.plan} names={names} onThread={onThread} onAgain={shown.again}
            onDiscard={() => show({ kind: 'nothing' })} onApply={why => moves.apply(shown.plan.id, why).then(became)} />
          : <Made key={shown.move.id} move={shown.move} names={names} onThread={onThread} onUndo={why => moves.undo(shown.move.id, why).then(became)} />}
      </section>
      <section class="panel made"><h2>{t.made}</h2><MoveList list={made} onOpen={id => void moves.read(id).then(became)} /></section>
    </div>
  );
}
