/**
 * The steps of a training: what the project's blocks say, what its newest run has learned, and what a step changes in
 * the blocks. It outlives the view.
 */

import { computed, effect, signal } from '@preact/signals';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import type { Dataset, Split, UploadedDataset } from '../../lib/dataset_types';
import type { TrainingData } from '../../lib/messages';
import { getTestTask } from '../../lib/run_types';
import { memoize, recall, remember } from '../../lib/storage';
import { getTask } from '../../lib/tasks';
import { say, t } from '../../lib/texts';
import type { NetworkRow, Workspace } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { createDataset, fetchSamples, splitDataset } from '../data/api';
import { drawBoxes } from '../data/labeling/draw_boxes';
import { type DatasetStore, getDatasetStore } from '../data/store';
import { TableSets } from '../data/tables/table_sets';
import { canCollect, hasClasses } from '../labels/labels';
import { findKeptWeights, findShownTest, wasStopped } from '../model_files/kept_weights';
import { getModelFiles } from '../model_files/model_files';
import { ensureTrainingEnabled } from '../project/enable_training';
import { makeProgram } from '../project/training_program';
import { changeMethod } from './change_method';
import {
  type Choice,
  type Cost,
  type Counts,
  estimateCost,
  findMethod,
  listMethods,
  makePaceKey,
  recommend,
} from './methods';
import { fitRatio, isOwn } from './own_set';
import {
  CONFIDENCE,
  findBoxTask,
  findFittingTask,
  fits,
  followData,
  type GuideProgram,
  type GuideTask,
  readGuideProgram,
  teachesBoxes,
} from './program';
import type { Progress, StepName } from './steps';
import './texts';
import '../project/texts';

const RATIO = '8:1:1';

/** What was learned of the program: by the newest run, or earlier, as its weights say. */
export interface Learned {
  /** The weights. */
  path: string;
  /** It is a training of the program as it is. */
  same: boolean;
  stopped: boolean;
  /** How long the training itself took; null: not known any more. */
  seconds: number | null;
  /** What the newest run showed is of this training. */
  shown: boolean;
  /** The newest run was stopped before it had left any: these are those of before. */
  older: boolean;
  /** The data set has other classes since. */
  changed: boolean;
}

/** A data set that does not go with a task. */
export interface Refusal {
  task: GuideTask;
  set: Dataset;
}

export class GuideStore {
  readonly data: DatasetStore;
  readonly tables: TableSets;
  readonly networks = signal<{ memory: number; networks: NetworkRow[] } | null>(null);
  /** The one that is shown. */
  readonly step = signal<StepName | null>(null);
  readonly refusal = signal<Refusal | null>(null);
  /** Train was pressed here: until the run is over, the page shows it as training. */
  readonly training = signal(false);
  /** Null where the blocks have no model yet, or do something else. */
  readonly program;
  /** The steps may write the blocks: there are none yet, or only theirs. */
  readonly writable;
  /** Another way of learning may be chosen: here, or in a program that ends with the camera, whatever else it does. */
  readonly changeable;
  /** Of its data; the same text while only what is known of the data changes, as whatever reads it anew needs. */
  private readonly path;
  /** The data set of the program, where it is there. */
  readonly set;
  /** The ways of learning that are offered for its pictures. */
  readonly methods;
  /** The pictures of its parts; null while they are counted. */
  readonly counts = signal<Counts | null>(null);
  /** The newest training of the newest run; where that has none, one whose weights the project has. */
  readonly learned;
  /** The pictures of the test are shown to the model. */
  readonly testing = signal(false);
  /** The result of its test. */
  readonly test;
  /** It found none of the things: more epochs are the next step. */
  readonly foundNothing;
  /** What is learned. */
  readonly kind;
  /** Its file has answered here. */
  readonly used = signal(false);
  /** The ONNX file of that training. */
  readonly file;
  /** The path of the set that the counts are of. */
  private counted: string | null = null;
  private taken: UploadedDataset | null = null;
  private readonly written = signal(0);
  /** Where it is remembered that the way of learning is one's own. */
  private readonly ownKey: string;

