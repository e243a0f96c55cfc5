import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { useStore } from '../state/store.ts';
import { time } from '../text/format.ts';
import { theme } from '../ui/theme.ts';
import { memo } from './memo.ts';

/** A line of a chart, in a colour of the theme. */
export interface Stroke { readonly label: string; readonly colour: string; readonly dash?: readonly number[]; readonly fill?: boolean; readonly points?: boolean }

/** Values over time, drawn by uPlot. Says nothing to who does not see it: `label` and a caption do. */
export const Chart = memo(({ label, data, strokes, height, range, format }: {
  label: string; data: uPlot.AlignedData; strokes: readonly Stroke[]; height: number; range: (least: number, most: number) => [number, number]; format: (value: number) => string;
}): JSX.Element => {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const newest = useRef(data);
  newest.current = data;
  const shownTheme = useStore(theme);
  useEffect(() => {
    const element = box.current!;
    const draw = (width: number): void => {
      plot.current?.destroy();
      plot.current = new uPlot(options(width), newest.current, element);
    };
    // The observer tells the width, first and whenever it changes: asking the element would lay the page out in the middle of a frame.
    const sized = new ResizeObserver(entries => {
      const width = Math.round(entries.at(-1)!.contentRect.width);
      if (plot.current === null) draw(width);
      else if (plot.current.width !== width) plot.current.setSize({ width, height });
    });
    sized.observe(element);
    const again = (): void => { if (plot.current !== null) draw(plot.current.width); };
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    scheme.addEventListener('change', again);
    return () => { sized.disconnect(); scheme.removeEventListener('change', again); plot.current?.destroy(); plot.current = null; };
  }, [shownTheme]);
  useEffect(() => plot.current?.setData(data), [data]);
  return <div ref={box} class="plot" role="img" aria-label={label} style={{ height: `${height}px` }} />;

  function options(width: number): uPlot.Options {
    const style = getComputedStyle(document.documentElement);
    // Canvas knows no light-dark(): the browser is asked which of the two it is.
    const probe = document.body.appendChild(document.createElement('span'));
    const colour = (name: string): string => { probe.style.color = `var(--${name})`; return getComputedStyle(probe).color; };
    const [quiet, line] = [colour('quiet'), colour('line')];
    const series = strokes.map(stroke => ({
      label: stroke.label, stroke: colour(stroke.colour), width: 2, points: { show: stroke.points === true, size: 5, fill: colour(stroke.colour) }, spanGaps: false,
      ...stroke.dash === undefined ? {} : { dash: [...stroke.dash], width: 1.5 }, ...stroke.fill === true ? { fill: colour(`${stroke.colour}-ground`) } : {},
    }));
    probe.remove();
    const font = `${Math.round(parseFloat(style.fontSize) * 0.8)}px ${style.fontFamily}`;
    const axis = { stroke: quiet, font, grid: { stroke: line, width: 1 }, ticks: { show: false } };
    return {
      width, height, legend: { show: false }, cursor: { show: false }, padding: [8, 24, 0, 0],
      scales: { y: { range: (_, least, most) => range(least ?? 0, most ?? 0) } },
      axes: [
        { ...axis, grid: { show: false }, size: 26, space: 90, values: (_, times) => times.map(at => time(new Date(at * 1_000).toISOString())) },
        { ...axis, size: 48, values: (_, values) => values.map(format) },
      ],
      series: [{}, ...series],
    };
  }
});
