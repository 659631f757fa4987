/** The newest run of a project as the page knows it: its state, where it is, what it asks, what it shows. */

import { computed, signal } from '@preact/signals';
import { showToast } from '../components/toast';
import * as api from '../lib/api';
import type {
  AskEvent,
  ProgramErrorEvent,
  RunEvent,
  RunPhase,
  SoundStartedEvent,
  VariableValuesEvent,
} from '../lib/messages';
import { OUTCOMES } from '../lib/messages';
import type { Phase } from '../lib/run_types';
import * as live from '../lib/socket';
import { say } from '../lib/texts';
import type { RunSummary, StepRequest, Text } from '../lib/types';
import { EventQueue } from './event_queue';
import { Results } from './results';
import { StepController } from './step_control';
import { UsualAnswers } from './usual_answers';

const SHOWN_AFTER_MS = 300;
/** Pauses and slow lines whose values are known: as many as a child remembers. */
const MAX_STEPS = 200;
/** A sound that comes later than that (a page that was loaded anew) is past. */
const SOUND_LATE_MS = 1_500;

type Handlers = { [Kind in RunEvent['kind']]: (event: Extract<RunEvent, { kind: Kind }>) => void };

export class Run {
  readonly phase = signal<Phase>('ready');
  /** The phase as the state chip shows it: starting and stopping only when they take longer than an eye's blink. */
  readonly shown = signal<Phase>('ready');
  readonly summary = signal<RunSummary | null>(null);
  readonly line = signal<number | null>(null);
  /** The lines of the program's other threads. */
  readonly others = signal<number[]>([]);
  /** The variables at each pause and slow line, the newest last. */
  readonly steps = signal<VariableValuesEvent[]>([]);
  /** Whether the newest values are those of now. */
  readonly current = signal(false);
  readonly ask = signal<AskEvent | null>(null);
  readonly error = signal<ProgramErrorEvent | null>(null);
  readonly outcome = signal<Text | null>(null);
  /** When the run began, on the clock of `performance.now`: the time of day may be set while it runs. */
  readonly began = signal(0);
  readonly seconds = signal(0);
  /** What is to be heard now, until the player takes it. */
  readonly sounds = signal<SoundStartedEvent[]>([]);
  /** Whether the run has let anything be heard. */
  readonly sounded = signal(false);
  readonly results = new Results();
  readonly usual: UsualAnswers;
  readonly pace: StepController;
  readonly busy = computed(() => this.phase.value !== 'ready' && !OUTCOMES.includes(this.phase.value));
  /** The block that runs now. */
  readonly block = computed(() => (this.busy.value ? this.getBlockAt(this.line.value) : null));
  /** The blocks of its other threads. */
  readonly otherBlocks = computed(() => this.getOtherBlocks());
  /** The block that failed: the value block itself where the run names it, else the block of the line. */
  readonly faulty = computed(() => {
    const error = this.error.value;
    return error && (error.block || this.getBlockAt(error.line));
  });
  /** Whether the program stands still, as the chip says: not between two quick steps. */
  readonly paused = computed(() => this.shown.value === 'paused');

  private readonly feed: EventQueue;
  private unwatch: () => void = () => undefined;
  private later = 0;
  private stopWanted = false;
  private past: 'shown' | 'stale' | null = null;
  private readonly handlers: Handlers;

  /** onFile: the program wrote something that a picker may offer. */
  constructor(
    private readonly project: string,
    private readonly onFile: () => void,
  ) {
    this.feed = new EventQueue(
      (event) => this.handle(event),
      () => this.results.commit(),
    );
    this.handlers = this.makeHandlers();
    this.usual = new UsualAnswers(project);
    this.pace = new StepController(project, this.phase, (wish) => this.sendStepControl(wish));
  }

  /** The block that printed a line of the run's own program (from 1). */
  getBlockAt(line: number | null): string | null {
    return line === null ? null : (this.summary.value?.lines[line - 1] ?? null);
  }

