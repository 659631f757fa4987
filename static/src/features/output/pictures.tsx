/** Pictures that the program showed: a strip of small ones, a wall, and one large. */

import { signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../components/dialog';
import { Icon } from '../../components/icon';
import { measureColumns } from '../../components/text_width';
import * as api from '../../lib/api';
import { both, formatNumber, say, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import './texts';
import '../../lib/common_texts';
import type { ImageEvent } from '../../lib/messages';

const SHOT = 72;
const LONGEST_NAME = 10;
const GAP = 6;
/**
 * Pictures that the library draws by itself: the run named them in one language, the page may be in the other by now.
 */
const OWN = ['mistakeKinds', 'confusionMatrix', 'truthDown'] as const;
export const onlyMistakes = signal(false);

/** As many of the newest pictures as fit; the last place leads to the others. */
export function ImageStrip({ opened, onAll }: { opened: ProjectStore; onAll(): void }) {
  const pictures = opened.run.results.read().stills;
  const strip = useRef<HTMLDivElement>(null);
  const [places, setPlaces] = useState(0);
  useEffect(() => {
    const watcher = new ResizeObserver(([entry]) =>
      setPlaces(Math.max(1, Math.floor((entry.contentRect.width + GAP) / (SHOT + GAP)))),
    );
    watcher.observe(strip.current!);
    return () => watcher.disconnect();
  }, []);
  const fit = pictures.length > places ? places - 1 : places;
  const newest = fit > 0 ? pictures.slice(-fit).reverse() : [];
  const rest = pictures.length - newest.length;
  return (
    <div class="strip" role="group" aria-label={t('pictures')} ref={strip}>
      {newest.map((one) => (
        <Shot key={one.seq} opened={opened} picture={one} />
      ))}
      {places > 0 && rest > 0 && (
        <button
          class="shot rest num"
          aria-label={t('morePictures', { n: rest })}
          title={t('morePictures', { n: rest })}
          onClick={onAll}
        >
          +{rest}
        </button>
      )}
    </div>
  );
}

export function ImageGrid({ opened }: { opened: ProjectStore }) {
  const all = opened.run.results.read().pictures;
  const wrong = all.filter((one) => one.mark === false);
  const some = wrong.length > 0 && wrong.length < all.length;
  const shown = onlyMistakes.value && some ? wrong : all;
  return (
    <div class="wall">
      {some && (
        <p class="wall-choice">
          <button
            class="btn"
            aria-pressed={onlyMistakes.value}
            onClick={() => (onlyMistakes.value = !onlyMistakes.value)}
          >
            {t('onlyMistakes')} <span class="num">{formatNumber(wrong.length)}</span>
          </button>
        </p>
      )}
      {shown.map((one) => (
        <Shot key={one.seq} opened={opened} picture={one} />
      ))}
    </div>
  );
}

const large = signal<ImageEvent | null>(null);

/** Shows a picture of the run in a window. */
export function openLightbox(picture: ImageEvent): void {
  large.value = picture;
}

/** A name that the program made up stays as it is. */
function translateName(words: string): string {
  return say(OWN.map((key) => both(key)).find(({ zh, en }) => words === zh || words === en) ?? words);
}

function getName(picture: ImageEvent): string {
  return translateName(picture.caption || picture.title);
}

/** What fits below a small picture, counted in Latin letters; a longer name is read on the large one. */
function shortenName(picture: ImageEvent): string {
  return (
    [picture.caption, picture.title].map(translateName).find((text) => text && measureColumns(text) <= LONGEST_NAME) ??
    ''
  );
}

function Shot({ opened, picture }: { opened: ProjectStore; picture: ImageEvent }) {
  const name = getName(picture);
  const short = shortenName(picture);
  // The name that is read out has the words that are seen in it: who speaks to the computer says those.
  const label = [t('enlarge', { name: short || name }), picture.mark !== null && t(picture.mark ? 'right' : 'wrong')];
  return (
    <button
      class="shot"
      aria-label={label.filter(Boolean).join(' ')}
      title={name}
      onClick={() => openLightbox(picture)}
    >
      <img
        src={makeImageUrl(opened, picture)}
        alt=""
        loading="lazy"
        decoding="async"
        class={isSmall(picture) ? 'pixels' : ''}
      />
      <span class="shot-name">
        <Mark mark={picture.mark} />
        <span>{short}</span>
      </span>
    </button>
  );
}

function Mark({ mark }: { mark: boolean | null }) {
  if (mark === null) return null;
  return mark ? (
    <b class="ok-text">
      <span aria-hidden="true">✓</span>
      <span class="sr">{t('right')}</span>
    </b>
  ) : (
    <b class="bad-text">
      <span aria-hidden="true">✗</span>
      <span class="sr">{t('wrong')}</span>
    </b>
  );
}

export function makeImageUrl(opened: ProjectStore, picture: ImageEvent): string {
  return api.makePictureUrl(opened.id, opened.run.summary.value?.id ?? '', picture.file);
}

/** Tiny pictures, such as digits of 8 × 8, are enlarged as squares instead of being smeared. */
function isSmall(picture: ImageEvent): boolean {
  return picture.width > 0 && picture.width <= 64;
}

export function ImageLightbox({ opened }: { opened: ProjectStore }) {
  const picture = large.value;
  useEffect(() => () => void (large.value = null), [opened]);
  if (!picture) return null;
  const all = opened.run.results.pictures;
  const at = all.findIndex((one) => one.seq === picture.seq);
  const go = (step: number) => all[at + step] && (large.value = all[at + step]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') go(-1);
    if (event.key === 'ArrowRight') go(1);
  };
  return (
    <Dialog title={translateName(picture.title) || t('pictures')} class="large" onClose={() => (large.value = null)}>
      {/** biome-ignore lint/a11y/noStaticElementInteractions: it listens around what is used */}
      <div class="large-place" onKeyDown={onKeyDown}>
        <img src={makeImageUrl(opened, picture)} alt={getName(picture)} class={isSmall(picture) ? 'pixels' : ''} />
        <div class="row">
          <button class="btn ic" aria-label={t('before')} disabled={at <= 0} onClick={() => go(-1)}>
            <Icon name="chevronLeft" />
          </button>
          <p class="grow large-name">
            <Mark mark={picture.mark} /> {getName(picture)}
          </p>
          <button class="btn ic" aria-label={t('after')} disabled={at >= all.length - 1} onClick={() => go(1)}>
            <Icon name="chevronRight" />
          </button>
        </div>
      </div>
    </Dialog>
  );
}
