/** The comparison in short, beside the result of a test: a way to the whole of it. */

import { Icon } from '../../../components/icon';
import { t } from '../../../lib/texts';
import type { Comparison } from './api';
import { GainPill, VerdictPill } from './verdict';
import '../texts';
import './texts';

export function SinceBefore({ comparison, onOpen }: { comparison: Comparison; onOpen(): void }) {
  return (
    <section class="panel mistakes-card cmp-short">
      <div class="cmp-short-words">
        <p class="cap">{t('sinceBefore')}</p>
        <p class="row cmp-pills">
          <GainPill comparison={comparison} />
          <VerdictPill comparison={comparison} />
        </p>
      </div>
      <button class="btn" onClick={onOpen}>
        <span>{t('openComparison')}</span>
        <Icon name="chevronRight" size="s" />
      </button>
    </section>
  );
}
