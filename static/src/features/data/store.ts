/**
 * The data sets of a project, the one that is looked at, and what of it is shown. It outlives the view, which comes
 * back as it was left.
 */

import { computed, type Signal, signal } from '@preact/signals';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import type {
  CheckReport,
  Dataset,
  DatasetIssue,
  DatasetStatistics,
  Filter,
  JobStarted,
  Picture,
  PictureRow,
} from '../../lib/dataset_types';
import { pollJob } from '../../lib/job_polling';
import { goToView, place } from '../../lib/route';
import { memoize } from '../../lib/storage';
import { say, t } from '../../lib/texts';
import type { Text } from '../../lib/types';
import { countIssues, getIssueCount } from '../../state/check_counts';
import type { ProjectStore } from '../../state/project_store';
import { isNarrowed } from '../labels/labels';
import * as calls from './api';
import { RowCache } from './browser/rows';
import { type DataChoice, listDataKinds } from './data_kinds';
import { EditStore } from './editing/edit_store';
import type { EditRequest } from './editing/edit_types';
import { MapStore } from './map/map_store';
import { SuspectStore } from './suspects/suspect_store';
import './texts';
import '../../lib/common_texts';

/** What stands at the right of the wall. */
export type Side = 'check' | 'picture' | 'numbers';
const DETAIL_AFTER_MS = 60;
const COMING_AFTER_MS = 400;

export class DatasetStore {
  /** null: not known yet. */
  readonly sets = signal<Dataset[] | null>(null);
  /** What else lies in Data. */
  readonly others = signal<DataChoice[]>([]);
  readonly name = signal<string | null>(null);
  readonly set = computed(() => this.sets.value?.find((one) => one.name === this.name.value) ?? null);
  readonly filter = signal<Filter>({});
  readonly side = signal<Side>('check');
  readonly health = signal<CheckReport | null>(null);
  readonly numbers = signal<DatasetStatistics | null>(null);
  /** The path of the chosen picture, and what the server says of it once it has. */
  readonly chosen = signal<string | null>(null);
  readonly picture = signal<Picture | null>(null);
  /** Its place on the wall, while it is seen large; else -1. */
  readonly large = signal(-1);
  readonly trouble = signal<Text | null>(null);
  /** A check that goes on: how far it is. mending: the finding that is mended; null: everything is checked. */
  readonly checking = signal<{ mending: string | null; done: number; total: number; stop(): void } | null>(null);
  /** Somebody came from the steps to label its pictures, and wants back to them. */
  readonly toSteps = signal(false);
  readonly collecting = signal(false);
  /** The class that collecting begins with; null: the first. */
  collected: string | null = null;
  /** Counts up whenever rows have come: the wall draws itself anew. */
  readonly news = signal(0);
  readonly total = signal<number | null>(null);
  /** Counts up whenever other pictures are shown than before: the wall begins at its top. */
  readonly begun = signal(0);
  /** What cannot stay so among the findings. */
  readonly graveMarks = computed(() =>
    this.health.value?.answer
      ? this.health.value.findings.filter((one) => one.level === 'reject').map((one) => one.key)
      : [],
  );
  readonly edits: EditStore;
  /** Labels that are probably wrong, and whether they stand in the place of the wall. */
  readonly suspects: SuspectStore;
  readonly asking = signal(false);
  /** The map of the pictures, and whether it stands in the place of the wall. */
  readonly map: MapStore;
  readonly mapping = signal(false);
  /** The picture that the wall shall begin with, or -1. */
  sought = -1;
  /** How far down the wall is. */
  scrolled = 0;
  rows: RowCache;
  private readonly findings: Signal<number>;
  private soon = 0;
  private later = 0;
  private asked = 0;
  private answered = 0;
  private wanted: string | null = null;
  /** The place of a picture that was chosen before its row had come, or -1. */
  private due = -1;

