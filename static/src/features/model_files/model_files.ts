/** The model files of a project and the shelf, as the page knows them. */

import { computed, effect, signal } from '@preact/signals';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import type { TaughtModel } from '../../lib/dataset_types';
import { pollJob } from '../../lib/job_polling';
import { goToProject, goToView } from '../../lib/route';
import { memoize } from '../../lib/storage';
import { say, t } from '../../lib/texts';
import type { EvaluationRow, LibraryRow, ModelFile, RunRow, Text } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { getTaskName, isLearnable } from '../labels/labels';
import { replaceFile } from './compared_files';
import { fetchCompression, type KeptComparison } from './compression_api';
import { getModelName } from './model_names';
import { fetchReports, type ParityReport } from './parity_api';
import { isDetector } from './tasks';
import { fetchTaught } from './taught_api';
import { findTest } from './test_mark';
import './texts';
import '../../lib/common_texts';

/** What a training writes on its way: of use for going on, seldom for anything else. */
const INTERMEDIATE = /(?:^|\/)(?:latest|epoch_\d+)\.pth$/;

export class ModelFiles {
  /** null: not known yet. */
  readonly models = signal<ModelFile[] | null>(null);
  /** What was fitted at once, the newest first. */
  readonly taught = signal<TaughtModel[]>([]);
  readonly shelf = signal<LibraryRow[]>([]);
  /** The newest first. */
  readonly runs = signal<RunRow[]>([]);
  /** Whether a model that names pictures was tested. */
  readonly tested = computed(() => (this.models.value ?? []).some((one) => !isDetector(one) && this.findTest(one)));
  /** The newest comparison of files; null: there was none. */
  readonly compared = signal<KeptComparison | null>(null);
  /** What was deleted, the last first. */
  readonly bin = signal<api.BinnedModel[]>([]);
  /** How the answers of each file compare with those of the model that it was made from. */
  readonly reports = signal<ParityReport[]>([]);
  readonly trouble = signal<Text | null>(null);
  /** How far the writing of smaller files is; null: none are being written. */
  readonly smaller = signal<{ done: number; total: number } | null>(null);
  readonly stopSmaller = signal(false);
  /** What makes a model smaller is brought into view. */
  readonly seekSmaller = signal(false);
  /** Smaller files have just been written: they are compared without being asked for. */
  readonly compare = signal(false);

  constructor(readonly opened: ProjectStore) {}

  /** Keeps itself up to date as long as a view looks at it. Returns how to stop. */
  watch(): () => void {
    return effect(() => {
      // The pickers' choices are asked for anew whenever a program has written a file.
      this.opened.choices.value;
      void this.load();
    });
  }

  async load(): Promise<void> {
    try {
      const [models, shelf, runs, taught, reports, compared, bin] = await Promise.all([
        api.fetchModels(this.opened.id),
        api.fetchModelLibrary(),
        api.fetchRuns(this.opened.id),
        fetchTaught(this.opened.id).catch(() => []),
        fetchReports(this.opened.id).catch(() => []),
        fetchCompression(this.opened.id).catch(() => null),
        api.fetchModelBin(this.opened.id).catch(() => []),
      ]);
      this.runs.value = runs;
      this.taught.value = taught;
      this.reports.value = reports;
      this.compared.value = compared;
      this.bin.value = bin;
      this.models.value = models;
      this.shelf.value = shelf;
      this.trouble.value = null;
    } catch (error) {
      this.trouble.value = api.describeError(error);
    }
  }

  /** What a file was tested with; null: it never was. */
  findTest(model: ModelFile): EvaluationRow | null {
    return findTest(model, this.models.value ?? [], this.runs.value, this.compared.value?.rows);
  }

  async keep(path: string, title: string): Promise<void> {
    await this.act(async () => {
      const row = await api.addToLibrary(this.opened.id, path, title);
      showToast(t('kept', { name: row.title }));
    });
  }

  async take(row: LibraryRow): Promise<void> {
    await this.act(async () => {
      const { path } = await api.copyFromLibrary(this.opened.id, row.id);
      await this.opened.loadChoices();
      showToast(t(row.kind === 'onnx' ? 'takenOnnx' : 'takenWeights', { path }));
    });
  }

  async remove(row: LibraryRow): Promise<void> {
    await this.act(() => api.removeFromLibrary(row.id));
  }

  async rename(path: string, name: string): Promise<void> {
    await this.act(async () => {
      const { path: renamed } = await api.renameModel(this.opened.id, path, name);
      const copied = isTraining(path);
      if (!copied) await this.exchange([path], renamed);
      await this.opened.loadChoices();
      showToast(t(copied ? 'modelCopied' : 'modelRenamed', { name: getModelName(renamed) }));
    });
  }

