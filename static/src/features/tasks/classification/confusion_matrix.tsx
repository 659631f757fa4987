/** The confusion matrix, and beside it the pairs that are confused most. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { measureColumns } from '../../../components/text_width';
import { formatNumber, t } from '../../../lib/texts';
import { Term } from '../../evaluation/term';
import { listConfusions, type Selection } from './choice';
import '../../evaluation/texts';
import type { EvaluationEvent } from '../../../lib/messages';
import { tellOfSamples } from '../../evaluation/sample_words';

/** More classes than these do not fit on a page: the worst come first. */
const MAX_CLASSES = 40;
const MAX_PAIRS = 8;
const ROOMY = 12;
const FEW = 4;
/** In Latin letters: longer names of columns stand upright, and are cut at the last one. */
const NARROW_NAME = 4;
const LONGEST_NAME = 14;
const LETTER = 7.5;

interface MatrixProps {
  marks: EvaluationEvent;
  selection: Selection;
  onChoose(selection: Selection): void;
}

export function ConfusionMatrix({ marks, selection, onChoose }: MatrixProps) {
  if (!marks.matrix.length) return <p class="panel mistakes-note">{t('noDetails')}</p>;
  const shown = chooseClasses(marks);
  return (
    <section class="panel matrix-card">
      <div class="matrix-side">
        <p class="cap row matrix-hint">
          {tellOfSamples('matrixHint')}
          <Term of="matrix" />
        </p>
        {shown.length < marks.classes.length && (
          <p class="cap">{t('worstClasses', { n: shown.length, m: marks.classes.length })}</p>
        )}
        <Grid marks={marks} shown={shown} selection={selection} onChoose={onChoose} />
      </div>
      <MostConfused marks={marks} selection={selection} onChoose={onChoose} />
    </section>
  );
}

/** The classes to show, by number: all, or those with most mistakes. */
function chooseClasses(marks: EvaluationEvent): number[] {
  const all = marks.classes.map((_, number) => number);
  if (all.length <= MAX_CLASSES) return all;
  const wrong = all.map((one) =>
    all.reduce((sum, other) => (one === other ? sum : sum + marks.matrix[one][other] + marks.matrix[other][one]), 0),
  );
  return all.sort((a, b) => wrong[b] - wrong[a]).slice(0, MAX_CLASSES);
}