  /** Run or Step was pressed: the answer of the server comes with `follow` or `reset`. */
  begin(step = false): void {
    this.pace.stepping.value = step;
    this.stopWanted = false;
    this.error.value = null;
    this.outcome.value = null;
    this.setPhase('starting');
  }

  reset(): void {
    this.pace.stepping.value = false;
    this.setPhase('ready');
  }

  /** Shows a run from its first event on. stale: it is over, and its program is not the one on the page any more. */
  follow(summary: RunSummary, stale = false): void {
    if (summary.id === this.summary.value?.id) return;
    const over = OUTCOMES.includes(summary.state);
    this.past = !over ? null : stale ? 'stale' : 'shown';
    this.unwatch();
    this.feed.clear();
    this.results.reset();
    this.summary.value = summary;
    this.line.value = null;
    this.others.value = [];
    this.steps.value = [];
    this.current.value = false;
    this.ask.value = null;
    this.sounds.value = [];
    this.sounded.value = false;
    this.usual.given.value = [];
    this.error.value = null;
    this.outcome.value = null;
    this.began.value = performance.now() - summary.seconds * 1000;
    this.setPhase(stale ? 'ready' : summary.state);
    this.unwatch = live.subscribeToRun(this.project, summary.id, 0, (events) => this.feed.push(events));
    if (this.stopWanted) void this.stop();
  }

  /** Asks the run to stop; before the server has named the run, the wish is kept. */
  async stop(): Promise<void> {
    if (!this.busy.value) return;
    const starting = this.phase.value === 'starting' && !this.isCurrent();
    this.stopWanted = starting;
    this.setPhase('stopping');
    if (!starting && this.summary.value) await api.stopRun(this.project, this.summary.value.id);
  }

  async answer(ask: AskEvent, value: string | Blob): Promise<void> {
    if (!this.summary.value) return;
    await api.sendAnswer(this.project, this.summary.value.id, ask.id, value);
    if (typeof value === 'string') this.usual.keep(ask, value, this.summary.value.python);
    if (this.ask.value === ask) this.ask.value = null;
  }

  /** The program was changed: the outcome of the last run is past. */
  forgetOutcome(): void {
    if (this.busy.value) return;
    this.error.value = null;
    this.setPhase('ready');
  }

  /** Shows an event that was added to the run since it ended. */
  add(event: RunEvent): void {
    this.handle(event);
    this.results.commit();
  }

  dispose(): void {
    clearTimeout(this.later);
    this.pace.dispose();
    this.unwatch();
    this.feed.clear();
  }

  /** Whether a question gets the answer that it had before. Where that cannot be sent, it is asked. */
  private answerAsBefore(ask: AskEvent): boolean {
    const run = this.summary.peek();
    const answer = run && this.isCurrent() ? this.usual.find(ask, run.python) : null;
    if (!run || answer === null) return false;
    this.usual.given.value = [...this.usual.given.peek(), answer];
    api.sendAnswer(this.project, run.id, ask.id, answer).catch((error: unknown) => {
      // Another window was quicker, or the answer stands further down in the log.
      if (!(error instanceof api.ApiError && error.status === 409)) this.ask.value = ask;
    });
    return true;
  }

  private isCurrent(): boolean {
    const summary = this.summary.value;
    return summary !== null && !OUTCOMES.includes(summary.state);
  }

  private getOtherBlocks(): string[] {
    const block = this.block.value;
    const blocks = this.busy.value ? this.others.value.map((line) => this.getBlockAt(line)) : [];
    return [...new Set(blocks.filter((one): one is string => one !== null && one !== block))];
  }

  private async sendStepControl(pace: StepRequest): Promise<void> {
    const run = this.summary.peek();
    if (!run || !this.isCurrent()) return;
    try {
      await api.setStepControl(this.project, run.id, pace);
    } catch (error) {
      this.pace.stepping.value = false;
      // A run that is over meanwhile needs no pace.
      if (!(error instanceof api.ApiError && error.status === 409)) showToast(say(api.describeError(error)));
    }
  }

