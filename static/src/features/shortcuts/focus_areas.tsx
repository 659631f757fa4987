/** Ctrl+B: numbers over the areas of a project; a number goes there. */

import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useReducer, useRef } from 'preact/hooks';
import { type Key, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { stepOrPause } from '../project/debug_buttons';
import './texts';

export const areasOpen = signal(false);

interface Area {
  name: Key;
  place: string;
  go(opened: ProjectStore): void;
}

const FRAMES = 120;

/** What is still loading is waited for. */
function focus(selector: string, frames = FRAMES): void {
  const found = document.querySelector<HTMLElement>(selector);
  if (found) found.focus();
  else if (frames) requestAnimationFrame(() => focus(selector, frames - 1));
}

const AREAS: Area[] = [
  { name: 'areaToolbox', place: '.blocklyToolbox', go: (opened) => opened.canvas.value?.focusToolbox() },
  { name: 'areaCanvas', place: '.canvas-host', go: (opened) => opened.canvas.value?.focusWorkspace(true) },
  { name: 'areaCode', place: '.code', go: () => focus('.code .cm-content, .lines') },
  { name: 'areaResults', place: '.results', go: () => focus('.results [role=tab][aria-selected=true]') },
  { name: 'areaRun', place: '#run', go: () => focus('#run') },
  { name: 'areaSections', place: '.sections', go: () => focus('.section[aria-current]') },
];

export function AreaMenu({ opened }: { opened: ProjectStore }) {
  const element = useRef<HTMLDivElement>(null);
  const shown = areasOpen.value;
  const [, placeAnew] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    addEventListener('resize', placeAnew);
    return () => removeEventListener('resize', placeAnew);
  }, []);
  // Before the next paint: a number pressed at once is heard.
  useLayoutEffect(() => {
    if (!shown) return;
    const before = document.activeElement as HTMLElement | null;
    element.current?.focus();
    return () => {
      if (document.activeElement === document.body) before?.focus();
    };
  }, [shown]);
  if (!shown) return null;
  const choose = (area: Area) => {
    areasOpen.value = false;
    queueMicrotask(() => area.go(opened));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const area = AREAS[Number(event.key) - 1];
    if (area && isShown(area)) choose(area);
    else if (event.key === 'Escape' || (event.key.toLowerCase() === 'b' && event.ctrlKey)) areasOpen.value = false;
    else if (event.key === 'Tab') return;
    event.preventDefault();
  };
  return (
    <div
      class="areas"
      role="dialog"
      aria-modal="true"
      aria-label={t('areas')}
      tabIndex={-1}
      ref={element}
      onKeyDown={onKeyDown}
      onClick={() => (areasOpen.value = false)}
    >
      <p class="areas-title">{t('areas')}</p>
      {AREAS.map(
        (area, index) =>
          isShown(area) && (
            <button key={area.name} class="btn area" style={getPosition(area)} onClick={() => choose(area)}>
              <b>{index + 1}</b>
              {t(area.name)}
            </button>
          ),
      )}
    </div>
  );
}

/** A phone's sheet shows one of its panels, or none. */
function isShown(area: Area): boolean {
  return document.querySelector(area.place)?.checkVisibility({ visibilityProperty: true }) ?? false;
}

function getPosition(area: Area): { left: string; top: string } {
  const box = document.querySelector(area.place)?.getBoundingClientRect();
  const left = box ? box.left + box.width / 2 : innerWidth / 2;
  const top = box ? box.top + Math.min(box.height / 2, 160) : innerHeight / 2;
  return { left: `${Math.min(innerWidth - 64, Math.max(64, left))}px`, top: `${Math.max(32, top)}px` };
}

/** The page's own keys in a project. Returns how to stop listening. */
export function listenForKeys(opened: ProjectStore): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'F8') {
      if (event.shiftKey) opened.stop();
      else if (opened.run.phase.peek() === 'paused') void opened.run.pace.goOn();
      else void opened.start();
    } else if (event.key === 'F9') {
      // While the key is held down, each line waits for the one before.
      stepOrPause(opened);
    } else if (
      event.key.toLowerCase() === 'b' &&
      (event.ctrlKey || event.metaKey) &&
      !event.shiftKey &&
      !event.altKey
    ) {
      areasOpen.value = !areasOpen.value;
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener('keydown', onKeyDown, true);
  return () => removeEventListener('keydown', onKeyDown, true);
}
