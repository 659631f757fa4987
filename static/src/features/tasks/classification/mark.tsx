/** The mark of a test in the steps: right answers, and some of the wrong ones. */

import * as api from '../../../lib/api';
import type { EvaluationEvent } from '../../../lib/messages';
import { isFlawless } from '../../../lib/numbers/flawless';
import { includesChance } from '../../../lib/numbers/intervals';
import { describeSkill } from '../../../lib/numbers/skill';
import { t } from '../../../lib/texts';
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
      <p class="cap">{t('guideFresh')}</p>
      {wrong.length > 0 && (
        <>
          <h2>{t('guideWrong')}</h2>
          <ul class="guide-mistakes">
            {wrong.map(({ path, truth, answer }) => (
              <li key={path}>
                <img src={api.makeThumbnailUrl(store.opened.id, path, 160)} alt="" loading="lazy" />
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
