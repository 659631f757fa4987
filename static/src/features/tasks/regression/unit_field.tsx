/** What the numbers of a data set are counted in: asked for where the data is chosen. */

import { useEffect, useState } from 'preact/hooks';
import { t } from '../../../lib/texts';
import type { GuideStore } from '../../guide/store';
import './number_texts';

/** As the library takes it (`require_unit`). */
const LONGEST = 12;

export function UnitField({ store }: { store: GuideStore }) {
  const { unit } = store.program.value!.plan;
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
          disabled={!store.writable.value || store.opened.run.busy.value}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onChange={(event) => void store.chooseUnit(event.currentTarget.value.trim())}
        />
      </label>
      <p class="cap">{t('numberFolders')}</p>
    </div>
  );
}
