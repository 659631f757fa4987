/** The mark of a test in the steps: things that were found, and what went wrong. */

import { Icon } from '../../../components/icon';
import type { DetectionEvaluationEvent } from '../../../lib/messages';
import { FEW } from '../../../lib/numbers/few';
import { isFlawless } from '../../../lib/numbers/flawless';
import { computeInterval } from '../../../lib/numbers/intervals';
import { formatMark } from '../../../lib/numbers/shares';
import { t } from '../../../lib/texts';
import { nameSamples } from '../../evaluation/sample_words';
import type { MarkProps } from '../../guide/part';
import type { GuideStore } from '../../guide/store';
import { ToMistakes } from '../../guide/to_mistakes';
import { LONGER } from '../../project/train_longer';
import { countObjects } from './count_objects';
import '../../evaluation/texts';
import '../../guide/texts';
import '../../../lib/common_texts';

export function FoundMark({ store, test: boxes }: MarkProps<DetectionEvaluationEvent>) {
  const found = boxes.counts.right ?? 0;
  const total = countObjects(boxes);
  const [from, to] = computeInterval(found, total);
  const { wrong = 0, misplaced = 0, imagined = 0, twice = 0 } = boxes.counts;
  const { precision, shown_map50: shown } = boxes.averages;
  return (
    <div class="panel guide-mark">
      <p class="guide-score num">{t('guideFound', { m: total, n: found })}</p>
      {store.foundNothing.value && <NothingFound store={store} />}
      {total >= FEW && <p>{t('guideReallyFound', { m: total, a: from, b: to })}</p>}
      <p>{t('guideTooMany', { n: imagined + twice, m: wrong + misplaced })}</p>
      <p class="cap">
        {typeof precision === 'number' && `${t('termPrecision')} ${formatMark(precision)} · `}
        {typeof shown === 'number' && `${t('termShownAp50')} ${formatMark(shown)} · `}
        {t(boxes.split === 'val' ? 'guideOfCheck' : 'guideFresh', nameSamples('picture'))}
      </p>
      <ToMistakes store={store} none={isFlawless(boxes)} />
    </div>
  );
}

/** Nothing at all was found: more epochs are the first thing to try. */
function NothingFound({ store }: { store: GuideStore }) {
  const epochs = store.getChoice()?.epochs ?? 0;
  const more = LONGER * epochs;
  return (
    <div class="guide-note warn">
      <p>{t('nothingFound', { n: epochs })}</p>
      {store.writable.value && (
        <button class="btn pri" disabled={store.opened.run.busy.value} onClick={() => void store.trainLonger(more)}>
          <Icon name="brain" />
          <span>{t('trainLonger', { n: more })}</span>
        </button>
      )}
    </div>
  );
}
