/** What is done to the pictures of the data set that is shown: who asks for it, and what the server answers. */

import { type ReadonlySignal, signal } from '@preact/signals';
import { Selection } from '../../../components/grid/selection';
import { showToast } from '../../../components/toast';
import * as api from '../../../lib/api';
import type { BinEmptied, Dataset, Filter, PictureRow } from '../../../lib/dataset_types';
import { say } from '../../../lib/texts';
import { canEdit, canRelabel, hasTags } from '../../labels/labels';
import * as calls from '../api';
import type { RowCache } from '../browser/rows';
import type { DatasetEdit, EditAnswer, EditedPictures, EditRequest, EditState } from './edit_types';
import { followRenames } from './renamed_classes';

/** The wall whose pictures are edited. */
interface Wall {
  readonly opened: { readonly id: string; readonly readOnly: ReadonlySignal<boolean> };
  readonly name: ReadonlySignal<string | null>;
  readonly set: ReadonlySignal<Dataset | null>;
  readonly filter: ReadonlySignal<Filter>;
  readonly chosen: ReadonlySignal<string | null>;
  readonly large: ReadonlySignal<number>;
  readonly rows: RowCache;
  choose(path: string | null): void;
  /** Shows at once what an edit will do. */
  patch(isMeant: (row: PictureRow) => boolean, request: EditRequest): void;
  /** The path of the picture that was chosen, once its row has come; null where none was. */
  whenChosen(): Promise<string | null>;
  reload(): Promise<void>;
  showEdited(set: Dataset | null): void;
  /** The class that is shown is called otherwise now. */
  followClass(label: string): void;
  noteChange(): void;
}

