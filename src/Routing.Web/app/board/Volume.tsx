import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { BoardMinutes } from '../hub/wire.ts';
import { useStore } from '../state/store.ts';
import { number, time } from '../text/format.ts';
import { texts } from '../text/texts.ts';
import { theme } from '../ui/theme.ts';
import { memo } from './memo.ts';

const height = 168;

/** What came in and what was answered, by the minute. The same numbers stand in words for who does not see the picture. */
export const Volume = memo(({ minutes }: { minutes: BoardMinutes }): JSX.Element => {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const data = dataOf(minutes);
  const newest = useRef(data);
  newest.current = data;
  const shownTheme = useStore(theme);
  useEffect(() => {
    const element = box.current!;
    const draw = (): void => {
      plot.current?.destroy();
      plot.current = new uPlot(options(element.clientWidth), newest.current, element);
    };
    draw();
    const sized = new ResizeObserver(() => plot.current?.setSize({ width: element.clientWidth, height }));
    sized.observe(element);
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', draw);
    return () => { sized.disconnect(); scheme.removeEventListener('change', draw); plot.current?.destroy(); plot.current = null; };
  }, [shownTheme]);
  useEffect(() => plot.current?.setData(data), [minutes]);
  const sum = (counts: readonly number[]): string => number(counts.reduce((all, each) => all + each, 0));
  return (
    <figure class="volume">
      <figcaption>
        <span><i class="key received" />{texts.board.received} {sum(minutes.received)}</span>
        <span><i class="key answers" />{texts.board.answers} {sum(minutes.answered)}</span>
        <span><i class="key missed" />{texts.board.missed} {sum(minutes.late)}</span>
      </figcaption>
      <div ref={box} role="img" aria-label={texts.board.volumeChart} />
    </figure>
  );
});

function dataOf(minutes: BoardMinutes): uPlot.AlignedData {
  const from = Date.parse(minutes.from) / 1_000;
  return [minutes.received.map((_, index) => from + index * 60), minutes.received, minutes.answered, minutes.late];
}

function options(width: number): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  // Canvas knows no light-dark(): the browser is asked which of the two it is.
  const probe = document.body.appendChild(document.createElement('span'));
  const colour = (name: string): string => { probe.style.color = `var(${name})`; return getComputedStyle(probe).color; };
  const [accent, good, late, quiet, line] = ['--accent', '--good', '--late', '--quiet', '--line'].map(colour);
  probe.remove();
  const font = `${Math.round(parseFloat(style.fontSize) * 0.8)}px ${style.fontFamily}`;
  const axis = { stroke: quiet!, font, grid: { stroke: line!, width: 1 }, ticks: { show: false } };
  return {
    width, height, legend: { show: false }, cursor: { show: false }, padding: [8, 8, 0, 0],
    scales: { y: { range: (_, __, most) => [0, Math.max(4, most ?? 0)] } },
    axes: [
      { ...axis, grid: { show: false }, space: 90, values: (_, times) => times.map(at => time(new Date(at * 1_000).toISOString())) },
      { ...axis, size: 36 },
    ],
    series: [
      {},
      { label: texts.board.received, stroke: accent!, width: 2, points: { show: false } },
      { label: texts.board.answers, stroke: good!, width: 2, points: { show: false } },
      { label: texts.board.missed, stroke: late!, width: 2, dash: [4, 3], points: { show: false } },
    ],
  };
}
