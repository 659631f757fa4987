/** The Python of the chosen save against the present one: lines that went, lines that came. */

import { useMemo, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { highlight, type Piece } from '../code/syntax_highlight';
import type { VersionHistory } from './history';
import { type DiffLine, diffLines } from './line_diff';
import './texts';

/** So many equal lines stay before and after each difference. */
const AROUND = 3;
const SIGNS = { same: ' ', went: '−', came: '+' };

export function CodeDiff({ opened, history }: { opened: ProjectStore; history: VersionHistory }) {
  const then = history.shown.value?.python;
  const now = opened.program.value.python;
  return (
    <section class="panel version-code" aria-label={t('pythonDiff')}>
      <header class="ph">
        <Icon name="code" />
        <h2 class="panel-title grow">Python</h2>
        <p class="row version-legend">
          <span class="legend went">
            <span class="legend-sign" aria-hidden="true">
              −
            </span>
            {t('versionThen')}
          </span>
          <span class="legend came">
            <span class="legend-sign" aria-hidden="true">
              +
            </span>
            {t('versionNow')}
          </span>
        </p>
      </header>
      <div class="diff" role="region" tabIndex={0} aria-label={t('pythonDiff')}>
        {then === undefined ? null : <Lines key={history.chosen.value} then={then} now={now} />}
      </div>
    </section>
  );
}

function Lines({ then, now }: { then: string; now: string }) {
  const rows = useMemo(() => {
    const [before, after] = [splitLines(then), splitLines(now)];
    const painted = { went: highlight(before.join('\n')), came: highlight(after.join('\n')) };
    return diffLines(before, after).map((one) => ({
      ...one,
      pieces: painted[one.kind === 'came' ? 'came' : 'went'][one.line] ?? [],
    }));
  }, [then, now]);
  if (rows.every((row) => row.kind === 'same')) return <p class="diff-same mut">{t('samePython')}</p>;
  return (
    <>
      {foldEqualLines(rows).map((part) =>
        part.length > 1 ? (
          <Fold key={part[0].line} rows={part} />
        ) : (
          <Line key={`${part[0].kind}${part[0].line}`} {...part[0]} />
        ),
      )}
    </>
  );
}

type Row = DiffLine & { pieces: Piece[] };

function Line({ kind, pieces }: Row) {
  return (
    <div class={`diff-line ${kind}`}>
      <span class="diff-sign" aria-hidden="true">
        {SIGNS[kind]}
      </span>
      {kind !== 'same' && <span class="sr">{t(kind === 'went' ? 'versionThen' : 'versionNow')}: </span>}
      <code>{pieces.map(({ paint, text }) => (paint ? <span class={`py-${paint}`}>{text}</span> : text))}</code>
    </div>
  );
}

/** Many equal lines: only how many, until they are asked for. */
function Fold({ rows }: { rows: Row[] }) {
  const [open, setOpen] = useState(false);
  if (open)
    return (
      <>
        {rows.map((row) => (
          <Line key={row.line} {...row} />
        ))}
      </>
    );
  return (
    <button class="btn link diff-fold" onClick={() => setOpen(true)}>
      {t('sameLines', { n: rows.length })}
    </button>
  );
}

/** Single lines, and groups of equal lines that lie far from any difference. */
function foldEqualLines(rows: Row[]): Row[][] {
  const near = rows.map((_, at) =>
    rows.slice(Math.max(0, at - AROUND), at + AROUND + 1).some((row) => row.kind !== 'same'),
  );
  const parts: Row[][] = [];
  rows.forEach((row, at) => {
    if (near[at] || at === 0 || near[at - 1]) parts.push([row]);
    else parts[parts.length - 1].push(row);
  });
  return parts;
}

function splitLines(python: string): string[] {
  return python ? python.replace(/\n$/, '').split('\n') : [];
}
