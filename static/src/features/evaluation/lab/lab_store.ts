/** The mistake that is looked at in the lab: why it happened, and what was changed because of it. */

import { signal } from '@preact/signals';
import { showToast } from '../../../components/toast';
import * as api from '../../../lib/api';
import type { Dataset } from '../../../lib/dataset_types';
import { memoize } from '../../../lib/storage';
import { say } from '../../../lib/texts';
import type { AnyEvaluation, Text } from '../../../lib/types';
import type { ProjectStore } from '../../../state/project_store';
import { editPictures, fetchDataset, fetchEdits, fetchSample, undoEdit } from '../../data/api';
import type { DatasetEdit, EditAnswer, EditRequest, EditState } from '../../data/editing/edit_types';
import { fetchAnnotations, saveAnnotations } from '../../data/labeling/state/labeling_api';
import type { Annotation, SavedAnnotations } from '../../data/labeling/state/labeling_types';
import { getDatasetStore } from '../../data/store';
import { canEdit, canRelabel, getSetName, hasLocations } from '../../labels/labels';
import { explainPicture, searchNearest } from './api';
import type { Explanation, LabThing, NearestAnswer } from './lab_types';

/** Whoever hurries through the mistakes asks nothing of the model. */
const ASK_AFTER_MS = 150;
/** The model answers somebody else. */
const BUSY_MS = 500;
const BUSY = 429;
const REMEMBERED = 30;
const NOTHING_NEAR: NearestAnswer = { done: 0, total: 0, nearest: [], blurred: false, dark: false };

/** What was done to a picture here, or to one thing in it, and can be taken back. */
export interface LabEdit {
  id: string;
  kind: 'relabel' | 'delete' | 'add' | 'remove' | 'rebox';
  label: string;
  /** The thing, in words that no other one has; '' for the whole picture. */
  thing: string;
}

/** null: not known yet. */
interface Findings {
  explanation: Explanation | null;
  /** Why there is none: no model file, or what the server says. */
  trouble: Text | 'noModel' | null;
  nearest: NearestAnswer | null;
}
const UNKNOWN: Findings = { explanation: null, trouble: null, nearest: null };

/**
 * A picture of a test, or one thing in it. label: what it really is, '' for nothing. tested: when that was, in
 * seconds since 1970.
 */
export interface LabPicture {
  path: string;
  label: string;
  marks: AnyEvaluation;
  tested: number;
  thing?: LabThing;
  /** Nothing says where the model looked, and a picture of any data set can be mended. */
  whole?: boolean;
}

export class LabStore {
  readonly findings = signal<Findings>(UNKNOWN);
  /** The data set of the picture, if it can be edited and the picture is in it. */
  readonly set = signal<Dataset | null>(null);
  readonly edits = signal<ReadonlyMap<string, readonly LabEdit[]>>(new Map());
  /** How often that data set was changed since the test. */
  readonly changes = signal(0);
  readonly busy = signal(false);
  /** The picture is seen without what the model looked at. */
  readonly covered = signal(false);
  private readonly known = new Map<string, Findings>();
  private shown: LabPicture | null = null;
  private asking = new AbortController();
  private queue: Promise<unknown> = Promise.resolve();
  private asked: Promise<unknown> = Promise.resolve();

  constructor(private readonly opened: ProjectStore) {}

  /** Looks at another picture; what was asked about the one before is not waited for. */
  show(picture: LabPicture): void {
    this.leave();
    this.shown = picture;
    this.asking = new AbortController();
    const { signal: stop } = this.asking;
    this.set.value = null;
    this.covered.value = false;
    void this.loadSet(picture, stop);
    const found = this.known.get(this.makeKey(picture));
    this.findings.value = found ?? UNKNOWN;
    if (!found) void this.explain(picture, stop);
  }

  leave(): void {
    this.asking.abort();
    this.shown = null;
  }

  toggleCover(): void {
    if (this.findings.peek().explanation?.covered) this.covered.value = !this.covered.peek();
  }

  getEdit(path: string, kind: LabEdit['kind']): LabEdit | null {
    return this.edits.value.get(path)?.find((one) => one.kind === kind) ?? null;
  }

