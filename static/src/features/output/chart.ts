/**
 * A uPlot chart past the framework: made anew when its shape changes, else only fed. uPlot is loaded with the first of
 * them.
 */

import { effect } from '@preact/signals';
import type uPlot from 'uplot';
import { loadPart } from '../../components/lazy';

/** shape: what the options depend on. */
export interface Drawing {
  shape: string;
  options: Omit<uPlot.Options, 'width' | 'height'>;
  data: uPlot.AlignedData;
}
interface Size {
  width: number;
  height: number;
}

/**
 * Draws into `host` what `draw` gives, again whenever a signal changes that it reads; null: nothing. Returns how to
 * stop.
 */
export function keepChart(
  host: HTMLElement,
  draw: () => Drawing | null,
  sizeOf: (host: HTMLElement) => Size,
): () => void {
  let chart: uPlot | null = null;
  let drawn = '';
  let ended = false;
  const show = async (drawing: Drawing | null) => {
    const part = await loadPart(() => import('uplot'));
    if (!part || ended) return;
    if (chart && drawing?.shape === drawn) return chart.setData(drawing.data);
    chart?.destroy();
    drawn = drawing?.shape ?? '';
    chart = drawing && new part.default({ ...drawing.options, ...sizeOf(host) }, drawing.data, host);
  };
  const stop = effect(() => void show(draw()));
  const watcher = new ResizeObserver(() => host.clientWidth && chart?.setSize(sizeOf(host)));
  watcher.observe(host);
  return () => {
    ended = true;
    stop();
    watcher.disconnect();
    chart?.destroy();
  };
}
