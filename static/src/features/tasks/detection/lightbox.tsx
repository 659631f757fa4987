/**
 * One picture of a test in a window: what was found and what is there, as large as one likes; arrows go to its
 * neighbors.
 */

import { useEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../../components/dialog';
import { Icon } from '../../../components/icon';
import { ImageWithOverlay } from '../../../components/image_overlay';
import { useKeyDown } from '../../../components/key_events';
import * as api from '../../../lib/api';
import { t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { DetectionBoxes, describeKinds, MarkLabel, Swatch } from './annotated_image';
import { ERROR_TYPES, ORDER } from './error_types';
import type { MistakePlace } from './lab/object_mistake';
import { type DetectionFilter, isChosen, isCounted, listMarks, type Mark, matchAnswers } from './visible_detections';
import '../../evaluation/texts';
import './lab/texts';
import '../../../lib/common_texts';
import type { DetectionEvaluationEvent, DetectionPicture } from '../../../lib/messages';
import { formatPercent } from '../../../lib/numbers/shares';

const LARGEST = 8;
const STEP = 1.5;
const LETTERS = 42;
/** Of the window's shorter side, for a thing that is gone to. */
const SHARE = 0.4;
/** In more than these, names would cover the picture. */
const MAX_NAMED = 40;

interface LightboxProps {
  opened: ProjectStore;
  test: DetectionEvaluationEvent;
  choice: DetectionFilter;
  /** The pictures on the wall, and the place of this one among them. */
  numbers: number[];
  index: number;
  onGo(index: number): void;
  /** Looks at a mistake in the lab; without it, it is the lab that shows the picture. */
  onExplain?(place: MistakePlace): void;
  onClose(): void;
}

export function Lightbox({ opened, test, choice, numbers, index, onGo, onExplain, onClose }: LightboxProps) {
  const picture = test.pictures[numbers[index]];
  const { path, width, height } = picture;
  const [zoom, setZoom] = useState(1);
  const [truths, showTruths] = useState(true);
  const [answers, showAnswers] = useState(true);
  const [pointed, point] = useState<number | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const all = listMarks(picture, choice.confidence);
  const shown = all.filter((one) => (one.truth ? truths : answers));
  const go = (step: number) => index + step >= 0 && index + step < numbers.length && onGo(index + step);
  const scale = (by: number) => setZoom(Math.max(1, Math.min(LARGEST, by ? zoom * by : 1)));
  useEffect(() => {
    setZoom(1);
    point(null);
  }, [path]);
  useKeyDown((event) => {
    const keys: Record<string, () => void> = {
      ArrowLeft: () => go(-1),
      ArrowRight: () => go(1),
      '+': () => scale(STEP),
      '=': () => scale(STEP),
      '-': () => scale(1 / STEP),
      '0': () => scale(0),
    };
    // In a picture that is larger than its place the arrows scroll it.
    const scrolls = zoom > 1 && event.target === place.current && event.key.startsWith('Arrow');
    if (!scrolls && !event.ctrlKey && !event.metaKey && !event.altKey) keys[event.key]?.();
  });
  const lookAt = (at: number) => {
    const [left, top, right, bottom] = all[at].box;
    const fit = Math.min(width / Math.max(1, right - left), height / Math.max(1, bottom - top));
    point(at);
    setZoom(Math.max(1, Math.min(LARGEST, fit * SHARE)));
    // The picture has its new size with the next frame.
    requestAnimationFrame(
      () => place.current && scrollToCenter(place.current, (left + right) / 2 / width, (top + bottom) / 2 / height),
    );
  };
  const draw = (w: number, h: number) => (
    <DetectionBoxes
      marks={shown}
      classes={test.classes}
      letters={Math.max(w, h) / LETTERS / Math.sqrt(zoom)}
      named={shown.length <= MAX_NAMED || zoom > 2}
      pointed={pointed === null ? null : all[pointed]}
    />
  );
  return (
    <Dialog title={t('pictureOf', { n: index + 1, m: numbers.length })} class="data-large" onClose={onClose}>
      <div class="data-large-inside">
        <div
          class="found-photo"
          ref={place}
          tabIndex={0}
          role="group"
          aria-label={path}
          style={{ '--zoom': zoom }}
          onPointerDown={dragImage}
        >
          <ImageWithOverlay
            key={path}
            address={api.makeFileUrl(opened.id, path)}
            width={width}
            height={height}
            alt={path}
            over={{ draw, words: describeKinds(shown) }}
          />
        </div>
        <div class="data-large-side found-side">
          <div class="row">
            <button
              class="btn ic"
              aria-label={t('smaller')}
              title={t('smaller')}
              disabled={zoom <= 1}
              onClick={() => scale(1 / STEP)}
            >
              <Icon name="minus" />
            </button>
            <button
              class="btn grow num"
              aria-label={t('wholePicture')}
              title={t('wholePicture')}
              onClick={() => scale(0)}
            >
              {formatPercent(zoom)}
            </button>
            <button
              class="btn ic"
              aria-label={t('larger')}
              title={t('larger')}
              disabled={zoom >= LARGEST}
              onClick={() => scale(STEP)}
            >
              <Icon name="plus" />
            </button>
          </div>
          <div class="row found-shown">
            <button class="btn" aria-pressed={answers} onClick={() => showAnswers(!answers)}>
              {t('itsBoxes')}
            </button>
            <button class="btn" aria-pressed={truths} onClick={() => showTruths(!truths)}>
              {t('trueBoxes')}
            </button>
          </div>
          <DetectionList
            picture={picture}
            marks={all}
            classes={test.classes}
            choice={choice}
            pointed={pointed}
            onPoint={point}
            onChoose={lookAt}
            onExplain={onExplain && (({ truth, number }) => onExplain({ picture: numbers[index], truth, number }))}
          />
          <code class="cap">{path}</code>
          <div class="row">
            <button class="btn" disabled={index <= 0} onClick={() => go(-1)}>
              <Icon name="chevronLeft" />
              <span>{t('pictureBefore')}</span>
            </button>
            {/** biome-ignore lint/a11y/noAutofocus: a dialog that opens moves the focus into itself */}
            <button class="btn" autoFocus disabled={index >= numbers.length - 1} onClick={() => go(1)}>
              <span>{t('pictureAfter')}</span>
              <Icon name="chevronRight" />
            </button>
          </div>
        </div>
      </div>
    </Dialog>
  );
}

interface DetectionListProps {
  picture: DetectionPicture;
  marks: Mark[];
  classes: string[];
  choice: DetectionFilter;
  pointed: number | null;
  onPoint(at: number | null): void;
  onChoose(at: number): void;
  onExplain?(mark: Mark): void;
}

/** The mistakes first, as the chips have them, then what is right. A thing is told with its answer, or as missed. */
function DetectionList({ picture, marks, classes, choice, pointed, onPoint, onChoose, onExplain }: DetectionListProps) {
  const rank = (one: Mark) => (one.kind === 'right' ? ORDER.length : ORDER.indexOf(one.kind));
  const listed = [...marks.keys()].filter((at) => isCounted(marks[at])).sort((a, b) => rank(marks[a]) - rank(marks[b]));
  return (
    <ul class="found-lines" aria-label={t('whatBecame')}>
      {listed.map((at) => (
        <li key={at}>
          <button
            class={`found-line ${isChosen(marks[at], choice) ? '' : 'back'}`}
            aria-pressed={pointed === at}
            title={t(ERROR_TYPES[marks[at].kind].help)}
            onMouseEnter={() => onPoint(at)}
            onMouseLeave={() => onPoint(null)}
            onClick={() => onChoose(at)}
          >
            <Swatch kind={marks[at].kind} dashed={marks[at].truth} />
            <MarkLabel mark={marks[at]} classes={classes} really={findTrueClass(picture, marks[at])} />
          </button>
          {onExplain && marks[at].kind !== 'right' && (
            <button class="btn found-why" onClick={() => onExplain(marks[at])}>
              {t('objWhy')}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The class of the thing that an answer called otherwise. */
function findTrueClass(picture: DetectionPicture, mark: Mark): number | null {
  const thing = !mark.truth && mark.kind === 'wrong' ? matchAnswers(picture)[mark.number] : null;
  return thing === null ? null : picture.truths[thing].label;
}

/** Brings a point of the picture, in shares of its sides, to the middle of the window. */
function scrollToCenter(place: HTMLElement, x: number, y: number): void {
  const photo = place.firstElementChild as HTMLElement;
  place.scrollLeft = photo.offsetLeft + x * photo.offsetWidth - place.clientWidth / 2;
  place.scrollTop = photo.offsetTop + y * photo.offsetHeight - place.clientHeight / 2;
}

/** A mouse pulls the picture; fingers scroll by themselves. */
function dragImage(event: PointerEvent): void {
  const place = event.currentTarget as HTMLElement;
  if (event.button !== 0 || event.pointerType !== 'mouse') return;
  const move = ({ movementX, movementY }: PointerEvent) => place.scrollBy(-movementX, -movementY);
  const end = () => {
    place.removeEventListener('pointermove', move);
    place.removeEventListener('pointerup', end);
    place.removeEventListener('pointercancel', end);
  };
  place.setPointerCapture(event.pointerId);
  place.addEventListener('pointermove', move);
  place.addEventListener('pointerup', end);
  place.addEventListener('pointercancel', end);
}
