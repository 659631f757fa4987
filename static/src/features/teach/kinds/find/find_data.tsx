/** What finding is learned from: the choice of a set, some of its pictures with their boxes, its classes. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { ColorDot } from '../../../../components/color_dot';
import { Icon } from '../../../../components/icon';
import { ImageWithOverlay } from '../../../../components/image_overlay';
import { showToast } from '../../../../components/toast';
import * as api from '../../../../lib/api';
import type { Dataset, PictureRow } from '../../../../lib/dataset_types';
import { makeLabelingUrl } from '../../../../lib/labeling_route';
import { say, t } from '../../../../lib/texts';
import { fetchSamples, makeThumbnailUrl } from '../../../data/api';
import { AnnotationThumbnail, describeObjects } from '../../../data/browser/annotation_overlay';
import { DataStep, DataWays } from '../../../guide/data_step';
import { Doctor, Parts } from '../../../guide/dataset_summary';
import type { GuideStore } from '../../../guide/store';
import { getColor } from '../../../labels/labels';
import '../../../guide/texts';
import '../../texts';
import '../../../../lib/common_texts';

const PICTURES = 6;

export function FindData({ guide }: { guide: GuideStore }) {
  const set = guide.set.value;
  const counts = guide.counts.value;
  return (
    <div class="teach-cards">
      {/* Above what is read: it stays in its place meanwhile. */}
      <DataWays store={guide} own={<OwnPictures guide={guide} />} />
      {set && !set.coming && !set.problem && (
        <article class="panel teach-card active" aria-label={say(set.title)}>
          <header class="row">
            <b class="ell">{say(set.title)}</b>
            <span class="cap num">{t('pictureCount', { n: set.pictures })}</span>
          </header>
          <BoxedPictures guide={guide} set={set} />
          <ClassCounts guide={guide} set={set} />
          {counts && <Parts store={guide} set={set} counts={counts} />}
          <Doctor store={guide} set={set} />
          {!set.builtin && (
            <a class="btn wide" href={makeLabelingUrl(guide.opened.id, set.name)}>
              <Icon name="dashed" />
              <span>{t('teachLabel')}</span>
            </a>
          )}
        </article>
      )}
      <DataStep store={guide} plain />
    </div>
  );
}

/** Other pictures than the own ones: asked for, so that these keep the room. */
export function OtherData({ guide }: { guide: GuideStore }) {
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) place.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  return (
    <>
      <button class="btn link find-other" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'chevronDown' : 'chevronRight'} />
        <span>{t('teachFindOther')}</span>
      </button>
      {open && (
        <div class="find-others" ref={place}>
          <DataStep store={guide} />
        </div>
      )}
    </>
  );
}

/** From a ready set to pictures of one's own. */
function OwnPictures({ guide }: { guide: GuideStore }) {
  return (
    <button class="btn" disabled={!guide.writable.value} onClick={() => void guide.beginOwnBoxes()}>
      <Icon name="camera" />
      <span>{t('teachFindOwnGo')}</span>
    </button>
  );
}

function BoxedPictures({ guide, set }: { guide: GuideStore; set: Dataset }) {
  const [rows, setRows] = useState<PictureRow[] | null>(null);
  useEffect(() => {
    let left = false;
    fetchSamples(guide.opened.id, set.name, {}, 0, PICTURES).then(
      (found) => !left && setRows(found.rows),
      (error) => !left && showToast(say(api.describeError(error))),
    );
    return () => {
      left = true;
    };
  }, [set]);
  if (!rows)
    return (
      <p class="cap find-pictures" role="status">
        {t('guideReading')}
      </p>
    );
  return (
    <ul class="find-pictures">
      {rows.map(({ path, things, w, h }, number) => (
        <li key={path}>
          <ImageWithOverlay
            address={makeThumbnailUrl(guide.opened.id, set.name, path)}
            width={w}
            height={h}
            alt={t('teachPhoto', { name: say(set.title), n: String(number + 1) })}
            over={{
              draw: () => <AnnotationThumbnail set={set} things={things} label={undefined} />,
              words: describeObjects(things),
            }}
          />
        </li>
      ))}
    </ul>
  );
}

/** How many things of each class are boxed. */
function ClassCounts({ guide, set }: { guide: GuideStore; set: Dataset }) {
  const numbers = guide.data.name.value === set.name ? guide.data.numbers.value : null;
  const counted = numbers?.boxes.by_class ?? [];
  return (
    <ul class="find-classes" aria-label={t('teachBoxes')}>
      {set.classes.map(({ name }) => {
        const count = counted.find((one) => one.name === name)?.count;
        return (
          <li key={name}>
            <ColorDot color={getColor(set, name)} />
            <span class="ell">{name}</span>
            {count !== undefined && <b class="num">{t('teachThings', { n: count })}</b>}
          </li>
        );
      })}
    </ul>
  );
}
