/** The picture that is labeled, one after the other: what is marked in it, what is chosen, and what is done to it. */

import { computed, signal } from '@preact/signals';
import { showToast } from '../../../../components/toast';
import * as api from '../../../../lib/api';
import { say, t } from '../../../../lib/texts';
import type { Task } from '../../../../lib/types';
import { getClassColor, getClassKeys, hasTags, isSorted } from '../../../labels/labels';
import * as dataCalls from '../../api';
import type { DatasetStore } from '../../store';
import { isLargeEnough } from '../geometry/annotations';
import type { Size } from '../geometry/shapes';
import { AnnotationSaver } from './annotation_saver';
import * as calls from './labeling_api';
import type { Annotation, AnnotationChange, Annotations, SavedAnnotations } from './labeling_types';
import { PictureList } from './picture_list';
import { PixelPaint } from './pixel_paint';
import { ProposalStore } from './proposal_store';
import { getFirstTool, isDrawn, listTools, type Tool } from './tools';
import '../texts';

/** So long after the last key a label that is moved by keys is saved. */
const KEYS_REST_MS = 300;

export interface OpenedPicture extends Size {
  path: string;
  task: Task | null;
}

export class LabelingStore {
  readonly project: string;
  readonly list: PictureList;
  readonly saver: AnnotationSaver;
  readonly proposals: ProposalStore;
  /** null: it is on its way. */
  readonly picture = signal<OpenedPicture | null>(null);
  readonly task = computed(() => this.picture.value?.task ?? this.data.set.value?.task ?? null);
  readonly objects = signal<Annotation[]>([]);
  readonly labels = signal<string[]>([]);
  readonly labeled = signal(false);
  readonly index = signal(-1);
  /** What is chosen: its place among the objects, or -1. */
  readonly selected = signal(-1);
  /** It was just drawn: the next drag draws another one, a class key is meant for that. */
  readonly fresh = signal(false);
  readonly tool = signal<Tool>('select');
  readonly hidden = signal(false);
  readonly canUndo = signal(false);
  readonly canRedo = signal(false);
  readonly trouble = signal<string | null>(null);
  /** What is being painted, where classes are painted. */
  readonly paint: PixelPaint;
  private readonly chosenLabel = signal<string | null>(null);
  /** The class of what is drawn next; null where there is none yet. */
  readonly label = computed(() => {
    const names = this.names.value;
    return names.includes(this.chosenLabel.value ?? '') ? this.chosenLabel.value : (names[0] ?? null);
  });
  readonly names = computed(() => this.list.classes.value.map((one) => one.name));
  readonly keys = computed(() => getClassKeys(this.names.value));
  private wanted: string | null = null;
  private before: string | null = null;
  private resting = 0;
  /** Counts up with every change that is saved. */
  private saves = 0;

  constructor(
    readonly data: DatasetStore,
    readonly set: string,
  ) {
    this.project = data.opened.id;
    this.list = new PictureList(this.project, set, showError);
    this.proposals = new ProposalStore(this);
    this.paint = new PixelPaint(this);
    this.saver = new AnnotationSaver(
      this.project,
      set,
      (answer, change) => this.takeSaved(answer, change),
      (error, path) => {
        showError(error);
        if (path === this.picture.peek()?.path) void this.reload();
      },
    );
  }

  /** Opens a picture, or the first one to do. */
  async enter(path: string | null): Promise<void> {
    try {
      const fresh = this.wanted === null;
      if (fresh) {
        await this.list.load();
        this.saver.adoptDrafts();
        void this.data.edits.load(true).then(() => this.takeUndo());
      }
      const first = path ?? (fresh ? this.list.get(0)?.path : this.wanted);
      if (first) await this.open(first);
    } catch (error) {
      this.trouble.value = say(api.describeError(error));
    }
  }

  async open(path: string): Promise<void> {
    this.flush();
    if (this.picture.peek() && this.picture.peek()!.path !== path) this.before = this.picture.peek()!.path;
    this.wanted = path;
    this.selected.value = -1;
    try {
      // What is under way to the disk comes first, or it would be missing.
      if (this.saver.isPending(path)) await this.saver.settle();
      const saves = this.saves;
      const found = await calls.fetchAnnotations(this.project, this.set, path);
      if (this.wanted !== path) return;
      // What was drawn while this answer was on its way is not in it.
      if (saves !== this.saves) return await this.open(path);
      this.show(found);
      this.trouble.value = null;
      void this.refreshList().catch(showError);
      this.index.value = await this.list.find(path);
    } catch (error) {
      if (this.wanted === path) this.trouble.value = say(api.describeError(error));
    }
  }

