/** The earlier saves of a project as the page knows them, and which one is looked at. */

import { computed, signal } from '@preact/signals';
import * as api from '../../lib/api';
import type { Text, Version, VersionRow } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { type Changes, compareBlocks, type FlatBlocks, flattenBlocks } from './block_changes';

export class VersionHistory {
  /** null: not known yet. The newest first. */
  readonly rows = signal<VersionRow[] | null>(null);
  /** The save that the project is at: the newest, unless what is on the disk is damaged. */
  readonly now = computed(() => (this.opened.project.damaged ? null : (this.rows.value?.[0]?.version ?? null)));
  readonly chosen = signal<number | null>(null);
  readonly trouble = signal<Text | null>(null);
  /** The chosen save, once it has arrived. */
  readonly shown = computed(() => this.found.value.get(this.chosen.value ?? -1) ?? null);
  readonly present = computed(
    () => this.opened.program.value && (this.opened.canvas.value?.save() ?? this.opened.project.workspace),
  );
  /** What happened from the chosen save until now. */
  readonly since = computed(
    () => this.shown.value && compareBlocks(this.getBlocks(this.shown.value), flattenBlocks(this.present.value)),
  );
  private readonly found = signal<ReadonlyMap<number, Version>>(new Map());
  private readonly asked = new Map<number, Promise<void>>();
  private readonly read = new WeakMap<Version, FlatBlocks>();

  constructor(private readonly opened: ProjectStore) {}

  /** Asks for the list, with what is on the canvas in it. */
  async load(wanted: number | null): Promise<void> {
    this.opened.canvas.value?.flush();
    await this.opened.saving.waitForSaves();
    try {
      const rows = await api.fetchVersions(this.opened.id);
      this.rows.value = rows;
      this.trouble.value = null;
      const known = rows.some((row) => row.version === wanted);
      this.choose(known ? wanted : ((rows.find((row) => row.version !== this.now.value) ?? rows[0])?.version ?? null));
    } catch (error) {
      this.trouble.value = api.describeError(error);
    }
  }

  choose(version: number | null): void {
    this.chosen.value = version;
    if (version !== null)
      void this.fetchVersion(version).catch((error) => (this.trouble.value = api.describeError(error)));
  }

  /** Asks for a save and for the one before it, so that what changed can be said. */
  async explain(version: number): Promise<void> {
    const before = this.findPrevious(version);
    await Promise.all([this.fetchVersion(version), before === null ? null : this.fetchVersion(before)]).catch(
      () => undefined,
    );
  }

  /** What changed in a save against the one before it; null while that is not known. */
  getChanges(version: number): Changes | null {
    const [mine, before] = [this.found.value.get(version), this.found.value.get(this.findPrevious(version) ?? -1)];
    return mine && before ? compareBlocks(this.getBlocks(before), this.getBlocks(mine)) : null;
  }

  private findPrevious(version: number): number | null {
    const rows = this.rows.value ?? [];
    return rows[rows.findIndex((row) => row.version === version) + 1]?.version ?? null;
  }

  private fetchVersion(version: number): Promise<void> {
    const asked =
      this.asked.get(version) ??
      api.fetchVersion(this.opened.id, version).then((found) => {
        this.found.value = new Map(this.found.value).set(version, found);
      });
    this.asked.set(version, asked);
    asked.catch(() => this.asked.delete(version));
    return asked;
  }

  private getBlocks(version: Version): FlatBlocks {
    let pieces = this.read.get(version);
    if (!pieces) this.read.set(version, (pieces = flattenBlocks(version.workspace)));
    return pieces;
  }
}
