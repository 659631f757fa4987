/** What the numbers of a data set are counted in: asked for where the data is chosen. */

import { useEffect, useState } from 'preact/hooks';
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
  // The page may be drawn anew while something is typed.
  const [typed, setTyped] = useState(unit);
  useEffect(() => setTyped(unit), [unit]);
  return (
    <div class="number-unit">
      <label class="row">
        <span>{t('numberUnit')}</span>
        <input
          class="num"
          value={typed}
          maxLength={LONGEST}
          disabled={disabled}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onChange={(event) => onChange(event.currentTarget.value.trim())}
        />
      </label>
      <p class="cap">{t('numberFolders')}</p>
    </div>
  );
}
