/** The program as a row of small blocks: each leads to the block that does it. */

import { t } from '../../lib/texts';
import type { ProjectStore } from '../../state/project_store';
import { BlocksButton, MiniBlock, type MiniPart } from '../guide/mini_block';
import './texts';

interface StripProps<Shown extends MiniPart> {
  opened: ProjectStore;
  /** The ids of the blocks that are there. */
  blocks: Partial<Record<MiniPart, string>>;
  /** The parts that are shown, each in a few words. */
  parts: readonly Shown[];
  describe(part: Shown): string;
  grown: boolean;
  /** To look at the blocks is the next step. */
  filled: boolean;
}

export function BlocksStrip<Shown extends MiniPart>({
  opened,
  blocks,
  parts,
  describe,
  grown,
  filled,
}: StripProps<Shown>) {
  return (
    <footer class="teach-strip">
      <b>{t('teachBlocks')}</b>
      <div class="teach-minis">
        {parts
          .filter((part) => blocks[part])
          .map((part) => (
            <MiniBlock key={part} opened={opened} block={blocks[part]} part={part} label={describe(part)} />
          ))}
      </div>
      <span class="cap teach-same">{t(grown ? 'teachGrown' : 'teachSame')}</span>
      <span class="grow" />
      <BlocksButton opened={opened} kind={filled ? 'pri' : ''} text={t('teachLook')} />
    </footer>
  );
}
