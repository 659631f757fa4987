/** "Teach" with sentences: the classes, training and test, and what the model says of a sentence, side by side. */

import { useEffect, useMemo } from 'preact/hooks';
import { LoadFailure, Loading } from '../../../../components/feedback/loading';
import { t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import { getNextStep } from '../../panels/next_step';
import { TeachColumns } from '../../teach_columns';
import { ClassCards } from './class_cards';
import { LivePane } from './live_pane';
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
  const next = getNextStep(store, store.turn.value !== null);
  const filled = classes.filter(countTraining).length;
  const describe = (part: (typeof STEPS)[number]) =>
    part === 'data' && !filled ? t('textMini_data_none') : t(`textMini_${part}`, { n: filled });
  return (
    <TeachColumns
      name="text-page"
      store={store}
      titles={[t('textStep1'), t('textStep2')]}
      collecting={
        <>
          <span class="cap num">
            {store.total.value > 0 && t('textTotal', { classes: t('classCount', { n: filled }), n: store.total.value })}
          </span>
          <ClassCards store={store} classes={classes} />
        </>
      }
      training={<TrainPanel store={store} classes={classes} next={next} />}
      answering={<LivePane store={store} classes={classes} />}
      strip={{ blocks: program.blocks, parts: STEPS, describe, grown: program.grown, filled: next === 'blocks' }}
    />
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
