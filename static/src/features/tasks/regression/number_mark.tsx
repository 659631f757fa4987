/** The mark of a test of numbers, in the steps: how far it is off, and the pictures with the largest errors. */

import { Icon } from '../../../components/icon';
import * as api from '../../../lib/api';
import type { NumberEvaluationEvent } from '../../../lib/messages';
import { formatQuantity } from '../../../lib/numbers/quantity';
import { goToView } from '../../../lib/route';
import { t } from '../../../lib/texts';
import type { MarkProps } from '../../guide/part';
import { describePicture } from './describe_picture';
import './number_texts';
import { tellOfSamples } from '../../evaluation/sample_words';

const MISTAKES = 5;

export function NumberMark({ store: { opened }, test: marks }: MarkProps<NumberEvaluationEvent>) {
  const { mae, baseline_mae: baseline } = marks.averages;
  const format = (value: number) => formatQuantity(value, marks.unit, marks);
  return (
    <div class="panel guide-mark">
      <p class="guide-score num">{t('numberGuideScore', { n: format(mae) })}</p>
      <p class={mae < baseline ? '' : 'warn-text'}>
        {tellOfSamples(mae < baseline ? 'numberGuideBaseline' : 'numberNothing', { n: format(baseline) })}
      </p>
      <p class="cap">{t('numberFresh')}</p>
      <h2>{t('numberGuideWorst')}</h2>
      <ul class="guide-mistakes">
        {marks.pictures.slice(0, MISTAKES).map(({ path }, number) => (
          <li key={path}>
            <img src={api.makeThumbnailUrl(opened.id, path, 160)} alt="" loading="lazy" />
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
