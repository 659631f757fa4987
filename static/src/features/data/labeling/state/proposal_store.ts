/** What a model would label: seen dashed, and counted only once somebody has accepted it. */

import { computed, signal } from '@preact/signals';
import { showToast } from '../../../../components/toast';
import * as api from '../../../../lib/api';
import { pollJob } from '../../../../lib/job_polling';
import { findTask } from '../../../../lib/tasks';
import { say, t } from '../../../../lib/texts';
import type { Task } from '../../../../lib/types';
import * as calls from './labeling_api';
import type { Annotation, AnnotationChange, Annotations, PlacedProposal, Proposal } from './labeling_types';
import type { PictureList } from './picture_list';
import { getDrawn } from './tools';
import '../texts';

interface Labels {
  readonly project: string;
  readonly set: string;
  readonly list: PictureList;
  readonly picture: { peek(): { path: string } | null };
  readonly task: { peek(): Task | null };
  readonly objects: { peek(): Annotation[] };
  readonly labels: { peek(): string[] };
  readonly paint: { adopt(things: readonly PlacedProposal[]): void };
  change(objects: Annotation[]): void;
  setLabels(labels: string[]): void;
  save(change: Omit<AnnotationChange, 'path'>): void;
  open(path: string): Promise<void>;
  reload(): Promise<void>;
}

export class ProposalStore {
  /** Surest first. */
  readonly shown = signal<Proposal[]>([]);
  /** Those that have a place in the picture. */
  readonly placed = computed(() => this.shown.value.filter(isPlaced));
  /** The model files of the project that label the same kind of things; null: not asked yet. */
  readonly models = signal<string[] | null>(null);
  readonly busy = signal<{ done: number; total: number } | null>(null);
  readonly count = computed(() => this.shown.value.length);
  private readonly stopped = signal(false);
  /** Whether the studio keeps them: then a dismissed one is told. */
  private kept = false;

  constructor(private readonly store: Labels) {}

  show({ proposals }: Pick<Annotations, 'proposals'>): void {
    this.kept = proposals !== null;
    this.shown.value = proposals?.objects ?? [];
  }

  /** After a save: what the labels cover now is no longer proposed. */
  takeAnswer({ proposals }: Annotations): void {
    if (this.kept && proposals) this.shown.value = proposals.objects;
  }

  accept(chosen: readonly Proposal[]): void {
    if (!chosen.length) return;
    this.shown.value = this.shown.peek().filter((one) => !chosen.includes(one));
    const placed = chosen.filter(isPlaced);
    const tags = chosen.filter((one) => !isPlaced(one)).map(({ label }) => label);
    if (tags.length) this.store.setLabels([...new Set([...this.store.labels.peek(), ...tags])]);
    else if (getDrawn(this.store.task.peek()) === 'pixels') this.store.paint.adopt(placed);
    else this.store.change([...this.store.objects.peek(), ...placed.map(toAnnotation)]);
  }

  dismiss(proposal: Proposal): void {
    this.shown.value = this.shown.peek().filter((one) => one !== proposal);
    if (this.kept) this.store.save({ dismissed: [proposal.id] });
  }

  async loadModels(): Promise<void> {
    const files = await api.fetchModels(this.store.project).catch(() => []);
    const fitting: readonly unknown[] = findTask(this.store.task.peek())?.labeling.proposers ?? [];
    this.models.value = files.filter((file) => !file.damaged && fitting.includes(file.task)).map((file) => file.path);
  }

  /** Of the picture that is shown. */
  async ask(model: string): Promise<void> {
    const path = this.store.picture.peek()?.path;
    if (!path || this.busy.peek()) return;
    this.busy.value = { done: 0, total: 0 };
    try {
      const { objects } = await calls.fetchProposals(this.store.project, this.store.set, path, model);
      if (path !== this.store.picture.peek()?.path) return;
      this.kept = false;
      this.shown.value = objects;
    } catch (error) {
      showToast(say(api.describeError(error)));
    } finally {
      this.busy.value = null;
    }
  }

  /** Of all pictures without labels; the one that it is least sure of is shown then. */
  async askAll(model: string): Promise<void> {
    if (this.busy.peek()) return;
    this.busy.value = { done: 0, total: 0 };
    this.stopped.value = false;
    try {
      const { project, set } = this.store;
      const { job } = await calls.startProposals(project, set, model);
      const ended = await pollJob(project, job, this.stopped, ({ done, total }) => {
        this.busy.value = { done, total };
      });
      if (ended.text && ended.state === 'failed') showToast(say(ended.text));
      await this.store.list.load('todo');
      const first = this.store.list.get(0);
      await (first && !first.labeled ? this.store.open(first.path) : this.store.reload());
    } catch (error) {
      showToast(say(api.describeError(error)));
    } finally {
      this.busy.value = null;
    }
  }

  /** The boxes of the picture go with their things through the pictures after it; the first of these is shown then. */
  async follow(): Promise<void> {
    const { project, set, list } = this.store;
    const path = this.store.picture.peek()?.path;
    const boxes = this.store.objects.peek().filter(({ polygons, rle }) => !polygons.length && !rle);
    if (!path || !boxes.length || this.busy.peek()) return;
    this.busy.value = { done: 0, total: 0 };
    try {
      const { paths } = await calls.followBoxes(project, set, path, boxes);
      if (path !== this.store.picture.peek()?.path) return;
      showToast(paths.length ? t('labelFollowed', { n: paths.length }) : t('labelFollowLost'));
      if (!paths.length) return;
      await list.load();
      await this.store.open(paths[0]);
    } catch (error) {
      showToast(say(api.describeError(error)));
    } finally {
      this.busy.value = null;
    }
  }

  stop(): void {
    this.stopped.value = true;
  }
}

const isPlaced = (one: Proposal): one is PlacedProposal => one.box !== null;
const toAnnotation = ({ label, box, polygons, rle }: PlacedProposal): Annotation => ({ label, box, polygons, rle });
