/** The pictures of a test with what was found and missed drawn over them; as many as fit the choice. */

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { drawOver } from '../../../components/hover_tile';
import { Icon } from '../../../components/icon';
import { type Face, Grid } from '../../../components/virtual_grid';
import * as api from '../../../lib/api';
import { lang, t } from '../../../lib/texts';
import type { BoxPicture } from '../../../lib/types';
import type { ProjectStore } from '../../../state/project_store';
import { Drawn, DrawnTogether, kindsInWords } from './annotated_image';
import { KINDS, ORDER } from './error_types';
import { Large } from './lightbox';
import type { Finding } from './selection';
import { type Choice, chosenOf, countsOf, isChosen, type Mark, marksOf } from './visible_detections';
import '../texts';
import '../../../lib/common_texts';
import type { DetectionEvaluationEvent } from '../../../lib/messages';

const SMALLEST = 172;
const THUMB = 320;
/** In more than these, signs would cover the picture. */
const MOST_SIGNS = 40;
const LETTERS = 11;

interface Row {
  path: string;
  picture: BoxPicture;
}

interface WallProps {
  opened: ProjectStore;
  finding: Finding;
  test: DetectionEvaluationEvent;
}

export function Wall({ opened, finding, test }: WallProps) {
  const { kind, label, confidence } = finding.read(test);
  const choice: Choice = { kind, label, confidence };
  const frame = useRef<HTMLDivElement>(null);
  const grid = useRef<Grid<Row> | null>(null);
  const [large, setLarge] = useState(-1);
  const now = useRef({ numbers: [] as number[], choice });
  now.current = { numbers: chosenOf(test, choice), choice };
  const { numbers } = now.current;
  useLayoutEffect(() => {
    const row = (index: number) => {
      const picture = test.pictures[now.current.numbers[index]];
      return picture && { path: picture[0], picture };
    };
    const mine = (grid.current = new Grid<Row>(
      frame.current!,
      {
        total: () => now.current.numbers.length,
        row,
        want: () => undefined,
        thumb: (path) => api.thumbnailAddress(opened.id, path, THUMB),
        says: ({ path, picture }) =>
          [path.split('/').at(-1), kindsInWords(marksOf(picture, now.current.choice.confidence))].join(', '),
        dress: (face, { picture }) => dress(face, picture, test, now.current.choice),
        onChoose: () => undefined,
        onOpen: setLarge,
      },
      SMALLEST,
    ));
    mine.scrollTo(finding.scrolled);
    return () => mine.dispose();
  }, [opened, test, finding]);
  // The same pictures are drawn otherwise, and others come first.
  useEffect(() => grid.current?.refresh(), [kind, label, confidence, lang.value]);
  const go = (index: number) => {
    grid.current?.go(index, false);
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
        <Large
          opened={opened}
          test={test}
          choice={choice}
          numbers={numbers}
          index={large}
          onGo={go}
          onClose={() => setLarge(-1)}
        />
      )}
    </>
  );
}

/** Draws the marks over a tile's picture; its label counts the mistakes. */
function dress(face: Face, picture: BoxPicture, test: DetectionEvaluationEvent, choice: Choice): void {
  const [path, width, height] = picture;
  const all = marksOf(picture, choice.confidence);
  // A thing that was found is under its answer.
  const marks = all.filter((one) => !one.truth || one.kind !== 'right');
  const chosen = (one: Mark) => isChosen(one, choice);
  const crowd = marks.length > MOST_SIGNS;
  drawOver(
    face,
    width,
    height,
    crowd ? (
      <DrawnTogether marks={marks} chosen={chosen} />
    ) : (
      <Drawn marks={marks} classes={test.classes} letters={Math.max(width, height) / LETTERS} chosen={chosen} />
    ),
  );
  const counts = countsOf(all);
  const said = ORDER.filter((one) => counts[one] && (one !== 'right' || choice.kind === 'right'));
  face.label.textContent =
    said.map((one) => `${KINDS[one].sign} ${counts[one]}`).join(' · ') || (counts.right ? KINDS.right.sign : '');
  face.element.title = path;
}
