/** What labels are made with, and for which kind of labels. */

import type { IconName } from '../../../../components/icon';
import { findTask, getTask } from '../../../../lib/tasks';
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

/** How a kind of learning has its pictures labeled. */
export interface LabelingPart {
  /** What is drawn; null: the picture as a whole has labels. */
  draws: 'boxes' | 'outlines' | 'pixels' | null;
  /** The one to begin with first. */
  tools: readonly Tool[];
  /** Kinds whose models can propose labels. */
  proposers: readonly Task[];
  /** How it goes; none: the tool says. */
  hint?: Key;
}

declare module '../../../../lib/tasks' {
  interface TaskKind {
    labeling: LabelingPart;
  }
}

export const listTools = (task: Task | null): readonly ToolRow[] =>
  TOOLS.filter(({ tool }) => findTask(task)?.labeling.tools.includes(tool));
export const getFirstTool = (task: Task): Tool => getTask(task).labeling.tools[0] ?? 'select';
/** Whether a model can propose labels of such a kind. */
export const takesProposals = (task: Task | null) => Boolean(findTask(task)?.labeling.proposers.length);
export const getDrawn = (task: Task | null) => findTask(task)?.labeling.draws ?? null;
/** Whether something is drawn; else the picture as a whole has labels. */
export const isDrawn = (task: Task | null) => getDrawn(task) !== null;