  /** What was done to a thing of a picture. */
  getThingEdit(path: string, thing: LabThing): LabEdit | null {
    return this.edits.value.get(path)?.find((one) => one.thing === getThingKey(thing)) ?? null;
  }

  relabel(label: string): Promise<void> {
    return this.edit({ kind: 'relabel', label }, { kind: 'relabel', label, thing: '' });
  }
  /** Into the bin of its data set. */
  leaveOut(): Promise<void> {
    return this.edit({ kind: 'delete' }, { kind: 'delete', label: '', thing: '' });
  }

  /**
   * Changes what is marked in the picture because of the thing that is looked at. change: from what is marked to what
   * is to be; null: what was to be changed is not there any more, `gone` says it.
   */
  async editThing(
    kind: LabEdit['kind'],
    label: string,
    change: (objects: Annotation[]) => Annotation[] | null,
    gone: () => string,
  ): Promise<void> {
    const { path, thing } = this.shown ?? {};
    await this.queue;
    if (!path || !thing || this.shown?.path !== path || this.getThingEdit(path, thing)) return;
    let missing = false;
    const answer = await this.change(async (set) => {
      const inside = path.slice(`data/${set}/`.length);
      const { objects, version } = await fetchAnnotations(this.opened.id, set, inside);
      const changed = change(objects);
      missing = !changed;
      const saved = changed && (await this.save(set, inside, changed, version));
      const [state, dataset] = await Promise.all([fetchEdits(this.opened.id, set), fetchDataset(this.opened.id, set)]);
      return { ...state, dataset, edit: saved ? saved.edit : null };
    });
    if (missing) showToast(gone());
    if (answer?.edit)
      this.setEdits(path, (all) => [...all, { id: answer.edit!.id, kind, label, thing: getThingKey(thing) }]);
  }

  /** Takes back what was done to the picture: this, or the last act. */
  async undo(edit?: LabEdit): Promise<void> {
    const { path, thing } = this.shown ?? {};
    await this.queue;
    const here = (one: LabEdit) => !one.thing || (thing && one.thing === getThingKey(thing));
    const wanted = edit ?? (path ? this.edits.peek().get(path)?.filter(here).at(-1) : undefined);
    if (!path || !wanted || this.shown?.path !== path) return;
    if (await this.change((set) => undoEdit(this.opened.id, set, wanted.id)))
      this.setEdits(path, (all) => all.filter((one) => one.id !== wanted.id));
  }

  private save(set: string, path: string, objects: Annotation[], version: number) {
    const saved = saveAnnotations(this.opened.id, set, { path, objects }, version);
    return saved as Promise<SavedAnnotations & { edit: DatasetEdit | null }>;
  }

  private async edit(request: EditRequest, done: Omit<LabEdit, 'id'>): Promise<void> {
    const path = this.shown?.path;
    await this.queue;
    if (!path || this.shown?.path !== path || this.getEdit(path, done.kind)) return;
    const answer = await this.change((set) => {
      const inside = path.slice(`data/${set}/`.length);
      return editPictures(this.opened.id, set, request, { paths: [inside] }, null);
    });
    if (answer?.edit) this.setEdits(path, (all) => [...all, { ...done, id: answer.edit!.id }]);
  }

  private setEdits(path: string, change: (all: readonly LabEdit[]) => readonly LabEdit[]): void {
    this.edits.value = new Map(this.edits.peek()).set(path, change(this.edits.peek().get(path) ?? []));
  }

  /** One change after the other: keys may be quicker than the server. Afterwards the Data view shows the same. */
  private change(act: (set: string) => Promise<EditAnswer>): Promise<EditAnswer | null> {
    const [set, picture] = [this.set.peek(), this.shown];
    if (!set || !picture) return Promise.resolve(null);
    const changed = this.queue.then(() => this.send(set.name, picture, act));
    this.queue = changed;
    return changed;
  }

  private async send(set: string, picture: LabPicture, act: (set: string) => Promise<EditAnswer>) {
    this.busy.value = true;
    try {
      const answer = await act(set);
      this.changes.value = countChanges(answer, picture.tested);
      const store = getDatasetStore(this.opened);
      if (store.name.peek() === set) {
        store.edits.state.value = answer;
        store.showEdited(answer.dataset);
      }
      return answer;
    } catch (error) {
      showToast(say(api.describeError(error)));
      return null;
    } finally {
      this.busy.value = false;
    }
  }

