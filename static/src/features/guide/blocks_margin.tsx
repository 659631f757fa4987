/** The blocks of the step, of the one before it and of the next: each opens the blocks there. */

import { getTask } from '../../lib/tasks';
import { t } from '../../lib/texts';
import { makeModelPath } from '../project/training_program';
import { BlocksButton, MiniBlock, type Part } from './mini_block';
import { PARTS_OF, STEPS, type StepName } from './steps';
import type { GuideStore } from './store';
import './texts';

export function BlocksMargin({ store, step }: { store: GuideStore; step: StepName }) {
  const at = STEPS.indexOf(step);
  const [before, after] = [STEPS[at - 1], STEPS[at + 1]];
  const around = [before, step, after].filter((one) => one !== undefined);
  const first = Object.values(store.program.value?.blocks ?? {}).find(Boolean);
  const shown = PARTS_OF[step].map((part) => store.program.value?.blocks[part]).find(Boolean) ?? first;
  return (
    <aside class="guide-margin" aria-labelledby="guide-blocks">
      <h2 id="guide-blocks">{t('guideBlocks')}</h2>
      <p class="cap">{t(store.program.value?.grown ? 'guideBlocksFixed' : 'guideBlocksText')}</p>
      {around.map((one, place) => (
        <StepBlocks
          key={one}
          store={store}
          step={one}
          seen={around.slice(0, place).flatMap((earlier) => PARTS_OF[earlier])}
          now={one === step}
        />
      ))}
      <span class="grow" />
      <BlocksButton opened={store.opened} block={shown} kind="wide" text={t('guideToBlocks')} />
    </aside>
  );
}

interface StepBlocksProps {
  store: GuideStore;
  step: StepName;
  /** The blocks that stand above already: the program has each of them once. */
  seen: readonly Part[];
  now: boolean;
}

function StepBlocks({ store, step, seen, now }: StepBlocksProps) {
  const blocks = store.program.value?.blocks ?? {};
  const n = String(STEPS.indexOf(step) + 1);
  const parts = PARTS_OF[step].filter((part) => !seen.includes(part));
  const written = parts.some((part) => blocks[part]);
  const title = !parts.length ? 'guideRunsBlocks' : written ? 'guideOfStep' : 'guideWillWrite';
  return (
    <div class={now ? 'guide-now' : 'guide-around'}>
      <h3>{t(title, { n })}</h3>
      <div class="guide-minis">
        {parts.map((part) => (
          <MiniBlock
            key={part}
            opened={store.opened}
            block={blocks[part]}
            part={part}
            label={describePart(store, part)}
          />
        ))}
      </div>
    </div>
  );
}

/** What the block of a part does, in a few words. */
export function describePart(store: GuideStore, part: Part): string {
  const program = store.program.value;
  if (!program) return t(`guideMini_${part}`, { name: '…', n: '…' });
  const { plan, file } = program;
  const { program: kind, steps } = getTask(plan.task);
  const name = plan.path?.split('/').pop() ?? '…';
  if (part === 'data') return t(kind.rows ? 'guideMini_table' : 'guideMini_data', { name });
  if (part === 'load') return t('guideMini_load', { name });
  if (part === 'model') return t(steps!.model, { name: steps!.nameBackbone?.(plan.backbone) ?? plan.backbone });
  if (part === 'train' && kind.rows) return t('guideMini_fit');
  if (part === 'train') {
    const n = String(plan.train?.epochs ?? '…');
    return t(plan.train?.quick ? 'guideMini_quick' : 'guideMini_train', { n });
  }
  return t(`guideMini_${part}`, { name: file || makeModelPath(plan) });
}