  constructor(readonly opened: ProjectStore) {
    this.ownKey = `guide:own:${opened.id}`;
    this.data = getDatasetStore(opened);
    this.tables = new TableSets(this.data);
    const { results } = opened.run;
    this.program = computed<GuideProgram | null>(() => {
      opened.program.value;
      this.written.value;
      const program = readGuideProgram(opened.workspace);
      return program && followData(program, this.findSet(program.plan.path, program.plan.target));
    });
    this.path = computed(() => this.program.value?.plan.path);
    this.writable = computed(() => {
      if (opened.readOnly.value || opened.project.damaged) return false;
      return this.program.value ? !this.program.value.grown : opened.isEmpty.value;
    });
    this.changeable = computed(() => {
      if (this.writable.value) return true;
      const { watch, train } = this.program.value?.plan ?? {};
      return !!watch && !!train && !opened.readOnly.value && !opened.project.damaged;
    });
    this.set = computed(() => {
      const { path = null, target = '' } = this.program.value?.plan ?? {};
      return this.findSet(path, target);
    });
    this.kind = computed(() => getTask(this.program.value?.plan.task));
    this.methods = computed(() => this.listMethods(this.kind.value.name, this.set.value));
    this.learned = computed<Learned | null>(() => {
      results.learned.value;
      const last = results.trainings.at(-1);
      const program = this.program.value;
      if (!program) return null;
      if (!last?.ended?.path) {
        const kept = findKeptWeights(opened, program.plan.backbone, program.plan.path, program.plan.target);
        const older = wasStopped(opened);
        const changed = this.isChanged(kept?.data as Partial<TrainingData> | null | undefined);
        return kept && { path: kept.path, same: true, stopped: false, seconds: null, shown: false, older, changed };
      }
      const { backbone, path, target, imageSize, train } = program.plan;
      const { model, parameters, dataset } = last.began;
      const asked =
        (imageSize ?? parameters.image_size) === parameters.image_size &&
        train?.epochs === parameters.epochs &&
        train?.quick === (parameters.optimizer === 'L-BFGS');
      const ours = dataset.path === path && (dataset.target ?? target) === target;
      const same = model === backbone && ours && (this.kind.value.program.rows || asked);
      const { path: weights, reason, seconds } = last.ended;
      const changed = same && this.isChanged(dataset);
      return { path: weights, same, stopped: reason === 'stopped', seconds, shown: true, older: false, changed };
    });
    this.test = computed(() => {
      const found = results.read().tests.findLast((one) => getTask(getTestTask(one)) === this.kind.value);
      return findShownTest(this.learned.value, found ?? null);
    });
    this.foundNothing = computed(() => {
      const test = this.test.value;
      return !!test && (this.kind.value.steps!.foundNothing?.(test) ?? false);
    });
    this.file = computed(() => {
      const path = this.program.value?.file;
      return getModelFiles(opened).models.value?.find((one) => one.path === path && !one.damaged) ?? null;
    });
  }

  /** target: of a table, see `TableSets.find`. */
  private findSet(path: string | null, target: string): Dataset | null {
    if (path === null) return null;
    return this.data.sets.value?.find((one) => one.path === path) ?? this.tables.find(path, target);
  }

  /** Whether the data set of the program has other classes than that of a training. */
  private isChanged(was: Partial<TrainingData> | null | undefined): boolean {
    const set = this.set.value;
    if (!was?.classes || !set || set.coming || set.builtin || !hasClasses({ task: this.kind.value.name })) return false;
    const [before, now] = [new Set(was.classes), new Set(set.classes.map((one) => one.name))];
    return was.classes.some((one) => !now.has(one)) || set.classes.some((one) => one.count && !before.has(one.name));
  }

  /** Pictures are labeled next: from there a button leads back. */
  leaveToLabel(): void {
    this.data.toSteps.value = true;
  }

  /** The view is shown. Returns what leaves it. */
  enter(): () => void {
    this.data.toSteps.value = false;
    const stops = [
      getModelFiles(this.opened).watch(),
      effect(() => {
        this.opened.choices.value;
        void this.data.load(this.path.value?.slice('data/'.length));
      }),
      effect(() => {
        const set = this.set.value;
        // Read anew, the same set keeps its counts until the new ones have come.
        if (set?.path !== this.counted) this.counts.value = null;
        this.counted = set?.path ?? null;
        if (set?.samples === 'row') void this.tables.load(set);
        else if (set && !set.coming && !set.problem) void this.countPictures(set);
      }),
    ];
    void this.loadNetworks();
    return () => {
      for (const stop of stops) stop();
    };
  }

