/**
 * Many pictures at once, asked of one model. They stay files of this computer: the page holds a small copy of each, the
 * server nothing, and all is gone when the page is left.
 */

import { computed, signal } from '@preact/signals';
import { Selection } from '../../../components/grid/selection';
import * as api from '../../../lib/api';
import type { DroppedFile } from '../../../lib/files/dropped_files';
import type { Text } from '../../../lib/types';
import type { BatchPart } from '../part';
import * as calls from './api';
import type { BatchAnswer, BatchFilter, BatchRow, Order } from './batch_types';
import type { FoundFiles } from './dropped_files';
import { MAX_DROPPED_FILES } from './dropped_files';
import { type PreparedPicture, preparePicture, UnreadablePicture } from './prepare_picture';

/** Pictures of one request: answers come while others still wait. */
const BATCH = 32;
/** Of a model that finds things, which is slower. */
const BATCH_TO_FIND = 4;
/** So long an answer may be waited for: what is counted moves about as often. */
const PATIENCE_MS = 1_000;
/** Problems that are kept with their sentences; the others are counted. */
const MAX_SAID = 200;

interface Waiting extends DroppedFile {
  prepared: PreparedPicture;
}
export interface BatchModel {
  path: string;
  finds: boolean;
  classes: string[];
  /** From which on a thing counts as found. */
  confidence: number;
  /** None: classes or things. */
  part?: BatchPart;
}

export class BatchStore {
  readonly rows = signal<BatchRow[]>([]);
  readonly asked = signal({ done: 0, total: 0 });
  readonly busy = signal(false);
  readonly left = signal<{ name: string; why: Text }[]>([]);
  readonly trouble = signal<Text | null>(null);
  readonly cut = signal(false);
  readonly order = signal<Order>('unsure');
  readonly filter = signal<BatchFilter>({});
  /** The path of the picture that is seen large. */
  readonly large = signal<string | null>(null);
  readonly shown = computed(() => arrange(this.rows.value, this.order.value, this.filter.value));
  /** Pictures whose folder says what they are, and of how many the model says so, too. */
  readonly right = computed(() => {
    const known = this.rows.value.filter((row) => row.truth !== null);
    return { known: known.length, right: known.filter((row) => !row.wrong).length };
  });
  readonly selection: Selection<BatchRow>;
  private queue: DroppedFile[] = [];
  /** The files that were taken, by their paths. */
  private readonly seen = new Map<string, File>();
  private stopped = new AbortController();
  private portion = 1;

  constructor(
    readonly project: string,
    readonly model: BatchModel,
  ) {
    const source = {
      store: this,
      get total() {
        return this.store.shown.peek().length;
      },
      get: (index: number) => this.shown.peek()[index],
      fetchBetween: async (first: number, last: number) => this.shown.peek().slice(first, last + 1),
    };
    this.selection = new Selection<BatchRow>(
      () => source,
      () => undefined,
    );
  }

  /** Asks about these, too. */
  add({ files, cut }: FoundFiles): void {
    this.cut.value = cut;
    for (const { path, file } of files) {
      const free = this.findFreePath(path, file);
      if (free === null) continue;
      if (this.seen.size >= MAX_DROPPED_FILES) {
        this.cut.value = true;
        break;
      }
      this.seen.set(free, file);
      this.queue.push({ path: free, file });
    }
    this.asked.value = { ...this.asked.peek(), total: this.seen.size };
    this.start();
  }

  /** Files from several folders may have the same name: the second one gets a number. Null for a file that is there. */
  private findFreePath(path: string, { size, lastModified }: File): string | null {
    let free = path;
    for (let n = 2; this.seen.has(free); n++) {
      const there = this.seen.get(free)!;
      if (there.size === size && there.lastModified === lastModified) return null;
      free = path.replace(/(\.[^./]*)?$/, ` (${n})$1`);
    }
    return free;
  }

  /** Goes on with those that were not asked yet. */
  start(): void {
    if (this.busy.peek() || !this.queue.length) return;
    this.busy.value = true;
    this.trouble.value = null;
    this.stopped = new AbortController();
    this.portion = 1;
    void this.work(this.stopped.signal).finally(() => (this.busy.value = false));
  }

  stop(): void {
    this.stopped.abort();
  }

  /** Forgets every picture. */
  dispose(): void {
    this.stop();
    for (const row of this.rows.peek()) URL.revokeObjectURL(row.thumb);
    this.rows.value = [];
    this.queue = [];
  }

  chosen(): BatchRow[] {
    return this.shown.peek().filter((row) => this.selection.has(row.path));
  }

