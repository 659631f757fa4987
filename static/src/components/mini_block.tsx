/** A block in small, beside what it does: pressing it opens the blocks at that block. */

import { goToProject } from '../lib/route';
import type { ProjectStore } from '../state/project_store';
import { Icon, type IconName } from './icon';

/** drawer: whose color it has. */
export interface MiniLook {
  icon: IconName;
  drawer: 'data' | 'model' | 'test' | 'camera' | 'deploy';
}

interface MiniBlockProps {
  opened: ProjectStore;
  /** Its id; none: it is not there yet. */
  block: string | undefined;
  look: MiniLook;
  label: string;
}

export function MiniBlock({ opened, block, look, label }: MiniBlockProps) {
  if (!block)
    return (
      <span class="mini planned">
        <Icon name={look.icon} size="s" />
        <span class="ell">{label}</span>
      </span>
    );
  return (
    <button class={`mini mini-${look.drawer}`} title={label} onClick={() => void showBlock(opened, block)}>
      <Icon name={look.icon} size="s" />
      <span class="ell">{label}</span>
    </button>
  );
}

/** Goes to the blocks, and there to one of them. */
export async function showBlock(opened: ProjectStore, block?: string): Promise<void> {
  goToProject(opened.id);
  const canvas = await opened.requireCanvas();
  if (block && canvas.has(block)) canvas.showBlock(block);
}
