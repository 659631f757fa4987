/** "Teach" by points: the classes, training and test, and what the model says to the camera, side by side. */

import { Icon } from '../../../../components/icon';
import { Menu, MenuItem } from '../../../../components/menu';
import { Tabs } from '../../../../components/tabs';
import { type Key, t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import { Trouble } from '../../panels/class_card';
import { FittedView } from '../../panels/fitted_view';
import { ClassCards } from './class_cards';
import { getHandsStore, type HandsStore } from './hands_store';
import { LivePane } from './live_pane';
import { type HandsProgram, STEPS, type What } from './program';
import { TrainPanel } from './train_panel';
import './texts';
import '../../texts';
import '../../../../lib/common_texts';

export function HandsView({ opened }: { opened: ProjectStore }) {
  const store = getHandsStore(opened);
  return (
    <FittedView
      name="hands-page"
      store={store}
      tested={store.test.running}
      titles={[t('handsStep1'), t('handsStep2')]}
      tools={(program) => <WhatTabs store={store} program={program} />}
      collecting={({ classes, program, next }) => (
        <>
          <Trouble text={store.trouble.value} />
          <div class="hands-what" id="hands-what-panel" role="tabpanel" aria-label={t(WHAT_TABS[program.what])}>
            <ClassCards store={store} classes={classes} next={next} />
          </div>
        </>
      )}
      training={({ classes, next }) => <TrainPanel store={store} classes={classes} next={next} />}
      answering={(classes) => <LivePane store={store} classes={classes} />}
      parts={STEPS}
      describe={(part, n) => (part === 'data' && !n ? t('handsMini_data_none') : t(`handsMini_${part}`, { n }))}
    />
  );
}

const WHAT_TABS: Record<What, Key> = {
  hand: 'handsWhat_hand',
  body: 'handsWhat_body',
  face: 'handsWhat_face',
};

function WhatTabs({ store, program }: { store: HandsStore; program: HandsProgram }) {
  if (program.grown) return <b>{t(WHAT_TABS[program.what])}</b>;
  return (
    <>
      <Tabs
        all={WHAT_TABS}
        chosen={program.what}
        label={t('handsWhat')}
        prefix="hands-what"
        onChoose={(what) => void store.chooseWhat(what)}
      />
      {program.what === 'hand' && (
        <Menu label={t('handsMore')} button={<Icon name="more" />}>
          <MenuItem
            label={t('handsSides')}
            toggle
            checked={!program.mirrored}
            onChoose={() => void store.setMirrored(!program.mirrored)}
          />
        </Menu>
      )}
    </>
  );
}