  async delete(path: string): Promise<void> {
    await this.act(async () => {
      const { id } = await api.deleteModel(this.opened.id, path);
      await this.opened.loadChoices();
      const undo = { label: t('undo'), run: () => void this.restore(id) };
      showToast(t('modelBinned', { name: getModelName(path) }), undo);
    });
  }

  /** Brings a model back out of the bin. */
  async restore(id: string): Promise<void> {
    await this.act(async () => {
      const { path } = await api.restoreModel(this.opened.id, id);
      await this.opened.loadChoices();
      showToast(t('modelRestored', { name: getModelName(path) }));
    });
  }

  async erase({ id, path }: api.BinnedModel): Promise<void> {
    await this.act(async () => {
      await api.eraseModel(this.opened.id, id);
      showToast(t('modelErased', { name: getModelName(path) }));
    });
  }

  /** Where the program opens this file: how many times. */
  async countUses(path: string): Promise<number> {
    const canvas = await this.opened.requireCanvas();
    return canvas.values(null).filter((one) => one.kind === 'model' && one.value === path).length;
  }

  /**
   * The program opens this file wherever it opens another one of its kind; where it opens none, its blocks that
   * recognize get it. Where it has none of these either, it is said how it would.
   */
  async use(model: Pick<ModelFile, 'path' | 'kind'>): Promise<void> {
    const name = getModelName(model.path);
    const alike = (this.models.peek() ?? []).filter((one) => one.kind === model.kind);
    const changed = await this.exchange(
      alike.map((one) => one.path),
      model.path,
    );
    const canvas = await this.opened.requireCanvas();
    const plan = model.kind === 'onnx' ? canvas.planUseFile(model.path) : canvas.planUseTrained(model.path);
    const block = this.opened.readOnly.peek() ? null : plan?.();
    const show = () => {
      goToProject(this.opened.id);
      if (block) canvas.showBlock(block);
    };
    if (block) showToast(t('modelUsedNow', { name }), { label: t('modelShow'), run: show });
    else if (changed) showToast(t('modelUsed', { name, n: changed }), { label: t('modelShow'), run: show });
    else if (await this.countUses(model.path)) showToast(t('modelUsedAlready', { name }));
    else showToast(t(model.kind === 'onnx' ? 'modelUseOnnx' : 'modelUseWeights', { name }), this.wayToBlocks());
  }

  private wayToBlocks() {
    return { label: t('toBlocks'), run: () => goToProject(this.opened.id) };
  }

  /** Puts a file in the place of others in the program, as one undoable step. Returns in how many places. */
  private async exchange(others: string[], path: string): Promise<number> {
    const canvas = await this.opened.requireCanvas();
    const fields = replaceFile(canvas.values(null), others, path);
    if (fields.length) canvas.setFields(fields);
    return fields.length;
  }

  /** Writes a model smaller, then lets the files be compared. */
  async makeSmaller(path: string): Promise<void> {
    this.smaller.value = { done: 0, total: 0 };
    this.stopSmaller.value = false;
    await this.act(async () => {
      const { job } = await api.makeSmaller(this.opened.id, path);
      const over = job === null ? null : await this.followSmaller(job);
      if (over?.text) showToast(say(over.text));
      this.compare.value = over === null || over.state === 'done';
    });
    this.smaller.value = null;
    await this.opened.loadChoices();
  }

  private followSmaller(job: string) {
    return pollJob(this.opened.id, job, this.stopSmaller, (each) => {
      this.smaller.value = each;
    });
  }

  private async act(change: () => Promise<unknown>): Promise<void> {
    try {
      await change();
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
    await this.load();
  }
}

/** Leads to where a model is made smaller. */
export function showSmaller(opened: ProjectStore, path: string): void {
  getModelFiles(opened).seekSmaller.value = true;
  goToView(opened.id, 'models', path);
}

/** Whether a file is one of those that a training writes, and will write again. */
export function isTraining(path: string): boolean {
  return path.endsWith('.pth') && path.split('/').length > 2;
}

/** Files to work with, then those that a training leaves on its way. */
export function groupModels(models: ModelFile[]): { main: ModelFile[]; passing: ModelFile[] } {
  const passing = models.filter((one) => INTERMEDIATE.test(one.path));
  return { main: models.filter((one) => !passing.includes(one)), passing };
}

/** The files of an open project: the same object each time, so that a view that comes back is as it was. */
export const getModelFiles = memoize((opened: ProjectStore) => new ModelFiles(opened));

/** What a model does, in a word; null where its file does not say it. */
export function getTask({ task }: { task?: string | null }): string | null {
  return isLearnable(task) ? getTaskName(task) : null;
}

/** Bytes as people say them. */
export function formatSize(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} KB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}
