/**
 * The right side: the program over its results, with a divider that stays where it was put. On a phone it is a sheet.
 */

import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { recall, remember } from '../../lib/storage';
import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { CodePanel } from './code';
import { ResultsPanel } from './results';
import './texts';

const IDLE_SHARE = 56;
const RUN_SHARE = 36;
const LEAST = 15;
const MOST = 85;
/** A sheet as high as half such a window has no room for a question. */
const LOW_WINDOW = 560;

export function OutputPanel({ opened }: { opened: ProjectStore }) {
  const key = `split:${opened.id}`;
  const [chosen, setChosen] = useState(() => recall<number | null>(key, null));
  const dock = useRef<HTMLElement>(null);
  const ran = opened.run.summary.value !== null || opened.run.busy.value;
  const share = chosen ?? (ran ? RUN_SHARE : IDLE_SHARE);
  const choose = (value: number) => {
    const kept = Math.round(Math.min(MOST, Math.max(LEAST, value)));
    setChosen(kept);
    remember(key, kept);
  };
  const sheet = useSheet(opened);
  return (
    <aside class={`dock sheet-${sheet.size} sheet-${sheet.panel}`} ref={dock} style={{ '--code-share': `${share}%` }}>
      <SheetHandle sheet={sheet} />
      <CodePanel opened={opened} />
      <Splitter share={share} dock={dock} onChoose={choose} />
      <ResultsPanel opened={opened} />
    </aside>
  );
}

type Size = 'low' | 'half' | 'full';
type Panel = 'code' | 'results';

interface Sheet {
  size: Size;
  panel: Panel;
  show(size: Size, panel?: Panel): void;
}

/**
 * On a phone, and on a page enlarged to 200 %, the dock is a sheet with one of its panels: the one that matters now.
 */
function useSheet(opened: ProjectStore): Sheet {
  const [state, setState] = useState<{ size: Size; panel: Panel }>({ size: 'low', panel: 'results' });
  const show = (size: Size, panel?: Panel) => setState((before) => ({ size, panel: panel ?? before.panel }));
  const { run } = opened;
  const onBlock = run.faulty.value !== null;
  useEffect(() => {
    if (run.busy.value)
      setState((before) => ({ size: before.size === 'low' ? 'half' : before.size, panel: 'results' }));
  }, [run.busy.value]);
  useEffect(() => {
    if (run.ask.value) show(innerHeight < LOW_WINDOW ? 'full' : 'half', 'results');
    else setState((before) => (before.size === 'full' ? { ...before, size: 'half' } : before));
  }, [run.ask.value]);
  useEffect(() => {
    if (onBlock) show('low');
  }, [onBlock]);
  return { ...state, show };
}

function SheetHandle({ sheet }: { sheet: Sheet }) {
  const open = (panel: Panel) => sheet.show(sheet.size === 'low' ? 'half' : sheet.size, panel);
  const shown = (panel: Panel) => sheet.size !== 'low' && sheet.panel === panel;
  return (
    <div class="sheet-handle">
      <div class="seg">
        <button aria-pressed={shown('code')} onClick={() => open('code')}>
          Python
        </button>
        <button aria-pressed={shown('results')} onClick={() => open('results')}>
          {t('results')}
        </button>
      </div>
      <span class="grow" />
      <button
        class="btn ghost ic"
        aria-label={t('sheetUp')}
        disabled={sheet.size === 'full'}
        onClick={() => sheet.show(sheet.size === 'low' ? 'half' : 'full')}
      >
        <Icon name="chevronUp" />
      </button>
      <button
        class="btn ghost ic"
        aria-label={t('sheetDown')}
        disabled={sheet.size === 'low'}
        onClick={() => sheet.show(sheet.size === 'full' ? 'half' : 'low')}
      >
        <Icon name="chevronDown" />
      </button>
    </div>
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
    if (box && (event.currentTarget as Element).hasPointerCapture(event.pointerId))
      onChoose(((event.clientY - box.top) / box.height) * 100);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowUp: share - 4, ArrowDown: share + 4, Home: LEAST, End: MOST }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onChoose(to);
  };
  return (
    <div
      class="split"
      role="separator"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-label={t('splitter')}
      aria-valuenow={share}
      aria-valuemin={LEAST}
      aria-valuemax={MOST}
      onKeyDown={onKeyDown}
      onPointerMove={drag}
      onPointerDown={(event) => (event.currentTarget as Element).setPointerCapture(event.pointerId)}
    />
  );
}
