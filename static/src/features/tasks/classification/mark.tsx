/** The mark of a test in the steps: right answers, and some of the wrong ones. */

import type { EvaluationEvent } from '../../../lib/messages';
import { isFlawless } from '../../../lib/numbers/flawless';
import { includesChance } from '../../../lib/numbers/intervals';
import { describeSkill } from '../../../lib/numbers/skill';
import { t } from '../../../lib/texts';
import { nameSamples } from '../../evaluation/sample_words';
import { TestedImage } from '../../evaluation/tested_image';
import type { MarkProps } from '../../guide/part';
import { ToMistakes } from '../../guide/to_mistakes';
import '../../guide/texts';

const MISTAKES = 6;

export function ClassMark({ store, test: marks }: MarkProps<EvaluationEvent>) {
  const { correct, total, classes } = marks;
  const wrong = marks.pictures.filter(({ truth, answer }) => truth !== answer).slice(0, MISTAKES);
  return (
    <div class="panel guide-mark">
      <p class="guide-score num">{t('guideMark', { m: total, n: correct })}</p>
      <p class={includesChance(correct, total, classes.length) ? 'warn-text' : ''}>
        {describeSkill(correct, total, classes.length)}
      </p>
      <p class="cap">{t('guideFresh', nameSamples(marks.sample_kind))}</p>
      {wrong.length > 0 && (
        <>
          <h2>{t('guideWrong')}</h2>
          <ul class="guide-mistakes">
            {wrong.map(({ path, text, truth, answer }) => (
              <li key={path}>
                <TestedImage project={store.opened.id} path={path} text={text} />
                <span class="cap">{t('guideReallyWas', { a: classes[truth], b: classes[answer] })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <ToMistakes store={store} none={isFlawless(marks)} />
    </div>
  );
}