  constructor(readonly opened: ProjectStore) {
    this.rows = this.createRows();
    this.edits = new EditStore(this);
    this.suspects = new SuspectStore(this);
    this.map = new MapStore(this);
    this.findings = getIssueCount(opened);
  }

  /** Reads the list anew, and shows the wanted set, else the one that was shown, that of the blocks, or the first. */
  async load(wanted: string | null = this.name.peek()): Promise<void> {
    const mine = ++this.asked;
    this.wanted = wanted;
    // Another one is shown at once: the list may take a while.
    if (wanted !== this.name.peek() && this.sets.peek()?.some((one) => one.name === wanted)) this.show(wanted);
    try {
      const [sets, others] = await Promise.all([api.fetchDatasets(this.opened.id), listOthers(this.opened.id)]);
      const own = sets.filter((one) => !one.builtin);
      const shown = sets.find((one) => one.name === wanted) ?? own.find((one) => this.opensByBlocks(one)) ?? own[0];
      // What a sample holds is counted when it is looked at.
      if (shown?.builtin) Object.assign(shown, await calls.fetchDataset(this.opened.id, shown.name));
      // What was asked for later may have come sooner; the wall does not wait for it.
      if (mine < this.answered || wanted !== this.wanted) return;
      this.answered = mine;
      const before = this.set.peek();
      this.sets.value = sets;
      this.others.value = others;
      this.trouble.value = null;
      this.findings.value = countIssues(sets);
      if (shown?.name !== this.name.peek()) this.show(shown?.name ?? null);
      else if (before?.coming && !shown?.coming) this.refetch();
      else void this.edits.load();
      clearTimeout(this.later);
      if (sets.some((one) => one.coming)) this.later = window.setTimeout(() => void this.load(), COMING_AFTER_MS);
    } catch (error) {
      if (mine === this.asked) this.trouble.value = api.describeError(error);
    }
  }

  /** The blocks are others now: shows the set that these open. */
  showOpened(): Promise<void> {
    this.show(null);
    return this.load();
  }

  private opensByBlocks({ path }: Dataset): boolean {
    return JSON.stringify(this.opened.workspace).includes(JSON.stringify(path));
  }

  /** Labels have changed: what a program said of the data before is past. */
  noteChange(): void {
    const { run, program } = this.opened;
    const path = this.set.peek()?.path;
    if (path && run.error.peek() && program.peek().python.includes(`'${path}'`)) run.forgetOutcome();
  }

  /** Everything of the set anew: its pictures have changed. */
  async reload(): Promise<void> {
    await this.load();
    this.refetch();
  }

  /** After an edit. set: its row as it is now, where that is known. */
  showEdited(set: Dataset | null): void {
    const before = this.set.peek();
    if (set && before) {
      this.sets.value = this.sets.peek()!.map((one) => (one.name === set.name ? set : one));
      this.findings.value = countIssues(this.sets.value);
      if (describeClasses(before) !== describeClasses(set)) void this.opened.loadChoices();
      if (set.coming) void this.load();
    }
    this.refetch();
    const path = this.chosen.peek();
    if (path) void this.loadPicture(path);
  }

  /** The wall goes on showing the class that it showed, under the name that it has now. */
  followClass(label: string): void {
    this.filter.value = { ...this.filter.peek(), label };
  }

  private refetch(): void {
    this.numbers.value = null;
    this.queryRows(true);
    void this.loadHealth();
    void this.suspects.load();
    if (this.mapping.peek()) void this.map.load();
    if (this.side.peek() === 'numbers') void this.loadNumbers();
  }

  setFilter(change: Filter): void {
    this.showWall();
    if ('deleted' in change) this.choose(null);
    this.filter.value = { ...this.filter.peek(), ...change };
    this.queryRows();
  }

  /** What lies in the bin, all of it: no class or part hides any of it. */
  openBin(): void {
    this.showWall();
    this.choose(null);
    this.filter.value = { deleted: 1 };
    this.queryRows();
  }

  showAll(): void {
    this.showWall();
    this.filter.value = {};
    this.queryRows();
  }

