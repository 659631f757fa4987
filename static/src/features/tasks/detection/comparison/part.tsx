/**
 * Two tests of models that find things side by side: which mistakes went and which came, and whether it may be luck.
 */

import { Icon } from '../../../../components/icon';
import type { DetectionEvaluationEvent } from '../../../../lib/messages';
import { t } from '../../../../lib/texts';
import type { DetectionComparison, MistakeChange } from '../../../evaluation/comparison/api';
import { type ComparisonPart, describePictures } from '../../../evaluation/comparison/comparison';
import { IntervalChart } from '../../../evaluation/comparison/interval_chart';
import { Swatch } from '../annotated_image';
import { ERROR_TYPES, ORDER } from '../error_types';
import { describeThings, getDifference, judgeDetection } from './judgment';
import { ChangedPicture, MistakeTile } from './mistake_changes';
import '../../../evaluation/texts';
import '../../../evaluation/comparison/texts';
import './texts';
import '../../../../lib/common_texts';
import { formatMark } from '../../../../lib/numbers/shares';
import { tellOfSamples } from '../../../evaluation/sample_words';

/** A per cent of fewer things says more than they know. */
const PERCENT_FROM = 20;

export const detectionComparison: ComparisonPart<DetectionComparison, DetectionEvaluationEvent, MistakeChange> = {
  describe: ({ found }) => (isSame(found) ? t('picturesBoth', { n: found.pictures }) : describePictures(found)),
  getSame: ({ found }) => (isSame(found) ? 'certain' : null),
  getOutcome: ({ found: { things } }) => ({
    outcomes: [
      { name: 'bothFound', look: 'kept', count: things.both_found },
      { name: 'nowFound', look: 'fixed', count: things.only_after },
      { name: 'nowMissed', look: 'broken', count: things.only_before },
      { name: 'bothMissed', look: 'wrong', count: things.both_missed },
    ],
    before: things.both_found + things.only_before,
    after: things.both_found + things.only_after,
    total: things.both_found + things.only_before + things.only_after + things.both_missed,
  }),
  judge: ({ found }) => judgeDetection(found),
  describeGain: ({ found }) => describeThings(found),
  groups: [
    { kind: 'better', title: 'fewerMistakes', words: 'mistakesWords', icon: 'ok', look: 'ok-text' },
    { kind: 'worse', title: 'moreMistakes', words: 'mistakesWords', icon: 'alert', look: 'bad-text' },
  ],
  listChanges: ({ found }, kind) => found[kind as 'better' | 'worse'],
  worse: { kind: 'worse', see: 'seeWorse' },
  atFirst: 12,
  class: 'cmp-boxes',
  Tile: MistakeTile,
  Large: ChangedPicture,
  Foot: Alike,
  Chance: ({ compared: { found } }) => (
    <>
      <Chance comparison={found} />
      <Kinds comparison={found} />
    </>
  ),
};

const isSame = ({ only_before, only_after, relabeled }: DetectionComparison) => !(only_before + only_after + relabeled);

function Alike({ found: { alike } }: { found: DetectionComparison }) {
  return alike > 0 ? <p class="cap">{t('alikeCount', { n: alike })}</p> : null;
}

function Chance({ comparison }: { comparison: DetectionComparison }) {
  const { marks, interval, pictures, things } = comparison;
  const known = things.both_found + things.only_after + things.only_before + things.both_missed >= PERCENT_FROM;
  return (
    <>
      <p>{tellOfSamples(marks ? 'drawAgain' : 'drawNothing', { n: pictures })}</p>
      {marks && interval && (
        <>
          {known && (
            <p class="row cmp-marks num">
              <span class="cap">{t('termShownAp50')}</span>
              <b>{formatMark(marks[0])}</b>
              <Icon name="arrowRight" size="s" />
              <b>{formatMark(marks[1])}</b>
            </p>
          )}
          <IntervalChart
            difference={getDifference(comparison)}
            interval={[100 * interval[0], 100 * interval[1]]}
            verdict={comparison.verdict}
          />
        </>
      )}
    </>
  );
}

function Kinds({ comparison: { kinds } }: { comparison: DetectionComparison }) {
  return (
    <section>
      <h3>{t('kindsChanged')}</h3>
      <ul class="cmp-kinds">
        {ORDER.filter((kind) => kind !== 'right').map((kind) => {
          const [was, now] = kinds[kind];
          const name = t(ERROR_TYPES[kind].name);
          return (
            <li key={kind} title={t('kindChange', { name, n: was, m: now })} data-kind={kind}>
              <Swatch kind={kind} />
              <span class="grow">{name}</span>
              <span class="num mut">{was}</span>
              <span aria-hidden="true">→</span>
              <b class={`num ${now < was ? 'ok-text' : now > was ? 'bad-text' : ''}`}>{now}</b>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
