/** The steps in their order, and which of them hold. */

import type { Dataset } from '../../lib/dataset_types';
import { isUnlabeled } from '../labels/labels';
import type { Part } from './mini_block';
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
  set: Pick<
    Dataset,
    'task' | 'classes' | 'pictures' | 'unlabeled' | 'answer' | 'divided' | 'builtin' | 'coming'
  > | null;
  /** The newest training was one of this program and left weights. */
  learned: boolean;
  /** The newest training was stopped. */
  cut: boolean;
  tested: boolean;
  /** The file is there. */
  converted: boolean;
  /** The file has answered. */
  used: boolean;
  refused: boolean;
}

/** Whether what a step is for is done: then the next one is open. */
export function holds(step: StepName, { program, set, learned, tested, converted, used, refused }: Progress): boolean {
  if (!program || refused) return false;
  const { plan } = program;
  const given = set !== null && fits(plan.task, set) && isUsable(set);
  const before: Record<StepName, boolean> = {
    task: plan.path === null || set === null || fits(plan.task, set),
    data: given,
    method: given && plan.train !== null,
    train: given && learned,
    test: given && learned && tested,
    convert: given && learned && converted,
    use: given && learned && converted && used,
  };
  return before[step];
}

/** Whether a step is ticked: with a training that was stopped one can go on, but it is not done. */
export function isDone(step: StepName, progress: Progress): boolean {
  return holds(step, progress) && !(step === 'train' && progress.cut);
}

/** Whether a model can be trained and tested with it. */
export function isUsable(set: NonNullable<Progress['set']>): boolean {
  const { pictures, answer, divided, builtin } = set;
  return builtin || (pictures > 0 && answer !== 'reject' && !isUnlabeled(set) && divided);
}

/** Whether a step can be gone to: all before it hold. */
export function isOpen(step: StepName, progress: Progress): boolean {
  return STEPS.slice(0, STEPS.indexOf(step)).every((one) => holds(one, progress));
}

/** What a set of data still lacks; null where the step asks for nothing else than its name says. */
export function findLack({
  program,
  set,
}: Progress): 'none' | 'coming' | 'empty' | 'unlabeled' | 'reject' | 'undivided' | null {
  if (!set) return 'none';
  if (set.coming) return 'coming';
  if (!program || !fits(program.plan.task, set) || set.builtin) return null;
  if (!set.pictures) return 'empty';
  if (isUnlabeled(set)) return 'unlabeled';
  if (set.answer === 'reject') return 'reject';
  return set.divided ? null : 'undivided';
}

/** The first step that still asks for something. */
export function findStep(progress: Progress): StepName {
  return STEPS.find((one) => !holds(one, progress)) ?? 'use';
}
