/** Asks a model about a row, one at a time: while it answers, only the newest of the others waits. */

import { signal } from '@preact/signals';
import * as api from '../../../lib/api';
import type { Cell } from '../../../lib/dataset_types';
import type { RowAnswer, Text } from '../../../lib/types';

export class RowAsking {
  readonly answer = signal<RowAnswer | null>(null);
  readonly trouble = signal<Text | null>(null);
  private next: ReadonlyMap<string, Cell> | null = null;
  private asking = false;

  constructor(
    private readonly project: string,
    private readonly model: string,
  ) {}

  async ask(cells: ReadonlyMap<string, Cell>): Promise<void> {
    this.next = cells;
    if (this.asking) return;
    this.asking = true;
    for (let now = this.take(); now; now = this.take()) await this.answerRow(now);
    this.asking = false;
  }

  private async answerRow(cells: ReadonlyMap<string, Cell>): Promise<void> {
    try {
      this.answer.value = await api.askRow(this.project, this.model, Object.fromEntries(cells));
      this.trouble.value = null;
    } catch (error) {
      this.trouble.value = api.describeError(error);
    }
  }

  private take(): ReadonlyMap<string, Cell> | null {
    const now = this.next;
    this.next = null;
    return now;
  }
}
