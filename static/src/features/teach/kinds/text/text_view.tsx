/** "Teach" with sentences: the classes, training and test, and what the model says of a sentence, side by side. */

import { useEffect } from 'preact/hooks';
import { t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import { FittedView } from '../../panels/fitted_view';
import { ClassCards } from './class_cards';
import { LivePane } from './live_pane';
import { STEPS } from './program';
import { getTextStore, type TextStore } from './text_store';
import { TrainPanel } from './train_panel';
import '../../../model_files/texts';
import './texts';
import '../../texts';
import '../../../../lib/common_texts';

const TYPED = 'input, textarea, select, [contenteditable]';

export function TextView({ opened }: { opened: ProjectStore }) {
  const store = getTextStore(opened);
  useEffect(() => listenForDigits(), []);
  return (
    <FittedView
      name="text-page"
      store={store}
      tested={store.turn.value !== null}
      titles={[t('textStep1'), t('textStep2')]}
      collecting={({ classes }) => (
        <>
          <span class="cap num">{describeTotal(store)}</span>
          <ClassCards store={store} classes={classes} />
        </>
      )}
      training={({ classes, next }) => <TrainPanel store={store} classes={classes} next={next} />}
      answering={(classes) => <LivePane store={store} classes={classes} />}
      parts={STEPS}
      describe={(part, n) => (part === 'data' && !n ? t('textMini_data_none') : t(`textMini_${part}`, { n }))}
    />
  );
}

function describeTotal({ filled, total }: TextStore): string {
  if (!total.value) return '';
  return t('textTotal', { classes: t('classCount', { n: filled.value.length }), n: total.value });
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
