/**
 * The right side: the program over its results, with a divider that stays where it was put. On a phone it is a sheet.
 */

import { signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../../components/icon';
import { loadPart } from '../../components/lazy';
import { recall, remember } from '../../lib/storage';
import { type Key, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { ResultsPanel } from './results';
import './texts';

const IDLE_SHARE = 56;
const RUN_SHARE = 36;
const BOTH_SHARE = 55;
/** Of the width, the code beside the blocks: usually half of what the drawers leave. */
const HALF = 47;
const MIN_CODE = 28;
const MIN_BLOCKS = 65;
const BESIDE = 'beside';
const MIN_OUTPUT = 15;
const MAX_OUTPUT = 85;
/** A sheet as high as half such a window has no room for a question. */
const LOW_WINDOW = 560;

const codePanel = signal<ComponentType<{ opened: ProjectStore }> | null>(null);

export function OutputPanel({ opened }: { opened: ProjectStore }) {
  const face = opened.code.shown.value;
  const key = face === 'both' ? `split-both:${opened.id}` : `split:${opened.id}`;
  const [chosen, setChosen] = useState<Record<string, number | null>>({});
  const [unfolded, setUnfolded] = useState(false);
  const dock = useRef<HTMLElement>(null);
  const ran = opened.run.summary.value !== null || opened.run.busy.value;
  const usual = face === 'both' ? BOTH_SHARE : ran ? RUN_SHARE : IDLE_SHARE;
  const share = chosen[key] ?? recall<number | null>(key, null) ?? usual;
  const choose = (value: number) => {
    const kept = Math.round(Math.min(MAX_OUTPUT, Math.max(MIN_OUTPUT, value)));
    setChosen({ ...chosen, [key]: kept });
    remember(key, kept);
  };
  const measureShare = (event: PointerEvent) => {
    const box = dock.current!.getBoundingClientRect();
    return ((event.clientY - box.top) / box.height) * 100;
  };
  const sheet = useSheet(opened);
  useEffect(() => {
    if (!codePanel.peek())
      void loadPart(() => import('../code/panel'), false).then((module) => {
        codePanel.value = module?.CodePanel ?? null;
      });
  }, []);
  const CodePanel = codePanel.value;
  const [beside, setBeside] = useState(() => recall<number | null>(BESIDE, null));
  const chooseBeside = (value: number) => {
    const kept = Math.round(Math.min(MIN_BLOCKS, Math.max(MIN_CODE, value)));
    setBeside(kept);
    remember(BESIDE, kept);
  };
  const folded = face === 'both' && !ran && !unfolded;
  return (
    <aside
      class={`dock sheet-${sheet.size} sheet-${sheet.panel} ${folded ? 'folded' : ''}`}
      ref={dock}
      style={{ '--code-share': `${share}%`, '--beside': beside ? `${beside}vw` : undefined }}
    >
      {face === 'both' && (
        <Splitter share={beside ?? HALF} label="besideCode" measure={measureBeside} onChoose={chooseBeside} upright />
      )}
      <SheetHandle sheet={sheet} />
      {CodePanel ? <CodePanel opened={opened} /> : <section class="code" aria-busy="true" />}
      {folded ? (
        <button class="results-bar" onClick={() => setUnfolded(true)}>
          <Icon name="chevronUp" size="s" />
          <b>{t('results')}</b>
          <span class="cap">{t('resultsFolded')}</span>
        </button>
      ) : (
        <>
          <Splitter share={share} label="splitter" measure={measureShare} onChoose={choose} />
          <ResultsPanel opened={opened} />
        </>
      )}
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
  const face = opened.code.shown.value;
  const before = useRef(face);
  useEffect(() => {
    if (onBlock && face !== 'code') show('low');
  }, [onBlock]);
  useEffect(() => {
    if (face !== before.current) show(face === 'code' ? 'full' : 'low', 'code');
    before.current = face;
  }, [face]);
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

const measureBeside = (event: PointerEvent) => (1 - event.clientX / innerWidth) * 100;

interface SplitterProps {
  /** In hundredths. */
  share: number;
  label: Key;
  /** The share that a pointer means. */
  measure(event: PointerEvent): number;
  onChoose(share: number): void;
  /** It parts what is left from what is right. */
  upright?: boolean;
}

function Splitter({ share, label, measure, onChoose, upright = false }: SplitterProps) {
  const drag = (event: PointerEvent) => {
    if ((event.currentTarget as Element).hasPointerCapture(event.pointerId)) onChoose(measure(event));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const [less, more] = upright ? ['ArrowRight', 'ArrowLeft'] : ['ArrowUp', 'ArrowDown'];
    const to = { [less]: share - 4, [more]: share + 4, Home: MIN_OUTPUT, End: MAX_OUTPUT }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    onChoose(to);
  };
  return (
    <div
      class={`split ${upright ? 'upright' : ''}`}
      role="separator"
      tabIndex={0}
      aria-orientation={upright ? 'vertical' : 'horizontal'}
      aria-label={t(label)}
      aria-valuenow={share}
      aria-valuemin={MIN_OUTPUT}
      aria-valuemax={MAX_OUTPUT}
      onKeyDown={onKeyDown}
      onPointerMove={drag}
      onPointerDown={(event) => (event.currentTarget as Element).setPointerCapture(event.pointerId)}
    />
  );
}
