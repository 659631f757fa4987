/** What the numbers of a data set are counted in: asked for where the data is chosen. */

import { t } from '../../../lib/texts';
import './number_texts';

/** As the library takes it (`require_unit`). */
const LONGEST = 12;

interface UnitFieldProps {
  unit: string;
  disabled: boolean;
  onChange(unit: string): void;
}

export function UnitField({ unit, disabled, onChange }: UnitFieldProps) {
  return (
    <div class="number-unit">
      <label class="row">
        <span>{t('numberUnit')}</span>
        <input
          class="num"
          value={unit}
          maxLength={LONGEST}
          disabled={disabled}
          onChange={(event) => onChange(event.currentTarget.value.trim())}
        />
      </label>
      <p class="cap">{t('numberFolders')}</p>
    </div>
  );
}