function Grid({ marks, shown, selection, onChoose }: MatrixProps & { shown: number[] }) {
  const { classes, matrix } = marks;
  const chosen = selection.kind === 'cell' ? selection : null;
  const [focus, setFocus] = useState<[number, number]>([0, 0]);
  const grid = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => showChosen(grid.current!), [selection]);
  const most = Math.max(
    1,
    ...shown.flatMap((truth) => shown.map((answer) => (truth === answer ? 0 : matrix[truth][answer]))),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveFocus(event, focus, shown.length - 1);
    if (!next) return;
    event.preventDefault();
    setFocus(next);
    grid.current?.querySelector<HTMLElement>(`[data-at="${next.join()}"]`)?.focus();
  };
  const longest = Math.max(...shown.map((number) => measureColumns(classes[number])));
  const turned = longest > NARROW_NAME;
  const size = shown.length <= FEW ? 'few' : shown.length > ROOMY ? 'dense' : '';
  return (
    <div class="matrix-scroll">
      <p class="cap matrix-x" aria-hidden="true">
        {t('modelSays')}
      </p>
      <div class="row matrix-row">
        <p class="cap matrix-y" aria-hidden="true">
          {t('really')}
        </p>
        <div
          class={`matrix ${size}`}
          role="grid"
          aria-label={t('gridName')}
          ref={grid}
          onKeyDown={onKeyDown}
          style={{ '--classes': shown.length, '--top': `${Math.min(longest, LONGEST_NAME) * LETTER + 8}px` }}
        >
          <div role="row">
            <span class="matrix-corner" role="columnheader">
              <span class="sr">{t('really')}</span>
            </span>
            {shown.map((number) => (
              <b
                key={number}
                class={`matrix-top ${turned ? 'turned' : ''}`}
                role="columnheader"
                title={classes[number]}
              >
                <span>{classes[number]}</span>
              </b>
            ))}
          </div>
          {shown.map((truth, row) => (
            <div role="row" key={truth}>
              <b class="matrix-left" role="rowheader" title={classes[truth]}>
                {classes[truth]}
              </b>
              {shown.map((answer, column) => {
                const count = matrix[truth][answer];
                const here = chosen?.truth === truth && chosen.answer === answer;
                return (
                  <button
                    key={answer}
                    class={`cm ${getCellStyle(truth === answer, count, most)}`}
                    role="gridcell"
                    data-at={`${row},${column}`}
                    aria-selected={here}
                    tabIndex={focus[0] === row && focus[1] === column ? 0 : -1}
                    aria-label={describeCell(classes[truth], classes[answer], count)}
                    title={describeCell(classes[truth], classes[answer], count)}
                    onFocus={() => setFocus([row, column])}
                    onClick={() => onChoose({ kind: 'cell', truth, answer })}
                  >
                    {count || ''}
                  </button>
                );
              })}
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}

/** Scrolls the grid, and only the grid, to the chosen cell when that is out of sight. */
function showChosen(grid: HTMLElement): void {
  const cell = grid.querySelector<HTMLElement>('[aria-selected="true"]');
  if (!cell) return;
  const [view, box] = [grid.getBoundingClientRect(), cell.getBoundingClientRect()];
  const across = box.right > view.right || box.left < view.left + grid.clientWidth / 4;
  const down = box.bottom > view.bottom || box.top < view.top + grid.clientHeight / 4;
  if (across) grid.scrollLeft += box.left - view.left - grid.clientWidth / 2;
  if (down) grid.scrollTop += box.top - view.top - grid.clientHeight / 2;
}

/** Where an arrow key leads in the grid; null for other keys. */
function moveFocus(event: KeyboardEvent, [row, column]: [number, number], last: number): [number, number] | null {
  const whole = event.ctrlKey || event.metaKey;
  const clamp = (value: number) => Math.max(0, Math.min(last, value));
  switch (event.key) {
    case 'ArrowUp':
      return [clamp(row - 1), column];
    case 'ArrowDown':
      return [clamp(row + 1), column];
    case 'ArrowLeft':
      return [row, clamp(column - 1)];
    case 'ArrowRight':
      return [row, clamp(column + 1)];
    case 'Home':
      return [whole ? 0 : row, 0];
    case 'End':
      return [whole ? last : row, last];
    default:
      return null;
  }
}

/** Green on the diagonal; mistakes in three oranges, by their share of the fullest wrong cell. */
function getCellStyle(diagonal: boolean, count: number, most: number): string {
  if (!count) return '';
  if (diagonal) return 'right-cell';
  const share = count / most;
  return share >= 0.75 && count >= 3 ? 'wrong-most' : share >= 0.4 && count >= 2 ? 'wrong-more' : 'wrong-cell';
}

function describeCell(truth: string, answer: string, n: number): string {
  return truth === answer
    ? tellOfSamples('cellRight', { a: truth, n })
    : tellOfSamples('cellWrong', { a: truth, b: answer, n });
}

function MostConfused({ marks, selection, onChoose }: MatrixProps) {
  const pairs = listConfusions(marks);
  const wrong = marks.total - marks.correct;
  if (!pairs.length) return null;
  return (
    <div class="confused">
      <h2>{t('mostConfused')}</h2>
      <p class="cap">{t('mostConfusedText')}</p>
      <ul>
        {pairs.slice(0, MAX_PAIRS).map(({ truth, answer, count }) => {
          const here = selection.kind === 'cell' && selection.truth === truth && selection.answer === answer;
          const [a, b] = [marks.classes[truth], marks.classes[answer]];
          return (
            <li key={`${truth},${answer}`}>
              <button class="pair" aria-pressed={here} onClick={() => onChoose({ kind: 'cell', truth, answer })}>
                <span class="sr">{describeCell(a, b, count)}</span>
                <b class="pair-name" aria-hidden="true">
                  <span class="ell" title={a}>
                    {a}
                  </span>
                  <span>→</span>
                  <span class="ell" title={b}>
                    {b}
                  </span>
                </b>
                <span class="bar">
                  <i
                    class={count === pairs[0].count ? 'most' : ''}
                    style={{ width: `${(100 * count) / pairs[0].count}%` }}
                  />
                </span>
                <span class="num right">{formatNumber(count)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <button
        class="btn surest"
        aria-pressed={selection.kind === 'most_confident'}
        onClick={() => onChoose({ kind: 'most_confident' })}
      >
        {t('seeMistakes', { n: wrong })}
      </button>
    </div>
  );
}