  /** As it is on the disk. */
  async reload(): Promise<void> {
    if (this.wanted) await this.open(this.wanted);
  }

  private show(found: Annotations): void {
    const tools = listTools(found.task);
    const other = this.picture.peek()?.task !== found.task;
    this.saver.see(found.path, found.version);
    this.paint.read(found);
    this.objects.value = found.objects;
    this.labels.value = found.labels;
    this.labeled.value = found.labeled;
    this.picture.value = { path: found.path, w: found.w ?? 1, h: found.h ?? 1, task: found.task };
    this.proposals.show(found);
    if (found.task && (other || !tools.some(({ tool }) => tool === this.tool.peek())))
      this.tool.value = getFirstTool(found.task);
  }

  /** What is marked now, in place of what was. later: more of the same will follow at once, as keys are held. */
  change(objects: Annotation[], later = false): void {
    if (!this.canEdit()) return;
    this.objects.value = objects;
    this.note();
    clearTimeout(this.resting);
    this.resting = 0;
    if (later) this.resting = window.setTimeout(() => this.flush(), KEYS_REST_MS);
    else this.save({ objects });
  }

  /** Saves what keys have moved. */
  flush(leaving = false): void {
    if (!this.resting) return;
    clearTimeout(this.resting);
    this.resting = 0;
    this.save({ objects: this.objects.peek() }, leaving);
  }

  setLabels(labels: string[]): void {
    if (!this.canEdit()) return;
    this.labels.value = labels;
    this.note();
    this.save({ labels });
  }

  save(change: Omit<AnnotationChange, 'path'>, leaving = false): void {
    const path = this.picture.peek()?.path;
    this.saves++;
    if (path) this.saver.save({ path, ...change }, leaving);
  }

  /** The picture is done, and nothing is in it. */
  markEmpty(): void {
    if (isDrawn(this.task.peek())) this.change([]);
    else this.setLabels([]);
  }

  canEdit(): boolean {
    return this.picture.value !== null && this.data.edits.canEdit();
  }

  private note(): void {
    const row = this.picture.peek()!;
    if (!this.labeled.peek()) this.list.labeled.value++;
    this.labeled.value = true;
    this.list.mark(row.path, { labeled: true, objects: this.objects.peek().length });
  }

  private takeSaved(answer: SavedAnnotations, change: AnnotationChange): void {
    this.canUndo.value = answer.undo !== null;
    this.canRedo.value = answer.redo !== null;
    this.list.labeled.value = answer.labeled_count;
    this.list.total.value = answer.total;
    this.data.noteChange();
    this.data.edits.noteLabeled();
    this.list.mark(answer.path, { labeled: answer.labeled, objects: answer.objects.length });
    if (answer.path === this.picture.peek()?.path && (change.objects || change.labels))
      this.proposals.takeAnswer(answer);
  }

  /** Adds a thing of the class in hand, and chooses it. */
  add(thing: Annotation): boolean {
    if (!isLargeEnough(thing)) return false;
    this.change([...this.objects.peek(), thing]);
    this.select(this.objects.peek().length - 1, true);
    return true;
  }

  replace(index: number, thing: Annotation, later = false): void {
    this.change(this.objects.peek().with(index, thing), later);
  }

  removeSelected(): void {
    const index = this.selected.peek();
    if (index < 0) return;
    this.select(-1);
    this.change(this.objects.peek().toSpliced(index, 1));
  }

  /** fresh: it was just drawn. */
  select(index: number, fresh = false): void {
    this.fresh.value = fresh;
    this.selected.value = index;
  }

  /** A class key: of what is drawn next, and of what is chosen; or a tag that is put on or taken off. */
  chooseLabel(name: string): void {
    const task = this.task.peek();
    const index = this.selected.peek();
    this.chosenLabel.value = name;
    if (hasTags({ task })) {
      const labels = this.labels.peek();
      this.setLabels(labels.includes(name) ? labels.filter((one) => one !== name) : [...labels, name]);
    } else if (isSorted({ task })) this.setLabels([name]);
    else if (index >= 0 && !this.fresh.peek() && this.objects.peek()[index].label !== name)
      this.replace(index, { ...this.objects.peek()[index], label: name });
  }

