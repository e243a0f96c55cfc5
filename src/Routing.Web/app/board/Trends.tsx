import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type uPlot from 'uplot';
import { useGet } from '../api/use.ts';
import type { BoardMinutes } from '../hub/wire.ts';
import { number, percent } from '../text/format.ts';
import { texts } from '../text/texts.ts';
import { Loading } from '../ui/Empty.tsx';
import { Segments } from '../ui/Segments.tsx';
import { Chart, type Stroke } from './Chart.tsx';
import { memo } from './memo.ts';
import { counted, levelOf, stretches, sum } from './figures.ts';

type Range = 'hour' | 'day';

/** Minutes that are asked for, and minutes to a point of each line. */
const ranges: Record<Range, { minutes: number; volume: number; level: number }> = {
  hour: { minutes: 60, volume: 1, level: 5 }, day: { minutes: 24 * 60, volume: 15, level: 30 },
};

const levelStrokes: readonly Stroke[] = [{ label: texts.board.levelShown, colour: 'accent', fill: true, points: true }, { label: texts.board.serviceLevel, colour: 'soon', dash: [5, 4] }];
const volumeStrokes: readonly Stroke[] = [
  { label: texts.board.received, colour: 'accent' }, { label: texts.board.answers, colour: 'good' }, { label: texts.board.missed, colour: 'late', dash: [4, 3] },
];

const shares = (): [number, number] => [0, 1];
const counts = (_: number, most: number): [number, number] => [0, Math.max(4, most)];

/** How it went: the share answered in time against the target, what came in and what was answered. Over the last hour, or the day so far. */
export const Trends = memo(({ hour, target }: { hour: BoardMinutes | null; target: number | null }): JSX.Element => {
  const [range, pick] = useState<Range>('hour');
  const day = useGet<BoardMinutes>(range === 'day' ? `/v1/board/minutes?minutes=${ranges.day.minutes}` : null, 30_000).value;
  const minutes = range === 'hour' ? hour : day;
  const t = texts.board;
  const shown = useMemo(() => minutes === null ? null : range === 'hour' ? minutes : counted(minutes), [minutes, range]);
  const [level, volume] = useMemo(() => shown === null ? [null, null] : [levelData(shown, ranges[range].level, target), volumeData(shown, ranges[range].volume)], [shown, range, target]);
  const all = shown === null ? null : levelOf(shown);
  return (
    <section class="panel trends">
      <header class="panel-head"><h2>{t.levelChart}</h2>
        <Segments label={t.rangeName} value={range} options={[['hour', t.range.hour], ['day', t.range.day]]} onPick={pick} /></header>
      {shown === null || level === null || volume === null ? <Loading rows={3} label={texts.loading} /> : <>
        <figure><figcaption>
          <span><i class="key received" />{t.levelShown} {all === null ? '–' : percent(all)}</span>
          {target !== null && <span><i class="key target-line" />{t.levelTarget(target)}</span>}
        </figcaption><Chart label={t.levelChart} data={level} strokes={levelStrokes} height={140} range={shares} format={percent} /></figure>
        <h2>{t.volumeChart}</h2>
        <figure><figcaption>
          <span><i class="key received" />{t.received} {number(sum(shown.received))}</span>
          <span><i class="key answers" />{t.answers} {number(sum(shown.answered))}</span>
          <span><i class="key missed" />{t.missed} {number(sum(shown.late))}</span>
        </figcaption><Chart label={t.volumeChart} data={volume} strokes={volumeStrokes} height={140} range={counts} format={number} /></figure>
        {range === 'day' && shown.received.length < ranges.day.minutes && <p class="hint">{t.kept(shown.received.length)}</p>}
      </>}
    </section>
  );
});

function levelData(minutes: BoardMinutes, length: number, target: number | null): uPlot.AlignedData {
  const all = stretches(minutes, length);
  return [all.map(each => each.from), all.map(each => each.level), all.map(() => target)];
}

function volumeData(minutes: BoardMinutes, length: number): uPlot.AlignedData {
  const all = stretches(minutes, length);
  return [all.map(each => each.from), all.map(each => each.received), all.map(each => each.answered), all.map(each => each.late)];
}
