/** The evaluation of a model that paints: how much lies where it belongs, and the pictures, the worst first. */

import { useState } from 'preact/hooks';
import { Dialog } from '../../../components/dialog';
import { Icon } from '../../../components/icon';
import { useKeyDown } from '../../../components/key_events';
import { SmallImage } from '../../../components/small_image';
import * as api from '../../../lib/api';
import { findLabelingPlace, makeLabelingUrl } from '../../../lib/labeling_route';
import type { SegmentationEvaluationEvent } from '../../../lib/messages';
import { type Key, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { EvaluationFrame } from '../../evaluation/frame';
import type { EvaluationProps } from '../../evaluation/part';
import { PictureWall } from '../../evaluation/picture_wall';
import { ShareCell } from '../../evaluation/share_cell';
import '../../../lib/common_texts';
import '../../evaluation/texts';
import './evaluation_texts';
import { formatMark } from '../../../lib/numbers/shares';

/** Of `by_class`. */
const [IOU, PRECISION, RECALL, AREA] = [0, 1, 2, 4];
/** As the studio paints differences (`evaluation_event.COLORS`). */
const LEGEND: [kind: string, name: Key][] = [
  ['right', 'paintRight'],
  ['missed', 'paintMissed'],
  ['extra', 'paintExtra'],
  ['other', 'paintOther'],
];

export function SegmentationEvaluation({ opened, store, test: { marks: shown, row } }: EvaluationProps) {
  const marks = shown as SegmentationEvaluationEvent;
  return (
    <EvaluationFrame
      opened={opened}
      store={store}
      row={row}
      side={<Pictures key={row.key} opened={opened} marks={marks} />}
    >
      <Summary marks={marks} />
      <ClassTable marks={marks} />
    </EvaluationFrame>
  );
}

function Summary({ marks }: { marks: SegmentationEvaluationEvent }) {
  return (
    <div class="mistakes-cards">
      <section class="panel mistakes-card">
        <p class="cap">{t('paintPixels')}</p>
        <b class="big-figure">{formatMark(marks.averages.accuracy)}</b>
        <p class="cap">{t('pictureCount', { n: marks.total })}</p>
      </section>
      <section class="panel mistakes-card">
        <p class="cap">{t('paintOverlap')}</p>
        <b class="big-figure">{formatMark(marks.averages.miou)}</b>
        <p class="cap">{t('paintOverlapText')}</p>
      </section>
    </div>
  );
}

function ClassTable({ marks }: { marks: SegmentationEvaluationEvent }) {
  return (
    <section class="panel classes-card">
      <table class="classes">
        <thead>
          <tr>
            <th scope="col">{t('class')}</th>
            {(['paintOverlap', 'paintPrecision', 'paintRecall'] as const).map((name) => (
              <th key={name} scope="col">
                {t(name)}
              </th>
            ))}
            <th scope="col" class="right">
              {t('paintArea')}
            </th>
          </tr>
        </thead>
        <tbody>
          {marks.classes.map((name, label) => {
            const one = marks.by_class[label];
            return (
              <tr key={name} data-label={name}>
                <th scope="row" title={name}>
                  {name}
                </th>
                {[IOU, PRECISION, RECALL].map((place) => (
                  <ShareCell key={place} share={one[IOU] === null ? null : one[place]} />
                ))}
                <td class="num right">{formatMark(one[AREA])}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

interface PicturesProps {
  opened: ProjectStore;
  marks: SegmentationEvaluationEvent;
}

function Pictures({ opened, marks }: PicturesProps) {
  const [large, setLarge] = useState<number | null>(null);
  const { pictures } = marks;
  return (
    <PictureWall
      title={t('paintWorst')}
      head={<Legend />}
      pictures={[...pictures.keys()]}
      of={[marks]}
      empty={t('noneHere')}
      renderTile={(number) => (
        <li key={number}>
          <Tile opened={opened} picture={pictures[number]} onOpen={() => setLarge(number)} />
        </li>
      )}
    >
      {large !== null && (
        <LargePicture
          opened={opened}
          pictures={pictures}
          number={large}
          onMove={setLarge}
          onClose={() => setLarge(null)}
        />
      )}
    </PictureWall>
  );
}

function Legend() {
  return (
    <ul class="paint-legend">
      {LEGEND.map(([kind, name]) => (
        <li key={kind} class="row">
          <i class={`paint-swatch ${kind}`} />
          <span class="cap">{t(name)}</span>
        </li>
      ))}
    </ul>
  );
}

type Picture = SegmentationEvaluationEvent['pictures'][number];

const describe = ([, iou]: Picture) => (iou === null ? t('paintNothing') : t('paintTileIou', { p: formatMark(iou) }));

function Tile({ opened, picture, onOpen }: { opened: ProjectStore; picture: Picture; onOpen(): void }) {
  const [gone, setGone] = useState(!picture[0]);
  return (
    <button class="mark-tile paint-tile" title={picture[0]} onClick={onOpen}>
      {gone ? (
        <span class="mark-gone">
          <Icon name="image" />
          {t('gone')}
        </span>
      ) : (
        <Painted opened={opened} picture={picture} size={160} onGone={() => setGone(true)} />
      )}
      <span class="mark-sure num">{describe(picture)}</span>
    </button>
  );
}

interface PaintedProps {
  opened: ProjectStore;
  picture: Picture;
  size: 160 | 320;
  onGone?(): void;
}

/** A picture with its differences laid over. */
function Painted({ opened, picture: [path, , , , differences], size, onGone }: PaintedProps) {
  return (
    <span class="paint-over">
      <SmallImage address={api.makeThumbnailUrl(opened.id, path, size)} alt={path} onGone={onGone} />
      <img class="paint-differences" src={`data:image/png;base64,${differences}`} alt="" />
    </span>
  );
}

interface LargeProps {
  opened: ProjectStore;
  pictures: Picture[];
  number: number;
  onMove(number: number): void;
  onClose(): void;
}

function LargePicture({ opened, pictures, number, onMove, onClose }: LargeProps) {
  const picture = pictures[number];
  const place = findLabelingPlace(picture[0]);
  useKeyDown((event) => {
    const to = number + ({ ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0);
    if (to !== number && pictures[to]) onMove(to);
  });
  return (
    <Dialog title={picture[0].split('/').at(-1) ?? ''} class="paint-large" onClose={onClose}>
      <div class="paint-pair">
        <span class="paint-over">
          <SmallImage address={api.makeThumbnailUrl(opened.id, picture[0], 320)} alt={picture[0]} eager />
        </span>
        <Painted key={number} opened={opened} picture={picture} size={320} />
      </div>
      <p class="row">
        <b class="num">{describe(picture)}</b>
        {place && (
          <a class="btn" href={makeLabelingUrl(opened.id, place.set, place.path)}>
            <Icon name="pencil" />
            <span>{t('paintFix')}</span>
          </a>
        )}
        <span class="grow" />
        <Legend />
      </p>
    </Dialog>
  );
}
