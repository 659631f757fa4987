/** The right side of the evaluation: the pictures of a cell, a class or a comparison. */

import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { PictureWall } from '../../evaluation/picture_wall';
import { formatConfidence, RightMark } from '../../evaluation/rows';
import { SampleDialog } from '../../evaluation/sample_dialog';
import { Term } from '../../evaluation/term';
import { isRow, TestedImage } from '../../evaluation/tested_image';
import { type ClassificationChoice, filterImages, type Selection } from './choice';
import { isRight, type Picture } from './significance';
import '../../evaluation/texts';
import '../../../lib/common_texts';
import type { EvaluationEvent } from '../../../lib/messages';
import { tellOfSamples } from '../../evaluation/sample_words';

interface SidePanelProps {
  opened: ProjectStore;
  choice: ClassificationChoice;
  marks: EvaluationEvent;
  selection: Selection;
}

export function SidePanel({ opened, choice, marks, selection }: SidePanelProps) {
  const pictures = filterImages(marks, selection);
  const [large, setLarge] = useState<Picture | null>(null);
  useEffect(() => setLarge(null), [marks, selection]);
  const wall = useRef<HTMLElement>(null);
  useEffect(() => {
    wall.current?.querySelector<HTMLElement>(`[data-number="${choice.left}"]`)?.focus();
    choice.left = null;
  }, [choice]);
  const right = pictures.filter((one) => isRight(marks.pictures[one]));
  const wrong = pictures.filter((one) => !isRight(marks.pictures[one]) && marks.pictures[one].path);
  const open = (number: Picture) => {
    if (isRight(marks.pictures[number]) || isRow(marks.pictures[number].path)) setLarge(number);
    else choice.lab.value = { number, among: wrong };
  };
  const there = getCount(marks, selection) ?? pictures.length;
  return (
    <PictureWall
      wall={wall}
      title={getTitle(marks, selection)}
      head={
        <p class="cap row" role="status">
          {pictures.length < there
            ? tellOfSamples('picturesOf', { n: pictures.length, m: there })
            : tellOfSamples('sampleCount', { n: there })}
          <Term of="confidence" />
        </p>
      }
      pictures={pictures}
      of={[marks, selection]}
      empty={tellOfSamples(there ? 'notKept' : 'noneHere')}
      renderTile={(number) => (
        <Tile
          key={number}
          opened={opened}
          marks={marks}
          number={number}
          alike={selection.kind === 'cell'}
          onOpen={() => open(number)}
        />
      )}
    >
      {large !== null && (
        <Lightbox
          opened={opened}
          marks={marks}
          pictures={right.includes(large) ? right : wrong}
          number={large}
          onGo={setLarge}
        />
      )}
    </PictureWall>
  );
}

function getTitle(marks: EvaluationEvent, selection: Selection): string {
  switch (selection.kind) {
    case 'cell': {
      const [a, b] = [marks.classes[selection.truth], marks.classes[selection.answer]];
      return selection.truth === selection.answer ? t('titleRight', { a }) : t('titleWrong', { a, b });
    }
    case 'class':
      return tellOfSamples('titleClass', { a: marks.classes[selection.truth] });
    case 'most_confident':
      return t('mostConfident');
  }
}

/** How many pictures the test had there; it names at most some thousand of them. */
function getCount(marks: EvaluationEvent, selection: Selection): number | null {
  if (selection.kind === 'cell') return marks.matrix[selection.truth][selection.answer];
  if (selection.kind === 'class') return marks.matrix[selection.truth].reduce((sum, count) => sum + count, 0);
  return selection.kind === 'most_confident' ? marks.total - marks.correct : null;
}

interface TileProps {
  opened: ProjectStore;
  marks: EvaluationEvent;
  number: Picture;
  /** All pictures have the same truth and answer: the title says it. */
  alike: boolean;
  onOpen(): void;
}

function Tile({ opened, marks, number, alike, onOpen }: TileProps) {
  const one = marks.pictures[number];
  const { path, text, truth, answer, confidence } = one;
  const [gone, setGone] = useState(!path);
  const [a, b] = [marks.classes[truth], marks.classes[answer]];
  const names = isRight(one) ? a : `${a} → ${b}`;
  const label = [path.split('/').at(-1), names, t(isRight(one) ? 'right' : 'wrong'), formatConfidence(confidence)]
    .filter(Boolean)
    .join(', ');
  return (
    <li>
      <button
        class="mark-tile"
        title={path}
        data-truth={a}
        data-answer={b}
        data-number={number}
        disabled={gone}
        onClick={onOpen}
      >
        <span class="sr">{label}</span>
        <TestedImage project={opened.id} path={path} text={text} onGone={() => setGone(true)} />
        {!alike && (
          <span class="mark-names ell" aria-hidden="true">
            {names}
          </span>
        )}
        <span class="mark-sure" aria-hidden="true">
          <RightMark right={isRight(one)} />
          <span class="cap num">{formatConfidence(confidence)}</span>
        </span>
      </button>
    </li>
  );
}

interface LightboxProps {
  opened: ProjectStore;
  marks: EvaluationEvent;
  pictures: Picture[];
  number: Picture;
  onGo(number: Picture | null): void;
}

function Lightbox({ opened, marks, pictures, number, onGo }: LightboxProps) {
  const one = marks.pictures[number];
  const { truth, answer, confidence } = one;
  const [a, b] = [marks.classes[truth], marks.classes[answer]];
  const title = isRight(one) ? t('titleRight', { a }) : t('titleWrong', { a, b });
  return (
    <SampleDialog
      project={opened.id}
      sample={one}
      title={title}
      index={pictures.indexOf(number)}
      count={pictures.length}
      onGo={(index) => onGo(index === null ? null : pictures[index])}
    >
      <RightMark right={isRight(one)} /> · {formatConfidence(confidence)}
    </SampleDialog>
  );
}