  /** The wall, whatever was open in its place. */
  showFirst(): void {
    this.collecting.value = false;
    if (this.filter.peek().deleted) this.showAll();
    else this.showWall();
  }

  private showWall(): void {
    this.edits.selection.clear();
    this.asking.value = this.mapping.value = false;
  }

  /** The map shows all pictures. */
  openMap(): void {
    if (isNarrowed(this.filter.peek())) this.showAll();
    this.asking.value = false;
    this.mapping.value = true;
    void this.map.open();
  }

  /** Goes from the map to the wall, which begins with a picture; what is selected stays so. */
  showWallAt(index: number): void {
    this.sought = index;
    this.mapping.value = false;
  }

  /** Shows at once what an edit will do. */
  patch(isMeant: (row: PictureRow) => boolean, request: EditRequest): void {
    this.rows.patch(isMeant, request);
    this.map.patch(isMeant, request);
    this.news.value++;
  }

  /** Chooses what stands at a place of the wall: at once, or when it comes. */
  chooseAt(index: number): void {
    const row = this.rows.get(index);
    this.choose(row?.path ?? null);
    if (!row) this.due = index;
  }

  choose(path: string | null): void {
    this.due = -1;
    this.chosen.value = path;
    clearTimeout(this.soon);
    if (!path) return void (this.picture.value = null);
    this.side.value = 'picture';
    this.soon = window.setTimeout(() => void this.loadPicture(path), DETAIL_AFTER_MS);
  }

  /** The chosen path; of a picture that was chosen before its row had come once it has. null where none is chosen. */
  whenChosen(): Promise<string | null> {
    const path = this.chosen.peek();
    if (path !== null || this.due < 0) return Promise.resolve(path);
    return new Promise((resolve) => {
      const stop = this.chosen.subscribe((one) => {
        if (one === null && this.due >= 0) return;
        resolve(one);
        queueMicrotask(() => stop());
      });
    });
  }

  /** Shows the pictures of a finding, or one of them. */
  showIssue(finding: DatasetIssue, path: string | null = null): void {
    this.showWall();
    this.filter.value = { finding: finding.key };
    this.queryRows();
    if (path) this.choose(path);
  }

  async loadNumbers(): Promise<void> {
    const set = this.name.peek();
    if (!set) return;
    await this.reportErrors(async () => {
      const numbers = await calls.fetchStatistics(this.opened.id, set);
      if (set === this.name.peek()) this.numbers.value = numbers;
    });
  }

  /** Opens every picture, and compares the labels again where some are others than when they were compared. */
  async check(): Promise<void> {
    this.side.value = 'check';
    await this.checkPictures();
    await this.suspects.load();
    if (this.suspects.comparison.peek()?.changed) await this.suspects.look(false);
  }

  /** The pictures alone: comparing labels takes as long as a quick training, and is never begun by itself. */
  async checkPictures(): Promise<void> {
    await this.work(null, calls.startCheck);
  }

  /** Mends a finding by an edit, which can be undone. */
  async mend(key: string): Promise<void> {
    await this.work(key, (id, set) => calls.startMend(id, set, key));
  }

