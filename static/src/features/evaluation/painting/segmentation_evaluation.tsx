/** The evaluation of a model that paints: how much lies where it belongs, and the pictures, the worst first. */

import { useEffect, useState } from 'preact/hooks';
import { Dialog } from '../../../components/dialog';
import { Icon } from '../../../components/icon';
import { SmallImage } from '../../../components/small_image';
import * as api from '../../../lib/api';
import { findLabelingPlace, makeLabelingUrl } from '../../../lib/labeling_route';
import type { PaintedPicture, SegmentationEvaluationEvent } from '../../../lib/messages';
import { goToView } from '../../../lib/route';
import { type Key, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { TestChooser } from '../rows';
import type { EvaluationStore, Test } from '../store';
import '../../../lib/common_texts';
import '../texts';
import './texts';
import { formatMark } from '../../../lib/numbers/shares';

const AT_ONCE = 60;
/** As the studio paints differences (`evaluation_event.COLORS`). */
const LEGEND: [kind: string, name: Key][] = [
  ['right', 'paintRight'],
  ['missed', 'paintMissed'],
  ['extra', 'paintExtra'],
  ['other', 'paintOther'],
];

interface SegmentationEvaluationProps {
  opened: ProjectStore;
  store: EvaluationStore;
  test: Test<SegmentationEvaluationEvent>;
}

export function SegmentationEvaluation({ opened, store, test: { marks, row } }: SegmentationEvaluationProps) {
  return (
    <div class="mistakes">
      <div class="mistakes-main">
        <header class="row mistakes-head">
          <h1>{t('viewMistakes')}</h1>
          <TestChooser
            rows={store.rows.value ?? []}
            chosen={row.key}
            label={t('whichTest')}
            onChoose={(key) => goToView(opened.id, 'mistakes', key)}
          />
        </header>
        <Summary marks={marks} />
        <ClassTable marks={marks} />
      </div>
      <Pictures key={row.key} opened={opened} marks={marks} />
    </div>
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
                  <Share key={figure} share={one.iou === null ? null : one[figure]} />
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

function Share({ share }: { share: number | null }) {
  return (
    <td class="num">
      <span class="classes-share">{formatMark(share)}</span>
      {share !== null && (
        <span class="bar" aria-hidden="true">
          <i style={{ width: formatMark(share) }} />
        </span>
      )}
    </td>
  );
}

interface PicturesProps {
  opened: ProjectStore;
  marks: SegmentationEvaluationEvent;
}

function Pictures({ opened, marks }: PicturesProps) {
  const [most, setMost] = useState(AT_ONCE);
  const [large, setLarge] = useState<number | null>(null);
  const { pictures } = marks;
  return (
    <section class="pane" aria-label={t('pictures')}>
      <header class="pane-head">
        <h2>{t('paintWorst')}</h2>
        <Legend />
      </header>
      <ul class="pane-wall">
        {pictures.slice(0, most).map((_, number) => (
          <li key={number}>
            <Tile opened={opened} picture={pictures[number]} onOpen={() => setLarge(number)} />
          </li>
        ))}
        {pictures.length > most && (
          <li class="pane-more">
            <button class="btn wide" onClick={() => setMost(most + AT_ONCE)}>
              {t('showMore', { n: pictures.length - most })}
            </button>
          </li>
        )}
      </ul>
      {large !== null && (
        <LargePicture
          opened={opened}
          pictures={pictures}
          number={large}
          onMove={setLarge}
          onClose={() => setLarge(null)}
        />
      )}
    </section>
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
  const [gone, setGone] = useState(!picture.path);
  return (
    <button class="mark-tile paint-tile" title={picture.path} onClick={onOpen}>
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
  picture: PaintedPicture;
  size: 160 | 320;
  onGone?(): void;
}

/** A picture with its differences laid over. */
function Painted({ opened, picture: { path, differences }, size, onGone }: PaintedProps) {
  return (
    <span class="paint-over">
      <SmallImage address={api.makeThumbnailUrl(opened.id, path, size)} alt={path} onGone={onGone} />
      <img class="paint-differences" src={`data:image/png;base64,${differences}`} alt="" />
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
  useEffect(() => {
    const move = (event: KeyboardEvent) => {
      const to = number + ({ ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0);
      if (to !== number && pictures[to]) onMove(to);
    };
    addEventListener('keydown', move);
    return () => removeEventListener('keydown', move);
  }, [number]);
  return (
    <Dialog title={picture.path.split('/').at(-1) ?? ''} class="paint-large" onClose={onClose}>
      <div class="paint-pair">
        <span class="paint-over">
          <SmallImage address={api.makeThumbnailUrl(opened.id, picture.path, 320)} alt={picture.path} eager />
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