export class EditStore {
  readonly state = signal<EditState | null>(null);
  readonly busy = signal(false);
  /** Pictures that another page has edited since this one looked last. */
  readonly merged = signal(0);
  /** What was taken back last, until something else is done. */
  readonly undone = signal<DatasetEdit | null>(null);
  /** What another page has edited first, and what was wanted here. */
  readonly conflict = signal<{ count: number; keepMine(): void; keepTheirs(): void } | null>(null);
  readonly selection: Selection;
  /** This page's label editor has saved labels since this store looked last. */
  private labeled = false;
  /** What was asked for already: keys may be quicker than the server. */
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly store: Wall) {
    this.selection = new Selection(
      () => store.rows,
      (error) => showToast(say(api.describeError(error))),
    );
  }

  /** Whether pictures can be edited now, and whether they can be given another label. */
  canEdit(): boolean {
    const set = this.store.set.value;
    return set !== null && canEdit(set) && !this.store.opened.readOnly.value;
  }
  canRelabel(): boolean {
    const set = this.store.set.value;
    return set !== null && this.canEdit() && canRelabel(set);
  }

  /** Whether an edit was not taken back. */
  isActive(id: string): boolean {
    return this.state.value?.edits.some((edit) => edit.id === id && edit.active) ?? false;
  }

  forget(): void {
    this.state.value = null;
    this.merged.value = 0;
    this.labeled = false;
    this.undone.value = null;
    this.selection.clear();
  }

  /** Labels were saved by this page's label editor: what is new next is not another page's. */
  noteLabeled(): void {
    this.labeled = true;
  }

  /** Asks what was edited; another page may have. own: this one has. */
  async load(own = false): Promise<void> {
    const set = this.store.name.peek();
    if (!set || !this.canEdit()) return;
    try {
      const state = await calls.fetchEdits(this.store.opened.id, set);
      if (set !== this.store.name.peek()) return;
      const before = this.state.peek();
      if (before && state.version === before.version) return;
      if (!own && !this.labeled) this.countMerged(before, state, null);
      this.labeled = false;
      this.take(state, null);
      if (before && !own) await this.store.reload();
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
  }

  /** Edits what is selected, or else the picture that was chosen. */
  editSelected(request: EditRequest): Promise<void> {
    return this.edit(request, this.describeSelection());
  }

  applyLabelToSelected(label: string): Promise<void> {
    return this.applyLabel(label, this.describeSelection());
  }

  /** The label of a key: put on, or taken off where every picture has it. */
  async applyLabel(label: string, pictures: EditedPictures | Promise<EditedPictures | null>): Promise<void> {
    if (!hasTags(this.store.set.peek()!)) return this.edit({ kind: 'relabel', label }, pictures);
    const rows = this.listRows(await pictures);
    const on = !rows.length || rows.some((row) => !row.labels.includes(label));
    return this.edit({ kind: 'tag', label, on }, pictures);
  }

  /** What is known of the pictures that are selected. */
  listSelectedRows(): PictureRow[] {
    const { whole, rows } = this.selection.chosen.value;
    return whole ? [] : [...rows.values()];
  }

  private listRows(pictures: EditedPictures | null): PictureRow[] {
    if (!pictures || !('paths' in pictures)) return [];
    const { rows } = this.selection.chosen.peek();
    const found = pictures.paths.map((path) => rows.get(path) ?? this.store.rows.get(this.store.rows.indexOf(path)));
    return found.filter((row) => row !== undefined);
  }

  /** seen: null edits whatever another page has done meanwhile. */
  edit(request: EditRequest, pictures: EditedPictures | Promise<EditedPictures | null>, seen?: null): Promise<void> {
    return this.enqueue(async (set) => {
      const meant = await pictures;
      if (!meant || !this.canEdit()) return;
      const version = seen === null ? null : (this.state.peek()?.version ?? null);
      this.store.patch((row) => isMeant(meant, row), request);
      const refuse = (error: unknown) => this.showConflict(error, () => void this.edit(request, meant, null));
      await this.send(set, () => calls.editPictures(this.store.opened.id, set, request, meant, version), refuse);
    });
  }

  /** Whether an error says that another page was first: then both ways are offered. */
  private showConflict(error: unknown, keepMine: () => void): boolean {
    const paths = error instanceof api.ApiError && error.status === 409 ? error.body.conflict : null;
    if (!Array.isArray(paths)) return false;
    this.conflict.value = { count: paths.length, keepMine, keepTheirs: () => this.selection.clear() };
    return true;
  }

  undo(id?: string): Promise<void> {
    return this.enqueue((set) => this.send(set, () => calls.undoEdit(this.store.opened.id, set, id)));
  }
  redo(): Promise<void> {
    return this.enqueue((set) => this.send(set, () => calls.redoEdit(this.store.opened.id, set)));
  }
  /** Deletes what lies in the bin for good. */
  emptyBin(): Promise<void> {
    return this.enqueue((set) => this.send(set, () => calls.emptyBin(this.store.opened.id, set)));
  }

  private enqueue(act: (set: string) => Promise<void>): Promise<void> {
    const set = this.store.name.peek();
    this.queue = this.queue.then(async () => {
      if (set !== null && set === this.store.name.peek()) await act(set);
    });
    return this.queue;
  }

  private async send(
    set: string,
    ask: () => Promise<EditAnswer | BinEmptied>,
    refuse = (_: unknown) => false,
  ): Promise<void> {
    this.busy.value = true;
    const chosen = this.selection.chosen.peek();
    try {
      const answer = await ask();
      if (set !== this.store.name.peek()) return;
      const edit = 'edit' in answer ? answer.edit : null;
      this.countMerged(this.state.peek(), answer, edit);
      this.take(answer, edit);
      this.store.noteChange();
      this.selection.forget(chosen);
      // What has left the wall is no longer beside it; large, the next one takes its place.
      if (/^(delete|restore)$/.test(edit?.kind ?? '') && this.store.large.peek() < 0) this.store.choose(null);
      this.store.showEdited(answer.dataset);
    } catch (error) {
      if (!refuse(error)) showToast(say(api.describeError(error)));
      await this.load();
      this.store.showEdited(null);
    } finally {
      this.busy.value = false;
    }
  }

  /** Takes over what was edited, and follows the class that is shown. turned: the edit that this page asked for. */
  private take(state: EditState, turned: DatasetEdit | null): void {
    const before = this.state.peek();
    const { label } = this.store.filter.peek();
    this.state.value = state;
    this.undone.value = turned?.active === false ? turned : null;
    if (before && label !== undefined) {
      const now = followRenames(label, before, state);
      if (now !== label) this.store.followClass(now);
    }
  }

  private countMerged(before: EditState | null, now: EditState, own: DatasetEdit | null): void {
    const known = new Set(before?.edits.map((edit) => edit.id));
    const others = before ? now.edits.filter((edit) => !known.has(edit.id) && edit.id !== own?.id) : [];
    this.merged.value = others.reduce((sum, edit) => sum + edit.count, 0);
  }

  private describeSelection(): EditedPictures | Promise<EditedPictures | null> {
    const coming = this.selection.whenSettled();
    if (coming) return coming.then(() => this.describeSelection());
    const { whole, rows } = this.selection.chosen.peek();
    if (whole) return { where: prepareFilter(this.store.filter.peek()), except: [...rows.keys()] };
    if (rows.size) return { paths: [...rows.keys()] };
    return this.store.whenChosen().then((path) => (path === null ? null : { paths: [path] }));
  }
}

const prepareFilter = ({ deleted, ...others }: Filter) => ({ ...others, ...(deleted ? { deleted: true } : {}) });

/** Whether a row that is seen belongs to what is edited: the wall's own filter fits it, or it has the class. */
function isMeant(pictures: EditedPictures, row: PictureRow): boolean {
  if ('paths' in pictures) return pictures.paths.includes(row.path);
  const { where, except } = pictures;
  const fits = !('label' in where) || where.label === undefined || row.labels.includes(where.label);
  return fits && !except.includes(row.path);
}