  /** The doctor at work. mending: the finding that is mended; null: everything is checked. */
  private async work(mending: string | null, start: (id: string, set: string) => Promise<JobStarted>): Promise<void> {
    const set = this.name.peek();
    if (!set || this.checking.peek()) return;
    const stopped = signal(false);
    this.checking.value = { mending, done: 0, total: 0, stop: () => (stopped.value = true) };
    try {
      const { job } = await start(this.opened.id, set);
      const ended = await pollJob<{ mended?: unknown[] }>(this.opened.id, job, stopped, ({ done, total }) => {
        if (this.checking.peek()) this.checking.value = { ...this.checking.peek()!, done, total };
      });
      if (ended.state === 'failed' && ended.text) showToast(say(ended.text));
      else if (mending && ended.result?.mended?.length === 0) showToast(t('mendNothing'));
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
    this.checking.value = null;
    if (set !== this.name.peek()) return;
    if (mending) await this.edits.load(true);
    await this.reload();
  }

  /**
   * A change of the list; afterwards the list, and the blocks' menus, are as on the disk. next: the set to show then.
   */
  async change<T>(act: () => Promise<T>, next: (made: T) => string | null): Promise<boolean> {
    const from = place.peek();
    try {
      const name = next(await act());
      // The address first: whatever is loaded anew meanwhile goes by it. Who has gone elsewhere is not called back.
      if (place.peek() === from) goToView(this.opened.id, 'data', name ?? undefined);
      await this.load(name);
      await this.opened.loadChoices();
      return true;
    } catch (error) {
      showToast(say(api.describeError(error)));
      return false;
    }
  }

  /** Takes pictures of a class of the set that is shown. */
  collect(label: string): void {
    this.collected = label;
    this.collecting.value = true;
  }

  private show(name: string | null): void {
    this.name.value = name;
    this.filter.value = {};
    this.health.value = this.numbers.value = this.picture.value = this.chosen.value = null;
    this.collecting.value = false;
    this.collected = null;
    this.side.value = 'check';
    this.queryRows();
    void this.loadHealth();
    this.asking.value = this.mapping.value = false;
    this.edits.forget();
    this.suspects.forget();
    this.map.forget();
    void this.edits.load();
    void this.suspects.load();
  }

  /** Asks for the pictures that fit the filter. stay: they are the same ones as before, but for a few. */
  private queryRows(stay = false): void {
    const before = this.rows;
    before.dispose();
    this.rows = this.createRows(stay ? before.listUnchanged() : undefined);
    if (stay) this.rows.total = before.total;
    else {
      this.total.value = null;
      this.due = -1;
      this.scrolled = 0;
      this.begun.value++;
    }
    if (this.name.peek() && !this.isUnread() && !this.isUnreadable()) this.rows.want(0, 0);
    this.news.value++;
  }

  /** Nothing is known of it yet: its pictures are asked for when there is. */
  private isUnread(): boolean {
    const set = this.set.peek();
    return set?.coming === true && !set.pictures;
  }

  private isUnreadable(): boolean {
    const set = this.set.peek();
    return set !== null && set.problem !== null && !set.pictures;
  }

  private createRows(earlier?: ReturnType<RowCache['listUnchanged']>): RowCache {
    const rows: RowCache = new RowCache(
      this.opened.id,
      this.name.peek() ?? '',
      this.filter.peek(),
      () => {
        if (rows !== this.rows) return;
        this.total.value = rows.total;
        if (rows.get(this.due)) this.chooseAt(this.due);
        this.news.value++;
      },
      (error) =>
        rows === this.rows &&
        showToast(say(api.describeError(error)), { label: t('retry'), run: () => this.queryRows() }),
      earlier,
    );
    return rows;
  }

  private async loadHealth(): Promise<void> {
    const set = this.name.peek();
    if (!set || this.isUnread() || this.isUnreadable()) return;
    await this.reportErrors(async () => {
      const health = await calls.fetchCheckReport(this.opened.id, set);
      if (set === this.name.peek()) this.health.value = health;
    });
  }

  private async loadPicture(path: string): Promise<void> {
    await this.reportErrors(async () => {
      const picture = await calls.fetchSample(this.opened.id, this.name.peek() ?? '', path);
      if (path === this.chosen.peek()) this.picture.value = picture;
    });
  }

  private async reportErrors(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      showToast(say(api.describeError(error)));
    }
  }
}

const listOthers = async (project: string): Promise<DataChoice[]> =>
  (await Promise.all(listDataKinds().map((kind) => kind.list(project)))).flat();

const describeClasses = ({ classes }: Dataset) => classes.map((one) => one.name).join('\n');

/** The same one each time for an open project. */
export const getDatasetStore = memoize((opened: ProjectStore) => new DatasetStore(opened));
