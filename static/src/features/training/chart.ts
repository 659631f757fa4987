/** One drawing of several curves over the same rounds, by uPlot: an island that is fed, never redrawn by the page. */

import type uPlot from 'uplot';
import { loadPart } from '../../components/lazy';
import { lang, t } from '../../lib/texts';
import '../../state/texts';
import { DASHES, FONT, GRID, INK, MAX_POINTS, ROUND_STEPS, STROKES } from '../output/strokes';

/** ys: one list of values for each curve, as long as x. looks: which color and dash each has. */
export interface Lines {
  x: number[];
  ys: (number | null)[][];
  looks: number[];
}

export interface Frame {
  /** The last round that is planned. */
  rounds: number;
  high: number;
  percent: boolean;
}

const ROOM = 12;

/** Draws into an element. Pointers over charts of one name move together; onHover hears the round under the pointer. */
export class Chart {
  private chart: uPlot | null = null;
  private drawn = '';
  private wanted: [Lines, Frame] | null = null;
  private ended = false;
  private readonly watcher = new ResizeObserver(() => this.fit());

  constructor(
    private readonly host: HTMLElement,
    private readonly name: string,
    private readonly onHover: (round: number | null) => void,
  ) {
    this.watcher.observe(host);
  }

  async draw(lines: Lines, frame: Frame): Promise<void> {
    this.wanted = [lines, frame];
    const part = await loadPart(() => import('uplot'));
    if (!part || this.ended || this.wanted[0] !== lines) return;
    const shape = JSON.stringify([lines.looks, frame, lang.peek()]);
    const data = [lines.x, ...lines.ys] as uPlot.AlignedData;
    if (shape === this.drawn && this.chart) return this.chart.setData(data);
    this.chart?.destroy();
    this.drawn = shape;
    this.chart = new part.default({ ...this.options(lines, frame), ...this.size() }, data, this.host);
  }

  dispose(): void {
    this.ended = true;
    this.watcher.disconnect();
    this.chart?.destroy();
  }

  private fit(): void {
    if (this.host.clientWidth) this.chart?.setSize(this.size());
  }

  private size(): { width: number; height: number } {
    return { width: this.host.clientWidth, height: this.host.clientHeight };
  }

  private options(lines: Lines, frame: Frame): Omit<uPlot.Options, 'width' | 'height'> {
    const axis = { font: FONT, stroke: INK, grid: GRID, ticks: { show: false } };
    return {
      legend: { show: false },
      cursor: {
        sync: { key: this.name },
        y: false,
        drag: { x: false, y: false },
        points: { size: 10, width: 2, fill: '#fff', stroke: (_, series) => STROKES[lines.looks[series - 1]] },
      },
      hooks: {
        setCursor: [
          (chart) =>
            this.onHover(
              chart.cursor.idx == null || (chart.cursor.left ?? -1) < 0 ? null : chart.data[0][chart.cursor.idx],
            ),
        ],
      },
      padding: [8, ROOM, 0, 0],
      scales: { x: { time: false, range: () => [1, Math.max(2, frame.rounds)] }, y: { range: () => [0, frame.high] } },
      axes: [
        {
          ...axis,
          size: 26,
          gap: 6,
          incrs: ROUND_STEPS,
          values: (_, splits) => splits.map((one, place) => (place ? `${one}` : t('epochNumber', { n: one }))),
        },
        {
          ...axis,
          size: 40,
          gap: 6,
          space: 34,
          values: (_, splits) => splits.map((one) => (frame.percent ? `${one}` : String(Number(one.toPrecision(3))))),
        },
      ],
      series: [
        {},
        ...lines.looks.map((look) => ({
          stroke: STROKES[look],
          width: 2,
          dash: DASHES[look],
          spanGaps: true,
          points: { show: (chart: uPlot) => chart.data[0].length <= MAX_POINTS, size: 7, width: 2, fill: '#fff' },
        })),
      ],
    };
  }
}
