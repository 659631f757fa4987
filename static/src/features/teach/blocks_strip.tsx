/** The program as a row of small blocks: each leads to the block that does it. */

import { Icon } from '../../components/icon';
import { MiniBlock, type MiniLook, showBlock } from '../../components/mini_block';
import { type Key, t } from '../../lib/texts';
import type { NextStep } from './next_step';
import { STEPS, type Step, type TeachProgram } from './program';
import type { TeachStore } from './teach_store';
import './texts';

const LOOKS: Record<Step, MiniLook> = {
  data: { icon: 'database', drawer: 'data' },
  model: { icon: 'brain', drawer: 'model' },
  train: { icon: 'refresh', drawer: 'model' },
  test: { icon: 'clipboard', drawer: 'test' },
  watch: { icon: 'scan', drawer: 'camera' },
};

interface StripProps {
  store: TeachStore;
  program: TeachProgram;
  next: NextStep;
  classes: number;
}

export function BlocksStrip({ store, program, next, classes }: StripProps) {
  return (
    <footer class="teach-strip">
      <b>{t('teachBlocks')}</b>
      <div class="teach-minis">
        {STEPS.filter((step) => program.blocks[step]).map((step) => (
          <MiniBlock
            key={step}
            opened={store.opened}
            block={program.blocks[step]}
            look={LOOKS[step]}
            label={t(`teachMini_${step}` as Key, { n: classes })}
          />
        ))}
      </div>
      <span class="cap teach-same">{t(program.grown ? 'teachGrown' : 'teachSame')}</span>
      <span class="grow" />
      <button class={`btn ${next === 'blocks' ? 'pri' : ''}`} onClick={() => void showBlock(store.opened)}>
        <Icon name="blocks" />
        <span>{t('teachLook')}</span>
      </button>
    </footer>
  );
}
