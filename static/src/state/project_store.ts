/** The project that is open: its program, its saving, its run and its canvas. */

import { computed, signal } from '@preact/signals';
import type { Canvas } from '../canvas/contract';
import { showToast } from '../components/toast';
import * as api from '../lib/api';
import { takeDraft } from '../lib/draft';
import { OUTCOMES } from '../lib/messages';
import { goHome, goToProject } from '../lib/route';
import * as live from '../lib/socket';
import { lang, say, t } from '../lib/texts';
import type { Choices, Level, Problem, Program, Project, RunSummary, Text, Workspace } from '../lib/types';
import { CodeFace } from './code/code_face';
import { Run } from './run';
import { ProjectSaver } from './saving';
import { session } from './session';
import './texts';

const CHOICES_AFTER_MS = 400;

/** The one sentence of the problem strip. */
export interface LoadProblem {
  count: number;
  text: Text;
  level: Problem['level'];
  block: string | null;
  fromRun: boolean;
}

export class ProjectStore {
  readonly project: Project;
  readonly id: string;
  readonly title = signal('');
  readonly program = signal<Program>({
    ok: false,
    python: '',
    lines: [],
    blocks: {},
    problems: [],
    count: 0,
    devices: { boards: [], parts: [], cameras: [] },
    layers: [],
    networks: [],
  });
  readonly selected = signal<string | null>(null);
  readonly level = signal<Level>(1);
  /** The cluster on which it trains; '': this computer. */
  readonly trainOn = signal('');
  readonly code: CodeFace;
  readonly choices = signal<Choices>({});
  readonly canvas = signal<Canvas | null>(null);
  /** What a block that asks for a new data set does with its path. */
  readonly datasetAsked = signal<{ take(path: string): void } | null>(null);
  /** The blocks must be drawn now, whatever is looked at. */
  readonly canvasWanted = signal(false);
  readonly saving: ProjectSaver;
  readonly run: Run;
  /** Nothing can be written in the project's folder. */
  readonly readOnly = computed(() => this.saving.closed.value === 'readOnly');
  readonly trouble = computed(() => this.findTrouble());
  /** Which of the findings is told of, counted on and on. */
  /** A data set that another window has just changed. */
  readonly changedData = signal<{ name: string } | null>(null);
  private readonly looked = signal(0);
  /** There is nothing to run: no blocks, or the start block alone. */
  readonly isEmpty = computed(() => this.program.value.count === 0 && isStartAlone(this.latest));
  private soon = 0;
  private latest: Workspace;
  private readonly stopHearing: () => void;

  /** reload: opens the project anew, from the disk. */
  constructor(
    project: Project,
    readonly reload: () => void,
  ) {
    const draft = project.damaged ? null : takeDraft(project.id);
    this.project = draft ? { ...project, workspace: draft.workspace } : project;
    this.latest = this.project.workspace;
    this.id = project.id;
    this.title.value = project.title;
    this.program.value = project.program;
    this.level.value = project.level ?? session.value.level;
    this.trainOn.value = project.train_on;
    this.code = new CodeFace(
      project.id,
      this.level,
      computed(() => this.program.value.lines.length),
      () => this.program.value !== null && 'python' in this.latest,
    );
    this.saving = new ProjectSaver(
      project.id,
      draft?.version ?? project.version,
      (program) => (this.program.value = program),
    );
    if (draft) this.saving.change(draft.workspace);
    if (project.read_only) this.saving.closed.value = 'readOnly';
    this.run = new Run(project.id, () => this.loadChoicesSoon());
    this.run.pace.present = (block) => this.canvas.peek()?.has(block) ?? true;
    this.stopHearing = live.joinProject(
      project.id,
      () => this.run.summary.peek()?.id ?? project.run?.id ?? '',
      (run) => this.run.follow(run, this.isStale(run)),
      (act) => this.handleProjectChange(act),
    );
    if (project.run) this.run.follow(project.run, this.isStale(project.run));
    void this.loadChoices();
  }

  async loadChoices(): Promise<void> {
    try {
      this.choices.value = await api.fetchChoices(this.id);
      if (this.saving.closed.value === 'gone') this.saving.tryAgain();
    } catch (error) {
      // A program may have deleted the folder that it ran in.
      this.saving.note(error);
    }
    this.canvas.value?.refreshChoices();
  }

  /** Whether a run is over whose program is not the one of the page: it was edited since, or another save restored. */
  private isStale(run: RunSummary): boolean {
    return OUTCOMES.includes(run.state) && run.python !== this.program.peek().python;
  }

  private loadChoicesSoon(): void {
    clearTimeout(this.soon);
    this.soon = window.setTimeout(() => void this.loadChoices(), CHOICES_AFTER_MS);
  }

  handleChange(workspace: Record<string, unknown>): void {
    if (this.project.damaged) return;
    this.latest = workspace;
    this.run.forgetOutcome();
    this.saving.change(workspace);
  }

  /** The blocks as they were last reported, also before they are drawn. */
  get workspace(): Workspace {
    return this.latest;
  }

  /** The blocks, once they are drawn. */
  async requireCanvas(): Promise<Canvas> {
    return this.canvas.peek() ?? this.waitForCanvas();
  }

