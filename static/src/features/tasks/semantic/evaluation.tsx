/** The evaluation of a model that paints: how much lies where it belongs, and the pictures, the worst first. */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Dialog } from '../../../components/dialog';
import { Icon } from '../../../components/icon';
import { useKeyDown } from '../../../components/key_events';
import { SmallImage } from '../../../components/small_image';
import * as api from '../../../lib/api';
import { findLabelingPlace, makeLabelingUrl } from '../../../lib/labeling_route';
import type { PaintedPicture, SegmentationEvaluationEvent } from '../../../lib/messages';
import { type Key, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { EvaluationFrame } from '../../evaluation/frame';
import type { EvaluationProps } from '../../evaluation/part';
import { PictureWall } from '../../evaluation/picture_wall';
import { ShareCell } from '../../evaluation/share_cell';
import { TestedImage } from '../../evaluation/tested_image';
import '../../../lib/common_texts';
import '../../evaluation/texts';
import './evaluation_texts';
import { formatMark } from '../../../lib/numbers/shares';

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
                {(['iou', 'precision', 'recall'] as const).map((figure) => (
                  <ShareCell key={figure} share={one.iou === null ? null : one[figure]} />
                ))}
                <td class="num right">{formatMark(one.share)}</td>
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

const describe = ({ iou }: PaintedPicture) =>
  iou === null ? t('paintNothing') : t('paintTileIou', { p: formatMark(iou) });

function Tile({ opened, picture, onOpen }: { opened: ProjectStore; picture: PaintedPicture; onOpen(): void }) {
  return (
    <button class="mark-tile paint-tile" title={picture.path} onClick={onOpen}>
      <TestedImage
        project={opened.id}
        path={picture.path}
        alt={picture.path}
        wrap={(image) => <Painted picture={picture}>{image}</Painted>}
      />
      <span class="mark-sure num">{describe(picture)}</span>
    </button>
  );
}

/** A picture with its differences laid over. */
function Painted({ picture, children }: { picture: PaintedPicture; children: ComponentChildren }) {
  return (
    <span class="paint-over">
      {children}
      <img class="paint-differences" src={`data:image/png;base64,${picture.differences}`} alt="" />
    </span>
  );
}

interface LargeProps {
  opened: ProjectStore;
  pictures: PaintedPicture[];
  number: number;
  onMove(number: number): void;
  onClose(): void;
}

function LargePicture({ opened, pictures, number, onMove, onClose }: LargeProps) {
  const picture = pictures[number];
  const place = findLabelingPlace(picture.path);
  const address = api.makeThumbnailUrl(opened.id, picture.path, 320);
  const image = <SmallImage key={number} address={address} alt={picture.path} eager />;
  useKeyDown((event) => {
    const to = number + ({ ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0);
    if (to !== number && pictures[to]) onMove(to);
  });
  return (
    <Dialog title={picture.path.split('/').at(-1) ?? ''} class="paint-large" onClose={onClose}>
      <div class="paint-pair">
        <span class="paint-over">{image}</span>
        <Painted picture={picture}>{image}</Painted>
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
