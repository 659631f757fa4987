/** The model files of a project and the shelf, as the page knows them. */

import { effect, signal } from '@preact/signals';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { type Key, say, t } from '../../lib/texts';
import type { LibraryRow, ModelFile, RunRow, Text } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import './texts';

/** What a training writes on its way: of use for going on, seldom for anything else. */
const INTERMEDIATE = /(?:^|\/)(?:latest|epoch_\d+)\.pth$/;

export class ModelFiles {
  /** null: not known yet. */
  readonly models = signal<ModelFile[] | null>(null);
  readonly shelf = signal<LibraryRow[]>([]);
  /** The newest first. */
  readonly runs = signal<RunRow[]>([]);
  readonly trouble = signal<Text | null>(null);

  constructor(private readonly opened: ProjectStore) {}

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
      const [models, shelf, runs] = await Promise.all([
        api.fetchModels(this.opened.id),
        api.fetchModelLibrary(),
        api.fetchRuns(this.opened.id),
      ]);
      this.runs.value = runs;
      this.models.value = models;
      this.shelf.value = shelf;
      this.trouble.value = null;
    } catch (error) {
      this.trouble.value = api.describeError(error);
    }
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

  private async act(change: () => Promise<unknown>): Promise<void> {
    try {
      await change();
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
    await this.load();
  }
}

/** Files to work with, then those that a training leaves on its way. */
export function groupModels(models: ModelFile[]): { main: ModelFile[]; passing: ModelFile[] } {
  const passing = models.filter((one) => INTERMEDIATE.test(one.path));
  return { main: models.filter((one) => !passing.includes(one)), passing };
}

const kept = new WeakMap<ProjectStore, ModelFiles>();

/** The files of an open project: the same object each time, so that a view that comes back is as it was. */
export function getModelFiles(opened: ProjectStore): ModelFiles {
  let found = kept.get(opened);
  if (!found) kept.set(opened, (found = new ModelFiles(opened)));
  return found;
}

const TASKS: Record<string, Key> = {
  classification: 'modelClassifies',
  detection: 'modelDetects',
  instance: 'modelOutlines',
  semantic: 'modelPaints',
};

/** What a model does, in a word; null where its file does not say it. */
export function getTask({ task }: { task?: string | null }): string | null {
  return task && Object.hasOwn(TASKS, task) ? t(TASKS[task]) : null;
}

/** Bytes as people say them. */
export function formatSize(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} KB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}