  /**
   * Saves what is on the canvas and runs it: one request. resume: a training that was stopped goes on; step: it begins
   * with a pause; until: the block before which it ends.
   */
  async start({ resume = false, step = false, until = '' } = {}): Promise<void> {
    if (!until) await this.requireCanvas();
    if ((await this.code.writing.peek()?.settle()) === false) return;
    if (this.run.busy.value || this.saving.conflict.value || this.project.damaged) return;
    const workspace = (this.latest = this.canvas.peek()?.flush() ?? this.latest);
    if (isStartAlone(workspace)) return showToast(t('noBlocks'), { label: t('toTheStart'), run: goHome });
    this.run.begin(step);
    this.run.pace.prune();
    try {
      const answer = await this.saving.send(workspace, (base) =>
        api.startRun(this.id, { workspace, base, lang: lang.peek(), resume, pace: this.run.pace.makeRequest(), until }),
      );
      this.run.follow(answer.run);
    } catch (error) {
      await this.handleRunError(error);
    }
  }

  /** What is here in place of what another window saved. */
  keepMine(): void {
    this.saving.keepMine(this.canvas.peek()?.flush() ?? this.latest);
    showToast(t('conflictKept'));
  }

  private waitForCanvas(): Promise<Canvas> {
    this.canvasWanted.value = true;
    return new Promise((resolve) => {
      const forget = this.canvas.subscribe((canvas) => {
        if (!canvas) return;
        queueMicrotask(() => forget());
        resolve(canvas);
      });
    });
  }

  stop(): void {
    this.run.stop().catch((error) => showToast(say(api.describeError(error))));
  }

  setLevel(level: Level): void {
    this.level.value = level;
    this.canvas.value?.setLevel(level);
    void api.putSettings({ level }).catch(() => undefined);
    void api.patchProject(this.id, { level }).catch(() => undefined);
  }

  async setTrainOn(cluster: string): Promise<void> {
    const before = this.trainOn.value;
    this.trainOn.value = cluster;
    try {
      await api.patchProject(this.id, { train_on: cluster });
    } catch (error) {
      this.trainOn.value = before;
      showToast(say(api.describeError(error)));
    }
  }

  async rename(title: string): Promise<void> {
    const before = this.title.value;
    this.title.value = title;
    try {
      await api.patchProject(this.id, { title });
    } catch (error) {
      this.title.value = before;
      showToast(say(api.describeError(error)));
    }
  }

  /** Goes to the block of the first problem. */
  showTrouble(): void {
    const trouble = this.trouble.value;
    const canvas = this.canvas.value;
    if (!trouble || !canvas) return;
    goToProject(this.id);
    if (trouble.fromRun) canvas.showError();
    else if (trouble.block && canvas.has(trouble.block)) canvas.showBlock(trouble.block);
  }

  /** The one after it, and its block. */
  showNextTrouble(): void {
    this.looked.value++;
    this.showTrouble();
  }

  dispose(): void {
    clearTimeout(this.soon);
    this.code.dispose();
    this.saving.dispose();
    this.run.dispose();
    this.stopHearing();
  }

  /** Another window has acted; what it did to a run that is not shown any more is nobody's concern. */
  private handleProjectChange({ act, run, version, dataset }: live.ProjectChange): void {
    if (act === 'data') return void (this.changedData.value = { name: dataset ?? '' });
    if (act === 'saved') return this.saving.handleSavedElsewhere(version ?? 0);
    if (act === 'deleted') this.saving.closed.value = 'gone';
    else if (run !== this.run.summary.value?.id) return;
    showToast(t(`${act}There`));
  }

  private async handleRunError(error: unknown): Promise<void> {
    this.run.reset();
    const refusal = error instanceof api.ApiError ? error : null;
    if (refusal?.body.program) {
      // The saving has taken it.
      this.looked.value = 0;
      this.showTrouble();
    } else if (refusal?.status === 409) {
      await this.followOtherRun(refusal).catch(() => showToast(say(refusal.text)));
    } else {
      showToast(say(api.describeError(error)));
    }
  }

  private async followOtherRun(refusal: api.ApiError): Promise<void> {
    const running = refusal.body.run;
    if (typeof running !== 'string') return;
    // Another window was quicker with Run: its run is shown.
    this.run.follow(await api.fetchRunSummary(this.id, running));
    showToast(say(refusal.text));
  }

  private findTrouble(): LoadProblem | null {
    const error = this.run.error.value;
    if (error) return { count: 1, text: error.title, level: 'error', block: this.run.faulty.value, fromRun: true };
    const problems = this.program.value.problems.filter((problem) => problem.level !== 'hint');
    if (!problems.length) return null;
    const gravest = [...problems].sort((a, b) => Number(b.level === 'error') - Number(a.level === 'error'));
    const { text, level, block } = gravest[this.looked.value % gravest.length];
    return { count: problems.length, text, level, block, fromRun: false };
  }
}

/** Whether a saved workspace has no block but a start. */
function isStartAlone(workspace: Workspace): boolean {
  const tops = (workspace as { blocks?: { blocks?: { type?: string; next?: unknown }[] } }).blocks?.blocks ?? [];
  return tops.length < 2 && tops.every((top) => top.type === 'program_start' && !top.next);
}
