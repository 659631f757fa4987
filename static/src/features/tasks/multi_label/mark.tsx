/** The mark of a test in the steps: pictures with exactly their labels, and labels that are missed or too many. */

import type { TagEvaluationEvent } from '../../../lib/messages';
import { FEW } from '../../../lib/numbers/few';
import { isFlawless } from '../../../lib/numbers/flawless';
import { computeInterval } from '../../../lib/numbers/intervals';
import { formatMark } from '../../../lib/numbers/shares';
import { t } from '../../../lib/texts';
import { nameSamples } from '../../evaluation/sample_words';
import type { MarkProps } from '../../guide/part';
import { ToMistakes } from '../../guide/to_mistakes';
import '../../evaluation/texts';
import '../../guide/texts';

export function TagMark({ store, test: tags }: MarkProps<TagEvaluationEvent>) {
  const { correct, total, by_class } = tags;
  const [from, to] = computeInterval(correct, total);
  const [missed, extra] = (['missed', 'extra'] as const).map((figure) =>
    by_class.reduce((sum, one) => sum + one[figure], 0),
  );
  const { precision, recall } = tags.averages;
  return (
    <div class="panel guide-mark">
      <p class="guide-score num">{t('guideTagged', { m: total, n: correct })}</p>
      {total >= FEW && <p>{t('guideReallyTagged', { m: total, a: from, b: to })}</p>}
      <p>{t('guideTooManyTags', { n: missed, m: extra })}</p>
      <p class="cap">
        {`${t('termPrecision')} ${formatMark(precision)} · ${t('termRecall')} ${formatMark(recall)} · `}
        {t('guideFresh', nameSamples('picture'))}
      </p>
      <ToMistakes store={store} none={isFlawless(tags)} />
    </div>
  );
}
