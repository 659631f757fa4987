/** "Teach" with sentences: the classes, training and test, and what the model says of a sentence, side by side. */

import { useEffect, useMemo } from 'preact/hooks';
import { LoadFailure, Loading } from '../../../../components/feedback/loading';
import { type Key, t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import { BlocksStrip } from '../../blocks_strip';
import { Column } from '../../column';
import { ClassCards } from './class_cards';
import { LivePane } from './live_pane';
import { getNextStep } from './next_step';
import { STEPS } from './program';
import { countTraining, getTextStore } from './text_store';
import { TrainPanel } from './train_panel';
import '../../../model_files/texts';
import '../../../project/texts';
import './texts';
import '../../texts';
import '../../../../lib/common_texts';

const TYPED = 'input, textarea, select, [contenteditable]';

export function TextView({ opened }: { opened: ProjectStore }) {
  const store = useMemo(() => getTextStore(opened), [opened]);
  useEffect(() => store.enter(), [store]);
  useEffect(() => listenForDigits(), []);
  const classes = store.classes.value;
  const program = store.program.value;
  if (store.trouble.value && !classes)
    return <LoadFailure trouble={store.trouble.value} onRetry={() => void store.load()} />;
  if (!classes || !program) return <Loading />;
  const next = getNextStep(store);
  const filled = classes.filter(countTraining).length;
  const describe = (part: string) =>
    part === 'data' && !filled ? t('textMini_data_none') : t(`textMini_${part}` as Key, { n: filled });
  return (
    <div class="teach text-page">
      <h1 class="sr">{t('viewTeach')}</h1>
      <div class="teach-columns">
        <Column number={1} title={t('textStep1')} done={store.canTrain.value} id="teach-pictures">
          <span class="cap num">
            {store.total.value > 0 && t('textTotal', { classes: t('classCount', { n: filled }), n: store.total.value })}
          </span>
          <ClassCards store={store} classes={classes} />
        </Column>
        <Column number={2} title={t('textStep2')} done={store.marks.value !== null} id="teach-train">
          <TrainPanel store={store} classes={classes} next={next} />
        </Column>
        <Column number={3} title={t('teachStep3')} id="teach-answer">
          <LivePane store={store} classes={classes} />
        </Column>
      </div>
      <BlocksStrip
        opened={opened}
        blocks={program.blocks}
        parts={STEPS}
        describe={describe}
        grown={program.grown}
        filled={next === 'blocks'}
      />
    </div>
  );
}

/** 1–9 go to the line in which a sentence of that class is typed. */
function listenForDigits(): () => void {
  const down = (event: KeyboardEvent) => {
    const typing = event.target instanceof Element && event.target.closest(TYPED) !== null;
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
    const input = document.getElementById(`text-input-${Number(event.key) - 1}`);
    if (!input) return;
    event.preventDefault();
    input.focus();
  };
  addEventListener('keydown', down);
  return () => removeEventListener('keydown', down);
}
