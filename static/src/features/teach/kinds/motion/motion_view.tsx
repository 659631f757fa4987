/** "Teach" by movement: the classes, training and test, and what the model says of the sensor, side by side. */

import { useEffect, useMemo } from 'preact/hooks';
import { LoadFailure, Loading } from '../../../../components/feedback/loading';
import type { IconName } from '../../../../components/icon';
import { Tabs } from '../../../../components/tabs';
import { type Key, t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import { getNextStep } from '../../panels/next_step';
import { countTraining } from '../../taught_store';
import { TeachColumns } from '../../teach_columns';
import { ClassCards, Told } from './class_cards';
import { LivePane } from './live_pane';
import { getMotionStore, type MotionStore } from './motion_store';
import { type MotionProgram, type Source, STEPS } from './program';
import { TrainPanel } from './train_panel';
import '../../../project/texts';
import './texts';
import '../../texts';

const SOURCE_TABS: Record<Source, { icon: IconName; label: Key }> = {
  phone: { icon: 'tablet', label: 'motionSource_phone' },
  simulated: { icon: 'pointer', label: 'motionSource_simulated' },
};

export function MotionView({ opened }: { opened: ProjectStore }) {
  const store = useMemo(() => getMotionStore(opened), [opened]);
  useEffect(() => store.enter(), [store]);
  const classes = store.classes.value;
  const program = store.program.value;
  if (store.trouble.value && !classes)
    return <LoadFailure trouble={store.trouble.value} onRetry={() => void store.load()} />;
  if (!classes || !program) return <Loading />;
  const next = getNextStep(store, store.test.running);
  const filled = classes.filter(countTraining).length;
  const describe = (part: (typeof STEPS)[number]) =>
    part === 'data' && !filled ? t('motionMini_data_none') : t(`motionMini_${part}`, { n: filled });
  return (
    <TeachColumns
      name="hands-page motion-page"
      store={store}
      titles={[t('motionStep1'), t('motionStep2')]}
      tools={<SourceTabs store={store} program={program} />}
      collecting={
        <>
          <Told store={store} />
          <div
            class="hands-what"
            id="motion-source-panel"
            role="tabpanel"
            aria-label={t(SOURCE_TABS[store.source].label)}
          >
            <ClassCards store={store} classes={classes} next={next} />
          </div>
        </>
      }
      training={<TrainPanel store={store} classes={classes} next={next} />}
      answering={<LivePane store={store} classes={classes} />}
      strip={{ blocks: program.blocks, parts: STEPS, describe, grown: program.grown, filled: next === 'blocks' }}
    />
  );
}

function SourceTabs({ store, program }: { store: MotionStore; program: MotionProgram }) {
  if (program.grown) return <b>{t(SOURCE_TABS[store.source].label)}</b>;
  return (
    <Tabs
      all={SOURCE_TABS}
      chosen={store.source}
      label={t('motionSource')}
      prefix="motion-source"
      onChoose={(source) => void store.chooseSource(source)}
    />
  );
}
