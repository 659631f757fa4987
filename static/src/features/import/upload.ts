/**
 * Pictures on their way into the project: a zip, a folder, or the path of one. They are sent, the server says what they
 * are, and when somebody takes that, it makes a data set of them.
 */

import { signal } from '@preact/signals';
import { showToast } from '../../components/toast';
import * as api from '../../lib/api';
import type { Dataset, Job, JobStarted, SourceDescription, UploadedDataset } from '../../lib/dataset_types';
import { type DroppedFile, isZip, walkDropped } from '../../lib/files/dropped_files';
import { pollJob } from '../../lib/job_polling';
import { openLabeling } from '../../lib/labeling_route';
import { goToView, place } from '../../lib/route';
import { say, t } from '../../lib/texts';
import type { Task } from '../../lib/types';
import type { ProjectStore } from '../../state/project_store';
import { canCollect, hasClassFolders, isSorted } from '../labels/labels';
import { findFileKind } from './file_kinds';
import { type ImportTarget, isWithoutLabels, type PendingImport, pending, showFound } from './pending_import';
import '../project/texts';
import '../../lib/common_texts';

export interface Bundle {
  name: string;
  zip: File | null;
  /** Paths are relative to the folder, `class/picture.png`. */
  files: { file: File; path: string }[];
}

interface Upload {
  name: string;
  /** Of what is sent, or of the pictures that are taken in. */
  share: number;
  sent: boolean;
  /** Pictures, once they are counted. */
  done: number;
  total: number;
  cancel(): void;
}

/** What other views know of pictures that come; who puts the views together registers it. */
export interface UploadContext {
  /** The task of the steps; undefined: there is none yet. */
  findTask(opened: ProjectStore): Promise<Task | undefined>;
  /** The data set that is looked at. */
  findShownSet(opened: ProjectStore): Promise<Dataset | null>;
  /** Shows the pictures of a data set, read anew. */
  showSet(opened: ProjectStore, name: string): Promise<void>;
}

let context: UploadContext;

export function registerUploadContext(found: UploadContext): void {
  context = found;
}

const MEGABYTE = 1_048_576;
const MAX_MEGABYTES = 1_024;
const MAX_FILES = 100_000;

export const uploading = signal<Upload | null>(null);
/** The data set that has just arrived, until its card is closed. */
export const arrived = signal<UploadedDataset | null>(null);

/** Sends a bundle. A sentence of its own says why one was not sent. */
export async function upload(opened: ProjectStore, bundle: Bundle | null): Promise<void> {
  const [single] = bundle?.files.length === 1 && !bundle.zip ? bundle.files : [];
  const kind = single && findFileKind(single.file.name);
  if (kind) return kind.take(opened, single.file, () => void uploadDataset(opened, bundle));
  await uploadDataset(opened, bundle);
}

/** Sends a bundle that is to become a data set. */
export async function uploadDataset(opened: ProjectStore, bundle: Bundle | null): Promise<void> {
  const refusal = bundle ? checkBundle(bundle) : t('onlyOneZip');
  if (refusal || !bundle) return showToast(refusal);
  await look(opened, bundle.name, (show, signal) => api.uploadDataset(opened.id, makeForm(bundle), show, signal));
}

/** Looks at a folder or zip of this computer by its path. */
export async function importFolder(opened: ProjectStore, name: string, folder: string): Promise<void> {
  await look(opened, name, () => api.importFolder(opened.id, name, folder));
}

type Send = (show: (share: number) => void, signal: AbortSignal) => Promise<JobStarted>;

/** Sends files, and shows what they are found to be. */
async function look(opened: ProjectStore, name: string, send: Send): Promise<void> {
  if (uploading.value || pending.value) return;
  arrived.value = null;
  const target = findTarget(opened);
  const isElsewhere = watchForActs();
  const ended = await followWork<SourceDescription>(opened, name, send);
  const elsewhere = isElsewhere();
  if (ended?.result && isOpen(opened)) {
    const { reading } = ended.result;
    showFound(opened, name, await readForTask(opened, ended.result), reading, await target, !elsewhere);
  } else if (ended?.result) await api.dropImport(opened.id, ended.result.import);
  else if (ended) showToast(ended.text ? say(ended.text) : t('canceled'));
}

/** Watches from now on whether somebody does something else on the page, other than with the line of the import. */
function watchForActs(): () => boolean {
  const from = place.value;
  let acted = false;
  const note = ({ target }: Event) => {
    if (!(target instanceof Element && target.closest('.upload'))) acted = true;
  };
  const kinds = ['pointerdown', 'keydown'] as const;
  for (const kind of kinds) window.addEventListener(kind, note, true);
  return () => {
    for (const kind of kinds) window.removeEventListener(kind, note, true);
    return acted || place.value !== from;
  };
}

/** Takes an import that waits, in the reading that is shown. Where that fails it is shown again, with the reason. */
export async function takeImport(waiting: PendingImport): Promise<void> {
  const { opened, id, name, found, into } = waiting;
  pending.value = null;
  const ended = await followWork<UploadedDataset>(opened, name, () =>
    api.takeImport(opened.id, id, found.reading, into, name.trim()),
  );
  if (ended?.result) await handleArrival(opened, ended.result);
  else if (ended?.text && isOpen(opened))
    pending.value = { ...waiting, open: true, choosing: true, refusal: ended.text };
  else if (ended) showToast(t('canceled'));
}