  getColor(label: string): string {
    const index = this.names.value.indexOf(label);
    return this.list.classes.value[index]?.color ?? getClassColor(index);
  }

  getKey(label: string): string {
    return this.keys.value[this.names.value.indexOf(label)] ?? '';
  }

  /** The same things as in the picture before, beside what there is. */
  async copyPrevious(): Promise<void> {
    const here = this.picture.peek();
    const before = this.list.get(this.index.peek() - 1)?.path ?? this.before;
    if (!here || !before || before === here.path) return;
    try {
      await this.saver.settle();
      const found = await calls.fetchAnnotations(this.project, this.set, before);
      if (here !== this.picture.peek()) return;
      if (!isDrawn(here.task)) return this.setLabels(found.labels);
      const fitting = found.objects.filter(({ box, rle }) => !rle && box[2] <= here.w && box[3] <= here.h);
      if (fitting.length) this.change([...this.objects.peek(), ...fitting]);
      else showToast(t('labelNothingBefore'));
    } catch (error) {
      showError(error);
    }
  }

  undo = () => this.step(dataCalls.undoEdit);
  redo = () => this.step(dataCalls.redoEdit);

  /** Takes the last edit back, or does it again; the picture that it changed is shown. */
  private async step(ask: typeof dataCalls.undoEdit): Promise<void> {
    this.flush();
    await this.saver.settle();
    try {
      const answer = await ask(this.project, this.set);
      this.data.edits.state.value = answer;
      this.takeUndo();
      await Promise.all([this.refreshList(), this.open(answer.edit?.path ?? this.wanted ?? '')]);
    } catch (error) {
      showError(error);
    }
  }

  private takeUndo(): void {
    const state = this.data.edits.state.peek();
    this.canUndo.value = Boolean(state?.undo);
    this.canRedo.value = Boolean(state?.redo);
  }

  /** The counts and the classes, as they are now; the strip stays as it is. */
  async refreshList(): Promise<void> {
    const listing = await calls.fetchListing(this.project, this.set, this.list.order.peek(), 0, 1);
    this.list.takeCounts(listing);
    const path = this.picture.peek()?.path;
    if (path) this.list.mark(path, { labeled: this.labeled.peek(), objects: this.objects.peek().length });
  }

  /** To a neighbor in the strip. */
  async go(step: 1 | -1): Promise<void> {
    const index = this.index.peek() + step;
    if (index < 0 || index >= this.list.total.peek()) return;
    this.list.want(index, index);
    const row = this.list.get(index);
    if (row) await this.open(row.path);
  }

  /** To the next picture that has no labels; when all have some, to the neighbor. */
  async next(): Promise<void> {
    const path = this.picture.peek()?.path;
    if (!path) return;
    this.flush();
    try {
      const { next } = await calls.fetchNextUnlabeled(this.project, this.set, this.list.order.peek(), path);
      if (next && next !== path) return await this.open(next);
      if (!next) showToast(t('labelAllDone'));
      await this.go(1);
    } catch (error) {
      showError(error);
    }
  }

  /** After another page was first. */
  async resolveConflict(mine: boolean): Promise<void> {
    this.saver.resolve(mine);
    await this.saver.settle();
    await this.reload();
  }

  /** What was done here is on the disk, and the wall shows it; the next time begins with what there is then. */
  async leave(): Promise<void> {
    this.flush();
    await this.saver.settle();
    if (stores.get(this.data) === this) stores.delete(this.data);
    await this.data.reload();
  }
}

export function showError(error: unknown): void {
  showToast(say(api.describeError(error)));
}

const stores = new WeakMap<DatasetStore, LabelingStore>();

/** The one of the data set that is labeled: another one when another set is, or when it is for something else. */
export function getLabelingStore(data: DatasetStore, set: string, task: Task | null): LabelingStore {
  const kept = stores.get(data);
  const shown = kept?.picture.peek();
  if (kept?.set === set && (!shown || shown.task === task)) return kept;
  const made = new LabelingStore(data, set);
  stores.set(data, made);
  return made;
}
