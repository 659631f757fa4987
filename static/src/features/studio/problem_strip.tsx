/** The strip below the blocks: no problems, or the first of them and the way to it. */

import { Icon } from '../../components/icon';
import { say, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import '../project/texts';

export function ProblemStrip({ opened }: { opened: ProjectStore }) {
  const trouble = opened.trouble.value;
  const program = opened.program.value;
  const edited = opened.run.busy.value && program.python !== opened.run.summary.value?.python;
  return (
    <div class="prob">
      {trouble ? (
        <>
          <Icon name="alert" class={trouble.level === 'error' ? 'bad-text' : 'warn-text'} />
          <b class={trouble.level === 'error' ? 'bad-text' : 'warn-text'}>{t('problems', { n: trouble.count })}</b>
          <span class="ell grow" title={say(trouble.text)}>
            {say(trouble.text)}
          </span>
          {trouble.block && (
            <button class="btn link" onClick={() => opened.showTrouble()}>
              {t('showMe')}
            </button>
          )}
          {trouble.count > 1 && (
            <button class="btn link" onClick={() => opened.showNextTrouble()}>
              {t('showNext')}
            </button>
          )}
        </>
      ) : (
        <>
          <Icon name="ok" class="ok-text" />
          <span>{t('noProblems')}</span>
          <span class="cap grow ell">
            {edited ? t('edits') : t('allBlocks', { n: opened.canvas.value?.blockCount() ?? program.count })}
          </span>
        </>
      )}
    </div>
  );
}
