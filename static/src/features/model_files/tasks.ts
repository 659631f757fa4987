/** What models are for. */

import { findTask } from '../../lib/tasks';

declare module '../../lib/tasks' {
  interface TaskKind {
    /** What smaller files of a model are compared by: right answers or a mark. Null: none are written. */
    smaller: 'correct' | 'map50' | 'miou' | null;
  }
}

/** Whether what a model finds is drawn over its picture: boxes, outlines or areas. */
export function drawsOver({ task }: { task?: string | null }): boolean {
  return isDetector({ task }) || findTask(task)?.labels === 'pixels';
}

/** Whether a model finds things in pictures. */
export function isDetector({ task }: { task?: string | null }): boolean {
  return findTask(task)?.labels === 'places';
}
