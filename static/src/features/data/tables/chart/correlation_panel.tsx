/** Which columns of numbers move together: in words first, then as a number in each cell. */

import type { TableAbout } from '../../../../lib/dataset_types';
import { getLocale, type Key, t } from '../../../../lib/texts';
import type { SideProps } from '../side_props';
import { getChartStore } from './chart_store';
import '../texts';
import './texts';

const WORDS: [least: number, words: Key][] = [
  [0.8, 'chartAlmost'],
  [0.5, 'chartOften'],
  [0.25, 'chartBit'],
  [-1, 'chartNot'],
];

export function CorrelationPanel({ table, about }: SideProps) {
  const store = getChartStore(table);
  const axes = store.axes.value;
  const { correlated } = about;
  const chosen = axes && findCorrelation(about, axes.x, axes.y);
  return (
    <aside class="data-side table-side" aria-label={t('chartTogether')}>
      <h2 class="row table-side-head">{t('chartTogether')}</h2>
      <div class="table-side-body">
        {axes && chosen !== null && (
          <p class="chart-words">
            <b>{[axes.y, axes.x].join(' · ')}</b> {describeCorrelation(chosen)}
          </p>
        )}
        <div class="chart-cells">
          <table>
            <thead>
              <tr>
                <td />
                {correlated.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {correlated.map((y) => (
                <tr key={y}>
                  <th scope="row">{y}</th>
                  {correlated.map((x) => (
                    <td key={x}>
                      <Correlation
                        number={findCorrelation(about, x, y)}
                        same={x === y}
                        pressed={axes?.x === x && axes.y === y}
                        onChoose={() => store.draw(about, { x, y })}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <p class="cap">{t('chartCause')}</p>
      </div>
    </aside>
  );
}

interface CellProps {
  number: number | null;
  same: boolean;
  pressed: boolean;
  onChoose(): void;
}

function Correlation({ number, same, pressed, onChoose }: CellProps) {
  if (same || number === null) return null;
  const strong = Math.abs(number) > 0.6;
  const end = number < 0 ? '#b8480e' : '#0b5c6c';
  const color = `color-mix(in srgb, ${end} ${Math.round(90 * Math.abs(number))}%, #f3f0e9)`;
  return (
    <button
      class="num"
      aria-pressed={pressed}
      title={describeCorrelation(number)}
      style={{ background: color, color: strong ? '#fff' : 'var(--ink)' }}
      onClick={onChoose}
    >
      {formatCorrelation(number)}
    </button>
  );
}

const FORMAT = { minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;
/** What is as good as none has no sign: ‘0.00’. */
const formatCorrelation = (number: number) =>
  (Math.abs(number) < 0.005 ? 0 : number).toLocaleString(getLocale(), FORMAT).replace('-', '−');

function findCorrelation({ correlated, correlations }: TableAbout, x: string, y: string): number | null {
  const [row, column] = [correlated.indexOf(y), correlated.indexOf(x)];
  return row < 0 || column < 0 ? null : correlations[row * correlated.length + column];
}

function describeCorrelation(number: number | null): string {
  if (number === null) return '';
  const words = t(WORDS.find(([least]) => Math.abs(number) > least)![1]);
  const against = number < -0.25 ? `${t('numberComma')}${t('chartAgainst')}` : '';
  return `${words}${against}`;
}
