/** Pictures of each class, training and test, and what the model says to the camera, side by side. */

import { useEffect, useMemo } from 'preact/hooks';
import { Loading } from '../../../../components/feedback/loading';
import { t } from '../../../../lib/texts';
import type { ProjectStore } from '../../../../state/project_store';
import { DeviceNameButton } from '../../../lan/device_name';
import { BlocksStrip } from '../../blocks_strip';
import { Column } from '../../column';
import { AnswerPanel, AnswerSources } from './answer_panel';
import { ClassCards } from './class_cards';
import { getNextStep } from './next_step';
import { STEPS } from './program';
import { getTeachStore } from './teach_store';
import { TrainPanel } from './train_panel';
import { UnsureCard } from './unsure/unsure_card';
import '../../../model_files/texts';
import '../../../project/texts';
import '../../texts';
import '../../../../lib/common_texts';

export function PicturesView({ opened }: { opened: ProjectStore }) {
  const store = useMemo(() => getTeachStore(opened), [opened]);
  useEffect(() => store.enter(), [store]);
  useEffect(() => store.listen(), [store]);
  const classes = store.classes.value;
  const program = store.program.value;
  if (!classes || !program) return <Loading />;
  const next = getNextStep(store);
  const filled = classes.length - store.empty.value.length;
  const describe = (part: (typeof STEPS)[number]) =>
    part === 'data' && !filled ? t('teachMini_data_none') : t(`teachMini_${part}`, { n: filled });
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
          <span class="cap num">
            {store.total.value > 0 &&
              t('teachTotal', { classes: t('classCount', { n: filled }), n: store.total.value })}
          </span>
          <DeviceNameButton />
          <UnsureCard store={store} classes={classes} />
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
          <AnswerPanel store={store} />
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
