/** What labels are made with, and for which kind of labels. */

import type { IconName } from '../../../../components/icon';
import type { Key } from '../../../../lib/texts';
import type { Task } from '../../../../lib/types';
import '../texts';

export type Tool = 'select' | 'box' | 'outline' | 'click' | 'brush';

interface ToolRow {
  tool: Tool;
  icon: IconName;
  name: Key;
  key: string;
}

export const TOOLS: readonly ToolRow[] = [
  { tool: 'select', icon: 'pointer', name: 'labelSelect', key: 'V' },
  { tool: 'box', icon: 'square', name: 'labelBox', key: 'B' },
  { tool: 'outline', icon: 'pentagon', name: 'labelOutline', key: 'L' },
  { tool: 'click', icon: 'wand', name: 'labelClick', key: 'K' },
  { tool: 'brush', icon: 'palette', name: 'labelPaint', key: 'P' },
];

const TOOLS_OF: Record<Task, Tool[]> = {
  classification: [],
  multi_label: [],
  detection: ['select', 'box', 'outline', 'click'],
  instance: ['select', 'box', 'outline', 'click'],
  semantic: ['outline', 'click', 'brush'],
  regression: [],
};

export const listTools = (task: Task | null): readonly ToolRow[] =>
  task ? TOOLS.filter(({ tool }) => TOOLS_OF[task].includes(tool)) : [];

/** The one to begin with. */
export const FIRST_TOOL: Record<Task, Tool> = {
  classification: 'select',
  multi_label: 'select',
  detection: 'box',
  instance: 'outline',
  semantic: 'brush',
  regression: 'select',
};

/** Whether a model can propose labels of such a kind; without one class, or one number, each no picture is there. */
export const takesProposals = (task: Task | null) => task !== null && !['classification', 'regression'].includes(task);
/** Whether something is drawn; else the picture as a whole has labels. */
export const isDrawn = (task: Task | null) => task === 'detection' || task === 'instance' || task === 'semantic';
