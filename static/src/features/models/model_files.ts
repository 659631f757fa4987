/** The model files of a project and the shelf, as the page knows them. */

import { effect, signal } from '@preact/signals';
import { toast } from '../../components/toast';
import * as api from '../../lib/api';
import { type Key, say, t } from '../../lib/texts';
import type { ModelFile, ShelfRow, Text } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import './texts';

/** What a training writes on its way: of use for going on, seldom for anything else. */
const PASSING = /(?:^|\/)(?:latest|epoch_\d+)\.pth$/;

export class Files {
  /** null: not known yet. */
  readonly models = signal<ModelFile[] | null>(null);
  readonly shelf = signal<ShelfRow[]>([]);
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
      const [models, shelf] = await Promise.all([api.models(this.opened.id), api.shelf()]);
      this.models.value = models;
      this.shelf.value = shelf;
      this.trouble.value = null;
    } catch (error) {
      this.trouble.value = api.sentence(error);
    }
  }

  async keep(path: string, title: string): Promise<void> {
    await this.act(async () => {
      const row = await api.keepOnShelf(this.opened.id, path, title);
      toast(t('kept', { name: row.title }));
    });
  }

  async take(row: ShelfRow): Promise<void> {
    await this.act(async () => {
      const { path } = await api.takeFromShelf(this.opened.id, row.id);
      await this.opened.loadChoices();
      toast(t(row.kind === 'onnx' ? 'takenOnnx' : 'takenWeights', { path }));
    });
  }

  async remove(row: ShelfRow): Promise<void> {
    await this.act(() => api.removeFromShelf(row.id));
  }

  private async act(change: () => Promise<unknown>): Promise<void> {
    try {
      await change();
    } catch (error) {
      toast(say(api.sentence(error)));
    }
    await this.load();
  }
}

/** Files to work with, then those that a training leaves on its way. */
export function sorted(models: ModelFile[]): { main: ModelFile[]; passing: ModelFile[] } {
  const passing = models.filter((one) => PASSING.test(one.path));
  return { main: models.filter((one) => !passing.includes(one)), passing };
}

const kept = new WeakMap<ProjectStore, Files>();

/** The files of an open project: the same object each time, so that a view that comes back is as it was. */
export function filesOf(opened: ProjectStore): Files {
  let found = kept.get(opened);
  if (!found) kept.set(opened, (found = new Files(opened)));
  return found;
}

const TASKS: Record<string, Key> = {
  classification: 'modelClassifies',
  detection: 'modelDetects',
  instance: 'modelOutlines',
};

/** What a model does, in a word; null where its file does not say it. */
export function taskOf({ task }: { task?: string | null }): string | null {
  return task && Object.hasOwn(TASKS, task) ? t(TASKS[task]) : null;
}

/** Bytes as people say them. */
export function sizeOf(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1000))} KB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}
