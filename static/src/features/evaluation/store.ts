/**
 * The tests of a project, the one that is looked at, and what is chosen in it. It outlives the view, which comes back
 * as it was left.
 */

import { type Signal, signal } from '@preact/signals';
import * as api from '../../lib/api';
import { memoize } from '../../lib/storage';
import { getTask } from '../../lib/tasks';
import type { AnyEvaluation, EvaluationRow, RunRow, Text } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';

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

/** What is chosen in the tests of a kind of learning. */
export interface TestChoice {
  /** The mistake that is looked at in the lab; null: none is. */
  readonly lab: Signal<unknown>;
  /** Another test is shown now. */
  reset(test: Test | null): void;
}

export class EvaluationStore {
  /** Newest first; null before the first answer. */
  readonly rows = signal<TestRow[] | null>(null);
  readonly shown = signal<Test | null>(null);
  readonly before = signal<Test | null>(null);
  readonly trouble = signal<Text | null>(null);
  private readonly choices = new Map<new () => TestChoice, TestChoice>();
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
        for (const choice of this.choices.values()) choice.reset(shown);
      }
      this.shown.value = shown;
      this.trouble.value = null;
    } catch (error) {
      if (mine === this.asked) this.trouble.value = api.describeError(error);
    }
  }

  /** What is chosen in the tests of a kind, which outlives the view. */
  choose<Choice extends TestChoice>(Kind: new () => Choice): Choice {
    let choice = this.choices.get(Kind);
    if (!choice) {
      this.choices.set(Kind, (choice = new Kind()));
      choice.reset(this.shown.peek());
    }
    return choice as Choice;
  }

  closeLab(): void {
    for (const { lab } of this.choices.values()) lab.value = null;
  }

  /** The tests that one can be compared with. */
  listOthers(row: TestRow): TestRow[] {
    return (this.rows.value ?? []).filter((one) => one.key !== row.key && isSameKind(one, row));
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
  getTask(one.task).evaluation === getTask(other.task).evaluation;

/** The test before: of the same kind, on the same part of the data. */
function findPrevious(rows: TestRow[], row: TestRow): TestRow | undefined {
  const older = rows.slice(rows.indexOf(row) + 1);
  return older.find((one) => one.split === row.split && one.task === row.task);
}

export const getEvaluationStore = memoize((opened: ProjectStore) => new EvaluationStore(opened.id));
