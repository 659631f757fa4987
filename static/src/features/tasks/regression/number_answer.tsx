/** The number that a model says of a picture, in large letters and on the scale of what it learned. */

import { formatQuantity } from '../../../lib/numbers/quantity';
import { t } from '../../../lib/texts';
import type { InferenceSession } from '../../inference/inference_session';
import type { AnswerProps } from '../../inference/part';
import { Speed, Trouble } from '../../inference/prediction';
import type { NumberAnswer } from './answer_types';
import { NumberScale } from './number_scale';
import '../../inference/texts';
import './number_texts';

export function NumberPrediction({ trial: asked, moving }: AnswerProps) {
  const trial = asked as unknown as InferenceSession<NumberAnswer>;
  const guess = trial.guess.value;
  return (
    <div class="try-answer">
      {trial.trouble.value ? (
        <Trouble text={trial.trouble.value} onRetry={() => trial.retry()} />
      ) : guess ? (
        <Answer guess={guess} />
      ) : (
        <div class="try-winner waiting">
          <b>{t(trial.asking.value ? 'tryWaking' : 'tryPoint')}</b>
        </div>
      )}
      {guess && (
        <div class="row try-order">
          <Speed trial={trial} ms={guess.ms} moving={moving} />
        </div>
      )}
    </div>
  );
}

function Answer({ guess }: { guess: NumberAnswer }) {
  const { value, unit, low, high } = guess;
  const format = (one: number) => formatQuantity(one, unit, guess);
  const beyond = value < low || value > high;
  return (
    <>
      <div class="try-winner short" data-value={value}>
        <b class="num">{format(value)}</b>
      </div>
      <NumberScale range={guess} unit={unit} answer={value} />
      {beyond && <p class="cap">{t('numberBeyond', { a: format(low), b: format(high) })}</p>}
    </>
  );
}
