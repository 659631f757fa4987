/** What the stores of the kinds share whose samples are recorded while the button of a class's card is held. */

import { type ReadonlySignal, signal } from '@preact/signals';
import { listenForHold } from '../../components/hold';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import { type Key, say, t } from '../../lib/texts';
import type { SkippedFiles, Text } from '../../lib/types';
import { type ClassChange, NEWEST } from './api';
import type { SampleTest } from './panels/sample_test';
import { getTaught, nameNewClass } from './taught_program';
import { countTraining, FittedStore, type TaughtProgram } from './taught_store';
import './texts';
import '../../lib/common_texts';

/** A class. newest: the last of its samples to learn from. */
export interface RecordedClass {
  name: string;
  count: number;
  tests: number;
  newest: unknown[];
}

/** Removal: one sample is taken out. */
export type RecordedChange<Removal> = ClassChange | { do: 'empty_test'; label: string } | Removal;

export abstract class RecordedStore<
  Row extends RecordedClass,
  Program extends TaughtProgram,
  Removal,
> extends FittedStore<Row, Program> {
  /** The place of the class that the space bar is for. */
  readonly active = signal(0);
  /** The button of a card is held. */
  abstract readonly held: ReadonlySignal<boolean>;
  /** Files of the last choice that could not be taken. */
  readonly leftOut = signal<{ label: string; files: SkippedFiles[] } | null>(null);
  /** The test by somebody else. */
  abstract readonly test: SampleTest<Row, unknown>;
  /** It says that the samples of a class were taken out. */
  protected abstract readonly emptied: Key;

  /** 1–9 choose a class, the space bar holds its button. */
  override enter(): () => void {
    const leave = super.enter();
    const choose = (at: number) => {
      if (this.classes.peek()?.[at]) this.active.value = at;
    };
    const release = () => this.release();
    const stop = listenForHold({ down: () => void this.press(this.active.peek()), release, leave: release, choose });
    return () => {
      stop();
      this.release();
      this.test.cancel();
      leave();
    };
  }

  /** The button of a card goes down. */
  abstract press(at: number): Promise<void>;
  abstract release(): void;

  /** What the button of a card holds. */
  makeHold(at: number) {
    return {
      held: { value: this.active.value === at && this.held.value },
      press: () => this.press(at),
      release: () => this.release(),
    };
  }

  /** Files become samples; those that do not are named. */
  async addFiles(label: string, files: File[]): Promise<void> {
    const left: SkippedFiles[] = [];
    this.leftOut.value = null;
    for (const file of files) {
      try {
        const why = await this.addFile(label, file);
        if (why) left.push({ name: file.name, why });
        else this.stale.value = true;
      } catch (error) {
        left.push({ name: file.name, why: api.describeError(error) });
      }
    }
    await this.showAdded();
    this.leftOut.value = left.length ? { label, files: left } : null;
  }

  /** Files that could not be taken for a class. */
  getLeftOut(label: string): SkippedFiles[] {
    const left = this.leftOut.value;
    return left?.label === label ? left.files : [];
  }

  async addClass(): Promise<void> {
    const count = this.listClasses().length;
    if (await this.change({ do: 'add', label: this.nameClass() })) this.active.value = count;
  }

  rename(label: string, to: string): Promise<unknown> {
    this.stale.value = true;
    return this.change({ do: 'rename', label, to });
  }

  remove(label: string, what: 'remove' | 'empty'): Promise<void> {
    return this.takeOut({ do: what, label }, t(what === 'empty' ? this.emptied : 'teachRemoved', { name: label }));
  }

  /** For some seconds it can be brought back. */
  protected async takeOut(change: RecordedChange<Removal>, told: string): Promise<void> {
    const removed = (await this.change(change))?.removed;
    if (!removed) return;
    this.stale.value = true;
    showToast(told, { label: t('undo'), run: () => void this.change({ do: 'restore', removed }) });
  }

  async change(change: RecordedChange<Removal>) {
    try {
      const answer = await this.send(change);
      this.show(answer.classes);
      await this.followClasses();
      void this.opened.loadChoices();
      return answer;
    } catch (error) {
      showToast(say(api.describeError(error)));
      return null;
    }
  }

  protected show(classes: Row[]): void {
    this.classes.value = classes;
    if (this.active.peek() >= classes.length) this.active.value = Math.max(0, classes.length - 1);
    getTaught(this.opened).samples.value = this.total.peek();
  }

  /** Samples of a class came, the newest first. */
  protected showNewest(label: string, samples: Row['newest']): void {
    const add = (one: Row): Row => ({
      ...one,
      count: one.count + samples.length,
      newest: [...samples, ...one.newest].slice(0, NEWEST),
    });
    this.show(this.listClasses().map((one) => (one.name === label ? add(one) : one)));
  }

  /** Of the next class. */
  protected nameClass(): string {
    return nameNewClass(this.listClasses().map(({ name }) => name));
  }

  protected countTraining(row: Row): number {
    return countTraining(row);
  }

  protected countTests({ tests }: Row): number {
    return tests;
  }

  /** The blocks say which classes there are, where they name them. */
  protected async followClasses(): Promise<void> {}

  protected abstract send(change: RecordedChange<Removal>): Promise<{ classes: Row[]; removed: string | null }>;
  /** Returns why a file is no sample; null: it is one. */
  protected abstract addFile(label: string, file: File): Promise<Text | null>;
  /** Shows samples that came of files. */
  protected abstract showAdded(): Promise<void>;
}
