/** "Teach" by sounds: the classes, training and test, and what the model hears, side by side. */

import { useEffect, useMemo } from 'preact/hooks';
import { LoadFailure, Loading } from '../../../../components/feedback/loading';
import { Icon } from '../../../../components/icon';
import { say, t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import { getNextStep } from '../../panels/next_step';
import { countTraining } from '../../taught_store';
import { TeachColumns } from '../../teach_columns';
import { ClassCards } from './class_cards';
import { LivePane } from './live_pane';
import { STEPS } from './program';
import { getSoundStore } from './sound_store';
import { SourceChoice } from './source_choice';
import { TrainPanel } from './train_panel';
import './texts';

export function SoundsView({ opened }: { opened: ProjectStore }) {
  const store = useMemo(() => getSoundStore(opened), [opened]);
  useEffect(() => store.enter(), [store]);
  const classes = store.classes.value;
  const program = store.program.value;
  if (store.trouble.value && !classes)
    return <LoadFailure trouble={store.trouble.value} onRetry={() => void store.load()} />;
  if (!classes || !program) return <Loading />;
  const next = getNextStep(store, store.test.running);
  const filled = classes.filter(countTraining).length;
  const describe = (part: (typeof STEPS)[number]) =>
    part === 'data' && !filled ? t('soundsMini_data_none') : t(`soundsMini_${part}`, { n: filled });
  return (
    <TeachColumns
      name="sounds-page"
      store={store}
      titles={[t('soundsStep1'), t('soundsStep2'), t('soundsStep3')]}
      tools={<span class="cap num sounds-each">{t('soundsEach', { n: String(store.total.value) })}</span>}
      collecting={
        <>
          {store.trouble.value && (
            <p class="row teach-trouble" role="alert">
              <Icon name="alert" class="bad-text" />
              <span>{say(store.trouble.value)}</span>
            </p>
          )}
          <ClassCards store={store} classes={classes} next={next} />
        </>
      }
      training={<TrainPanel store={store} classes={classes} next={next} />}
      answerTools={store.learned.value && <SourceChoice store={store} />}
      answering={<LivePane store={store} classes={classes} />}
      strip={{ blocks: program.blocks, parts: STEPS, describe, grown: program.grown, filled: next === 'blocks' }}
    />
  );
}
