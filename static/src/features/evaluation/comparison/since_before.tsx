/** The comparison in short, beside the result of a test: a way to the whole of it. */

import { Icon } from '../../../components/icon';
import { t } from '../../../lib/texts';
import { GainPill, type Judgment, VerdictPill } from './verdict';
import '../texts';
import './texts';
import '../../../lib/common_texts';

interface SinceBeforeProps {
  judgment: Judgment;
  /** How many more or fewer are right. */
  gain: string;
  onOpen(): void;
}

export function SinceBefore({ judgment, gain, onOpen }: SinceBeforeProps) {
  return (
    <section class="panel mistakes-card cmp-short">
      <div class="cmp-short-words">
        <p class="cap">{t('sinceBefore')}</p>
        <p class="row cmp-pills">
          <GainPill {...judgment} text={gain} />
          <VerdictPill {...judgment} />
        </p>
      </div>
      <button class="btn" onClick={onOpen}>
        <span>{t('openComparison')}</span>
        <Icon name="chevronRight" size="s" />
      </button>
    </section>
  );
}

/** The place of it, so that nothing moves when it comes. */
export function SinceBeforeComing() {
  return (
    <section class="panel mistakes-card cmp-short" aria-busy="true">
      <div class="cmp-short-words">
        <p class="cap">{t('sinceBefore')}</p>
        <p class="row cmp-pills">
          <span class="pill cmp-pill">{t('viewWait')}</span>
        </p>
      </div>
      <button class="btn" disabled>
        <span>{t('openComparison')}</span>
        <Icon name="chevronRight" size="s" />
      </button>
    </section>
  );
}
