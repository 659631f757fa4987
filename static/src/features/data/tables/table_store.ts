/** The table that is looked at, and what of it is shown. */

import { computed, signal } from '@preact/signals';
import { showToast } from '../../../components/toast';
import { describeError, prepareInference } from '../../../lib/api';
import type { TableAbout } from '../../../lib/dataset_types';
import { say } from '../../../lib/texts';
import type { Text } from '../../../lib/types';
import type { ProjectStore } from '../../../state/project_store';
import { addSampleTable, changeTable, fetchTable, type RowOrder, type TableChange } from './table_api';
import { TableRows } from './table_rows';

export type TableSide = 'rows' | 'chart' | 'tree' | 'neighbors';

export class TableStore {
  readonly about = signal<TableAbout | null>(null);
  readonly trouble = signal<Text | null>(null);
  readonly side = signal<TableSide>('rows');
  readonly order = signal<RowOrder>({ column: null, down: false });
  /** The numbers of the rows that are shown; null: all. */
  readonly only = signal<readonly number[] | null>(null);
  /** A change is on its way. */
  readonly busy = signal(false);
  /** Counts up whenever rows have come, or are others. */
  readonly news = signal(0);
  /** The rows that are in sight, from 1. */
  readonly seen = signal<{ first: number; last: number } | null>(null);
  private readonly named = signal<string | null>(null);
  /** The column at the right: the one that was chosen, else the first with empty cells, else the first. */
  readonly column = computed(() => {
    const columns = this.about.value?.columns ?? [];
    const named = columns.find((one) => one.name === this.named.value);
    return named ?? columns.find((one) => one.missing > 0) ?? columns[0] ?? null;
  });
  readonly target = computed(
    () => this.about.value?.columns.find((one) => one.name === this.about.value?.target) ?? null,
  );
  rows: TableRows;

  constructor(
    readonly opened: ProjectStore,
    readonly name: string,
  ) {
    this.rows = this.makeRows();
  }

  /** Reads the table; a sample that the project does not have yet is put into it first. */
  async load(builtin: boolean): Promise<void> {
    this.trouble.value = null;
    try {
      if (builtin) await addSampleTable(this.opened.id, this.name);
      this.show(await fetchTable(this.opened.id, this.name));
    } catch (error) {
      this.trouble.value = describeError(error);
    }
  }

  /** What learns from it will soon be asked, where there is a column to guess. */
  prepareLearners(): void {
    if (this.about.peek()?.target) void prepareInference(this.opened.id, 'table').catch(() => undefined);
  }

  choose(column: string): void {
    this.named.value = column;
  }

  /** Sorts by a column: upwards, then downwards, then as the rows stand in the file. */
  sort(column: string): void {
    const { column: before, down } = this.order.peek();
    if (before !== column) this.order.value = { column, down: false };
    else this.order.value = down ? { column: null, down: false } : { column, down: true };
    this.only.value = null;
    this.renew();
  }

  /** Shows some rows alone; null: all of them again. */
  showOnly(numbers: readonly number[] | null): void {
    this.only.value = numbers;
    this.side.value = 'rows';
    this.renew();
  }

  async change(change: TableChange): Promise<void> {
    if (this.busy.peek()) return;
    this.busy.value = true;
    try {
      this.show(await changeTable(this.opened.id, this.name, change));
    } catch (error) {
      showToast(say(describeError(error)));
    }
    this.busy.value = false;
  }

  private show(about: TableAbout): void {
    this.about.value = about;
    this.renew();
  }

  private renew(): void {
    this.rows.dispose();
    this.rows = this.makeRows();
    this.rows.want(0, 0);
    this.news.value++;
  }

  private makeRows(): TableRows {
    const { order, only } = this;
    const onNews = () => this.news.value++;
    const onTrouble = (error: unknown) => showToast(say(describeError(error)));
    return new TableRows(this.opened.id, this.name, order.peek(), only.peek(), onNews, onTrouble);
  }
}

const stores = new WeakMap<ProjectStore, Map<string, TableStore>>();

/** The same one each time for a table of an open project. */
export function getTableStore(opened: ProjectStore, name: string): TableStore {
  const mine = stores.get(opened) ?? new Map<string, TableStore>();
  stores.set(opened, mine);
  if (!mine.has(name)) mine.set(name, new TableStore(opened, name));
  return mine.get(name)!;
}
