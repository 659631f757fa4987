/** The pictures of a test with what was found and missed drawn over them; as many as fit the choice. */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { drawOverlay } from '../../../components/grid/hover_tile';
import { type TileParts, VirtualGrid } from '../../../components/grid/virtual_grid';
import { Icon } from '../../../components/icon';
import * as api from '../../../lib/api';
import { lang, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { DetectionBoxes, describeKinds, MergedDetectionBoxes } from './annotated_image';
import { ERROR_TYPES, ORDER } from './error_types';
import { isSame, listMistakes, type MistakePlace } from './lab/object_mistake';
import { Lightbox } from './lightbox';
import type { DetectionSelection } from './selection';
import { countKinds, type DetectionFilter, filterImages, isChosen, listMarks, type Mark } from './visible_detections';
import '../../evaluation/texts';
import '../../../lib/common_texts';
import type { DetectionEvaluationEvent, DetectionPicture } from '../../../lib/messages';

const SMALLEST = 172;
const THUMB = 320;
/** In more than these, signs would cover the picture. */
const MAX_SIGNS = 40;
const LETTERS = 11;

interface Row {
  path: string;
  picture: DetectionPicture;
}

interface GridViewProps {
  opened: ProjectStore;
  finding: DetectionSelection;
  test: DetectionEvaluationEvent;
}

export function GridView({ opened, finding, test }: GridViewProps) {
  const { kind, label, confidence } = finding.read(test);
  const choice: DetectionFilter = { kind, label, confidence };
  const frame = useRef<HTMLDivElement>(null);
  const grid = useRef<VirtualGrid<Row> | null>(null);
  const [large, setLarge] = useState(-1);
  const now = useRef({ numbers: [] as number[], choice });
  now.current = { numbers: filterImages(test, choice), choice };
  const { numbers } = now.current;
  const open = (index: number) => {
    const among = listMistakes(test, now.current.choice, now.current.numbers);
    const place = among.find((one) => one.picture === now.current.numbers[index]);
    if (place) finding.lab.value = { place, among };
    else setLarge(index);
  };
  useLayoutEffect(() => {
    const row = (index: number) => {
      const picture = test.pictures[now.current.numbers[index]];
      return picture && { path: picture.path, picture };
    };
    const mine = (grid.current = new VirtualGrid<Row>(
      frame.current!,
      {
        total: () => now.current.numbers.length,
        row,
        want: () => undefined,
        thumb: (path) => api.makeThumbnailUrl(opened.id, path, THUMB),
        says: ({ path, picture }) =>
          [path.split('/').at(-1), describeKinds(listMarks(picture, now.current.choice.confidence))].join(', '),
        dress: (face, { picture }) => renderTile(face, picture, test, now.current.choice),
        onChoose: (index, clicked) => clicked && open(index),
        onOpen: (index) => open(index),
      },
      SMALLEST,
    ));
    mine.scrollTo(finding.scrolled);
    if (finding.left !== null) mine.goTo(now.current.numbers.indexOf(finding.left));
    finding.left = null;
    return () => mine.dispose();
  }, [opened, test, finding]);
  // The same pictures are drawn otherwise, and others come first. With the next frame: what is no longer shown is not
  // to be clicked.
  useLayoutEffect(() => grid.current?.refresh(), [kind, label, confidence, lang.value]);
  /** The mistakes that fit the choice; of one that does not, all in these pictures. */
  const listAround = (place: MistakePlace) => {
    const fitting = listMistakes(test, choice, numbers);
    const fits = fitting.some((one) => isSame(one, place));
    return fits ? fitting : listMistakes(test, { ...choice, kind: null, label: null }, numbers);
  };
  const go = (index: number) => {
    grid.current?.goTo(index, false);
    setLarge(index);
  };
  return (
    <>
      <div
        class="found-wall"
        ref={frame}
        role="listbox"
        aria-label={t('pictures')}
        tabIndex={-1}
        onScroll={({ currentTarget }) => (finding.scrolled = currentTarget.scrollTop)}
      >
        {!numbers.length && (
          <div class="empty">
            <Icon name="image" size="l" />
            <p>{t('noneHere')}</p>
          </div>
        )}
      </div>
      <span class="sr" role="status">
        {t('pictureCount', { n: numbers.length })}
      </span>
      {large >= 0 && large < numbers.length && (
        <Lightbox
          opened={opened}
          test={test}
          choice={choice}
          numbers={numbers}
          index={large}
          onGo={go}
          onExplain={(place) => (finding.lab.value = { place, among: listAround(place) })}
          onClose={() => setLarge(-1)}
        />
      )}
    </>
  );
}

/** Draws the marks over a tile's picture; its label counts the mistakes. */
function renderTile(
  face: TileParts,
  picture: DetectionPicture,
  test: DetectionEvaluationEvent,
  choice: DetectionFilter,
): void {
  const { path, width, height } = picture;
  const all = listMarks(picture, choice.confidence);
  // A thing that was found is under its answer.
  const marks = all.filter((one) => !one.truth || one.kind !== 'right');
  const chosen = (one: Mark) => isChosen(one, choice);
  const crowd = marks.length > MAX_SIGNS;
  drawOverlay(
    face,
    width,
    height,
    crowd ? (
      <MergedDetectionBoxes marks={marks} chosen={chosen} />
    ) : (
      <DetectionBoxes
        marks={marks}
        classes={test.classes}
        letters={Math.max(width, height) / LETTERS}
        chosen={chosen}
      />
    ),
  );
  const counts = countKinds(all);
  const said = ORDER.filter((one) => counts[one] && (one !== 'right' || choice.kind === 'right'));
  face.label.textContent =
    said.map((one) => `${ERROR_TYPES[one].sign} ${counts[one]}`).join(' · ') ||
    (counts.right ? ERROR_TYPES.right.sign : '');
  face.element.title = path;
}
