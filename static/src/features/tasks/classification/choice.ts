/** What is chosen in the test of a model that gives each picture one class: whose pictures, and which mistake. */

import { signal } from '@preact/signals';
import type { EvaluationEvent } from '../../../lib/messages';
import type { Test, TestChoice } from '../../evaluation/store';
import { isRight, type Picture } from './significance';

export type Tab = 'matrix' | 'classes' | 'compare';

/** Whose pictures are shown: of a cell, of a class, or all wrong ones. */
export type Selection =
  | { kind: 'cell'; truth: number; answer: number }
  | { kind: 'class'; truth: number }
  | { kind: 'most_confident' };

export class ClassificationChoice implements TestChoice {
  readonly selection = signal<Selection>({ kind: 'most_confident' });
  readonly tab = signal<Tab>('matrix');
  /** The mistake that is looked at in the lab, and those among which one goes on from it. */
  readonly lab = signal<{ number: Picture; among: Picture[] } | null>(null);
  /** The mistake that was looked at last: coming back, one is where one was. */
  left: Picture | null = null;

  reset(test: Test | null): void {
    this.selection.value = test?.marks.kind === 'marks' ? getFirstSelection(test.marks) : { kind: 'most_confident' };
    this.lab.value = null;
  }
}

/** What is worth seeing first: the pair that is confused most often. */
function getFirstSelection(marks: EvaluationEvent): Selection {
  if (!marks.matrix.length) return { kind: 'most_confident' };
  const { truth, answer } = listConfusions(marks)[0] ?? { truth: 0, answer: 0 };
  return { kind: 'cell', truth, answer };
}

export interface Confusion {
  truth: number;
  answer: number;
  count: number;
}

/** The wrong cells of the matrix, the fullest first. */
export function listConfusions(marks: EvaluationEvent): Confusion[] {
  const cells = marks.matrix.flatMap((row, truth) => row.map((count, answer) => ({ truth, answer, count })));
  return cells.filter((one) => one.count > 0 && one.truth !== one.answer).sort((a, b) => b.count - a.count);
}

/** The numbers of the pictures that a selection means. The wrong ones come first in a test, the surest first. */
export function filterImages(marks: EvaluationEvent, selection: Selection): Picture[] {
  const fits = ([, truth, answer]: EvaluationEvent['pictures'][number]) => {
    if (selection.kind === 'most_confident') return truth !== answer;
    return truth === selection.truth && (selection.kind === 'class' || answer === selection.answer);
  };
  const found = [...marks.pictures.keys()].filter((number) => fits(marks.pictures[number]));
  const rank = (number: Picture) => Number(isRight(marks.pictures[number])) * 2 - marks.pictures[number][3];
  return found.sort((a, b) => rank(a) - rank(b));
}
