/** Two tests of a model that gives each picture one class: which mistakes went, and which came. */

import { Icon } from '../../../../components/icon';
import type { EvaluationEvent } from '../../../../lib/messages';
import { t } from '../../../../lib/texts';
import { AnswerLightbox } from '../../../evaluation/comparison/answer_lightbox';
import { AnswerTile } from '../../../evaluation/comparison/answer_tile';
import type { Comparison, PictureChange } from '../../../evaluation/comparison/api';
import { type Compared, type ComparisonPart, describePictures } from '../../../evaluation/comparison/comparison';
import { describeGain, describeVerdict, getTone, judge } from '../../../evaluation/comparison/verdict';
import { TossChart } from './toss_chart';
import '../../../evaluation/comparison/texts';

export const classComparison: ComparisonPart<Comparison, EvaluationEvent, PictureChange> = {
  describe: ({ found }) => describePictures(found),
  getSame: ({ found: { only_before, only_after, relabeled, replaced, certain } }) =>
    only_before + only_after + relabeled + replaced ? null : certain ? 'certain' : 'by_name',
  getOutcome: ({ found }) => ({
    outcomes: [
      { name: 'bothRight', look: 'kept', count: found.both_right },
      { name: 'wentRight', look: 'fixed', count: found.fixed.length },
      { name: 'newlyWrong', look: 'broken', count: found.broken.length },
      { name: 'bothWrong', look: 'wrong', count: found.both_wrong.length },
    ],
    before: found.before,
    after: found.after,
    total: found.pictures,
  }),
  judge: ({ found }) => judge(found),
  describeGain: ({ found }) => describeGain(found.after - found.before),
  groups: [
    { kind: 'fixed', title: 'fixedCount', words: 'fixedWords', icon: 'ok', look: 'ok-text' },
    { kind: 'broken', title: 'brokenCount', words: 'brokenWords', icon: 'alert', look: 'bad-text' },
    { kind: 'both_wrong', title: 'bothWrongCount', words: 'bothWrongWords', icon: 'x', look: 'mut' },
  ],
  listChanges: ({ found }, kind) => found[kind as 'fixed' | 'broken' | 'both_wrong'],
  worse: { kind: 'broken', see: 'seeBroken' },
  atFirst: 20,
  class: 'cmp-wall',
  Tile: AnswerTile,
  Large: AnswerLightbox,
  Head: Standout,
  Chance,
  restores: true,
};

function Standout({ found: { standout } }: { found: Comparison }) {
  if (!standout) return null;
  const { label, fixed, broken } = standout;
  return (
    <p class="panel cmp-note">
      <Icon name="info" />
      <span>{t(fixed > broken ? 'classBetter' : 'classWorse', { a: label, n: fixed, m: broken })}</span>
    </p>
  );
}

function Chance({ compared: { found } }: { compared: Compared<Comparison, EvaluationEvent> }) {
  const { fixed, broken, luck } = found;
  const changed = fixed.length + broken.length;
  return (
    <>
      <p>{changed ? t('someChanged', { n: changed }) : t('noneChanged')}</p>
      {changed > 0 && <TossChart tosses={changed} heads={fixed.length} luck={luck} tone={getTone(judge(found))} />}
      <p class="cmp-conclusion">{describeVerdict(judge(found))}</p>
    </>
  );
}
