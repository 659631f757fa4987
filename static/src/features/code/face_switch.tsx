/** Blocks, both or code; and, at the first level, the lock again. */

import { Icon, type IconName } from '../../components/icon';
import { type Key, t } from '../../lib/texts';
import type { Face } from '../../state/code/code_face';
import type { ProjectStore } from '../../state/project_store';
import './texts';

const FACES: [Face, IconName, Key][] = [
  ['blocks', 'blocks', 'faceBlocks'],
  ['both', 'columns', 'faceBoth'],
  ['code', 'code', 'faceCode'],
];

export function FaceSwitch({ opened }: { opened: ProjectStore }) {
  const { code } = opened;
  const halfWritten = code.writing.value?.unfinished.value != null;
  const isLockable = opened.level.value === 1;
  const lock = async () => {
    if ((await code.writing.peek()?.settle()) !== false) code.setLock(true);
  };
  return (
    <>
      <fieldset class={`seg faces ${isLockable ? 'lockable' : ''}`} aria-label={t('faces')}>
        {FACES.map(
          ([face, icon, label]) =>
            code.offered.value.includes(face) && (
              <button
                key={face}
                aria-pressed={code.shown.value === face}
                title={t(label)}
                onClick={() => code.choose(face)}
              >
                <Icon name={icon} size="s" />
                <span>{t(label)}</span>
              </button>
            ),
        )}
      </fieldset>
      {isLockable && (
        <button
          class="btn ghost ic lock-again"
          aria-label={t('lockAgain')}
          title={t('lockAgain')}
          disabled={halfWritten}
          onClick={() => void lock()}
        >
          <Icon name="lockOpen" />
        </button>
      )}
    </>
  );
}
