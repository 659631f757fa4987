/** "Teach": pictures of each class, training and test, and what the model says to the camera, side by side. */

import { useEffect, useMemo } from 'preact/hooks';
import { Loading } from '../../components/feedback/loading';
import { Icon } from '../../components/icon';
import { lazy } from '../../components/lazy';
import { type Key, t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { teachesFinding } from '../guide/program';
import { getGuideStore } from '../guide/store';
import { DeviceNameButton } from '../lan/device_name';
import { AnswerPanel, AnswerSources } from './answer_panel';
import { BlocksStrip } from './blocks_strip';
import { ClassCards } from './class_cards';
import { Column } from './column';
import { KindSwitch } from './kind_switch';
import { getNextStep } from './next_step';
import { STEPS } from './program';
import { getTeachStore, type TeachStore } from './teach_store';
import { TrainPanel } from './train_panel';
import '../model_files/texts';
import '../project/texts';
import './texts';
import '../../lib/common_texts';

const FindView = lazy(() => import('./find/find_view').then((module) => module.FindView));

/** Teaching to recognize, or to find and count: as the blocks of the project have it. */
export function TeachView({ opened }: { opened: ProjectStore }) {
  const store = useMemo(() => getTeachStore(opened), [opened]);
  if (store.program.value) return <RecognizeView store={store} />;
  const guide = getGuideStore(opened);
  if (teachesFinding(guide.program.value)) return <FindView guide={guide} />;
  return (
    <div class="empty">
      <Icon name="teach" size="l" />
      <b>{t('teachNoProgram')}</b>
      <p>{t('teachNoProgramText')}</p>
    </div>
  );
}

function RecognizeView({ store }: { store: TeachStore }) {
  const { opened } = store;
  useEffect(() => store.enter(), [store]);
  useEffect(() => store.listen(), [store]);
  const classes = store.classes.value;
  const program = store.program.value;
  if (!classes || !program) return <Loading />;
  const next = getNextStep(store);
  const unbegun = !program.grown && !opened.readOnly.value && !store.learned.value && !store.pictures.value;
  const filled = classes.length - store.empty.value.length;
  const describe = (part: string) =>
    part === 'data' && !filled ? t('teachMini_data_none') : t(`teachMini_${part}` as Key, { n: filled });
  return (
    <div class="teach">
      <h1 class="sr">{t('viewTeach')}</h1>
      <div class="teach-columns">
        <Column
          number={1}
          title={t('teachStep1')}
          done={store.canTrain.value && !store.empty.value.length}
          id="teach-pictures"
        >
          {unbegun ? (
            <KindSwitch guide={getGuideStore(opened)} chosen="folders" />
          ) : (
            <span class="cap num">
              {store.pictures.value > 0 &&
                t('teachTotal', { classes: t('classCount', { n: filled }), n: store.pictures.value })}
            </span>
          )}
          <DeviceNameButton />
          <ClassCards store={store} classes={classes} next={next} />
        </Column>
        <Column number={2} title={t('teachStep2')} done={store.marks.value?.split === 'test'} id="teach-train">
          <TrainPanel store={store} classes={classes} next={next} />
        </Column>
        <Column
          number={3}
          title={t('teachStep3')}
          id="teach-answer"
          tools={store.learned.value && <AnswerSources store={store} />}
        >
          <AnswerPanel store={store} classes={classes} />
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
