/** A block in small, beside what it does: pressing it opens the blocks at that block. */

import { Icon, type IconName } from '../../components/icon';
import { goToProject } from '../../lib/route';
import type { ProjectStore } from '../../state/project_store';

/** The parts of a training's program, in the order of the program. drawer: whose color its block has. */
const LOOKS = {
  data: { icon: 'database', drawer: 'data' },
  model: { icon: 'brain', drawer: 'model' },
  load: { icon: 'download', drawer: 'model' },
  train: { icon: 'refresh', drawer: 'model' },
  test: { icon: 'clipboard', drawer: 'test' },
  convert: { icon: 'package', drawer: 'deploy' },
  open: { icon: 'file', drawer: 'deploy' },
  watch: { icon: 'scan', drawer: 'camera' },
} as const satisfies Record<string, { icon: IconName; drawer: string }>;
export type Part = keyof typeof LOOKS;
/** Those of programs of sentences and of texts. */
const WORD_LOOKS = {
  words: { icon: 'brain', drawer: 'words' },
  learn: { icon: 'refresh', drawer: 'words' },
  ask: { icon: 'question', drawer: 'words' },
  text: { icon: 'bookOpen', drawer: 'words' },
  machine: { icon: 'dices', drawer: 'words' },
  count: { icon: 'hash', drawer: 'words' },
  write: { icon: 'fastForward', drawer: 'words' },
} as const satisfies Record<string, { icon: IconName; drawer: string }>;
/** Those of programs that listen. */
const SOUND_LOOKS = { hear: { icon: 'ear', drawer: 'sound' } } as const;
export type MiniPart = Part | keyof typeof WORD_LOOKS | keyof typeof SOUND_LOOKS;

interface MiniBlockProps {
  opened: ProjectStore;
  /** Its id; none: it is not there yet. */
  block: string | undefined;
  part: MiniPart;
  label: string;
}

export function MiniBlock({ opened, block, part, label }: MiniBlockProps) {
  const look = { ...LOOKS, ...WORD_LOOKS, ...SOUND_LOOKS }[part];
  if (!block)
    return (
      <span class="mini planned">
        <Icon name={look.icon} size="s" />
        <span class="ell">{label}</span>
      </span>
    );
  return (
    <button
      class={`mini mini-${look.drawer}`}
      data-part={part}
      title={label}
      onClick={() => void showBlock(opened, block)}
    >
      <Icon name={look.icon} size="s" />
      <span class="ell">{label}</span>
    </button>
  );
}

/** The way to all blocks, or to one of them. */
export function BlocksButton({ opened, block, kind, text }: BlocksButtonProps) {
  return (
    <button class={`btn ${kind}`} onClick={() => void showBlock(opened, block)}>
      <Icon name="blocks" />
      <span>{text}</span>
    </button>
  );
}

interface BlocksButtonProps {
  opened: ProjectStore;
  block?: string | undefined;
  /** Its classes beside `btn`. */
  kind: string;
  text: string;
}

/** Goes to the blocks, and there to one of them. */
async function showBlock(opened: ProjectStore, block?: string): Promise<void> {
  goToProject(opened.id);
  const canvas = await opened.requireCanvas();
  if (block && canvas.has(block)) canvas.showBlock(block);
}
