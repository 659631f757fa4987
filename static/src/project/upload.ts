/** Pictures on their way into the project: a zip, or a folder of class folders. */

import { signal } from '@preact/signals';
import * as api from '../api';
import type { FieldValue } from '../canvas/api';
import { toast } from '../parts/toast';
import type { Opened } from '../state/opened';
import { say, t } from '../texts';
import type { UploadedDataset } from '../types';

export interface Bundle {
  name: string;
  zip: File | null;
  /** Paths are relative to the folder, `class/picture.png`. */
  files: { file: File; path: string }[];
}

interface Upload {
  name: string;
  share: number;
  cancel(): void;
}

const MEGABYTE = 1_048_576;
const MOST_MEGABYTES = 1_024;
const MOST_FILES = 20_000;
const PICTURE = /\.(png|jpe?g|bmp|gif|webp|tiff?)$/i;

export const uploading = signal<Upload | null>(null);
/** The data set that has just arrived, until its card is closed. */
export const arrived = signal<UploadedDataset | null>(null);

/** Sends a bundle. A sentence of its own says why one was not sent. */
export async function upload(opened: Opened, bundle: Bundle | null): Promise<void> {
  if (uploading.value) return;
  arrived.value = null;
  const refusal = bundle ? whyNot(bundle) : t('onlyOneZip');
  if (refusal || !bundle) return toast(refusal);
  const abort = new AbortController();
  const show = (share: number) => (uploading.value = { name: bundle.name, share, cancel: () => abort.abort() });
  show(0);
  try {
    const made = await api.uploadDataset(opened.id, formOf(bundle), show, abort.signal);
    await opened.loadChoices();
    arrived.value = made;
  } catch (error) {
    toast(error instanceof DOMException ? t('cancelled') : say(api.sentence(error)));
  }
  uploading.value = null;
}

/** The program's data set pickers that could be set to a data set: all of them, when they agree on another one. */
export function pickersFor(opened: Opened, path: string): FieldValue[] {
  const fields = (opened.canvas.value?.values(null) ?? []).filter((field) => field.kind === 'dataset');
  const agree = new Set(fields.map((field) => field.value)).size === 1;
  return agree && fields[0].value !== path ? fields.map((field) => ({ ...field, value: path })) : [];
}

function whyNot(bundle: Bundle): string {
  const files = bundle.zip ? [bundle.zip] : bundle.files.map((one) => one.file);
  const megabytes = files.reduce((sum, file) => sum + file.size, 0) / MEGABYTE;
  if (megabytes > MOST_MEGABYTES) return t('tooBig', { n: Math.ceil(megabytes), m: MOST_MEGABYTES });
  if (files.length > MOST_FILES) return t('tooMany', { n: files.length, m: MOST_FILES });
  const inClasses = bundle.files.some((one) => PICTURE.test(one.path) && one.path.includes('/'));
  return bundle.zip || inClasses ? '' : t('notPictures');
}

function formOf(bundle: Bundle): FormData {
  const form = new FormData();
  form.append('name', bundle.name);
  if (bundle.zip) form.append('zip', bundle.zip);
  for (const { file, path } of bundle.files) {
    form.append('files', file, file.name);
    form.append('paths', path);
  }
  return form;
}

/** What a file chooser gave: one zip, or the files of one folder. */
export function chosenFiles(files: File[]): Bundle | null {
  if (files.length === 1 && isZip(files[0])) return zipBundle(files[0]);
  const found = files.map((file) => ({ file, path: file.webkitRelativePath || file.name }));
  return folderBundle(found);
}

/** What was dropped: one zip, one folder, or several class folders. */
export async function droppedFiles(transfer: DataTransfer): Promise<Bundle | null> {
  // Entries have to be taken before the first wait: the list is emptied after the event.
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const files = [...transfer.files];
  if (files.length === 1 && isZip(files[0])) return zipBundle(files[0]);
  if (entries.some((entry) => entry.isFile && isZip({ name: entry.name }))) return null;
  const found: { file: File; path: string }[] = [];
  for (const entry of entries) await walk(entry, found);
  return folderBundle(found);
}

function isZip(file: { name: string }): boolean {
  return /\.zip$/i.test(file.name);
}

function zipBundle(file: File): Bundle {
  return { name: file.name.replace(/\.zip$/i, ''), zip: file, files: [] };
}

function folderBundle(found: { file: File; path: string }[]): Bundle {
  const seen = found.filter(({ path }) => !path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX' || part === 'Thumbs.db'));
  const roots = new Set(seen.map(({ path }) => path.split('/')[0]));
  // One folder around everything gives the name, unless it is itself a class: then its pictures lie right inside.
  const [root] = roots;
  const wrapped = roots.size === 1 && seen.some(({ path }) => path.split('/').length > 2);
  if (!wrapped) return { name: 'pictures', zip: null, files: seen };
  return { name: root, zip: null, files: seen.map(({ file, path }) => ({ file, path: path.slice(root.length + 1) })) };
}

async function walk(entry: FileSystemEntry, found: { file: File; path: string }[]): Promise<void> {
  if (found.length > MOST_FILES) return;
  const path = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) {
    const file = await new Promise<File | null>((resolve) => (entry as FileSystemFileEntry).file(resolve, () => resolve(null)));
    if (file) found.push({ file, path });
    return;
  }
  for (const child of await childrenOf(entry as FileSystemDirectoryEntry)) await walk(child, found);
}

/** All children: a reader hands out a hundred at a time, until none is left. */
async function childrenOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (!some.length) return all;
    all.push(...some);
  }
}
