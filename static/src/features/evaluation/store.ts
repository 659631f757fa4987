/**
 * The tests of a project, the one that is looked at, and what is chosen in it. It outlives the view, which comes back
 * as it was left.
 */

import { signal } from '@preact/signals';
import * as api from '../../lib/api';
import type { EvaluatedPicture, EvaluationEvent } from '../../lib/messages';
import type { AnyEvaluation } from '../../lib/run_types';
import type { EvaluationRow, RunRow, Text } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { DetectionSelection } from './detection/selection';
import { isRight, type Picture } from './significance';

/** A test in the list: the n-th of a run. */
export interface TestRow extends EvaluationRow {
  key: string;
  run: string;
  number: number;
}

export interface Test<M extends AnyEvaluation = AnyEvaluation> {
  row: TestRow;
  marks: M;
}

/** Whether a test was one of a model that finds things. */
export const isDetection = (row: EvaluationRow) => row.task === 'detection' || row.task === 'instance';
/** Whether a test was one of a model of several labels. */
export const isTagged = (row: EvaluationRow) => row.task === 'multi_label';
/** Whether a test was one of a model that paints. */
export const isPainted = (row: EvaluationRow) => row.task === 'semantic';
export const isClassification = (test: Test): test is Test<EvaluationEvent> => test.marks.kind === 'marks';

export type Tab = 'matrix' | 'classes' | 'compare';

/** Whose pictures are shown: of a cell, of a class, or all wrong ones. */
export type Selection =
  | { kind: 'cell'; truth: number; answer: number }
  | { kind: 'class'; truth: number }
  | { kind: 'most_confident' };

export class EvaluationStore {
  /** Newest first; null before the first answer. */
  readonly rows = signal<TestRow[] | null>(null);
  readonly shown = signal<Test | null>(null);
  readonly before = signal<Test | null>(null);
  readonly selection = signal<Selection>({ kind: 'most_confident' });
  readonly tab = signal<Tab>('matrix');
  readonly trouble = signal<Text | null>(null);
  /** The mistake that is looked at in the lab, and those among which one goes on from it. */
  readonly lab = signal<{ number: Picture; among: Picture[] } | null>(null);
  /** The mistake that was looked at last: coming back, one is where one was. */
  left: Picture | null = null;
  /** What is chosen in a test of a model that finds things. */
  readonly finding = new DetectionSelection();
  /** The test to compare with, when it was chosen by hand. */
  private other: string | null = null;
  private asked = 0;

  constructor(private readonly project: string) {}

  /** Reads the list anew and shows a test: `wanted` is a test's key or a run's id; without it the newest. */
  async show(wanted: string | null): Promise<void> {
    const mine = ++this.asked;
    try {
      const rows = listRows(await api.fetchRuns(this.project));
      const row = rows.find((one) => one.key === wanted || one.run === wanted) ?? rows[0];
      const other =
        row &&
        (rows.find((one) => one.key === this.other && one.key !== row.key && isSameKind(one, row)) ??
          findPrevious(rows, row));
      const [shown, before] = await Promise.all([row, other].map((one) => (one ? this.load(one) : null)));
      if (mine !== this.asked) return;
      this.rows.value = rows;
      this.before.value = before;
      if (shown?.row.key !== this.shown.value?.row.key) {
        this.selection.value =
          shown && isClassification(shown) ? getFirstSelection(shown.marks) : { kind: 'most_confident' };
        this.finding.reset();
        this.lab.value = null;
      }
      this.shown.value = shown;
      this.trouble.value = null;
    } catch (error) {
      if (mine === this.asked) this.trouble.value = api.describeError(error);
    }
  }

  compareWith(key: string): void {
    this.other = key;
    void this.show(this.shown.value?.row.key ?? null);
  }

  private async load(row: TestRow): Promise<Test | null> {
    const known = [this.shown.value, this.before.value].find((one) => one?.row.key === row.key);
    if (known) return known;
    const marks = (await api.fetchTrainingHistory(this.project, row.run)).marks[row.number];
    return marks ? { row, marks } : null;
  }
}

function listRows(runs: RunRow[]): TestRow[] {
  const ofRun = (run: RunRow) =>
    run.marks.map((marks, number) => ({ ...marks, key: `${run.id}:${number}`, run: run.id, number })).reverse();
  return runs.flatMap(ofRun).sort((one, other) => other.at - one.at);
}

const isSameKind = (one: EvaluationRow, other: EvaluationRow) =>
  isDetection(one) === isDetection(other) && isTagged(one) === isTagged(other);

/** The test before: of the same kind, on the same part of the data. */
function findPrevious(rows: TestRow[], row: TestRow): TestRow | undefined {
  const older = rows.slice(rows.indexOf(row) + 1);
  return older.find((one) => one.split === row.split && one.task === row.task);
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
  const fits = ({ truth, answer }: EvaluatedPicture) => {
    if (selection.kind === 'most_confident') return truth !== answer;
    return truth === selection.truth && (selection.kind === 'class' || answer === selection.answer);
  };
  const found = [...marks.pictures.keys()].filter((number) => fits(marks.pictures[number]));
  const rank = (number: Picture) => Number(isRight(marks.pictures[number])) * 2 - marks.pictures[number].confidence;
  return found.sort((a, b) => rank(a) - rank(b));
}

const stores = new WeakMap<ProjectStore, EvaluationStore>();

export function getEvaluationStore(opened: ProjectStore): EvaluationStore {
  let store = stores.get(opened);
  if (!store) stores.set(opened, (store = new EvaluationStore(opened.id)));
  return store;
}