  show(filter: BatchFilter, order: Order): void {
    this.selection.clear();
    this.filter.value = filter;
    this.order.value = order;
  }

  /** What was added of these, by their paths; null: taken back. */
  mark(paths: ReadonlySet<string>, label: string | null): void {
    this.rows.value = this.rows.peek().map((row) => (paths.has(row.path) ? { ...row, added: label } : row));
  }

  /** While the model looks at some, the next are made ready. */
  private async work(stop: AbortSignal): Promise<void> {
    let next = this.takeBatch(stop);
    for (;;) {
      const batch = await next;
      if (stop.aborted) return this.putBack(batch);
      if (!batch.length) return;
      next = this.takeBatch(stop);
      try {
        const pictures = batch.map((one) => one.prepared.sent);
        const { path, confidence } = this.model;
        const since = performance.now();
        this.handleAnswers(batch, (await calls.askBatch(this.project, path, pictures, confidence, stop)).answers);
        this.portion = fitPortion(batch.length, performance.now() - since);
      } catch (error) {
        this.putBack([...batch, ...(await next)]);
        if (!stop.aborted) this.trouble.value = api.describeError(error);
        return;
      }
    }
  }

  private putBack(batch: DroppedFile[]): void {
    this.queue.unshift(...batch.map(({ path, file }) => ({ path, file })));
  }

  private async takeBatch(stop: AbortSignal): Promise<Waiting[]> {
    const batch: Waiting[] = [];
    let bytes = 0;
    const most = Math.min(this.model.finds ? BATCH_TO_FIND : BATCH, this.portion);
    while (this.queue.length && batch.length < most && bytes < calls.MAX_SENT && !stop.aborted) {
      const one = this.queue.shift()!;
      try {
        const prepared = await preparePicture(one.file);
        bytes += prepared.sent.size;
        batch.push({ ...one, prepared });
      } catch (error) {
        this.leaveOut(one.path, error instanceof UnreadablePicture ? error.text : api.describeError(error));
      }
    }
    return batch;
  }

  private leaveOut(name: string, why: Text): void {
    this.left.value = [...this.left.peek(), { name, why }].slice(-MAX_SAID);
    this.count(1);
  }

  private count(more: number): void {
    this.asked.value = { ...this.asked.peek(), done: this.asked.peek().done + more };
  }

  private handleAnswers(batch: Waiting[], answers: BatchAnswer[]): void {
    const rows: BatchRow[] = [];
    for (const [at, one] of batch.entries()) {
      const { problem } = answers[at];
      if (problem) this.leaveOut(one.path, problem);
      else rows.push(this.makeRow(one, answers[at]));
    }
    this.count(rows.length);
    this.rows.value = [...this.rows.peek(), ...rows];
  }

  private makeRow({ path, file, prepared }: Waiting, answer: BatchAnswer): BatchRow {
    const things = answer.things ?? [];
    const { finds, classes, part } = this.model;
    const folder = path.split('/').at(-2) ?? '';
    const label = answer.label ?? mostFrequent(things.map((one) => one.label));
    const truth = part ? part.readTruth(folder) : !finds && classes.includes(folder) ? folder : null;
    return {
      path,
      file,
      thumb: URL.createObjectURL(prepared.thumb),
      answer,
      label,
      sure: part?.rank(answer) ?? answer.confidence ?? Math.min(1, ...things.map((one) => one.confidence)),
      scores: answer.scores ?? [],
      things,
      width: answer.width ?? prepared.width,
      height: answer.height ?? prepared.height,
      truth,
      wrong: !part && truth !== null && truth !== label,
      added: null,
    };
  }
}

/**
 * How many pictures to ask about next: the first answers come soon, also from a slow model; more at once are quicker,
 * as long as nobody waits for them. milliseconds: that the answers of so many took.
 */
export function fitPortion(pictures: number, milliseconds: number): number {
  const fitting = Math.floor((pictures * PATIENCE_MS) / Math.max(1, milliseconds));
  return Math.max(1, Math.min(2 * pictures, fitting));
}

function arrange(rows: BatchRow[], order: Order, { label, state }: BatchFilter): BatchRow[] {
  const shown = rows.filter(
    (row) =>
      (label === undefined || row.label === label || row.things.some((one) => one.label === label)) &&
      (state !== 'wrong' || row.wrong) &&
      (state !== 'added' || row.added !== null),
  );
  if (order === 'dropped') return shown;
  return shown.sort((one, other) => (order === 'unsure' ? one.sure - other.sure : other.sure - one.sure));
}

function mostFrequent(labels: string[]): string {
  const counts = new Map<string, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? '';
}
