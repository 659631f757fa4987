/** The list of saves: when each was, how large, and what changed in it. Arrows choose. */

import { useEffect, useRef } from 'preact/hooks';
import { getLocale, t } from '../../lib/texts';
import { formatDate } from '../../lib/time';
import type { VersionRow } from '../../lib/types';
import type { Changes } from './block_changes';
import type { VersionHistory } from './history';
import './texts';
import '../../lib/common_texts';

const STEPS = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -Infinity, End: Infinity };
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

export function VersionList({ history, rows }: { history: VersionHistory; rows: VersionRow[] }) {
  const list = useRef<HTMLUListElement>(null);
  const at = rows.findIndex((row) => row.version === history.chosen.value);
  const choose = (index: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, index));
    history.choose(rows[next].version);
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key as keyof typeof STEPS];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    choose(at + step);
  };
  useRowsInView(list, rows, (index) => void history.explain(rows[index].version));
  return (
    <ul
      class="panel version-list"
      role="listbox"
      tabIndex={0}
      aria-label={t('versions')}
      ref={list}
      onKeyDown={onKeyDown}
      aria-activedescendant={at < 0 ? undefined : `version-${rows[at].version}`}
    >
      {rows.map((row, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by what holds the focus
        <li
          key={row.version}
          class="version"
          role="option"
          id={`version-${row.version}`}
          aria-selected={index === at}
          data-index={index}
          onClick={() => choose(index)}
        >
          <span class="row version-when">
            <When row={row} now={row.version === history.now.value} />
          </span>
          <span class="row">
            <span class="cap num">{t('blockCount', { n: row.blocks })}</span>
            <span class="grow" />
            <ChangeSummary changes={history.getChanges(row.version)} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function When({ row: { saved }, now }: { row: VersionRow; now: boolean }) {
  return now ? (
    <>
      <b>{t('versionNow')}</b>
      <span class="mut">{formatDate(saved)}</span>
    </>
  ) : (
    <>
      <b>{formatDate(saved)}</b>
      <span class="mut">{formatAge(saved)}</span>
    </>
  );
}

/** What changed against the save before. */
function ChangeSummary({ changes }: { changes: Changes | null }) {
  if (!changes) return null;
  const some = (['came', 'went', 'changed'] as const)
    .map((kind) => [kind, changes[kind].length] as const)
    .filter(([, n]) => n);
  if (!some.length) return <span class="cap">{t('sameBlocks')}</span>;
  return (
    <span class="row version-counts">
      {some.map(([kind, n]) => (
        <span key={kind} class={`count num ${kind}`}>
          {t(`${kind}Blocks`, { n })}
        </span>
      ))}
    </span>
  );
}

/** How long ago: `3 minutes ago`. seconds: since 1970. */
function formatAge(seconds: number): string {
  const words = new Intl.RelativeTimeFormat(getLocale(), { numeric: 'auto' });
  const ago = Math.max(0, Date.now() / 1000 - seconds);
  const [unit, size] = UNITS.find((one) => ago >= one[1]) ?? ['second', 1];
  return unit === 'second' ? t('justNow') : words.format(-Math.floor(ago / size), unit);
}

/** Tells which rows have been in view: only those are compared. */
function useRowsInView(
  list: { current: HTMLElement | null },
  rows: VersionRow[],
  onSeen: (index: number) => void,
): void {
  useEffect(() => {
    const watcher = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        watcher.unobserve(target);
        onSeen(Number((target as HTMLElement).dataset.index));
      }
    });
    for (const row of list.current?.children ?? []) watcher.observe(row);
    return () => watcher.disconnect();
  }, [rows]);
}