  private async loadSet(picture: LabPicture, stop: AbortSignal): Promise<void> {
    const name = getSetName(picture.path);
    if (!name || this.opened.readOnly.peek()) return;
    try {
      const set = await fetchDataset(this.opened.id, name);
      if (stop.aborted || !canEdit(set) || !(picture.whole || (picture.thing ? hasLocations : canRelabel)(set))) return;
      const [, state] = await Promise.all([
        fetchSample(this.opened.id, name, picture.path.slice(`data/${name}/`.length)),
        fetchEdits(this.opened.id, name),
      ]);
      if (stop.aborted) return;
      this.changes.value = countChanges(state, picture.tested);
      this.set.value = set;
    } catch {
      // Then it cannot be edited: its data set, or the picture, is not there any more.
    }
  }

  private async explain(picture: LabPicture, stop: AbortSignal): Promise<void> {
    await wait(ASK_AFTER_MS);
    const { path, label, marks, thing, whole } = picture;
    const object = thing && { object: thing };
    const set = (change: Partial<Findings>) => {
      if (!stop.aborted) this.findings.value = { ...this.findings.peek(), ...change };
    };
    try {
      if (whole) {
        if (!marks.model) return set({ trouble: 'noModel', nearest: NOTHING_NEAR });
        await this.searchNearest({ path, label, model: marks.model }, set, stop);
        return stop.aborted ? undefined : this.remember(picture);
      }
      const asked = { path, model: marks.model, classes: 'classes' in marks ? marks.classes : [], ...object };
      const found = await this.ask(() => explainPicture(this.opened.id, asked), stop);
      if (!found || stop.aborted) return;
      if (found.model === null) return set({ trouble: 'noModel', nearest: NOTHING_NEAR });
      set({ explanation: found });
      await this.searchNearest({ path, label, model: found.model, ...object }, set, stop);
      if (!stop.aborted) this.remember(picture);
    } catch (error) {
      set({ trouble: api.describeError(error), nearest: NOTHING_NEAR });
    }
  }

  private async searchNearest(
    asked: { path: string; label: string; model: string; object?: LabThing },
    set: (change: Partial<Findings>) => void,
    stop: AbortSignal,
  ): Promise<void> {
    try {
      for (;;) {
        const found = await this.ask(() => searchNearest(this.opened.id, asked), stop);
        if (!found || stop.aborted) return;
        set({ nearest: found });
        if (found.done >= found.total) return;
      }
    } catch {
      // What the model looked at is known all the same.
      set({ nearest: NOTHING_NEAR });
    }
  }

  /**
   * Asks when the model has answered what was asked before, also what nobody waits for any more; and again while others
   * keep it busy. null: nobody waits any more.
   */
  private async ask<Answer>(send: () => Promise<Answer>, stop: AbortSignal): Promise<Answer | null> {
    for (;;) {
      await this.asked;
      if (stop.aborted) return null;
      const answer = send();
      this.asked = answer.catch(() => undefined);
      try {
        return await answer;
      } catch (error) {
        if (!(error instanceof api.ApiError) || error.status !== BUSY) throw error;
        await wait(BUSY_MS);
      }
    }
  }

  private remember(picture: LabPicture): void {
    this.known.set(this.makeKey(picture), this.findings.peek());
    const [oldest] = this.known.keys();
    if (this.known.size > REMEMBERED) this.known.delete(oldest);
  }

  private makeKey({ path, marks, tested, thing }: LabPicture): string {
    return `${tested} ${marks.seq} ${marks.model} ${path} ${thing ? getThingKey(thing) : ''}`;
  }
}

const getThingKey = ({ label, box }: LabThing) => `${label} ${box.join(' ')}`;

/** How many edits of a data set hold that were made since a moment. */
function countChanges({ edits }: EditState, since: number): number {
  return edits.filter((edit) => edit.active && edit.at > since).length;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export const getLabStore = memoize((opened: ProjectStore) => new LabStore(opened));
