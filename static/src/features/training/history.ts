/** The trainings of a project, over all its runs: which there are, which are compared, what each was and became. */

import { computed, effect, signal } from '@preact/signals';
import * as api from '../../lib/api';
import type { TrainingStartedEvent } from '../../lib/messages';
import { OUTCOMES } from '../../lib/messages';
import { getEpoch, type LearningPoint } from '../../lib/run_types';
import { memoize } from '../../lib/storage';
import type { RunRow, Text, TrainingHistory, TrainingRow } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import type { Ending, Measure, TrainingRecord } from './types';

/** More curves than these cannot be told apart. */
export const MAX_COMPARED = 4;
const COMPARED_AT_FIRST = 2;
/** So many of the newest runs say what was changed since the one before. */
const EXPLAINED = 12;

export class TrainingRecords {
  /** The one that was chosen by hand. */
  readonly measure = signal<Measure | null>(null);
  readonly compared = signal<string[]>([]);
  readonly trouble = signal<Text | null>(null);
  /** null: not known yet. The newest first. */
  readonly all = computed(() => this.join());
  readonly shown = computed(() =>
    this.compared.value.flatMap((key) => this.all.value?.find((one) => one.key === key) ?? []),
  );
  private readonly rows = signal<RunRow[] | null>(null);
  private readonly learned = signal<ReadonlyMap<string, TrainingHistory>>(new Map());
  private readonly asked = new Set<string>();
  private newest = '';

  constructor(private readonly opened: ProjectStore) {}

  /** Keeps itself up to date as long as a view looks at it. Returns how to stop. */
  watch(): () => void {
    const { run } = this.opened;
    const stops = [
      effect(() => {
        // A run that begins or ends changes the list; so does each training in it.
        run.summary.value?.id;
        run.busy.value;
        this.countTrainings();
        void this.load();
      }),
      effect(() => this.choose()),
      effect(() => {
        for (const key of this.compared.value) this.ask(getRun(key));
        for (const row of (this.rows.value ?? []).filter((one) => one.trainings.length).slice(0, EXPLAINED))
          this.ask(row.id);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  async load(): Promise<void> {
    try {
      this.rows.value = await api.fetchRuns(this.opened.id);
      this.trouble.value = null;
    } catch (error) {
      this.trouble.value = api.describeError(error);
    }
  }

  /** Puts a training among the compared ones, or takes it out; the oldest choice makes room. */
  toggle(key: string): void {
    const before = this.compared.value;
    this.compared.value = before.includes(key)
      ? before.filter((one) => one !== key)
      : [...before, key].slice(-MAX_COMPARED);
  }

  /** The training before one, with all that is known of it. */
  findPrevious(record: TrainingRecord): TrainingRecord | null {
    return this.all.value?.find((one) => one.number === record.number - 1) ?? null;
  }

  private countTrainings(): number {
    this.opened.run.results.learned.value;
    return this.opened.run.results.trainings.length;
  }

  /** Looks at a new training at once, beside the one before it. */
  private choose(): void {
    const all = this.all.value ?? [];
    if (!all.length || all[0].key === this.newest) return;
    this.newest = all[0].key;
    this.compared.value = all.slice(0, COMPARED_AT_FIRST).map((one) => one.key);
  }

  private ask(run: string): void {
    const over = OUTCOMES.includes(this.rows.peek()?.find((one) => one.id === run)?.state ?? '');
    if (!over || this.asked.has(run)) return;
    this.asked.add(run);
    api.fetchTrainingHistory(this.opened.id, run).then(
      (found) => (this.learned.value = new Map(this.learned.value).set(run, found)),
      () => this.asked.delete(run),
    );
  }

  private join(): TrainingRecord[] | null {
    const rows = this.rows.value;
    if (!rows) return null;
    const found = [...rows].reverse().flatMap((run) => this.makeRecords(run));
    const last = new Map(found.map((one) => [one.row.save_fold, one.key]));
    return found
      .map((one, index) => ({
        ...one,
        number: index + 1,
        resumable: one.resumable && last.get(one.row.save_fold) === one.key,
      }))
      .reverse();
  }

  private makeRecords(run: RunRow): TrainingRecord[] {
    const live = this.getLive(run.id);
    const rows = live?.length ? live.map(makeRow) : run.trainings;
    const over = OUTCOMES.includes(run.state) && !live;
    return rows.map((row, index) => ({
      key: `${run.id}:${index}`,
      number: 0,
      run,
      row,
      whole: live?.[index] ?? this.learned.value.get(run.id)?.trainings[index] ?? null,
      ending: getEnding(row, over),
      resumable: over && run.resumable && index === rows.length - 1,
      tested: run.marks.length > 0,
    }));
  }

  /** What the page itself has heard of a run while it runs. */
  private getLive(run: string): TrainingHistory['trainings'] | null {
    const mine = this.opened.run;
    if (mine.summary.value?.id !== run || !mine.busy.value) return null;
    mine.results.learned.value;
    return mine.results.trainings;
  }
}

function getRun(key: string): string {
  return key.slice(0, key.lastIndexOf(':'));
}

function getEnding(row: TrainingRow, over: boolean): Ending {
  if (row.reason === null) return over ? 'broken' : 'running';
  return row.reason as Ending;
}

function makeRow({ began, points, ended }: TrainingHistory['trainings'][number]): TrainingRow {
  const last = points.at(-1);
  return {
    model: began.model,
    save_fold: began.save_fold,
    epochs: ended?.epochs ?? last?.epoch ?? began.resumed,
    planned: Number(began.parameters.epochs ?? 0),
    best: ended?.best.epoch ? ended.best : findBest(points),
    loss: last?.loss ?? null,
    reason: ended?.reason ?? null,
    seconds: ended?.seconds ?? null,
  };
}

const lose = (point: LearningPoint) => point.val_loss ?? point.loss ?? Number.POSITIVE_INFINITY;

/**
 * Of equal epochs the one with the lowest loss of the validation, or of the training where it has none: so is the file
 * chosen that is kept.
 */
function findBest(points: LearningPoint[]): TrainingRow['best'] {
  for (const name of ['mAP', 'accuracy', 'mIoU']) {
    const scored = points.filter((one) => typeof one[name] === 'number');
    if (!scored.length) continue;
    const best = scored.reduce((top, one) =>
      one[name]! > top[name]! || (one[name] === top[name] && lose(one) < lose(top)) ? one : top,
    );
    const { accuracy, mAP, mAP50, recall, precision, mIoU } = best;
    const epoch = getEpoch(best);
    if (name === 'mIoU') return { epoch, mIoU: mIoU! };
    if (name === 'accuracy') return { epoch, accuracy: accuracy! };
    return {
      epoch,
      mAP: mAP!,
      mAP50: mAP50 ?? undefined,
      accuracy: accuracy ?? undefined,
      recall: recall ?? undefined,
      precision: precision ?? undefined,
    };
  }
  return {};
}

/** The pictures of a training's data set, all splits together. */
export function countImages(began: TrainingStartedEvent): number {
  return Object.values(began.dataset.pictures ?? {}).reduce((sum, one) => sum + (one ?? 0), 0);
}

/** The records of an open project: the same ones each time, so that a view that comes back is as it was. */
export const getTrainingRecords = memoize((opened: ProjectStore) => new TrainingRecords(opened));
