/** The evaluation of a model of several labels: how well each is recognized, and what was missed or too many. */

import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { findLabelingPlace, makeLabelingUrl } from '../../../lib/labeling_route';
import type { TagEvaluationEvent } from '../../../lib/messages';
import { describeSkill } from '../../../lib/numbers/skill';
import { formatNumber, t } from '../../../lib/texts';
import type { ProjectStore } from '../../../state/project_store';
import { EvaluationFrame } from '../../evaluation/frame';
import { NoMistakes } from '../../evaluation/no_mistakes';
import type { EvaluationProps } from '../../evaluation/part';
import { PictureWall } from '../../evaluation/picture_wall';
import { ShareCell } from '../../evaluation/share_cell';
import { Term } from '../../evaluation/term';
import { TestedImage } from '../../evaluation/tested_image';
import { filterPictures, findMistakes, type TagSelection } from './tag_mistakes';
import '../../../lib/common_texts';
import '../../evaluation/texts';
import './evaluation_texts';

const TITLES = { missed: 'tagsMissedTitle', extra: 'tagsExtraTitle' } as const;
/** A per cent of fewer pictures says more than they know. */
const PERCENT_FROM = 20;
const ALL: TagSelection = { kind: 'all' };

export function TagEvaluation({ opened, store, test: { marks: shown, row } }: EvaluationProps) {
  const marks = shown as TagEvaluationEvent;
  const [selection, setSelection] = useState<TagSelection>(ALL);
  useEffect(() => setSelection(ALL), [row.key]);
  const side = <Pictures opened={opened} marks={marks} selection={selection} onAll={() => setSelection(ALL)} />;
  return (
    <EvaluationFrame opened={opened} store={store} row={row} side={side}>
      <Summary opened={opened} marks={marks} />
      <LabelTable marks={marks} selection={selection} onChoose={setSelection} />
      <p class="cap">{t('tagsHint')}</p>
    </EvaluationFrame>
  );
}

function Summary({ opened, marks }: { opened: ProjectStore; marks: TagEvaluationEvent }) {
  return (
    <div class="mistakes-cards">
      <section class="panel mistakes-card">
        <p class="cap">{t('tagsExact')}</p>
        <p class="row">
          <b class="big-figure">{marks.correct}</b>
          <b class="mut num">/ {formatNumber(marks.total)}</b>
        </p>
        <p class="cap">{describeSkill(marks.correct, marks.total)}</p>
      </section>
      {marks.correct === marks.total && <NoMistakes opened={opened} model={marks.model} total={marks.total} />}
    </div>
  );
}

interface LabelTableProps {
  marks: TagEvaluationEvent;
  selection: TagSelection;
  onChoose(selection: TagSelection): void;
}

function LabelTable({ marks, selection, onChoose }: LabelTableProps) {
  return (
    <section class="panel classes-card">
      <table class="classes">
        <thead>
          <tr>
            <th scope="col">{t('class')}</th>
            <th scope="col">
              <span class="row">
                {t('termPrecision')}
                <Term of="precision" />
              </span>
            </th>
            <th scope="col">
              <span class="row">
                {t('termRecall')}
                <Term of="recall" />
              </span>
            </th>
            {[t('pictures'), t('tagsMissed'), t('tagsExtra')].map((name) => (
              <th key={name} scope="col" class="right">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {marks.classes.map((name, label) => {
            const one = marks.by_class[label];
            const few = one.pictures < PERCENT_FROM;
            return (
              <tr key={name}>
                <th scope="row" title={name}>
                  {name}
                </th>
                <ShareCell share={few ? null : one.precision} />
                <ShareCell share={few ? null : one.recall} />
                <td class="num right">{formatNumber(one.pictures)}</td>
                {(['missed', 'extra'] as const).map((kind) => (
                  <td key={kind} class="num right">
                    <button
                      class="btn small"
                      data-kind={kind}
                      data-label={name}
                      aria-pressed={selection.kind === kind && selection.label === label}
                      aria-label={`${t(TITLES[kind], { a: name })}: ${one[kind]}`}
                      onClick={() => onChoose({ kind, label })}
                    >
                      {one[kind]}
                    </button>
                  </td>
                ))}
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
  marks: TagEvaluationEvent;
  selection: TagSelection;
  onAll(): void;
}

function Pictures({ opened, marks, selection, onAll }: PicturesProps) {
  const pictures = filterPictures(marks, selection);
  return (
    <PictureWall
      title={getTitle(marks, selection)}
      head={
        <p class="cap row" role="status">
          {t('pictureCount', { n: pictures.length })}
          {selection.kind !== 'all' && (
            <button class="btn small" onClick={onAll}>
              {t('tagsAllMistakes')}
            </button>
          )}
        </p>
      }
      pictures={pictures}
      of={[marks, selection]}
      empty={t('noneHere')}
      renderTile={(number) => <Tile key={number} opened={opened} marks={marks} number={number} />}
    />
  );
}

function getTitle({ classes }: TagEvaluationEvent, selection: TagSelection): string {
  if (selection.kind === 'all') return t('tagsAllMistakes');
  return t(TITLES[selection.kind], { a: classes[selection.label] });
}

interface TileProps {
  opened: ProjectStore;
  marks: TagEvaluationEvent;
  number: number;
}

function Tile({ opened, marks, number }: TileProps) {
  const { path, labels } = marks.pictures[number];
  const name = (numbers: number[]) => numbers.map((label) => marks.classes[label]).join(', ');
  const { missed, extra } = findMistakes(marks.pictures[number]);
  const place = findLabelingPlace(path);
  return (
    <li>
      <figure class="mark-tile" title={path} data-number={number}>
        <TestedImage
          project={opened.id}
          path={path}
          alt={path}
          wrap={(image) => (
            <LabelsLink opened={opened} place={place}>
              {image}
            </LabelsLink>
          )}
        />
        <figcaption class="mark-sure">
          <span class="mark-names ell">{name(labels) || t('tagsNone')}</span>
          {missed.length > 0 && <b class="bad-text">{t('tagsMissedNames', { names: name(missed) })}</b>}
          {extra.length > 0 && <b class="bad-text">{t('tagsExtraNames', { names: name(extra) })}</b>}
        </figcaption>
      </figure>
    </li>
  );
}

interface LabelsLinkProps {
  opened: ProjectStore;
  place: ReturnType<typeof findLabelingPlace>;
  children: ComponentChildren;
}

/** The picture leads to its labels, where they can be mended. */
function LabelsLink({ opened, place, children }: LabelsLinkProps) {
  if (!place) return <>{children}</>;
  const words = t('tagsFix', { name: place.path });
  return (
    <a class="mark-link" href={makeLabelingUrl(opened.id, place.set, place.path)} aria-label={words} title={words}>
      {children}
    </a>
  );
}
