/** "Teach" by movement: the classes, training and test, and what the model says of the sensor, side by side. */

import type { IconName } from '../../../../components/icon';
import { Tabs } from '../../../../components/tabs';
import { type Key, t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import { FittedView } from '../../panels/fitted_view';
import { ClassCards, Told } from './class_cards';
import { LivePane } from './live_pane';
import { getMotionStore, type MotionStore } from './motion_store';
import { type MotionProgram, type Source, STEPS } from './program';
import { TrainPanel } from './train_panel';
import './texts';
import '../../texts';

const SOURCE_TABS: Record<Source, { icon: IconName; label: Key }> = {
  phone: { icon: 'tablet', label: 'motionSource_phone' },
  simulated: { icon: 'pointer', label: 'motionSource_simulated' },
};

export function MotionView({ opened }: { opened: ProjectStore }) {
  const store = getMotionStore(opened);
  return (
    <FittedView
      name="hands-page motion-page"
      store={store}
      tested={store.test.running}
      titles={[t('motionStep1'), t('motionStep2')]}
      tools={(program) => <SourceTabs store={store} program={program} />}
      collecting={({ classes, next }) => (
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
      )}
      training={({ classes, next }) => <TrainPanel store={store} classes={classes} next={next} />}
      answering={(classes) => <LivePane store={store} classes={classes} />}
      parts={STEPS}
      describe={(part, n) => (part === 'data' && !n ? t('motionMini_data_none') : t(`motionMini_${part}`, { n }))}
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
