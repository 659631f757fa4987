/** Two tests of a model of numbers: which answers came nearer to the truth, and which went farther away. */

import type { NumberEvaluationEvent } from '../../../lib/messages';
import { formatQuantity } from '../../../lib/numbers/quantity';
import { t } from '../../../lib/texts';
import type { NumberComparison } from '../../../lib/types';
import { AnswerLightbox } from '../../evaluation/comparison/answer_lightbox';
import { type AnswerChange, AnswerTile } from '../../evaluation/comparison/answer_tile';
import { type Compared, type ComparisonPart, describePictures } from '../../evaluation/comparison/comparison';
import { IntervalChart } from '../../evaluation/comparison/interval_chart';
import '../../evaluation/comparison/texts';
import './number_texts';
import { tellOfSamples } from '../../evaluation/sample_words';

type Pair = Compared<NumberComparison, NumberEvaluationEvent>;
/** Answers that are as far off as before, but for this share of the range, are as good. */
const ALIKE = 0.01;

const getGain = ({ errors: [before, after] }: NumberComparison) => before - after;

/** What each picture of both tests became, the greatest change first. */
function listGroup({ before, after }: Pair, kind: string): AnswerChange[] {
  const format = (value: number) => formatQuantity(value, after.unit, after);
  const least = ALIKE * (after.high - after.low);
  const was = new Map(before.pictures.map((one) => [one.path, one]));
  return after.pictures
    .flatMap((now) => {
      const then = was.get(now.path);
      return then?.truth === now.truth ? [{ now, then, gain: getError(then) - getError(now) }] : [];
    })
    .filter(({ gain }) => (Math.abs(gain) < least ? 'alike' : gain > 0 ? 'nearer' : 'farther') === kind)
    .sort((one, other) => Math.abs(other.gain) - Math.abs(one.gain))
    .map(({ now, then, gain }) => ({
      path: now.path,
      truth: format(now.truth),
      before: format(then.answer),
      after: format(now.answer),
      improved: gain > 0,
    }));
}

const getError = ({ truth, answer }: NumberEvaluationEvent['pictures'][number]) => Math.abs(truth - answer);

/** Pictures that one of the tests alone has, or that have another number now. */
function countOthers({ before, after }: Pair) {
  const was = new Map(before.pictures.map((one) => [one.path, one.truth]));
  const both = after.pictures.filter((one) => was.has(one.path));
  return {
    only_before: before.pictures.length - both.length,
    only_after: after.pictures.length - both.length,
    relabeled: both.filter((one) => was.get(one.path) !== one.truth).length,
  };
}

export const numberComparison: ComparisonPart<NumberComparison, NumberEvaluationEvent, AnswerChange> = {
  describe: (pair) => describePictures({ pictures: pair.found.pictures, ...countOthers(pair), certain: false }),
  getSame: (pair) => (Object.values(countOthers(pair)).some(Boolean) ? null : 'by_name'),
  getOutcome: (pair) => {
    const [before, after] = pair.found.errors.map((one) => formatQuantity(one, pair.after.unit, pair.after));
    return {
      outcomes: [
        { name: 'numberAlike', look: 'kept', count: listGroup(pair, 'alike').length },
        { name: 'numberNearer', look: 'fixed', count: listGroup(pair, 'nearer').length },
        { name: 'numberFarther', look: 'broken', count: listGroup(pair, 'farther').length },
      ],
      before,
      after,
    };
  },
  judge: ({ found }) => ({ verdict: found.verdict, gain: getGain(found) }),
  describeGain: ({ found, after }) => {
    const gain = getGain(found);
    const n = formatQuantity(Math.abs(gain), after.unit, after);
    return gain ? t(gain > 0 ? 'numberErrorLess' : 'numberErrorMore', { n }) : t('numberErrorSame');
  },
  groups: [
    { kind: 'nearer', title: 'numberNearerCount', words: 'numberThenNow', icon: 'ok', look: 'ok-text' },
    { kind: 'farther', title: 'numberFartherCount', words: 'numberThenNow', icon: 'alert', look: 'bad-text' },
  ],
  listChanges: listGroup,
  worse: { kind: 'farther', see: 'numberSeeFarther' },
  atFirst: 20,
  class: 'cmp-wall',
  Tile: AnswerTile,
  Large: AnswerLightbox,
  Chance,
  restores: true,
};

function Chance({ compared: { found, after } }: { compared: Pair }) {
  const { pictures, interval, verdict } = found;
  if (!interval) return null;
  const share = (value: number) => (-100 * value) / (after.high - after.low || 1);
  const format = (value: number) => formatQuantity((value * (after.high - after.low)) / 100, after.unit, after);
  return (
    <>
      <p>{tellOfSamples('drawAgain', { n: pictures })}</p>
      <IntervalChart
        difference={share(-getGain(found))}
        interval={[share(interval[1]), share(interval[0])]}
        verdict={verdict}
        format={format}
      />
    </>
  );
}
