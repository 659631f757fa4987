/** From labels to a model that learns from them, once there are enough. */

import { Icon } from '../../../../components/icon';
import { goToView } from '../../../../lib/route';
import { t } from '../../../../lib/texts';
import { getTrainingStep } from '../../../project/train_with';
import type { LabelingStore } from '../state/labeling_store';
import { canTrain, getNextStep } from '../state/next_step';
import '../texts';
import '../../texts';
import '../../../../lib/common_texts';

export function TrainPanel({ store }: { store: LabelingStore }) {
  const { data } = store;
  const set = data.set.value;
  if (!set || store.proposals.count.value || !canTrain(store)) return null;
  const step = getTrainingStep(data.opened, set.path, store.task.value);
  const back = data.toSteps.value && step.kind === 'used';
  const done = store.list.labeled.value >= store.list.total.value;
  // The labels are there for it: the training begins with the press.
  const train = async () => {
    await step.go();
    if (step.label === 'trainWith') await data.opened.start();
  };
  return (
    <section class="label-part label-train" aria-label={t('labelTrain')}>
      <header class="row">
        <Icon name="blocks" />
        <h2>{t('labelTrain')}</h2>
      </header>
      <p class="cap">{t(done ? 'labelTrainDone' : 'labelTrainEnough')}</p>
      <button
        class={`btn wide ${getNextStep(store) === 'train' ? 'pri' : ''}`}
        disabled={!back && step.disabled}
        onClick={() => (back ? goToView(data.opened.id, 'guide') : void train())}
      >
        <Icon name={back ? 'route' : 'blocks'} />
        <span>{t(back ? 'backToSteps' : (step.label ?? 'toTheBlocks'))}</span>
      </button>
    </section>
  );
}
