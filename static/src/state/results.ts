/** What a run has shown so far. The page draws from here; `version` grows once a frame when something changed. */

import { signal } from '@preact/signals';
import type {
  CurrentLineEvent,
  DeviceOpenedEvent,
  FileWrittenEvent,
  ImageEvent,
  MetricEvent,
  ProgressEvent,
  RunEvent,
  TableRowsEvent,
  TrainingEndedEvent,
  TrainingPlaceEvent,
  TrainingStartedEvent,
  VideoStartedEvent,
} from '../lib/messages';
import type { AnyEvaluation, TrainingHistory } from '../lib/types';
import { Curve } from './curve';
import { EventFormatter } from './event_text';
import { LogBuffer } from './text_log';

const MAX_PICTURES = 300;
const MAX_TABLES = 20;
const MAX_FILES = 50;
/** Lines are sampled: the line that a task began on may be named this much later than its first progress. */
const STILL_S = 0.25;

type Shown = Pick<Results, 'log' | 'curves' | 'pictures' | 'tables' | 'files' | 'videos' | 'tests'>;

export class Results {
  log = new LogBuffer();
  curves: Curve[] = [];
  pictures: ImageEvent[] = [];
  tables: ShownTable[] = [];
  files: FileWrittenEvent[] = [];
  /** The newest test of each kind of event, the newest of all last. */
  tests: AnyEvaluation[] = [];
  /** The boards and cameras that the program uses, each once. */
  devices: DeviceOpenedEvent[] = [];
  /** What it shows as a video, by title. */
  videos: VideoStartedEvent[] = [];
  /** The trainings of the run, each with its rounds so far and its end once it has one. */
  trainings: TrainingHistory['trainings'] = [];
  /** Grows with every round, beginning and end of a training. */
  readonly learned = signal(0);
  progress: ProgressEvent | null = null;
  /** Where the training is that goes on on another computer. */
  place: TrainingPlaceEvent | null = null;
  /** It has waited there for others. */
  queued = false;
  readonly version = signal(0);
  private changed = false;
  private scribe = new EventFormatter();

  /** Itself; whoever draws from it this way is drawn again when it changes. */
  read(): this {
    this.version.value;
    return this;
  }

  /** Another run begins. */
  reset(): void {
    this.trainings = [];
    this.devices = [];
    this.place = null;
    this.queued = false;
    this.scribe = new EventFormatter();
    this.learned.value++;
    this.clear();
  }

  /** Puts away what is shown; what was learned stays known. Returns what brings it back. */
  clear(): () => void {
    const { log, curves, pictures, tables, files, videos, tests, scribe } = this;
    this.log = new LogBuffer();
    this.curves = [];
    this.pictures = [];
    this.tables = [];
    this.files = [];
    this.videos = [];
    this.tests = [];
    this.progress = null;
    this.touch();
    this.commit();
    // Another run has nothing to do with it.
    return () => scribe === this.scribe && this.restore({ log, curves, pictures, tables, files, videos, tests });
  }

  /** Shows again what was put away, with what has come since behind it. */
  private restore(before: Shown): void {
    for (const { lines, styles } of this.log.chunks)
      lines.forEach((line, number) => before.log.say(line, styles[number]));
    this.log = before.log;
    const panels = this.curves.map(({ panel }) => panel);
    this.curves = [...before.curves.filter(({ panel }) => !panels.includes(panel)), ...this.curves];
    this.pictures = takeNewest([...before.pictures, ...this.pictures], MAX_PICTURES);
    this.tables = takeNewest([...before.tables, ...this.tables], MAX_TABLES);
    this.files = takeNewest([...before.files, ...this.files], MAX_FILES);
    this.videos = [...before.videos, ...this.videos];
    const since = this.tests;
    this.tests = before.tests;
    for (const test of since) this.addTest(test);
    this.touch();
    this.commit();
  }

  touch(): void {
    this.changed = true;
  }

  /** Tells the page what has changed since the last time. */
  commit(): void {
    if (!this.changed) return;
    this.changed = false;
    this.version.value++;
  }

  /** Adds what an event says as text. */
  write(event: RunEvent): void {
    if (this.scribe.write(this.log, event)) this.touch();
  }

