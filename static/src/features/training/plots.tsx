/** The curves of the compared trainings: what belongs together beside each other, in one scale. */

import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { formatValue, getHelp } from '../../lib/numbers/metric_format';
import { getEpoch } from '../../lib/run_types';
import { lang, say, t } from '../../lib/texts';
import { Stroke } from '../output/strokes';
import { Chart, type Frame } from './chart';
import { describeCurve } from './curve_hints';
import type { TrainingRecords } from './history';
import { type CurveDrawing, listDrawings, listMeasures, MEASURES } from './metrics';
import type { Measure, TrainingRecord } from './types';
import './texts';
import '../../lib/common_texts';
import '../../state/texts';

const hovered = signal<number | null>(null);

export function Plots({ records }: { records: TrainingRecords }) {
  const shown = records.shown.value;
  const measures = listMeasures(shown);
  const wanted = records.measure.value;
  const measure = wanted && measures.includes(wanted) ? wanted : measures[0];
  const drawings = listDrawings(measure, shown);
  return (
    <section class="panel plots" aria-label={t('curves')}>
      <header class="row">
        <h2 class="grow">{t(MEASURES[measure].title)}</h2>
        <div class="seg" role="group" aria-label={t('curves')}>
          {measures.map((one) => (
            <button key={one} aria-pressed={one === measure} onClick={() => (records.measure.value = one)}>
              {t(MEASURES[one].name)}
            </button>
          ))}
        </div>
      </header>
      <div class="plot-pair" data-count={drawings.length}>
        {drawings.map((one) => (
          <Panel key={one.value} {...one} shown={shown} frame={makeFrame(shown, measure, drawings)} />
        ))}
      </div>
      <p class="cap plot-help">{shown[0]?.whole ? describeCurve(shown[0].whole.points, measure) : ''}</p>
      <AsText shown={shown} drawings={drawings} />
    </section>
  );
}

interface PanelProps extends CurveDrawing {
  shown: TrainingRecord[];
  frame: Frame;
}

function Panel({ value, title, shown, frame }: PanelProps) {
  const host = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | null>(null);
  const lines = makeLines(shown, value, frame.percent ? 100 : 1);
  useEffect(() => {
    chart.current = new Chart(host.current!, 'training', (round) => (hovered.value = round));
    return () => chart.current?.dispose();
  }, []);
  useEffect(() => void chart.current?.draw(lines, frame), [JSON.stringify([lines, frame]), lang.value]);
  const round = hovered.value;
  const beside = shown.flatMap((one) => Object.keys(one.whole?.points.at(-1) ?? {}));
  return (
    <figure class="plot-panel">
      <figcaption>
        <b class="plot-title" title={say(getHelp(value, beside)) || undefined}>
          {t(title)}
          {round !== null && <span class="mut num"> · {t('epochNumber', { n: round })}</span>}
        </b>
        <span class="row figures">
          {shown.map((one, index) => (
            <span key={one.key} class="figure">
              <Stroke index={index} />
              <b class="big-figure">{formatValue(value, getValueAt(one, value, round))}</b>
            </span>
          ))}
        </span>
      </figcaption>
      <div class="training-plot" ref={host} aria-hidden="true" />
      {!lines.ys.some((values) => values.some((one) => one !== null)) && (
        <p class="plot-nothing mut">{t(shown.some((one) => one.ending === 'running') ? 'curveSoon' : 'noSuchCurve')}</p>
      )}
    </figure>
  );
}

/** A curve's value in a round, or its newest. */
function getValueAt(record: TrainingRecord, value: string, round: number | null): number | null {
  const points = record.whole?.points ?? [];
  const point =
    round === null
      ? points.findLast((one) => typeof one[value] === 'number')
      : points.find((one) => one.epoch === round);
  return point?.[value] ?? null;
}

function makeLines(shown: TrainingRecord[], value: string, factor: number) {
  const x = [...new Set(shown.flatMap((one) => one.whole?.points.map(getEpoch) ?? []))].sort((a, b) => a - b);
  const ys = shown.map((one) => {
    const byRound = new Map(one.whole?.points.map((point) => [getEpoch(point), point[value]]));
    return x.map((round) => {
      const found = byRound.get(round);
      return typeof found === 'number' ? found * factor : null;
    });
  });
  return { x, ys, looks: shown.map((_, index) => index) };
}

/** The drawings share it, so that their heights can be compared. */
function makeFrame(shown: TrainingRecord[], measure: Measure, drawings: CurveDrawing[]): Frame {
  const rounds = Math.max(1, ...shown.map((one) => Math.max(one.row.planned, one.row.epochs)));
  if (measure !== 'loss' && measure !== 'mae') return { rounds, high: 100, percent: true };
  const values = shown
    .flatMap((one) => one.whole?.points.flatMap((point) => drawings.map(({ value }) => point[value])) ?? [])
    .filter((one) => typeof one === 'number');
  return { rounds, high: Math.max(0.1, ...values) * 1.05, percent: false };
}

function AsText({ shown, drawings }: { shown: TrainingRecord[]; drawings: CurveDrawing[] }) {
  const rounds = [...new Set(shown.flatMap((one) => one.whole?.points.map(getEpoch) ?? []))].sort((a, b) => a - b);
  const columns = shown.flatMap((one) =>
    drawings.map(({ value, title }) => ({ one, value, name: `${t('training', { n: one.number })} · ${t(title)}` })),
  );
  return (
    <div class="sr">
      <table>
        <thead>
          <tr>
            <th>{t('epoch')}</th>
            {columns.map(({ name }) => (
              <th key={name}>{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rounds.map((round) => (
            <tr key={round}>
              <th>{round}</th>
              {columns.map(({ one, value, name }) => (
                <td key={name}>{formatValue(value, getValueAt(one, value, round))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
