/** The mark of a test in the steps: pixels that are right, and how much of each class is covered. */

import type { SegmentationEvaluationEvent } from '../../../lib/messages';
import { FEW } from '../../../lib/numbers/few';
import { isFlawless } from '../../../lib/numbers/flawless';
import { formatMark } from '../../../lib/numbers/shares';
import { t } from '../../../lib/texts';
import { nameSamples } from '../../evaluation/sample_words';
import type { MarkProps } from '../../guide/part';
import { ToMistakes } from '../../guide/to_mistakes';
import '../../guide/texts';
import '../../../lib/common_texts';

export function PaintMark({ store, test: paint }: MarkProps<SegmentationEvaluationEvent>) {
  const { classes, by_class, averages } = paint;
  return (
    <div class="panel guide-mark">
      <p class="guide-score num">{t('guidePainted', { n: (100 * (averages.accuracy ?? 0)).toFixed(1) })}</p>
      <ul class="guide-overlaps">
        {classes.map((name, number) => {
          const iou = by_class[number]?.iou;
          return (
            <li key={name} class="num">
              {t('guideOverlap', { name, n: typeof iou === 'number' ? (100 * iou).toFixed(1) : '–' })}
            </li>
          );
        })}
      </ul>
      <p class="cap">
        {`mIoU ${formatMark(averages.miou)} · `}
        {paint.total < FEW && `${t('pictureCount', { n: paint.total })} · `}
        {t('guideFresh', nameSamples('picture'))}
      </p>
      <ToMistakes store={store} none={isFlawless(paint)} />
    </div>
  );
}
