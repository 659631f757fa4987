/** What is taught: to recognize, or to find and count. It is chosen before anything is learned. */

import { listTasks } from '../../lib/tasks';
import { type Key, t } from '../../lib/texts';
import type { StepsPart } from '../guide/part';
import type { GuideStore } from '../guide/store';
import './texts';

type Teaching = NonNullable<StepsPart['teaches']>;
const WORDS: Record<Teaching, Key> = { folders: 'teachKind_folders', boxes: 'teachKind_boxes' };

interface SwitchProps {
  guide: GuideStore;
  chosen: Teaching;
}

export function KindSwitch({ guide, chosen }: SwitchProps) {
  return (
    <div class="seg teach-kinds" role="group" aria-label={t('teachKind')}>
      {listTasks().map(({ name, steps }) => {
        const way = steps?.teaches;
        return (
          way && (
            <button
              key={name}
              aria-pressed={way === chosen}
              disabled={guide.opened.run.busy.value}
              onClick={() => way !== chosen && void guide.beginTeaching(name)}
            >
              {t(WORDS[way])}
            </button>
          )
        );
      })}
    </div>
  );
}
