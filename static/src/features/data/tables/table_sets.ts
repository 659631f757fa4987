/** The tables of a project as data that a step can choose: a set whose labels are a column. */

import type { Dataset } from '../../../lib/dataset_types';
import { TABLE_ENDING } from '../../../lib/files/table_endings';
import { getRowTask } from '../../../lib/tasks';
import type { DataChoice } from '../data_kinds';
import type { DatasetStore } from '../store';
import { getTableStore, type TableStore } from './table_store';

export class TableSets {
  constructor(private readonly data: DatasetStore) {}

  /** Those of the project, then the samples. */
  list(): Dataset[] {
    const found = this.data.others.value.filter(({ name }) => TABLE_ENDING.test(name));
    return found.map((one) => this.makeSet(one, ''));
  }

  /** target: the column to guess, '': the one that the table says. */
  find(path: string, target: string): Dataset | null {
    const found = this.data.others.value.find(({ name }) => `data/${name}` === path);
    return found ? this.makeSet(found, target) : null;
  }

  getStore(name: string): TableStore {
    return getTableStore(this.data.opened, name);
  }

  /** Reads a table, which is put into the project first where it is a sample; one that cannot be read is asked once. */
  async load({ name, builtin }: Pick<Dataset, 'name' | 'builtin'>): Promise<void> {
    const store = this.getStore(name);
    if (builtin || !(store.about.peek() || store.trouble.peek())) await store.load(builtin);
    if (builtin) await this.data.load();
  }

  private makeSet({ name, title, builtin, rows }: DataChoice & { rows?: number | null }, target: string): Dataset {
    const store = this.getStore(name);
    const about = builtin ? null : store.about.value;
    const column = about?.columns.find((one) => one.name === (target || about.target));
    return {
      ...{ name, title, builtin, samples: 'row', format: 'table', divided: true },
      path: `data/${name}`,
      task: about && !column ? null : getRowTask(column?.type === 'number'),
      pictures: about?.rows ?? rows ?? 0,
      classes: column?.type === 'number' ? [] : (column?.classes ?? []),
      ...{ unlabeled: 0, bytes: 0, bin_bytes: 0, locked: false, findings: null, answer: null },
      problem: builtin ? null : store.trouble.value,
      coming: !about && !builtin,
    };
  }
}
