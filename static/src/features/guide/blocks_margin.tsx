/** The blocks of the step, of the one before it and of the next: each opens the blocks there. */

import { Icon } from '../../components/icon';
import { MiniBlock, type MiniLook, showBlock } from '../../components/mini_block';
import { t } from '../../lib/texts';
import { makeModelPath } from '../project/training_program';
import type { Part } from './program';
import { PARTS_OF, STEPS, type StepName } from './steps';
import type { GuideStore } from './store';
import './texts';

const LOOKS: Record<Part, MiniLook> = {
  data: { icon: 'database', drawer: 'data' },
  model: { icon: 'brain', drawer: 'model' },
  load: { icon: 'download', drawer: 'model' },
  train: { icon: 'refresh', drawer: 'model' },
  test: { icon: 'clipboard', drawer: 'test' },
  convert: { icon: 'package', drawer: 'deploy' },
  open: { icon: 'file', drawer: 'deploy' },
};

export function BlocksMargin({ store, step }: { store: GuideStore; step: StepName }) {
  const at = STEPS.indexOf(step);
  const [before, after] = [STEPS[at - 1], STEPS[at + 1]];
  const first = Object.values(store.program.value?.blocks ?? {}).find(Boolean);
  const shown = PARTS_OF[step].map((part) => store.program.value?.blocks[part]).find(Boolean) ?? first;
  return (
    <aside class="guide-margin" aria-labelledby="guide-blocks">
      <h2 id="guide-blocks">{t('guideBlocks')}</h2>
      <p class="cap">{t('guideBlocksText')}</p>
      {before && <StepBlocks store={store} step={before} />}
      <StepBlocks store={store} step={step} now />
      {after && <StepBlocks store={store} step={after} />}
      <span class="grow" />
      <button class="btn wide" onClick={() => void showBlock(store.opened, shown)}>
        <Icon name="blocks" />
        <span>{t('guideToBlocks')}</span>
      </button>
    </aside>
  );
}

function StepBlocks({ store, step, now = false }: { store: GuideStore; step: StepName; now?: boolean }) {
  const blocks = store.program.value?.blocks ?? {};
  const n = String(STEPS.indexOf(step) + 1);
  const written = PARTS_OF[step].some((part) => blocks[part]);
  return (
    <div class={now ? 'guide-now' : 'guide-around'}>
      <h3>{t(written ? 'guideOfStep' : 'guideWillWrite', { n })}</h3>
      <div class="guide-minis">
        {PARTS_OF[step].map((part) => (
          <MiniBlock
            key={part}
            opened={store.opened}
            block={blocks[part]}
            look={LOOKS[part]}
            label={describePart(store, part)}
          />
        ))}
      </div>
    </div>
  );
}

function describePart(store: GuideStore, part: Part): string {
  const program = store.program.value;
  if (!program) return t(`guideMini_${part}`, { name: '…', n: '…' });
  const { plan, file } = program;
  if (part === 'data' || part === 'load') return t(`guideMini_${part}`, { name: plan.path?.split('/').pop() ?? '…' });
  if (part === 'model')
    return t(plan.task === 'detection' ? 'guideMini_detector' : 'guideMini_model', { name: plan.backbone });
  if (part === 'train') {
    const n = String(plan.train?.epochs ?? '…');
    return t(plan.train?.quick ? 'guideMini_quick' : 'guideMini_train', { n });
  }
  return t(`guideMini_${part}`, { name: file || makeModelPath(plan) });
}
