/**
 * The picture with its labels, as large as there is room. What it shows stands beside it as a list that can be read.
 */

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { makeThumbnailUrl } from '../../../../lib/api';
import { t } from '../../../../lib/texts';
import * as dataCalls from '../../api';
import { measureBox } from '../geometry/boxes';
import type { Point } from '../geometry/shapes';
import type { LabelingStore } from '../state/labeling_store';
import type { Annotation } from '../state/labeling_types';
import { isDrawn } from '../state/tools';
import { Gestures } from './gestures';
import { drawLoupe, LOUPE } from './loupe';
import { StageController } from './stage_controller';
import '../texts';
import '../../../../lib/common_texts';

/** A picture whose pixels are larger than this on the screen is drawn as squares. */
const PIXELS_FROM = 4;
/** Above the finger, in pixels of the screen. */
const LOUPE_LIFT = 36;

/** What the keys act on. */
export interface StageHands {
  controller: StageController;
  gestures: Gestures;
}

export function Stage({ store, onHands }: { store: LabelingStore; onHands(hands: StageHands | null): void }) {
  const root = useRef<HTMLDivElement>(null);
  const image = useRef<HTMLImageElement>(null);
  const still = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const loupe = useRef<HTMLCanvasElement>(null);
  const [controller, setController] = useState<StageController | null>(null);
  useLayoutEffect(() => {
    const stage = root.current!;
    const made = new StageController(store, still.current!, above.current!, () => readColors(image.current!, store));
    let finger: Point | null = null;
    const gestures = new Gestures(stage, made, (at) => {
      finger = at;
      loupe.current!.hidden = at === null;
    });
    made.onFrame = () => {
      if (!finger || !loupe.current) return;
      const top = finger.y - LOUPE - LOUPE_LIFT;
      const left = Math.max(4, Math.min(stage.clientWidth - LOUPE - 4, finger.x - LOUPE / 2));
      loupe.current.style.transform = `translate(${left}px, ${top < 4 ? finger.y + LOUPE_LIFT : top}px)`;
      drawLoupe(loupe.current, image.current!, [still.current!, above.current!], made.view.peek(), finger);
    };
    const watch = new ResizeObserver(() => made.setStage({ w: stage.clientWidth, h: stage.clientHeight }));
    watch.observe(stage);
    setController(made);
    onHands({ controller: made, gestures });
    return () => {
      watch.disconnect();
      gestures.dispose();
      made.dispose();
      onHands(null);
    };
  }, [store]);
  const picture = store.picture.value;
  const tool = isDrawn(store.task.value) ? store.tool.value : 'none';
  const index = store.selected.value;
  return (
    <div
      class={`label-stage tool-${tool}`}
      ref={root}
      role="listbox"
      aria-label={t('labelStage', { n: store.objects.value.length })}
      aria-activedescendant={index >= 0 ? `label-${index}` : undefined}
      tabIndex={0}
    >
      <Photo store={store} controller={controller} image={image} />
      <canvas ref={still} />
      <canvas ref={above} />
      <canvas ref={loupe} class="label-loupe" width={LOUPE} height={LOUPE} hidden />
      <div class="sr" role="presentation">
        {store.objects.value.map((thing, at) => (
          <div key={at} id={`label-${at}`} role="option" aria-selected={at === index}>
            {describe(thing, true)}
          </div>
        ))}
        {store.proposals.placed.value.map((thing) => (
          <div key={`p${thing.id}`} role="option" aria-selected="false">
            {describe(thing, false)}
          </div>
        ))}
      </div>
      {!picture && !store.trouble.value && (
        <p class="loading" role="status">
          {t('viewWait')}
        </p>
      )}
    </div>
  );
}

/** “RBC, 68 by 78, at 120, 35, yours” */
export function describe(thing: Annotation, own: boolean): string {
  const { w, h } = measureBox(thing.box);
  const [x, y] = thing.box;
  const [wide, high, left, top] = [w, h, x, y].map((value) => String(Math.round(value)));
  return t(own ? 'labelOwn' : 'labelProposed', { label: thing.label, w: wide, h: high, x: left, y: top });
}

interface PhotoProps {
  store: LabelingStore;
  controller: StageController | null;
  image: { current: HTMLImageElement | null };
}

function Photo({ store, controller, image }: PhotoProps) {
  const set = store.data.set.value;
  const picture = store.picture.value;
  const [spare, setSpare] = useState('');
  const path = picture?.path ?? '';
  const next = store.list.get(store.index.value + 1)?.path;
  useEffect(() => {
    // The neighbor is there at once.
    if (set && next) new Image().src = dataCalls.makeImageUrl(store.project, set, next);
  }, [next]);
  if (!picture || !set || !controller) return null;
  const { scale, x, y } = controller.view.value;
  const own = dataCalls.makeImageUrl(store.project, set, path);
  return (
    <img
      class={scale >= PIXELS_FROM && picture.w * scale > 1_500 ? 'pixels' : ''}
      ref={image}
      key={path}
      // What no browser shows is shown as a copy.
      src={spare === path ? makeThumbnailUrl(store.project, `${set.path}/${path}`, 320) : own}
      alt=""
      draggable={false}
      style={{
        width: `${picture.w}px`,
        height: `${picture.h}px`,
        transform: `translate(${x}px, ${y}px) scale(${scale})`,
      }}
      onError={() => setSpare(path)}
    />
  );
}

function readColors(image: HTMLImageElement, store: LabelingStore): Uint8ClampedArray | null {
  const picture = store.picture.peek();
  if (!picture || !image.complete) return null;
  const sheet = document.createElement('canvas');
  [sheet.width, sheet.height] = [picture.w, picture.h];
  const pen = sheet.getContext('2d', { willReadFrequently: true })!;
  pen.drawImage(image, 0, 0, picture.w, picture.h);
  return pen.getImageData(0, 0, picture.w, picture.h).data;
}
