/** The mark of a test of numbers, in the steps: how far it is off, and the pictures with the largest errors. */

import { Icon } from '../../../components/icon';
import type { NumberEvaluationEvent } from '../../../lib/messages';
import { formatQuantity } from '../../../lib/numbers/quantity';
import { goToView } from '../../../lib/route';
import { t } from '../../../lib/texts';
import { nameSamples } from '../../evaluation/sample_words';
import { TestedImage } from '../../evaluation/tested_image';
import type { MarkProps } from '../../guide/part';
import { describePicture, getNothing } from './describe_picture';
import './number_texts';
import '../../guide/texts';

const MISTAKES = 5;

export function NumberMark({ store: { opened }, test: marks }: MarkProps<NumberEvaluationEvent>) {
  const { mae, baseline_mae: baseline } = marks.averages;
  const kind = marks.sample_kind;
  const format = (value: number) => formatQuantity(value, marks.unit, marks);
  return (
    <div class="panel guide-mark">
      <p class="guide-score num">{t('numberGuideScore', { n: format(mae) })}</p>
      <p class={mae < baseline ? '' : 'warn-text'}>
        {t(mae < baseline ? 'numberGuideBaseline' : getNothing(kind), { ...nameSamples(kind), n: format(baseline) })}
      </p>
      <p class="cap">{t('guideFresh', nameSamples(kind))}</p>
      <h2>{t('numberGuideWorst')}</h2>
      <ul class="guide-mistakes">
        {marks.pictures.slice(0, MISTAKES).map(({ path, text }, number) => (
          <li key={path}>
            <TestedImage project={opened.id} path={path} text={text} />
            <span class="cap">{describePicture(marks, number).names}</span>
          </li>
        ))}
      </ul>
      <p class="row">
        <button class="btn" onClick={() => goToView(opened.id, 'mistakes')}>
          <Icon name="notebook" />
          <span>{t('numberLargestErrors')}</span>
        </button>
      </p>
    </div>
  );
}
