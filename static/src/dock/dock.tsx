/** The right side: the program over its results, with a divider that stays where it was put. On a phone it is a sheet. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../parts/icon';
import type { Opened } from '../state/opened';
import { remember, remembered } from '../storage';
import { t } from '../texts';
import { CodePanel } from './code';
import { ResultsPanel } from './results';

const IDLE_SHARE = 56;
const RUN_SHARE = 36;
const LEAST = 15;
const MOST = 85;
const SHEETS = ['low', 'half', 'full'] as const;

export function Dock({ opened }: { opened: Opened }) {
  const key = `split:${opened.id}`;
  const [chosen, setChosen] = useState(() => remembered<number | null>(key, null));
  const [sheet, setSheet] = useState(0);
  const dock = useRef<HTMLElement>(null);
  const ran = opened.run.summary.value !== null || opened.run.busy.value;
  const share = chosen ?? (ran ? RUN_SHARE : IDLE_SHARE);
  const choose = (value: number) => {
    const kept = Math.round(Math.min(MOST, Math.max(LEAST, value)));
    setChosen(kept);
    remember(key, kept);
  };
  useEffect(() => {
    if (opened.run.busy.value && sheet === 0) setSheet(1);
  }, [opened.run.busy.value]);
  return (
    <aside class={`dock sheet-${SHEETS[sheet]}`} ref={dock} style={{ '--code-share': `${share}%` }}>
      <div class="sheet-handle">
        <button class="btn ghost" aria-label={t('sheetUp')} disabled={sheet === 2} onClick={() => setSheet(sheet + 1)}><Icon name="chevronUp" /></button>
        <button class="btn ghost" aria-label={t('sheetDown')} disabled={sheet === 0} onClick={() => setSheet(sheet - 1)}><Icon name="chevronDown" /></button>
      </div>
      <CodePanel opened={opened} />
      <Splitter share={share} dock={dock} onChoose={choose} />
      <ResultsPanel opened={opened} />
    </aside>
  );
}

interface SplitterProps {
  share: number;
  dock: { current: HTMLElement | null };
  onChoose(share: number): void;
}

function Splitter({ share, dock, onChoose }: SplitterProps) {
  const drag = (event: PointerEvent) => {
    const box = dock.current?.getBoundingClientRect();
    if (box && (event.currentTarget as Element).hasPointerCapture(event.pointerId)) onChoose(((event.clientY - box.top) / box.height) * 100);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowUp: share - 4, ArrowDown: share + 4, Home: LEAST, End: MOST }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onChoose(to);
  };
  return (
    <div
      class="split" role="separator" tabIndex={0} aria-orientation="horizontal" aria-label={t('splitter')}
      aria-valuenow={share} aria-valuemin={LEAST} aria-valuemax={MOST} onKeyDown={onKeyDown} onPointerMove={drag}
      onPointerDown={(event) => (event.currentTarget as Element).setPointerCapture(event.pointerId)}
    />
  );
}