/** Pictures without labels are read for the task of the steps: they are labeled for it later. */
async function readForTask(opened: ProjectStore, found: SourceDescription): Promise<SourceDescription> {
  const here = place.value;
  if (here.kind !== 'project' || (here.view !== 'guide' && here.view !== 'teach')) return found;
  const task = await context.findTask(opened);
  if (!task || !isWithoutLabels(found) || !found.readings.some((one) => one.name === task)) return found;
  try {
    const { job } = await api.describeImport(opened.id, found.import, task);
    return (await pollJob<SourceDescription>(opened.id, job, signal(false), () => {})).result ?? found;
  } catch {
    return found; // it can still be chosen
  }
}

/** The data set that is looked at, where pictures can be added to it: what is brought in now is meant for it. */
async function findTarget(opened: ProjectStore): Promise<ImportTarget> {
  const here = place.value;
  if (here.kind !== 'project' || here.view !== 'data') return { set: '', later: false };
  const set = await context.findShownSet(opened);
  if (!set || set.builtin || set.problem || !canCollect(set)) return { set: '', later: false };
  return { set: set.name, later: !hasClassFolders(set) };
}

const isOpen = ({ id }: ProjectStore) => place.value.kind === 'project' && place.value.id === id;

/** Follows a piece of work to its end on the card of uploads; null where it could not begin, which is said. */
async function followWork<Result>(opened: ProjectStore, name: string, send: Send): Promise<Job<Result> | null> {
  const abort = new AbortController();
  const stop = signal(false);
  const cancel = () => {
    stop.value = true;
    abort.abort();
  };
  const show = (change: Partial<Upload>) =>
    (uploading.value = { name, share: 0, sent: false, done: 0, total: 0, cancel, ...change });
  show({});
  try {
    const { job } = await send((share) => show({ share }), abort.signal);
    return await pollJob<Result>(opened.id, job, stop, ({ done, total }) =>
      show({ sent: true, share: total ? done / total : 0, done, total }),
    );
  } catch (error) {
    showToast(stop.value ? t('canceled') : say(api.describeError(error)));
    return null;
  } finally {
    uploading.value = null;
  }
}

async function handleArrival(opened: ProjectStore, made: UploadedDataset): Promise<void> {
  await opened.loadChoices();
  const here = place.value;
  if (here.kind === 'project' && here.id === opened.id && here.view === 'data') {
    if (isForLabeling(made)) openLabeling(opened.id, getName(made));
    else goToView(opened.id, 'data', getName(made));
    // The page behind the card shows the pictures when the card says that they are there.
    await context.showSet(opened, getName(made));
  }
  arrived.value = made;
}

/** Whether its pictures are labeled one by one, and none is yet. Class folders are sorted on the wall. */
export const isForLabeling = ({ task, classes }: UploadedDataset) =>
  task !== null && !isSorted({ task }) && classes.every(({ count }) => !count);

/** The name of a data set that has arrived. */
export function getName(made: UploadedDataset): string {
  return made.path.split('/').pop() ?? made.path;
}

function checkBundle(bundle: Bundle): string {
  if (bundle.zip) return '';
  const megabytes = bundle.files.reduce((sum, one) => sum + one.file.size, 0) / MEGABYTE;
  if (megabytes > MAX_MEGABYTES) return t('tooBig', { n: Math.ceil(megabytes), m: MAX_MEGABYTES });
  if (bundle.files.length > MAX_FILES) return t('tooMany', { n: bundle.files.length, m: MAX_FILES });
  return bundle.files.length ? '' : t('notPictures');
}

function makeForm(bundle: Bundle): FormData {
  const form = new FormData();
  form.append('name', bundle.name);
  if (bundle.zip) form.append('zip', bundle.zip);
  for (const { file } of bundle.files) form.append('files', file, file.name);
  if (bundle.files.length) form.append('paths', JSON.stringify(bundle.files.map((one) => one.path)));
  return form;
}

/** What a file chooser gave: one zip, or the files of one folder. */
export function readChosenFiles(files: File[]): Bundle | null {
  if (files.length === 1 && isZip(files[0])) return makeZipBundle(files[0]);
  const found = files.map((file) => ({ file, path: file.webkitRelativePath || file.name }));
  return makeFolderBundle(found);
}

/** What was dropped: one zip, one folder, or several class folders. */
export async function readDroppedFiles(transfer: DataTransfer): Promise<Bundle | null> {
  const files = [...transfer.files];
  const walk = walkDropped(transfer);
  if (files.length === 1 && isZip(files[0])) return makeZipBundle(files[0]);
  if (files.some(isZip)) return null;
  const found: DroppedFile[] = [];
  for await (const one of walk) {
    found.push(one);
    if (found.length > MAX_FILES) break;
  }
  return makeFolderBundle(found);
}

function makeZipBundle(file: File): Bundle {
  return { name: file.name.replace(/\.(zip|tm)$/i, ''), zip: file, files: [] };
}

function makeFolderBundle(found: DroppedFile[]): Bundle {
  const seen = found.filter(
    ({ path }) => !path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX' || part === 'Thumbs.db'),
  );
  const roots = new Set(seen.map(({ path }) => path.split('/')[0]));
  // One folder around everything gives the name, unless it is itself a class: then its pictures lie right inside.
  const [root] = roots;
  const wrapped = roots.size === 1 && seen.some(({ path }) => path.split('/').length > 2);
  const single = roots.size === 1 && seen.every(({ path }) => path.includes('/'));
  if (!wrapped) return { name: single ? root : t('pictures'), zip: null, files: seen };
  return { name: root, zip: null, files: seen.map(({ file, path }) => ({ file, path: path.slice(root.length + 1) })) };
}
