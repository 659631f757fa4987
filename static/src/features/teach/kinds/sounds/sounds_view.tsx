/** "Teach" by sounds: the classes, training and test, and what the model hears, side by side. */

import { t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import { Trouble } from '../../panels/class_card';
import { FittedView } from '../../panels/fitted_view';
import { ClassCards } from './class_cards';
import { LivePane } from './live_pane';
import { STEPS } from './program';
import { getSoundStore } from './sound_store';
import { SourceChoice } from './source_choice';
import { TrainPanel } from './train_panel';
import './texts';

export function SoundsView({ opened }: { opened: ProjectStore }) {
  const store = getSoundStore(opened);
  return (
    <FittedView
      name="sounds-page"
      store={store}
      tested={store.test.running}
      titles={[t('soundsStep1'), t('soundsStep2'), t('soundsStep3')]}
      tools={() => <span class="cap num sounds-each">{t('soundsEach', { n: String(store.total.value) })}</span>}
      answerTools={store.learned.value && <SourceChoice store={store} />}
      collecting={({ classes, next }) => (
        <>
          <Trouble text={store.trouble.value} />
          <ClassCards store={store} classes={classes} next={next} />
        </>
      )}
      training={({ classes, next }) => <TrainPanel store={store} classes={classes} next={next} />}
      answering={(classes) => <LivePane store={store} classes={classes} />}
      parts={STEPS}
      describe={(part, n) => (part === 'data' && !n ? t('soundsMini_data_none') : t(`soundsMini_${part}`, { n }))}
    />
  );
}