  private setPhase(phase: Phase): void {
    this.phase.value = phase;
    clearTimeout(this.later);
    const show = () => (this.shown.value = phase);
    // Between two steps a program runs for a moment only.
    const stepping = phase === 'running' && (this.paused.peek() || this.pace.stepping.peek());
    if (phase === 'starting' || phase === 'stopping' || stepping) this.later = window.setTimeout(show, SHOWN_AFTER_MS);
    else show();
  }

  private handle(event: RunEvent): void {
    this.began.value = Math.min(this.began.value, performance.now() - event.t * 1000);
    this.results.write(event);
    (this.handlers[event.kind] as ((event: RunEvent) => void) | undefined)?.(event);
  }

  private makeHandlers(): Handlers {
    const { results } = this;
    const inTextOnly = () => undefined;
    return {
      output: inTextOnly,
      line: (event) => {
        const last = this.steps.peek().at(-1);
        // While one thread stands still the others go on.
        if (last && this.current.peek() && this.phase.peek() === 'paused')
          this.setLines(last.line, [event.line, ...event.others]);
        else this.setLines(event.line, event.others);
        if (this.getBlockAt(this.line.peek()) !== this.getBlockAt(last?.line ?? null)) this.current.value = false;
        results.passLine(event);
      },
      values: (event) => {
        this.steps.value = [...this.steps.peek(), event].slice(-MAX_STEPS);
        this.current.value = true;
        if (event.line !== this.line.peek())
          this.setLines(event.line, [this.line.peek() ?? event.line, ...this.others.peek()]);
      },
      metric: (event) => results.addMetric(event),
      progress: (event) => results.setProgress(event),
      image: (event) => results.addPicture(event),
      table: (event) => results.addTable(event),
      training: (event) => results.addTraining(event),
      trained: (event) => results.addTrained(event),
      place: (event) => results.setPlace(event),
      marks: (event) => results.addTest(event),
      boxmarks: (event) => results.addTest(event),
      tagmarks: (event) => results.addTest(event),
      paintmarks: (event) => results.addTest(event),
      numbermarks: (event) => results.addTest(event),
      file: (event) => {
        results.addFile(event);
        this.onFile();
      },
      note: inTextOnly,
      ask: (event) => {
        results.setProgress(null);
        if (!this.answerAsBefore(event)) this.ask.value = event;
      },
      answered: (event) => {
        if (this.ask.value?.id === event.id) this.ask.value = null;
      },
      device: (event) => results.addDevice(event),
      live: (event) => results.addLive(event),
      sound: (event) => this.hear(event),
      error: (event) => {
        if (this.past !== 'stale') this.error.value = event;
      },
      state: (event) => this.changeState(event.state, event.text, event.t),
    };
  }

  /** What was to be heard before this page looked is past. */
  private hear(event: SoundStartedEvent): void {
    this.sounded.value = true;
    const late = performance.now() - this.began.peek() - event.t * 1000;
    if (!this.past && late < SOUND_LATE_MS) this.sounds.value = [...this.sounds.peek(), event];
  }

  private setLines(line: number, others: number[]): void {
    this.line.value = line;
    this.others.value = others;
  }

  private changeState(state: RunPhase, text: Text | null, t: number): void {
    const over = OUTCOMES.includes(state);
    if (over || state === 'paused') this.pace.stepping.value = false;
    if (over || state === 'running') this.current.value = false;
    if (this.past && !over) return;
    if (this.summary.value) this.summary.value = { ...this.summary.value, state };
    // The page may know already that Stop was pressed; the server's older states do not take that back.
    const late =
      this.phase.value === 'stopping' &&
      (state === 'starting' || state === 'running' || state === 'waiting' || state === 'paused');
    if (!late) this.setPhase(this.past === 'stale' ? 'ready' : state);
    if (!over) return;
    this.seconds.value = t;
    if (!this.past) this.onFile();
    this.ask.value = null;
    this.outcome.value = text;
    this.results.progress = null;
    this.results.place = null;
    this.results.touch();
  }
}
