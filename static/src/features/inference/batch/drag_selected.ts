/**
 * Dragging the selected pictures of a grid to a place marked `data-class`; a finger uses the classes' buttons instead.
 */

import { signal } from '@preact/signals';
import type { GridSelection } from '../../../components/grid/grid_selection';

/** How many are under way. */
export const DRAGGED = signal(0);
/** Pixels: who moves less means a click. */
const STILL = 6;

interface CountedSelection extends GridSelection {
  readonly count: { peek(): number };
}

/** Returns how to stop. */
export function dragSelected(
  wall: HTMLElement,
  selection: CountedSelection,
  onDrop: (label: string) => void,
): () => void {
  const sign = Object.assign(document.createElement('div'), { className: 'batch-drag' });
  let from: { x: number; y: number; id: number } | null = null;
  let over: Element | null = null;

  const onDown = (event: PointerEvent) => {
    const tile = event.target instanceof Element ? event.target.closest('.tile.ticked') : null;
    if (!tile || event.button !== 0 || event.pointerType === 'touch' || event.ctrlKey || event.shiftKey) return;
    event.stopPropagation(); // no frame is drawn from a picture that is carried away
    from = { x: event.clientX, y: event.clientY, id: event.pointerId };
  };
  const onMove = (event: PointerEvent) => {
    if (!from) return;
    if (!DRAGGED.peek()) {
      if (Math.hypot(event.clientX - from.x, event.clientY - from.y) < STILL) return;
      DRAGGED.value = selection.count.peek();
      sign.textContent = String(DRAGGED.peek());
      document.body.append(sign);
    }
    sign.style.transform = `translate(${event.clientX}px, ${event.clientY}px)`;
    const found = document.elementFromPoint(event.clientX, event.clientY)?.closest('[data-class]') ?? null;
    if (found === over) return;
    over?.classList.remove('over');
    found?.classList.add('over');
    over = found;
  };
  const onUp = (event: PointerEvent) => {
    if (!from) return;
    const label = over?.getAttribute('data-class') ?? null;
    const carried = DRAGGED.peek() > 0;
    end();
    if (!carried) return;
    // What follows is no click on the tile or the button below.
    const stop = (click: Event) => click.stopPropagation();
    addEventListener('click', stop, { capture: true, once: true });
    setTimeout(() => removeEventListener('click', stop, { capture: true }));
    if (label !== null && event.type === 'pointerup') onDrop(label);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !DRAGGED.peek()) return;
    event.stopPropagation();
    end();
  };
  const end = () => {
    over?.classList.remove('over');
    over = from = null;
    DRAGGED.value = 0;
    sign.remove();
  };
  // In the capture phase at the parent: the grid's own frame hears of it later, or not at all.
  const parent = wall.parentElement!;
  parent.addEventListener('pointerdown', onDown, true);
  addEventListener('pointermove', onMove);
  addEventListener('pointerup', onUp);
  addEventListener('pointercancel', onUp);
  addEventListener('keydown', onKey, true);
  return () => {
    end();
    parent.removeEventListener('pointerdown', onDown, true);
    removeEventListener('pointermove', onMove);
    removeEventListener('pointerup', onUp);
    removeEventListener('pointercancel', onUp);
    removeEventListener('keydown', onKey, true);
  };
}
