/** Why nothing can be learned from a table. */

import { Icon } from '../../../components/icon';
import { t } from '../../../lib/texts';
import './texts';
import './tree/texts';

/** few: classes with too few rows; numbers: whether a number is guessed. */
export function TooFew({ few, numbers }: { few: readonly string[]; numbers: boolean }) {
  const why = numbers ? t('tableFewNumbers') : t('tableFewRows');
  return (
    <div class="table-few">
      <Icon name="info" />
      <h2>{t('tableFew')}</h2>
      <p>{few.length ? t('tableFewClasses', { names: few.join(t('numberComma')) }) : why}</p>
    </div>
  );
}
