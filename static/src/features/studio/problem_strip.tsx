/** The strip below the blocks: no problems, or the first of them and the way to it. */

import { Icon } from '../../components/icon';
import { say, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import '../project/texts';

export function ProblemStrip({ opened }: { opened: ProjectStore }) {
  const trouble = opened.trouble.value;
  const program = opened.program.value;
  const writing = opened.code.writing.value;
  const mistake = writing?.mistake.value?.mistake;
  const waits = (writing?.told.value ?? null) !== null;
  const edited = opened.run.busy.value && program.python !== opened.run.summary.value?.python;
  return (
    <div class="prob">
      {waits && (
        <p class="pill blocks-stay">
          <Icon name="pause" size="s" />
          <span>{t('blocksStay')}</span>
        </p>
      )}
      {mistake && !trouble?.fromRun ? (
        <>
          <Icon name="alert" class="bad-text" />
          <b class="bad-text">{t('problems', { n: writing!.mistakeCount.value })}</b>
          <span class="ell grow" title={say(mistake.text)}>
            {say(mistake.text)}
          </span>
          <button class="btn link" onClick={() => writing!.goToTrouble()}>
            {t('showMe')}
          </button>
        </>
      ) : trouble ? (
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
