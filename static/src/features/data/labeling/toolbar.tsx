/** The row above the picture: back, tools, undo, zoom. */

import { Icon } from '../../../components/icon';
import { t } from '../../../lib/texts';
import type { StageHands } from './canvas/stage';
import type { LabelingStore } from './state/labeling_store';
import { BRUSH_SIZES, type BrushMode } from './state/pixel_paint';
import { getDrawn, listTools } from './state/tools';
import './texts';
import '../../../lib/common_texts';
import { formatPercent } from '../../../lib/numbers/shares';

const ZOOM = 1.25;

interface ToolbarProps {
  store: LabelingStore;
  hands: StageHands | null;
  onBack(): void;
}

export function LabelingToolbar({ store, hands, onBack }: ToolbarProps) {
  const tools = listTools(store.task.value);
  const controller = hands?.controller;
  const zoomed = controller ? controller.view.value.scale / controller.whole.value : 1;
  const share = formatPercent(zoomed);
  const then = (act: () => void) => () => {
    act();
    document.querySelector<HTMLElement>('.label-stage')?.focus({ preventScroll: true });
  };
  return (
    <header class="label-tools">
      <button class="btn ghost ic" aria-label={t('labelBack')} title={t('labelBack')} onClick={onBack}>
        <Icon name="chevronLeft" />
      </button>
      {tools.length > 0 ? (
        <div class="seg label-seg" role="group" aria-label={t('labelTools')}>
          {tools.map(({ tool, icon, name, key }) => (
            <button
              key={tool}
              aria-pressed={store.tool.value === tool}
              aria-keyshortcuts={key}
              title={`${t(name)} · ${key}`}
              onClick={then(() => (store.tool.value = tool))}
            >
              <Icon name={icon} />
              <span class="label-word">{t(name)}</span>
              <kbd>{key}</kbd>
            </button>
          ))}
        </div>
      ) : (
        <h2 class="ell">{t('labelTitle', { name: store.set })}</h2>
      )}
      {getDrawn(store.task.value) === 'pixels' && store.tool.value === 'brush' && (
        <BrushOptions store={store} then={then} />
      )}
      {store.tool.value === 'click' && controller && store.list.outliners.value.length > 0 && (
        <select
          class="choice label-outliner"
          aria-label={t('labelOutliner')}
          value={controller.outlines.model.value}
          onChange={(event) => (controller.outlines.chosen.value = event.currentTarget.value)}
        >
          {store.list.outliners.value.map((one) => (
            <option key={one} value={one}>
              {one.replace(/^.*\/|\.onnx$/g, '').replace(/[._-]?encoder/i, '')}
            </option>
          ))}
          <option value="">{t('labelOutlinerOwn')}</option>
        </select>
      )}
      <span class="grow" />
      <SaveState store={store} />
      <div class="row label-acts">
        <button
          class="btn ghost ic"
          disabled={!store.canUndo.value}
          aria-label={t('undo')}
          title={`${t('undo')} · Ctrl+Z`}
          onClick={then(() => void store.undo())}
        >
          <Icon name="undo" />
        </button>
        <button
          class="btn ghost ic"
          disabled={!store.canRedo.value}
          aria-label={t('labelRedo')}
          title={`${t('labelRedo')} · Ctrl+Shift+Z`}
          onClick={then(() => void store.redo())}
        >
          <Icon name="redo" />
        </button>
        {tools.length > 0 && (
          <button
            class="btn ghost ic"
            aria-pressed={store.hidden.value}
            aria-label={t(store.hidden.value ? 'labelShow' : 'labelHide')}
            title={`${t(store.hidden.value ? 'labelShow' : 'labelHide')} · H`}
            onClick={then(() => (store.hidden.value = !store.hidden.peek()))}
          >
            <Icon name={store.hidden.value ? 'eyeOff' : 'eye'} />
          </button>
        )}
        <span class="label-rule" />
        <button
          class="btn ghost ic"
          aria-label={t('labelZoomOut')}
          title={`${t('labelZoomOut')} · −`}
          onClick={then(() => controller?.zoom(1 / ZOOM))}
        >
          <Icon name="zoomOut" />
        </button>
        <button
          class="btn ghost label-share num"
          aria-label={t('labelWhole', { p: share })}
          title={t('labelWhole', { p: share })}
          onClick={then(() => controller?.fit())}
        >
          {share}
        </button>
        <button
          class="btn ghost ic"
          aria-label={t('labelZoomIn')}
          title={`${t('labelZoomIn')} · +`}
          onClick={then(() => controller?.zoom(ZOOM))}
        >
          <Icon name="zoomIn" />
        </button>
      </div>
    </header>
  );
}

function SaveState({ store }: { store: LabelingStore }) {
  const state = store.saver.state.value;
  return (
    <span class={`cap label-saved ${state === 'waiting' ? 'warn-text' : ''}`} role="status">
      {state === 'waiting' ? t('labelWaiting') : ''}
    </span>
  );
}

const MODES: {
  mode: BrushMode;
  icon: 'brush' | 'bucket' | 'eraser';
  name: 'labelBrush' | 'labelBucket' | 'labelEraser';
}[] = [
  { mode: 'brush', icon: 'brush', name: 'labelBrush' },
  { mode: 'bucket', icon: 'bucket', name: 'labelBucket' },
  { mode: 'erase', icon: 'eraser', name: 'labelEraser' },
];

function BrushOptions({ store, then }: { store: LabelingStore; then(act: () => void): () => void }) {
  const { mode, size } = store.paint;
  const step = (by: 1 | -1) => {
    const at = BRUSH_SIZES.indexOf(size.peek() as (typeof BRUSH_SIZES)[number]) + by;
    size.value = BRUSH_SIZES[Math.max(0, Math.min(BRUSH_SIZES.length - 1, at))];
  };
  return (
    <>
      <div class="seg" role="group" aria-label={t('labelBrushKind')}>
        {MODES.map((one) => (
          <button
            key={one.mode}
            aria-pressed={mode.value === one.mode}
            title={t(one.name)}
            onClick={then(() => (mode.value = one.mode))}
          >
            <Icon name={one.icon} />
            <span class="label-mode">{t(one.name)}</span>
          </button>
        ))}
      </div>
      <div class="row label-width" role="group" aria-label={t('labelBrushSize', { m: size.value })}>
        <button
          class="btn ghost ic"
          aria-label={t('labelThinner')}
          title={t('labelThinner')}
          onClick={then(() => step(-1))}
        >
          <Icon name="minus" />
        </button>
        <span class="num" title={t('labelBrushSize', { m: size.value })}>
          {size.value}
        </span>
        <button
          class="btn ghost ic"
          aria-label={t('labelThicker')}
          title={t('labelThicker')}
          onClick={then(() => step(1))}
        >
          <Icon name="plus" />
        </button>
      </div>
    </>
  );
}
