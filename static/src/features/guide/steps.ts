/** The steps in their order, and which of them hold. */

import type { Part } from '../../components/mini_block';
import type { Dataset } from '../../lib/dataset_types';
import { fits, type GuideProgram } from './program';

export const STEPS = ['task', 'data', 'method', 'train', 'test', 'convert', 'use'] as const;
export type StepName = (typeof STEPS)[number];

/** The blocks that a step writes. */
export const PARTS_OF: Record<StepName, readonly Part[]> = {
  task: ['model'],
  data: ['data', 'load'],
  method: ['model', 'train'],
  train: ['train'],
  test: ['test'],
  convert: ['convert'],
  use: ['open'],
};

/** What is known of a project, as far as its steps depend on it. */
export interface Progress {
  program: GuideProgram | null;
  set: Pick<Dataset, 'task' | 'pictures' | 'answer' | 'divided' | 'builtin'> | null;
  /** The newest training was one of this program and left weights. */
  learned: boolean;
  tested: boolean;
  /** The file is there. */
  converted: boolean;
  refused: boolean;
}

/** Whether what a step is for is done: then the next one is open. */
export function holds(step: StepName, { program, set, learned, tested, converted, refused }: Progress): boolean {
  if (!program || refused) return false;
  const { plan } = program;
  const given = set !== null && fits(plan.task, set.task) && isUsable(set);
  const before: Record<StepName, boolean> = {
    task: plan.path === null || set === null || fits(plan.task, set.task),
    data: given,
    method: given && plan.train !== null,
    train: given && learned,
    test: given && learned && tested,
    convert: given && learned && converted,
    use: false,
  };
  return before[step];
}

/** Whether a model can be trained and tested with it. */
export function isUsable({ pictures, answer, divided, builtin }: NonNullable<Progress['set']>): boolean {
  return builtin || (pictures > 0 && answer !== 'reject' && divided);
}

/** Whether a step can be gone to: all before it hold. */
export function isOpen(step: StepName, progress: Progress): boolean {
  return STEPS.slice(0, STEPS.indexOf(step)).every((one) => holds(one, progress));
}

/** The first step that still asks for something. */
export function findStep(progress: Progress): StepName {
  return STEPS.find((one) => !holds(one, progress)) ?? 'use';
}
