/** The project that is open: its program, its saving, its run and its canvas. */

import { computed, signal } from '@preact/signals';
import * as api from '../api';
import type { Canvas, Choices } from '../canvas/api';
import * as live from '../live';
import { goToProject } from '../route';
import { lang, say, t } from '../texts';
import { toast } from '../parts/toast';
import type { Level, Problem, Program, Project, Text } from '../types';
import { Run } from './run';
import { Saving } from './saving';
import { session } from './session';

const CHOICES_AFTER_MS = 400;

/** The one sentence of the problem strip. */
export interface Trouble {
  count: number;
  text: Text;
  level: Problem['level'];
  block: string | null;
  fromRun: boolean;
}

export class Opened {
  readonly id: string;
  readonly title = signal('');
  readonly program = signal<Program>({ ok: false, python: '', lines: [], blocks: {}, problems: [], count: 0 });
  readonly selected = signal<string | null>(null);
  readonly level = signal<Level>(1);
  readonly choices = signal<Choices>({});
  readonly canvas = signal<Canvas | null>(null);
  readonly saving: Saving;
  readonly run: Run;
  readonly trouble = computed(() => this.findTrouble());
  private soon = 0;
  private readonly stopHearing: () => void;

  constructor(readonly project: Project) {
    this.id = project.id;
    this.title.value = project.title;
    this.program.value = project.program;
    this.level.value = project.level ?? session.value.level;
    this.saving = new Saving(project.id, project.version, (program) => (this.program.value = program));
    this.run = new Run(project.id, () => this.loadChoicesSoon());
    this.stopHearing = live.open(project.id, (run) => this.run.follow(run));
    if (project.run) this.run.follow(project.run, project.run.python !== project.program.python);
    void this.loadChoices();
  }

  async loadChoices(): Promise<void> {
    this.choices.value = await api.choices(this.id).catch(() => this.choices.value);
    this.canvas.value?.refreshChoices();
  }

  private loadChoicesSoon(): void {
    clearTimeout(this.soon);
    this.soon = window.setTimeout(() => void this.loadChoices(), CHOICES_AFTER_MS);
  }

  changed(workspace: Record<string, unknown>): void {
    if (this.project.damaged) return;
    this.run.forgetOutcome();
    this.saving.change(workspace);
  }

  /** Saves what is on the canvas and runs it: one request. resume: a training that was stopped goes on. */
  async start(resume = false): Promise<void> {
    const canvas = this.canvas.value;
    if (!canvas || this.run.busy.value || this.saving.conflict.value || this.project.damaged) return;
    this.run.begin();
    const workspace = canvas.flush();
    try {
      const answer = await this.saving.send(workspace, (base) => api.startRun(this.id, workspace, base, lang.peek(), resume));
      this.run.follow(answer.run);
    } catch (error) {
      await this.refused(error);
    }
  }

  stop(): void {
    this.run.stop().catch((error) => toast(say(api.sentence(error))));
  }

  setLevel(level: Level): void {
    this.level.value = level;
    this.canvas.value?.setLevel(level);
    void api.putSettings({ level }).catch(() => undefined);
    void api.patchProject(this.id, { level }).catch(() => undefined);
  }

  async rename(title: string): Promise<void> {
    const before = this.title.value;
    this.title.value = title;
    try {
      await api.patchProject(this.id, { title });
    } catch (error) {
      this.title.value = before;
      toast(say(api.sentence(error)));
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

  /** Another window saved meanwhile: what stands here becomes a project of its own. */
  async keepAsCopy(): Promise<void> {
    const workspace = this.canvas.value?.flush() ?? this.saving.pending;
    if (!workspace) return;
    const title = t('copyName', { name: this.title.value });
    const copy = await api.createProject({ title, lang: lang.value });
    await api.saveWorkspace(copy.id, workspace, copy.version);
    toast(t('copyKept', { name: title }));
    goToProject(copy.id);
  }

  dispose(): void {
    clearTimeout(this.soon);
    this.saving.dispose();
    this.run.dispose();
    this.stopHearing();
  }

  private async refused(error: unknown): Promise<void> {
    this.run.refuse();
    const refusal = error instanceof api.ApiError ? error : null;
    const program = refusal?.body.program as Program | undefined;
    if (program) {
      this.program.value = program;
      this.showTrouble();
    } else if (refusal?.status === 409) {
      await this.afterClash(refusal).catch(() => toast(say(refusal.text)));
    } else {
      toast(say(api.sentence(error)));
    }
  }

  private async afterClash(refusal: api.ApiError): Promise<void> {
    const running = refusal.body.run;
    if (typeof running !== 'string') {
      this.saving.conflict.value = true;
      return;
    }
    // Another window was quicker with Run: its run is shown.
    this.run.follow(await api.runSummary(this.id, running));
    toast(say(refusal.text));
  }

  private findTrouble(): Trouble | null {
    const error = this.run.error.value;
    if (error) return { count: 1, text: error.title, level: 'error', block: this.run.blockAt(error.line), fromRun: true };
    const problems = this.program.value.problems.filter((problem) => problem.level !== 'hint');
    const first = problems.find((problem) => problem.level === 'error') ?? problems[0];
    return first ? { count: problems.length, text: first.text, level: first.level, block: first.block, fromRun: false } : null;
  }
}
