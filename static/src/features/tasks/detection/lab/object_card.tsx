/**
 * A mistake of a model that finds things: the picture with its boxes, where the model looked, what it says; and the
 * test.
 */

import { Icon } from '../../../../components/icon';
import { ImageWithOverlay } from '../../../../components/image_overlay';
import * as api from '../../../../lib/api';
import { type Key, say, t } from '../../../../lib/texts';
import type { MarkKind } from '../../../../lib/types';
import type { ProjectStore } from '../../../../state/project_store';
import { Answer, CoveredProof, Figure, HeatImage, Scores } from '../../../evaluation/lab/explanation_card';
import type { LabStore } from '../../../evaluation/lab/lab_store';
import type { Explanation } from '../../../evaluation/lab/lab_types';
import { DetectionBoxes } from '../annotated_image';
import { ERROR_TYPES } from '../error_types';
import type { Mark } from '../visible_detections';
import type { ObjectMistake } from './object_mistake';
import '../../../evaluation/texts';
import '../../../evaluation/lab/texts';
import './texts';
import { formatPercent } from '../../../../lib/numbers/shares';

/** Height of letters, in shares of the picture's longer side. */
const LETTERS = 1 / 18;

interface ObjectCardProps {
  opened: ProjectStore;
  lab: LabStore;
  mistake: ObjectMistake;
  /** All things and answers of the picture, and their classes. */
  marks: Mark[];
  classes: string[];
  onEnlarge(): void;
}

export function ObjectCard({ opened, lab, mistake, marks, classes, onEnlarge }: ObjectCardProps) {
  const { explanation, trouble } = lab.findings.value;
  const covered = (lab.covered.value && explanation?.covered) || null;
  const { path, width, height, really, kind } = mistake;
  const said = covered ? covered.said : mistake.said;
  const scores = (covered?.scores ?? explanation?.scores ?? []).filter(({ score }) => score > 0);
  const photo = { width, height };
  const own = (
    <DetectionBoxes
      marks={marks.filter((one) => one === mistake.mark)}
      classes={classes}
      letters={Math.max(width, height) * LETTERS}
    />
  );
  return (
    <section class="panel lab-card">
      <div class="lab-columns">
        <Figure title={t(covered ? 'labCovered' : 'objBoxes')}>
          <button class="obj-place obj-photo" title={t('objClosely')} aria-label={t('objClosely')} onClick={onEnlarge}>
            <ImageWithOverlay
              key={`${path} ${covered ? 'covered' : ''}`}
              address={covered?.image ?? api.makeFileUrl(opened.id, path)}
              otherwise={api.makeThumbnailUrl(opened.id, path, 320)}
              {...photo}
              alt={t(covered ? 'labCoveredName' : 'objPictureName')}
              over={{
                draw: (w, h) => (
                  <DetectionBoxes
                    marks={covered ? marks.filter((one) => one === mistake.mark) : marks}
                    classes={classes}
                    letters={Math.max(w, h) * LETTERS}
                    chosen={(one) => one === mistake.mark}
                    pointed={mistake.mark}
                  />
                ),
                words: t(ERROR_TYPES[kind].name),
              }}
            />
          </button>
        </Figure>
        <Figure title={t('labLooked')}>
          {explanation?.heat ? (
            <span class="obj-place">
              <ImageWithOverlay
                key={explanation.heat}
                address={explanation.heat}
                {...photo}
                alt={t('objHeatName')}
                over={{ draw: () => own, words: t(ERROR_TYPES[kind].name) }}
              />
            </span>
          ) : (
            <HeatImage
              explanation={explanation}
              trouble={trouble && (trouble === 'noModel' ? t('labNoModel') : say(trouble))}
            />
          )}
        </Figure>
        <section class="lab-answers" aria-label={t('labAnswers')}>
          <h2>{t('labAnswers')}</h2>
          <div class="lab-said">
            <Answer
              title={t(covered ? 'labSaidCovered' : 'objSaid')}
              name={said || t('objNothing')}
              right={false}
              word={covered ? '' : t(ERROR_TYPES[kind].name)}
            />
            <Answer title={t('objThere')} name={really || t('objNothing')} right word={t('labLabel')} />
          </div>
          {!trouble && (
            <Scores
              title={t('objSure')}
              empty={explanation ? t('objNoIdea') : ''}
              scores={scores}
              really={really}
              said={said}
            />
          )}
        </section>
      </div>
      {explanation ? (
        <Finding lab={lab} explanation={explanation} mistake={mistake} />
      ) : (
        !trouble && (
          <footer class="lab-finding">
            <p class="lab-trying cap">{t('labTrying')}</p>
          </footer>
        )
      )}
    </section>
  );
}

/** What covering has shown, or why nothing was found; and when the model has changed since the test, that. */
function Finding({ lab, explanation, mistake }: { lab: LabStore; explanation: Explanation; mistake: ObjectMistake }) {
  const { covered, said, tested, model } = explanation;
  const learned = tested && hasLearned(explanation, mistake);
  return (
    <footer class="lab-finding">
      {(learned || !tested) && (
        <p class="lab-note">
          <Icon name="info" size="s" />
          <span>
            {!tested
              ? t('labOtherModel', { file: model.split('/').slice(-2).join('/') })
              : said
                ? t('labLearned', { b: said })
                : t('objLearned')}
          </span>
        </p>
      )}
      {covered ? (
        <CoveredProof lab={lab} text={describeCovered(explanation)} />
      ) : (
        !said && <p class="lab-proof">{describeUnsure(explanation)}</p>
      )}
    </footer>
  );
}

/** Whether the answer, or that there was none, is another one than in the test. */
function hasLearned({ said }: Explanation, mistake: ObjectMistake): boolean {
  return said !== mistake.said;
}

function describeCovered({ covered, said }: Explanation): string {
  if (!covered?.changed) return t('objStays', { a: said });
  return covered.said ? t('objChanges', { b: covered.said }) : t('objLost');
}

/** Why nothing was found there. */
function describeUnsure({ scores: [best], least = 0 }: Explanation): string {
  if (!best || best.score < 0.005) return t('objBlind');
  return t('objUnsure', { p: formatPercent(best.score), a: best.label, q: formatPercent(least) });
}

export const TITLES: Record<Exclude<MarkKind, 'right'>, Key> = {
  wrong: 'objWrong',
  misplaced: 'objMisplaced',
  twice: 'objTwice',
  imagined: 'objImagined',
  missed: 'objMissed',
};

export function getTitle({ kind, really, said }: ObjectMistake): string {
  return t(TITLES[kind as keyof typeof TITLES], { a: really || said, b: said });
}
