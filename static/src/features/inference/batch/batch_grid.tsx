/** The grid of many pictures, each with its answer and how sure the model is. Selected ones are dragged to a class. */

import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { drawOverlay } from '../../../components/grid/hover_tile';
import { type TileParts, VirtualGrid } from '../../../components/grid/virtual_grid';
import { BoxShapes } from '../../../components/image_overlay';
import { lang, t } from '../../../lib/texts';
import { getClassColor } from '../../labels/labels';
import type { BatchModel, BatchStore } from './batch_store';
import type { BatchRow } from './batch_types';
import { DRAGGED, dragSelected } from './drag_selected';
import './texts';
import { formatPercent } from '../../../lib/numbers/shares';

const SMALLEST = 128;

interface BatchGridProps {
  store: BatchStore;
  /** Pictures that were dragged are let go over a class. */
  onDrop(label: string): void;
}

export function BatchGrid({ store, onDrop }: BatchGridProps) {
  const frame = useRef<HTMLDivElement>(null);
  const grid = useRef<VirtualGrid<BatchRow> | null>(null);
  const drop = useRef(onDrop);
  drop.current = onDrop;
  useLayoutEffect(() => {
    const mine = (grid.current = new VirtualGrid<BatchRow>(
      frame.current!,
      {
        total: () => store.shown.peek().length,
        row: (index) => store.shown.peek()[index],
        want: () => undefined,
        thumb: (path) => store.shown.peek().find((row) => row.path === path)?.thumb ?? '',
        says: (row) => describeRow(row, store),
        dress: (face, row) => renderTile(face, row, store),
        onChoose: (index, clicked) => clicked && store.selection.toggle(index),
        onOpen: (index) => (store.large.value = store.shown.peek()[index]?.path ?? null),
        selection: store.selection,
      },
      SMALLEST,
    ));
    const stop = dragSelected(frame.current!, store.selection, (label) => drop.current(label));
    return () => {
      stop();
      mine.dispose();
    };
  }, [store]);
  const shown = store.shown.value;
  useLayoutEffect(() => grid.current?.refresh(), [shown, lang.value]);
  const { order, filter } = store;
  useEffect(() => grid.current?.scrollTo(0), [order.value, filter.value]);
  useEffect(() => grid.current?.showSelection(), [store.selection.chosen.value]);
  return (
    <div
      class={`data-wall batch-wall ${store.model.finds ? 'whole' : ''} ${store.model.part ? 'unrated' : ''}`}
      ref={frame}
      {...(shown.length ? { role: 'listbox', 'aria-multiselectable': true } : { role: 'group' })}
      {...{ 'aria-label': t('batchWall') }}
      tabIndex={-1}
      data-dragging={DRAGGED.value > 0 || undefined}
    />
  );
}

export function describeAnswer(row: BatchRow, { part }: BatchModel): string {
  const { label, sure, things, scores } = row;
  if (part) return part.describe(row);
  if (scores.length) return t('batchSays', { a: label, p: formatPercent(sure) });
  return things.length ? t('batchSaysFound', { n: things.length, p: formatPercent(sure) }) : t('batchSaysNone');
}

function describeRow(row: BatchRow, { model }: BatchStore): string {
  const added = row.added === null ? '' : t('batchSaysAdded', { a: row.added });
  return [describeAnswer(row, model), added, row.path.split('/').at(-1)].filter(Boolean).join(', ');
}

function renderTile(face: TileParts, row: BatchRow, { model }: BatchStore): void {
  const { label, element } = face;
  label.textContent =
    row.added !== null
      ? t('batchTileAdded', { a: row.added })
      : row.scores.length
        ? t('batchTile', { a: row.label, p: formatPercent(row.sure) })
        : row.things.length
          ? t('batchTileFound', { n: row.things.length, p: formatPercent(row.sure) })
          : describeAnswer(row, model);
  element.dataset.label = row.label;
  element.style.setProperty('--sure', formatPercent(row.sure));
  element.classList.toggle('added', row.added !== null);
  element.classList.toggle('wrong', row.wrong);
  drawOverlay(face, row.width, row.height, row.things.length ? <Boxes row={row} classes={model.classes} /> : null);
}

export function Boxes({ row, classes }: { row: BatchRow; classes: string[] }) {
  const labels = [...new Set(row.things.map((one) => one.label))];
  return (
    <>
      {labels.map((label) => {
        const things = row.things.filter((one) => one.label === label).map(({ box }) => ({ box, outlines: [] }));
        return (
          <g key={label} class="thing" data-label={label}>
            <BoxShapes things={things} color={getClassColor(classes.indexOf(label))} />
          </g>
        );
      })}
    </>
  );
}
