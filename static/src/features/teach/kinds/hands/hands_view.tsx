/** "Teach" by points: the classes, training and test, and what the model says to the camera, side by side. */

import { useEffect, useMemo } from 'preact/hooks';
import { LoadFailure, Loading } from '../../../../components/feedback/loading';
import { Icon } from '../../../../components/icon';
import { Menu, MenuItem } from '../../../../components/menu';
import { Tabs } from '../../../../components/tabs';
import { type Key, say, t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import { getNextStep } from '../../panels/next_step';
import { countTraining } from '../../taught_store';
import { TeachColumns } from '../../teach_columns';
import { ClassCards } from './class_cards';
import { getHandsStore, type HandsStore } from './hands_store';
import { LivePane } from './live_pane';
import { type HandsProgram, STEPS, type What } from './program';
import { TrainPanel } from './train_panel';
import '../../../project/texts';
import './texts';
import '../../texts';
import '../../../../lib/common_texts';

export function HandsView({ opened }: { opened: ProjectStore }) {
  const store = useMemo(() => getHandsStore(opened), [opened]);
  useEffect(() => store.enter(), [store]);
  const classes = store.classes.value;
  const program = store.program.value;
  if (store.trouble.value && !classes)
    return <LoadFailure trouble={store.trouble.value} onRetry={() => void store.load()} />;
  if (!classes || !program) return <Loading />;
  const next = getNextStep(store, store.test.running);
  const filled = classes.filter(countTraining).length;
  const describe = (part: (typeof STEPS)[number]) =>
    part === 'data' && !filled ? t('handsMini_data_none') : t(`handsMini_${part}`, { n: filled });
  return (
    <TeachColumns
      name="hands-page"
      store={store}
      titles={[t('handsStep1'), t('handsStep2')]}
      tools={<WhatTabs store={store} program={program} />}
      collecting={
        <>
          {store.trouble.value && (
            <p class="row teach-trouble" role="alert">
              <Icon name="alert" class="bad-text" />
              <span>{say(store.trouble.value)}</span>
            </p>
          )}
          <div class="hands-what" id="hands-what-panel" role="tabpanel" aria-label={t(WHAT_TABS[program.what])}>
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