  async loadNetworks(): Promise<void> {
    try {
      this.networks.value = await api.fetchNetworks();
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
  }

  private async countPictures(set: Dataset): Promise<void> {
    try {
      if (!this.data.numbers.peek()) void this.data.loadNumbers();
      const count = async (split: Split) => (await fetchSamples(this.opened.id, set.name, { split }, 0, 1)).total;
      const [train, val, test] = await Promise.all((['train', 'val', 'test'] as const).map(count));
      if (set === this.set.peek()) this.counts.value = { train, val, test };
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
  }

  /** How far the project is. */
  getProgress(): Progress {
    const learned = this.learned.value?.same ?? false;
    const { stopped = false, older = false } = this.learned.value ?? {};
    return {
      program: this.program.value,
      set: this.set.value,
      learned,
      cut: stopped || older,
      tested: learned && this.test.value !== null,
      converted: this.file.value !== null,
      used: this.used.value,
      refused: this.refusal.value !== null,
    };
  }

  /** Tests what was learned from its file: nothing is trained. */
  async testModel(): Promise<void> {
    const path = this.learned.peek()?.path;
    if (!path || this.testing.peek()) return;
    this.testing.value = true;
    try {
      const { evaluation } = await api.testModelFile(this.opened.id, path);
      if (!evaluation) showToast(t('guideNoPictures'));
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
    this.testing.value = false;
  }

  /** Which way of learning is offered first. */
  getRecommended() {
    const sizes = [...(this.data.numbers.value?.sizes ?? [])].sort((a, b) => b.count - a.count);
    const name = recommend(this.kind.value.name, sizes.length ? Math.max(sizes[0].w, sizes[0].h) : null);
    return this.methods.value.find((one) => one.name === name) ?? this.methods.value[0];
  }

  private listMethods(task: GuideTask, set: Dataset | null) {
    return listMethods(task, set && !set.coming && !set.problem ? set.pictures - set.unlabeled : null);
  }

  /** The way of learning that a program follows, as it is for the pictures of another set. */
  private carryMethod(task: GuideTask, set: Dataset): Choice | null {
    const choice = this.getChoice();
    const method = choice && findMethod(this.methods.peek(), choice);
    return this.listMethods(task, set).find((one) => one.name === method?.name) ?? choice;
  }

  /** What a way of learning costs here; null while that is not known. */
  estimate(choice: Choice): Cost | null {
    const network = this.getNetwork(choice.backbone);
    const counts = this.counts.value;
    if (!network || !counts) return null;
    return estimateCost(choice, network, counts, recall<number | null>(makePaceKey(choice), null));
  }

  /** Seconds on the cluster on which the project trains; null: it trains here, or has not trained so there yet. */
  estimateThere(choice: Choice): number | null {
    const where = this.opened.trainOn.value;
    const network = this.getNetwork(choice.backbone);
    const counts = this.counts.value;
    const pace = where ? recall<number | null>(makePaceKey(choice, where), null) : null;
    return network && counts && pace !== null ? estimateCost(choice, network, counts, pace).seconds : null;
  }

  getNetwork(name: string): NetworkRow | null {
    return this.networks.value?.networks.find((one) => one.name === name) ?? null;
  }

  /** A task: its model is written; a data set that does not go with it is refused instead. */
  async chooseTask(task: GuideTask): Promise<void> {
    const program = this.program.peek();
    const set = this.set.peek();
    this.refusal.value = null;
    if (program?.plan.task === task) return;
    if (set && !fits(task, set)) this.refusal.value = { task, set };
    else await this.write(task, program?.plan.path ?? null, null);
  }

  /** A data set of the project, or a sample. One that does not go with the task is refused. */
  async chooseSet(set: Dataset): Promise<void> {
    const plan = this.program.peek()?.plan;
    this.refusal.value = null;
    if (!plan || plan.path === set.path) return;
    if (set.samples === 'row') await this.tables.load(set);
    if (!fits(plan.task, set)) this.refusal.value = { task: plan.task, set };
    else await this.write(plan.task, set.path, this.carryMethod(plan.task, set));
  }

  async chooseTable(name: string): Promise<void> {
    const set = this.tables.list().find((one) => one.name === name);
    if (set) await this.chooseSet(set);
  }

  /** What has been brought in is chosen once: whoever comes back to its step has chosen since. */
  async takeArrival(made: UploadedDataset): Promise<void> {
    if (this.taken === made) return;
    this.taken = made;
    await this.data.load(made.path.split('/').pop());
    const set = await this.findRead(made.path);
    if (set) await this.chooseSet(set);
  }

  /** The data set of a path once it has been read: before, nobody knows what its labels are for. */
  private findRead(path: string): Promise<Dataset | null> {
    return new Promise((resolve) => {
      const stop = effect(() => {
        const set = this.data.sets.value?.find((one) => one.path === path);
        if (set?.coming) return;
        queueMicrotask(() => stop());
        resolve(set ?? null);
      });
    });
  }

  /** The way out of a refusal: learn what the data set is made for. */
  async followSet({ set }: Refusal): Promise<void> {
    const task = findFittingTask(set);
    this.refusal.value = null;
    if (task) await this.write(task, set.path, null);
  }

  /** The other way out: another data set for the task. */
  async takeInstead({ task }: Refusal, set: Dataset): Promise<void> {
    this.refusal.value = null;
    await this.write(task, set.path, null);
  }

  /** Another set with the same pictures, in which things are boxed next. */
  drawBoxes(set: Dataset): Promise<void> {
    return drawBoxes(this.opened, set.name, async (_opened, _before, now) => {
      this.leaveToLabel();
      this.refusal.value = null;
      await this.data.load(now.split('/').pop());
      await this.write(findBoxTask(), now, null);
    });
  }

  /** Keeps pictures for the check and the test. */
  async split(set: Dataset, ratio = RATIO): Promise<void> {
    try {
      await splitDataset(this.opened.id, set.name, ratio, 1, false);
      await this.data.reload();
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
  }

  /** own: a network and epochs of one's own, which the number of pictures decides no more. */
  chooseByHand(choice: Choice, own: boolean): Promise<void> {
    remember(this.ownKey, own);
    return this.chooseMethod(choice);
  }

  /** What the numbers of the data set are counted in: it stands in the block of the model. */
  async chooseUnit(unit: string): Promise<void> {
    await this.opened.requireCanvas(); // a data set that was chosen just now is written first
    const plan = this.program.peek()?.plan;
    if (plan && plan.unit !== unit && this.writable.peek()) await this.load({ ...plan, unit });
  }

  /** The column of the table to guess: it stands in the block that gives the table to the model, and with the table. */
  async chooseTarget(column: string): Promise<void> {
    const [plan, set] = [this.program.peek()?.plan, this.set.peek()];
    if (!plan || !set || !this.writable.peek()) return;
    await this.tables.getStore(set.name).change({ do: 'target', column });
    const task = this.tables.find(set.path, column)?.task ?? plan.task;
    await this.load({ ...plan, task, target: column });
  }

  async chooseMethod(choice: Choice): Promise<void> {
    const program = this.program.peek();
    if (!program) return;
    if (program.plan.watch && program.plan.train && this.changeable.peek())
      await this.replace(changeMethod(this.opened.workspace, program, choice));
    else await this.write(program.plan.task, program.plan.path, choice);
  }

  /** The way of learning that the blocks follow. */
  getChoice(): Choice | null {
    const plan = this.program.peek()?.plan;
    return plan?.train ? { backbone: plan.backbone, imageSize: plan.imageSize, ...plan.train } : null;
  }

  /** Trains anew with another number of epochs. */
  async trainLonger(epochs: number): Promise<void> {
    const choice = this.getChoice();
    if (choice) await this.chooseMethod({ ...choice, epochs });
    await this.train(false, epochs);
  }

  /**
   * Writes what is missing, and runs the program up to the end of its steps. resume: a stopped training goes on.
   * least: epochs, where own pictures would be learned from in fewer.
   */
  async train(resume = false, least = 0): Promise<void> {
    const { run } = this.opened;
    const program = this.program.peek();
    if (!program || run.busy.peek()) return;
    this.training.value = true;
    const converted = program.plan.watch === null;
    const train = resume ? program.plan.train : await this.fitOwnSet(program, least);
    if (this.writable.peek()) await this.load({ ...program.plan, train, tested: true, converted });
    await ensureTrainingEnabled(this.opened, this.program.peek()!.blocks.train);
    await this.opened.start({ until: this.program.peek()!.until, resume });
    if (!run.busy.peek()) this.training.value = false;
  }

  /** Own boxed pictures are divided, and seen as often as so few have to be. Returns how the program trains. */
  private async fitOwnSet({ plan: before }: GuideProgram, least: number): Promise<GuideProgram['plan']['train']> {
    await this.data.load();
    const plan = this.program.peek()?.plan ?? before;
    const set = this.set.peek();
    if (!plan.watch || !set || !isOwn(set) || !this.writable.peek()) return plan.train;
    const boxed = set.pictures - set.unlabeled;
    if (!set.divided || !this.counts.peek()?.test) await this.split(set, fitRatio(boxed));
    if (!least && recall(this.ownKey, false)) return plan.train;
    return { quick: false, epochs: Math.max(least, this.methods.peek()[0].epochs) };
  }

  /** Remembers how long such a training took on this computer. */
  notePace(seconds: number): void {
    const choice = this.getChoice();
    const network = choice && this.getNetwork(choice.backbone);
    const counts = this.counts.peek();
    if (!network || !counts?.train || !this.learned.peek()?.same) return;
    remember(
      makePaceKey(choice, this.opened.trainOn.peek()),
      seconds / estimateCost(choice, network, counts, null).seconds,
    );
  }

  /** The sets that go with a task: those of the project first. */
  listFitting(task: GuideTask): Dataset[] {
    const found = [...(this.data.sets.value ?? []), ...this.tables.list()].filter(
      (one) => fits(task, one) && !one.problem,
    );
    return found.sort((a, b) => Number(a.builtin) - Number(b.builtin));
  }

  /** Replaces the program by one that ends with the camera, of the first data set that goes with its task. */
  async beginTeaching(task: GuideTask): Promise<void> {
    await this.data.load();
    const boxes = teachesBoxes(task);
    const collects = boxes ? isOwn : (one: Dataset) => !one.builtin && fits(task, one) && canCollect(one);
    const own = this.data.sets.peek()?.find(collects) ?? (boxes ? await this.makeOwnSet() : null);
    const path = (own ?? this.listFitting(task)[0])?.path ?? null;
    const { backbone, imageSize, quick, epochs } = this.listMethods(task, own)[0];
    const train = { quick, epochs };
    const watch = { confidence: CONFIDENCE };
    const words = { unit: '', target: '' };
    await this.load({ task, backbone, imageSize, path, train, tested: true, converted: false, watch, ...words });
  }

  /** Takes pictures of one's own in place of the set of the program. */
  async beginOwnBoxes(): Promise<void> {
    const set = this.data.sets.peek()?.find(isOwn) ?? (await this.makeOwnSet());
    if (set) await this.chooseSet(set);
  }

  /** An empty set with one class, for pictures that are taken and boxed; null where it could not be made. */
  private async makeOwnSet(): Promise<Dataset | null> {
    try {
      const made = await createDataset(this.opened.id, t('guideFindSet'), findBoxTask(), [t('guideFirstClass')]);
      await this.opened.loadChoices();
      await this.data.load(made.name);
      return made;
    } catch (error) {
      showToast(say(api.describeError(error)));
      return null;
    }
  }

  /** From which confidence on a thing counts as found: it stands in its block. */
  async setConfidence(value: number): Promise<void> {
    const block = this.program.peek()?.confidence;
    const canvas = await this.opened.requireCanvas();
    if (block) canvas.setFields([{ block, field: 'NUM', value: String(value), kind: null }]);
  }

  private async write(wanted: GuideTask, path: string | null, choice: Choice | null): Promise<void> {
    const before = this.program.peek()?.plan;
    const watch = before?.watch ?? null;
    const given = this.findSet(path, '');
    const rows = given?.samples === 'row';
    if (rows) await this.tables.load(given);
    const target = rows ? (this.tables.getStore(given.name).about.peek()?.target ?? '') : '';
    const task = (rows && this.tables.find(given.path, target)?.task) || wanted;
    const [first] = this.listMethods(task, given);
    const way = choice ?? (watch && first);
    const train = way && { quick: way.quick, epochs: way.epochs };
    const { backbone, imageSize } = way ?? first;
    const kept = { tested: before?.tested ?? false, converted: before?.converted ?? false };
    const rest = train ? kept : { tested: false, converted: false };
    const unit = before?.unit ?? '';
    if (this.writable.peek()) await this.load({ task, backbone, imageSize, path, train, watch, unit, target, ...rest });
  }

  private load(plan: GuideProgram['plan']): Promise<void> {
    return this.replace(makeProgram(plan));
  }

  private async replace(workspace: Workspace): Promise<void> {
    const canvas = await this.opened.requireCanvas();
    canvas.load(workspace);
    this.opened.handleChange(canvas.save());
    this.written.value++;
  }
}

export const getGuideStore = memoize((opened: ProjectStore) => new GuideStore(opened));
