/** Names and numbers of data sets, as people say them. */

import type { IconName } from '../../components/icon';
import type { Dataset, Filter, Split } from '../../lib/dataset_types';
import { findTask, getTask } from '../../lib/tasks';
import { type Key, t } from '../../lib/texts';
import type { Task } from '../../lib/types';
import './texts';

/** In the place of a number that nobody has counted yet. */
export const UNCOUNTED = '–';

export const SPLITS: readonly Split[] = ['train', 'val', 'test'];
const SPLIT_NAMES: Record<Split, Key> = { train: 'partTrain', val: 'partVal', test: 'partTest' };

export type LabelForm = 'folder' | 'tags' | 'places' | 'pixels' | 'number' | 'column';

declare module '../../lib/tasks' {
  interface TaskKind {
    /** objects: how many things a set has; none: how many outlines. */
    words: { name: Key; about: Key; objects?: Key };
    /** Of its labels. */
    icon: IconName;
    /**
     * What labels say. 'folder': one class of a picture, which lies in the folder of that; 'tags': any number of
     * classes; 'places': where things are; 'pixels': the class of each of these; 'number': a number of the picture;
     * 'column': a class in each row of a table.
     */
    labels: LabelForm;
  }
}

/** Whether programs train models of such a kind. */
export const isLearnable = (task: string | null | undefined): task is Task => findTask(task) !== null;
/** Whether each picture has one class, and lies in its folder. */
export const isSorted = ({ task }: { task?: string | null }) => findTask(task)?.labels === 'folder';
/** The same, or nothing says yet what its pictures are for. */
export const hasClassFolders = (set: { task: Task | null }) => !set.task || isSorted(set);
/** Whether its labels are classes. */
export const hasClasses = ({ task }: { task: Task | null }) => findTask(task)?.labels !== 'number';
/** Whether each picture has any number of classes. */
export const hasTags = ({ task }: { task: Task | null }) => findTask(task)?.labels === 'tags';
/** Whether pictures can be taken for it: one class each, or labeled on the page afterwards. */
export const canCollect = (set: Dataset) => hasClassFolders(set) || set.format === 'bare' || !set.pictures;
/** Whether its pictures can be edited; a sample is duplicated first. */
export const canEdit = ({ builtin, task }: Dataset) => !builtin && task !== null;
/** Whether a picture's labels say what it is as a whole. */
export const canRelabel = ({ task }: Dataset) => task !== null && ['folder', 'tags'].includes(getTask(task).labels);
/** Whether nothing says yet what its pictures are for: there are pictures and no labels. */
export const isUndeclared = (set: Pick<Dataset, 'task' | 'classes'>) =>
  !set.task || (isSorted(set) && !set.classes.length);
/** Whether nobody has said yet what is in any of its pictures. */
export const isUnlabeled = (set: Pick<Dataset, 'task' | 'classes' | 'pictures' | 'unlabeled' | 'builtin' | 'coming'>) =>
  !set.builtin && !set.coming && set.pictures > 0 && (isUndeclared(set) || set.unlabeled === set.pictures);
/** Colors of classes over pictures, told apart on light and dark ones by their outline. */
export const CLASS_COLORS = [
  '#ffd43b',
  '#4dabf7',
  '#ff8787',
  '#69db7c',
  '#da77f2',
  '#ffa94d',
  '#3bc9db',
  '#f783ac',
  '#a9e34b',
  '#9775fa',
  '#e8b88a',
  '#ced4da',
];

export const getSplitName = (split: Split) => t(SPLIT_NAMES[split]);
/** The part that a picture is used in; nobody chose it where the set has no parts of its own. */
export const describeSplit = ({ divided, builtin }: Dataset, split: Split) =>
  divided || builtin ? getSplitName(split) : t('partAuto', { name: getSplitName(split) });
export const getTaskName = (task: Task) => t(getTask(task).words.name);
/** Whether its labels say what is where in a picture. */
export const hasLocations = ({ task }: Dataset) => findTask(task)?.labels === 'places';
export const isNarrowed = (filter: Filter) => Object.values(filter).some((value) => value !== undefined);

/** The color of a class: the same in every picture of the data set. */
export function getColor(set: Dataset, label: string): string {
  return getClassColor(set.classes.findIndex((one) => one.name === label));
}

/** The color of the n-th class; -1: of none of them. */
export function getClassColor(number: number): string {
  return CLASS_COLORS[(number < 0 ? CLASS_COLORS.length - 1 : number) % CLASS_COLORS.length];
}

/** Words for the digits 0 to 9. */
const NUMBER_WORDS = [
  ['zero', '零', '〇'],
  ['one', '一'],
  ['two', '二', '两'],
  ['three', '三'],
  ['four', '四'],
  ['five', '五'],
  ['six', '六'],
  ['seven', '七'],
  ['eight', '八'],
  ['nine', '九'],
];

/** The digit that a class is called by, in figures or in words; '' for another name. */
function readDigit(name: string): string {
  const word = name.trim().toLowerCase();
  if (/^\d$/.test(word)) return word;
  const digit = NUMBER_WORDS.findIndex((words) => words.includes(word));
  return digit < 0 ? '' : String(digit);
}

/** The key of each class: the digit that it is called by, else 1 to 9 in their order. Without a key: ''. */
export function getClassKeys(names: string[]): string[] {
  const digits = names.map(readDigit);
  const own = digits.map((digit, at) => (digits.indexOf(digit) === at ? digit : ''));
  const free = [...'123456789'].filter((digit) => !own.includes(digit));
  return own.map((digit) => digit || (free.shift() ?? ''));
}

/** The data set of the project that a file lies in, by its path; null: it lies elsewhere. */
export const getSetName = (path: string) => /^data\/([^/]+)\//.exec(path)?.[1] ?? null;

/** Bytes as people say them. */
export function formatSize(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} KB`;
  if (bytes < 1_000_000_000) return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
  return `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}
