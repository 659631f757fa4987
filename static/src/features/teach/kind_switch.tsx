/** What is taught: to recognize, or to find and count. It is chosen before anything is learned. */

import { t } from '../../lib/texts';
import type { GuideTask } from '../guide/program';
import type { GuideStore } from '../guide/store';
import './texts';

const TAUGHT = ['classification', 'detection'] as const;

interface SwitchProps {
  guide: GuideStore;
  chosen: GuideTask;
}

export function KindSwitch({ guide, chosen }: SwitchProps) {
  return (
    <div class="seg teach-kinds" role="group" aria-label={t('teachKind')}>
      {TAUGHT.map((task) => (
        <button
          key={task}
          aria-pressed={task === chosen}
          disabled={guide.opened.run.busy.value}
          onClick={() => task !== chosen && void guide.beginTeaching(task)}
        >
          {t(`teachKind_${task}`)}
        </button>
      ))}
    </div>
  );
}