  addMetric(event: MetricEvent): void {
    this.addRound(event);
    let curve = this.curves.find((one) => one.panel === event.panel);
    if (!curve || curve.isPast(event)) {
      const fresh = new Curve(event.panel);
      this.curves = [...this.curves.filter((one) => one !== curve), fresh];
      curve = fresh;
    }
    curve.add(event);
    this.touch();
  }

  /** A task is over with its last piece, or when there is none. */
  setProgress(event: ProgressEvent | null): void {
    this.progress = event && event.done < event.total ? event : null;
    this.touch();
  }

  /** The program went on to another line: a task that has not moved for a moment is over, whatever it counted up to. */
  passLine(event: CurrentLineEvent): void {
    if (this.progress && event.t - this.progress.t > STILL_S) this.setProgress(null);
  }

  addPicture(event: ImageEvent): void {
    this.pictures = takeNewest([...this.pictures, event], MAX_PICTURES);
    this.touch();
  }

  /** The pictures that belong to no video. */
  get stills(): ImageEvent[] {
    return this.pictures.filter((one) => !this.videos.some(({ title }) => title === one.title));
  }

  addTest(event: AnyEvaluation): void {
    this.tests = [...this.tests.filter((one) => one.kind !== event.kind), event];
    this.touch();
  }

  findTest<Kind extends AnyEvaluation['kind']>(kind: Kind): Extract<AnyEvaluation, { kind: Kind }> | null {
    const found = this.tests.find((one) => one.kind === kind);
    return (found as Extract<AnyEvaluation, { kind: Kind }> | undefined) ?? null;
  }

  /** A table that has grown since it was shown last stays one: rows come in as a sensor measures them. */
  addTable(event: TableRowsEvent): void {
    const last = this.tables.at(-1);
    const grows = last !== undefined && hasGrown(last, event);
    const before = grows ? this.tables.slice(0, -1) : this.tables;
    this.tables = takeNewest([...before, { ...event, grows }], MAX_TABLES);
    this.touch();
  }

  addDevice(device: DeviceOpenedEvent): void {
    this.devices = [...this.devices.filter((one) => one.topic !== device.topic), device];
    this.touch();
  }

  addLive(video: VideoStartedEvent): void {
    this.videos = [...this.videos.filter((one) => one.title !== video.title), video];
    this.touch();
  }

  addFile(event: FileWrittenEvent): void {
    this.files = takeNewest([...this.files.filter((one) => one.path !== event.path), event], MAX_FILES);
    this.touch();
  }

  addTraining(event: TrainingStartedEvent): void {
    this.trainings.push({ began: event, points: [], ended: null });
    this.learned.value++;
    this.touch();
  }

  addTrained(event: TrainingEndedEvent): void {
    const last = this.trainings.at(-1);
    if (last) last.ended = event;
    this.learned.value++;
    this.touch();
  }

  setPlace(event: TrainingPlaceEvent): void {
    this.place = event.state === 'ended' ? null : event;
    this.queued ||= event.before > 0;
    this.touch();
  }

  private addRound(event: MetricEvent): void {
    const last = this.trainings.at(-1);
    if (!last || last.ended || event.panel !== 'train' || event.unit !== 'epoch') return;
    let point = last.points.at(-1);
    if (point?.epoch !== event.step) last.points.push((point = { epoch: event.step }));
    Object.assign(point!, event.values);
    this.learned.value++;
  }

  get isEmpty(): boolean {
    return (
      this.log.isEmpty &&
      !this.curves.length &&
      !this.pictures.length &&
      !this.tables.length &&
      !this.files.length &&
      !this.videos.length &&
      !this.tests.length
    );
  }
}

/** A table, and whether rows are added to it while the program runs. */
export interface ShownTable extends TableRowsEvent {
  grows: boolean;
}

function hasGrown(before: TableRowsEvent, after: TableRowsEvent): boolean {
  const begin = { ...after, rows: after.rows.slice(0, before.rows.length) };
  const say = ({ title, columns, rows }: TableRowsEvent) => JSON.stringify([title, columns, rows]);
  return after.rows.length > before.rows.length && say(begin) === say(before);
}

function takeNewest<T>(items: T[], most: number): T[] {
  return items.length > most ? items.slice(-most) : items;
}
