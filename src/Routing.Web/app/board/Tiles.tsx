import type { ComponentChildren, JSX } from 'preact';
import type { BoardMinutes, DueThreads } from '../hub/wire.ts';
import { number, percent } from '../text/format.ts';
import { texts } from '../text/texts.ts';
import { Age } from '../ui/Age.tsx';
import type { Drill } from './drill.ts';
import type { BoardState } from './model.ts';
import { levelOf, sum } from './figures.ts';

/** The figures of the whole; each opens the threads behind it. */
export function Tiles({ board, due, hour, target, onDrill }:
{ board: BoardState; due: DueThreads | null; hour: BoardMinutes | null; target: number | null; onDrill: (drill: Drill) => void }): JSX.Element {
  const t = texts.board;
  const level = levelOf(hour);
  const oldest = board.queues.map(queue => queue.oldestWaiting).filter(since => since !== null).sort()[0];
  const ready = board.agents.filter(agent => agent.ready).length;
  return (
    <div class="tiles">
      <Tile name={t.serviceLevel} value={level === null ? '–' : percent(level)} tone={level !== null && target !== null && level < target ? 'late' : 'calm'}
        more={level === null ? t.noAnswers : target === null ? '' : t.target(target, null)} onClick={() => onDrill({ kind: 'due', queue: null })} />
      <Tile name={t.waiting} value={number(board.waiting)} tone="calm" more={oldest === undefined ? t.nothing : <Age since={oldest} say={t.oldest} />}
        onClick={() => onDrill({ kind: 'waiting', queue: null })} />
      <Tile name={t.lateTile} value={number(due?.late ?? 0)} tone={(due?.late ?? 0) > 0 ? 'late' : 'calm'} more={t.ofUnanswered(due?.unanswered ?? 0)}
        onClick={() => onDrill({ kind: 'due', queue: null })} />
      <Tile name={t.agents} value={number(ready)} tone={ready === 0 && board.waiting > 0 ? 'late' : 'calm'} more={t.ofAgents(board.agentCount, board.occupancy)}
        onClick={() => onDrill({ kind: 'state', state: 'assigned', queue: null })} />
      <Tile name={t.volume} value={number(sum(hour?.received ?? []))} tone="calm" more={t.answered(sum(hour?.answered ?? []))} onClick={() => onDrill({ kind: 'recent' })} />
    </div>
  );
}

function Tile({ name, value, more, tone, onClick }: { name: string; value: string; more: ComponentChildren; tone: 'calm' | 'late'; onClick: () => void }): JSX.Element {
  return <button type="button" class={`tile ${tone}`} onClick={onClick}><span class="tile-name">{name}</span><span class="tile-value">{value}</span><span class="tile-more">{more}</span></button>;
}

/** A number that opens nothing: of an earlier time. */
export function Figure({ name, value, more }: { name: string; value: string; more: string }): JSX.Element {
  return <div class="tile still"><span class="tile-name">{name}</span><span class="tile-value">{value}</span><span class="tile-more">{more}</span></div>;
}
