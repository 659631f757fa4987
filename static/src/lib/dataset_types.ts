/**
 * Generated from `sunmao/server/answers/datasets.py`, `sunmao/server/answers/labeling.py`,
 * `sunmao/server/answers/jobs.py`, `sunmao/server/answers/teach.py`, `sunmao/server/answers/motions.py`,
 * `sunmao/server/answers/tables.py` by `checks/generate_types.py`: change them there.
 */

import type { Text } from './messages';
import type { Score, SkippedFiles, TableField, Task } from './types';

export type { Score, SkippedFiles, TableField, Task, Text };

export type Split = 'train' | 'val' | 'test';

export type Level = 'reject' | 'warn';

export type Answer = 'accept' | 'reject' | 'warn';

export type MendKind = 'broken' | 'boxes' | 'names' | 'leaks' | 'duplicates' | 'unclear' | 'parts' | 'uneven';

export type CheckReport = Unchecked | CheckResult;

export type MapMethod = 'pca' | 'tsne' | 'umap';

export type PointTarget = 'hand' | 'body' | 'face';

export type ColumnType = 'number' | 'class' | 'date' | 'text';

export type Cell = string | number | null;

/** A class and how many pictures it has; null in a sample that nobody has looked at. */
export interface ClassSize {
  name: string;
  count: number | null;
}

/** A class and how many pictures, or things, it has. */
export interface CountedClass {
  name: string;
  count: number;
}

/**
 * A data set of the project. path: as programs name it. samples: what it is of; task: null where these are no pictures,
 * or where it cannot be read. unlabeled: pictures of which nobody has said yet what is in them. bin_bytes: of `bytes`,
 * those in the bin. builtin: a sample that the project has not made yet; findings: null until it was checked. problem:
 * why it cannot be read. coming: it is being read just now, its numbers are of before.
 */
export interface Dataset {
  name: string;
  path: string;
  title: Text;
  samples: 'picture' | 'sentence' | 'points' | 'row' | 'sound' | 'motion';
  task: Task | null;
  format: string | null;
  pictures: number;
  unlabeled: number;
  classes: ClassSize[];
  bytes: number;
  bin_bytes: number;
  divided: boolean;
  locked: boolean;
  builtin: boolean;
  findings: number | null;
  answer: Answer | null;
  problem: Text | null;
  coming: boolean;
}

/**
 * One thing that a check found. pictures: the first of `total` pictures concerned. mend: how it is mended; null where
 * that would be a guess.
 */
export interface DatasetIssue {
  key: string;
  level: Level;
  count: number;
  text: Text;
  pictures: string[];
  total: number;
  mend: MendKind | null;
}

/** A finding that was mended by an edit. before, after: what it counted, and counts now. pictures: that were edited. */
export interface MendedIssue {
  key: string;
  kind: MendKind;
  before: number;
  after: number;
  pictures: number;
  edit: string;
  text: Text | null;
}

/** The data set was not checked yet. */
export interface Unchecked {
  answer: null;
}

/** Findings of a check. checked: when, as ISO 8601. stale: the pictures have changed since. */
export interface CheckResult {
  answer: Answer;
  pictures: number;
  checked: string;
  stale: boolean;
  findings: DatasetIssue[];
  mended: MendedIssue[];
}

/** box: left, top, right, bottom in pixels. polygons: x, y, x, y, … */
export interface ObjectAnnotation {
  label: string;
  box: [number, number, number, number];
  polygons: number[][];
}

/**
 * A picture on the wall. n: its number among all pictures. marks: the keys of its findings. things: as its thumbnail
 * shows them. leaving: on the page, while it goes into the bin or out of it.
 */
export interface PictureRow {
  n: number;
  path: string;
  labels: string[];
  split: Split;
  w: number | null;
  h: number | null;
  marks: string[];
  things: ObjectAnnotation[];
  leaving?: true;
}

/**
 * A page of the wall of samples. smaller, larger: pixels that the longer side has at most, at least. deleted: what lies
 * in the bin.
 */
export interface Filter {
  label?: string;
  split?: Split;
  finding?: string;
  smaller?: number;
  larger?: number;
  deleted?: 1;
}

/** Some pictures of the wall. */
export interface PicturePage {
  total: number;
  rows: PictureRow[];
}

/** A finding of a check in a picture. */
export interface PictureFinding {
  key: string;
  text: Text;
}

/** All about a picture. mask: address of the colored mask, or null. */
export interface Picture {
  path: string;
  labels: string[];
  split: Split;
  w: number | null;
  h: number | null;
  things: ObjectAnnotation[];
  mask: string | null;
  findings: PictureFinding[];
}

/** A class and how many pictures of it each part has. */
export interface SplitCounts {
  name: string;
  train: number;
  val: number;
  test: number;
}

/** A count of pictures that are about that large; w, h: the middle of a bin. */
export interface SizeCount {
  w: number;
  h: number;
  count: number;
}

/** How many lie between two numbers. */
export interface HistogramBin {
  from: number;
  to: number;
  count: number;
}

/** per_picture: things; areas: by the side in pixels of a square as large. */
export interface BoxStatistics {
  per_picture: HistogramBin[];
  areas: HistogramBin[];
  by_class: CountedClass[];
}

/** Distributions of classes, sizes and boxes. */
export interface DatasetStatistics {
  classes: SplitCounts[];
  sizes: SizeCount[];
  boxes: BoxStatistics;
}

/** A way in which files can be taken as a data set. about: a sentence. */
export interface SourceReading {
  name: string;
  title: Text;
  about: Text;
}

/** drawn: whether there is a picture of it, with its labels drawn. */
export interface SourceSample {
  path: string;
  labels: string[];
  split: Split;
  drawn: boolean;
}

/** A remark about files before they are taken. */
export interface SourceFinding {
  key: string;
  level: Level;
  zh: string;
  en: string;
}

/**
 * A data set that is about to be imported (`sunmao/data/sources/describe_source.py`). task: null for pictures without
 * labels, and where these are no pictures. sample_kind: of which kind the samples are that are called pictures here.
 * parts: empty where the files do not say any. refusal: why it cannot be taken so.
 */
export interface SourceDescription {
  import: string;
  reading: string;
  sample_kind: 'picture' | 'sound' | 'motion';
  title: Text;
  task: Task | null;
  pictures: number;
  classes: CountedClass[];
  parts: Partial<Record<Split, number>>;
  objects: number;
  findings: SourceFinding[];
  refusal: Text | null;
  readings: SourceReading[];
  samples: SourceSample[];
}

/** An import that waits to be taken, and the job that says what it is. */
export interface ImportStarted {
  import: string;
  job: string;
}

/** A class whose folder had to be called otherwise. */
export interface RenamedClass {
  name: string;
  to: string;
}

/**
 * A data set that was taken. task, sample_kind, pictures: as of `SourceDescription`; findings: what is worth knowing
 * about the pictures.
 */
export interface UploadedDataset {
  path: string;
  task: Task | null;
  sample_kind: 'picture' | 'sound' | 'motion';
  classes: CountedClass[];
  pictures: number;
  left_out: SkippedFiles[];
  renamed: RenamedClass[];
  findings: Text[];
}

/** A format in which labels can be written. */
export interface FormatRow {
  name: string;
  title: Text;
}

/**
 * A class as it is on the disk. tests: pictures for the test, among `count`; newest: paths of the others; contributors:
 * by the paths of its pictures, which device brought them, where others collect, too.
 */
export interface ClassRow {
  name: string;
  count: number;
  tests: number;
  newest: string[];
  contributors: Record<string, string>;
}

/** removed: what brings a removed class, or the pictures of an emptied one, back. */
export interface ClassesChanged {
  classes: ClassRow[];
  removed: string | null;
}

/** A picture that was kept. count: how many its class has now; known: the data set had it already. */
export interface CapturedPicture {
  path: string;
  label: string;
  count?: number;
  known?: true;
}

/** taken_back: how many pictures were deleted again. */
export interface TakenBack {
  taken_back: number;
}

/** Pictures of which the model was unsure, the newest first; most: so many wait at once. */
export interface UnlabeledPaths {
  paths: string[];
  most: number;
}

/** kept: whether one came to them. */
export interface UnlabeledKept {
  paths: string[];
  most: number;
  kept: boolean;
}

/** The pictures that still wait, and the classes with what came to them. */
export interface UnlabeledLabeled {
  paths: string[];
  most: number;
  classes: ClassRow[];
}

/** put_away: the other pictures by class, which went to the bin. */
export interface TestsChosen {
  classes: ClassRow[];
  put_away: Record<string, string[]>;
}

/** rename: a whole class that has another name now: `to` or `label`. merge: there was such a class already. */
export interface EditDetail {
  label?: string;
  from?: string[];
  split?: Split;
  on?: boolean;
  rename?: string;
  to?: string;
  merge?: boolean;
}

/**
 * One thing that was done. count: pictures. path: of its only one. active: it was not taken back. at: seconds since
 * 1970.
 */
export interface DatasetEdit {
  id: string;
  at: number;
  kind: string;
  detail: EditDetail;
  count: number;
  path: string | null;
  active: boolean;
}

/** version: how many entries the log has. undo, redo: what these would do. bin: how many pictures lie in it. */
export interface EditState {
  version: number;
  undo: DatasetEdit | null;
  redo: DatasetEdit | null;
  edits: DatasetEdit[];
  bin: number;
}

/** dataset: its row, as it is now. */
export interface EditAnswer {
  version: number;
  undo: DatasetEdit | null;
  redo: DatasetEdit | null;
  edits: DatasetEdit[];
  bin: number;
  edit: DatasetEdit | null;
  dataset: Dataset;
}

/** emptied: how many pictures are gone for good. dataset: its row, as it is now. */
export interface BinEmptied {
  version: number;
  undo: DatasetEdit | null;
  redo: DatasetEdit | null;
  edits: DatasetEdit[];
  bin: number;
  emptied: number;
  dataset: Dataset;
}

/** A mask in COCO's run-length encoding, not packed. size: height, width. */
export interface RunLengths {
  counts: number[];
  size: [number, number];
}

/**
 * A thing in a picture. A box: no polygons and no rle. An outline: polygons, and the box around them. Painted: rle, one
 * object for each class. attributes: what a format said that Sunmao does not know; it goes back as it came.
 */
export interface Annotation {
  label: string;
  box: [number, number, number, number];
  polygons: number[][];
  rle: RunLengths | null;
  attributes?: unknown;
}

/**
 * Label that a model proposes. box: null of a label of the whole picture. confidence: 0 to 1. followed: it is a label
 * of an earlier picture that was followed.
 */
export interface Proposal {
  label: string;
  box: [number, number, number, number] | null;
  polygons: number[][];
  rle: RunLengths | null;
  attributes?: unknown;
  id: number;
  confidence: number;
  followed?: boolean;
}

/** Proposals for a picture. model: the file that did; null where boxes were followed. */
export interface Proposals {
  model: string | null;
  objects: Proposal[];
}

/**
 * w, h: pixels; null where the file does not say them. objects: what is marked. labels: tags, or the class. labeled:
 * somebody has said what is in it, be it nothing.
 */
export interface Annotations {
  path: string;
  w: number | null;
  h: number | null;
  task: Task | null;
  labels: string[];
  objects: Annotation[];
  labeled: boolean;
  version: number;
  proposals: Proposals | null;
}

/**
 * The labels as they were taken. undo, redo: the edits that these would take back and do again; missing where nothing
 * was edited.
 */
export interface SavedAnnotations {
  path: string;
  w: number | null;
  h: number | null;
  task: Task | null;
  labels: string[];
  objects: Annotation[];
  labeled: boolean;
  version: number;
  proposals: Proposals | null;
  undo?: string | null;
  redo?: string | null;
  labeled_count: number;
  total: number;
}

/** A class of the list. color: as its masks have it. */
export interface LabelClass {
  name: string;
  count: number;
  color: string | null;
}

/** The classes as they are now, and the log of edits as of `EditState`. */
export interface LabelClassesEdited {
  version: number;
  edit: DatasetEdit | null;
  undo: DatasetEdit | null;
  redo: DatasetEdit | null;
  classes: LabelClass[];
}

/** next: the path of the next picture without labels; null: there is none. */
export interface NextPicture {
  next: string | null;
}

/** index: the place of a picture in the order of work; null: it is not in it. */
export interface PictureIndex {
  index: number | null;
}

/** paths: of the pictures in which what was followed was found. */
export interface FollowedPictures {
  paths: string[];
}

/** objects, proposals: how many. rank: its place among those that a model is least sure of; null: not known. */
export interface ListedPicture {
  path: string;
  w: number | null;
  h: number | null;
  labeled: boolean;
  objects: number;
  proposals: number;
  rank: number | null;
}

/**
 * model: whose proposals there are. proposed: pictures that have some. outliners: models that outline what is clicked.
 */
export interface PictureListing {
  task: Task | null;
  total: number;
  labeled: number;
  proposed: number;
  version: number;
  model: string | null;
  classes: LabelClass[];
  rows: ListedPicture[];
  outliners: string[];
}

/** Outline around a click or in a box; without an outline where nothing was found. */
export interface Outline {
  found: boolean;
  polygons?: number[][];
  box?: [number, number, number, number] | null;
  rle?: RunLengths | null;
}

/** Two classes that are taken for each other. */
export interface Lookalikes {
  first: string;
  second: string;
  confused: number;
  pictures: number;
  examples: string[];
}

/**
 * Outcome of a doubt. label: the one that it got; edit: what takes that back, null where more than this picture would
 * change.
 */
export interface SuspectAnswer {
  kind: 'confirm' | 'relabel' | 'delete';
  label: string | null;
  edit: string | null;
}

/** A picture whose label is in doubt. bars: how strongly it is suspected, 1 to 4. */
export interface Suspect {
  path: string;
  label: string;
  suggested: string;
  bars: number;
  answer: SuspectAnswer | null;
}

/**
 * at: when labels were compared last, as ISO 8601, null where nobody noted it. changed: labels that are others since.
 */
export interface LabelComparison {
  at: string | null;
  changed: number;
}

/** suspects: null where nobody has looked for any. */
export interface SuspectsAnswer {
  suspects: Suspect[] | null;
  lookalikes: Lookalikes[];
  comparison: LabelComparison | null;
}

/** Places to which a method maps each picture, 0 to 65535; null: it does not have it. */
export interface MapLayout {
  x: (number | null)[];
  y: (number | null)[];
}

/** The pictures, column by column. at: the place on the wall of all pictures; tile: the number on the sheets. */
export interface MapRows {
  n: number[];
  path: string[];
  labels: string[][];
  split: Split[];
  w: (number | null)[];
  h: (number | null)[];
  deleted: number[];
  tile: (number | null)[];
  at: number[];
  places: Partial<Record<MapMethod, MapLayout>>;
}

/**
 * layouts: by which methods it was drawn. grouping: the best for groups that the computer has. missing: new pictures.
 * tile: pixels of a small picture on the sheets; across: how many are beside each other.
 */
export interface MapAnswer {
  layouts: MapMethod[];
  grouping: MapMethod;
  missing: number;
  tile: number;
  across: number;
  rows: MapRows;
}

/** Progress of a job. total: 0 while it is not known; result: null until it is done. */
export interface Job<Result = unknown> {
  id: string;
  kind: string;
  state: 'running' | 'done' | 'failed' | 'stopped';
  done: number;
  total: number;
  text: Text | null;
  result: Result | null;
}

/** The id of a job that has begun. */
export interface JobStarted {
  job: string;
}

/** The id of a job that has begun; null where there is nothing to do. */
export interface PossibleJob {
  job: string | null;
}

/** It is done, and there is nothing to tell. */
export interface Done {
  ok: true;
}

/** A data set of sentences that has just begun. path: as programs name it. */
export interface SentenceSet {
  name: string;
  path: string;
}

/** A sentence. row: its number in the table, by which it is changed. */
export interface TableSentence {
  row: number;
  text: string;
  split: Split;
}

/** A class with its sentences, the oldest first. */
export interface SentenceClass {
  name: string;
  sentences: TableSentence[];
}

/** All sentences of a data set. torn: those that stand in two classes. */
export interface SentenceClasses {
  classes: SentenceClass[];
  torn: string[];
}

/** Items that were removed: classes, and [text, label, split] of sentences. */
export interface RemovedSentences {
  classes: string[];
  rows: string[][];
}

/** The same after a change. kept: how many sentences came; left_out: the first of `left` texts that did not. */
export interface SentencesChanged {
  classes: SentenceClass[];
  torn: string[];
  kept: number;
  left_out: SkippedFiles[];
  left: number;
  removed: RemovedSentences | null;
}

/**
 * A model of sentences, points or rows of a table. modified: seconds since 1970; model: how it learned; data: of its
 * training, as far as the file says.
 */
export interface TaughtModel {
  path: string;
  modified: number;
  model: string;
  task: string;
  classes: string[];
  accuracy: number | null;
  data: Record<string, unknown> | null;
}

/**
 * A word of a sentence. without: the confidence of the answer when it is left out; seen: whether the model has learned
 * from a sentence with it.
 */
export interface TestedWord {
  word: string;
  start: number;
  without: number;
  seen: boolean;
}

/** Answer of a text model for a sentence. scores: in the order of its classes; ms: that it took. */
export interface TextAnswer {
  label: string;
  unknown: boolean;
  confidence: number;
  scores: Score[];
  words: TestedWord[];
  ms: number;
  model: string;
}

/** The blocks of a kind that is not chosen now; null: there are none yet. */
export interface KeptProgram {
  workspace: Record<string, unknown> | null;
}

/** A text of the next-word machine. */
export interface TextFile {
  path: string;
  text: string;
}

/** Throw of a die for the next word: its value, and the interval of the word's cell, both from 0 to 1. */
export interface ThrownDie {
  die: number;
  cell: number[];
}

/**
 * Place in a text where a word stands after those before it. text: which of the texts; before: where these begin;
 * chosen: whether it is the one that came.
 */
export interface FollowerPlace {
  text: number;
  start: number;
  end: number;
  before: number;
  chosen: boolean;
}

/** Reason for a chosen word. counts: [word, times] of what stood after the words before, `total` times in all. */
export interface WordReason {
  before: string[];
  word: string;
  counts: [string, number][];
  total: number;
  places: FollowerPlace[];
}

/** Words that the next-word machine has counted and written, see `answer_next_word`. */
export interface NextWords {
  words: string[];
  thrown: ThrownDie[];
  ended: boolean;
  counts: [string, number][];
  total: number;
  different: number;
  counted: number;
  copied: number;
  why: WordReason | null;
}

/** A sample of points. row: its number in the table; points: x and y in pixels of its picture. */
export interface PointTile {
  row: number;
  points: number[][];
}

/** A sample of points, by its class and the number of its row. points: none where they cannot be read. */
export interface PointSample {
  label: string;
  row: number;
  split: Split;
  points: number[][];
}

/** Some of `total` samples of points. what: of which thing they are. */
export interface PointSampleList {
  what: PointTarget;
  total: number;
  samples: PointSample[];
}

/** A class of points. tests: how many of its samples are for the test; newest: some of the others. */
export interface PointClass {
  name: string;
  count: number;
  tests: number;
  newest: PointTile[];
}

/** The classes after a change. removed: what brings back that which was there. */
export interface PointClassesChanged {
  classes: PointClass[];
  removed: string | null;
}

/**
 * Result of looking for points in a picture of so many pixels. others: the points of each that is farther away; path:
 * of the sample that was kept; why: nothing was seen.
 */
export interface FoundPoints {
  seen: boolean;
  points: number[][];
  others: number[][][];
  side: string;
  width: number;
  height: number;
  path: string | null;
  why: Text | null;
  ms: number;
}

/**
 * A class of sounds. background: whether it is that of nothing but background; count: seconds; tests: how many of these
 * are for the test; newest: the paths of some of the others, below the data set.
 */
export interface SoundClass {
  name: string;
  background: boolean;
  count: number;
  tests: number;
  newest: string[];
}

/** A second of sound, by its class and its path below the data set. */
export interface SoundSample {
  label: string;
  path: string;
  split: Split;
}

/** Some of `total` samples of sound. */
export interface SoundSampleList {
  total: number;
  samples: SoundSample[];
}

/** The classes after a change. removed: what brings back that which was there. */
export interface SoundClassesChanged {
  classes: SoundClass[];
  removed: string | null;
}

/** The samples that came of a sound, by their paths below the data set. */
export interface KeptSounds {
  paths: string[];
}

/**
 * A take. file: below its data set; curve: x, y and z in g at places along its two seconds, none where it cannot be
 * read.
 */
export interface MotionTile {
  file: string;
  curve: number[][];
}

/**
 * A class of movements. still: by its name it is that of stillness, which is never announced; tests: how many of its
 * takes are for the test; newest: some of the others.
 */
export interface MotionClass {
  name: string;
  still: boolean;
  count: number;
  tests: number;
  newest: MotionTile[];
}

/** A take, by its class and part. */
export interface MotionTake {
  file: string;
  curve: number[][];
  label: string;
  split: Split;
}

/** Some of `total` takes. own: they can be taken out. */
export interface MotionTakeList {
  total: number;
  takes: MotionTake[];
  own: boolean;
}

/** The classes after a change. removed: what brings back that which was there. */
export interface MotionClassesChanged {
  classes: MotionClass[];
  removed: string | null;
}

/** A take that was kept. unit: in which it was read; assumed: its table does not say so. */
export interface MotionKept {
  file: string;
  unit: string;
  assumed: boolean;
  classes: MotionClass[];
}

/** Answer of a gesture model. still: nothing moves. */
export interface MotionAnswer {
  label: string;
  unknown: boolean;
  confidence: number;
  scores: Score[];
  ms: number;
  model: string;
  still: boolean;
}

/** A table of the project. rows: null where nobody has looked; builtin: a sample that the project does not have. */
export interface TableListRow {
  name: string;
  title: Text;
  rows: number | null;
  builtin: boolean;
}

/**
 * A column. decimals: digits behind the point; missing_rows: the first of them; filled: cells that somebody filled in;
 * head: the first values; different: how many values there are; middle: the median, of words the most frequent.
 */
export interface TableColumn {
  name: string;
  type: ColumnType;
  unit: string;
  decimals: number;
  missing: number;
  missing_rows: number[];
  filled: number;
  head: (string | null)[];
  different: number;
  low: number | null;
  high: number | null;
  middle: string | null;
  bins: HistogramBin[];
  classes: CountedClass[];
}

/** A guess that was made while a table was read, or an oddity of it. */
export interface TableRemark {
  level: 'info' | 'warn';
  key: string;
  zh: string;
  en: string;
}

/** Something that was decided about a table. */
export interface TableDecision {
  do: 'type' | 'fill' | 'leave' | 'cell';
  column: string;
  value: string;
}

/**
 * Contents of a table. target: the column to guess, '' where none can be; guessed: nobody has said so. leaks: columns
 * that say the answer. correlations: of each two of `correlated`, row by row, null where one does not change.
 */
export interface TableContents {
  rows: number;
  columns: TableColumn[];
  target: string;
  guessed: boolean;
  notes: TableRemark[];
  leaks: string[];
  correlated: string[];
  correlations: (number | null)[];
}

/** A table of the project. edits: the oldest first. */
export interface TableAbout {
  rows: number;
  columns: TableColumn[];
  target: string;
  guessed: boolean;
  notes: TableRemark[];
  leaks: string[];
  correlated: string[];
  correlations: (number | null)[];
  name: string;
  path: string;
  title: Text;
  edits: TableDecision[];
}

/** A row. n: its number in the file, from 1; filled: places of cells that somebody filled in. */
export interface TableRow {
  n: number;
  cells: Cell[];
  filled: number[];
}

/** Some rows of a table. total: of them all. */
export interface TableRowsPage {
  total: number;
  rows: TableRow[];
}

/** Points of a chart: the number of the row, across, up, the value that colors it. total: rows that have both. */
export interface TablePoints {
  total: number;
  points: [number, number, number, Cell][];
}

/** The name of a table that came into the project. */
export interface TableMade {
  name: string;
}

/** A table that waits to be taken, and the job that says what it is. */
export interface TableImportStarted {
  import: string;
  job: string;
}

/** What a table that waits holds. */
export interface TableImportFound {
  import: string;
  about: TableContents;
}

/** Share of rows that are guessed right, of classes; of numbers the mean absolute error. */
export interface LearnedMark {
  right: number | null;
  total: number;
  miss: number | null;
}

/** The same of the rows that were learned and of new ones. */
export interface LearnedMarks {
  learned: LearnedMark;
  fresh: LearnedMark;
}

/**
 * A node of a tree. rows: learned ones that came here; counts: of each class; answer: the most frequent class, or the
 * mean number between `low` and `high`. column: which is asked whether it is `value`, or `most` at most, null at an
 * end; yes, no: the nodes below.
 */
export interface TableTreeNode {
  id: number;
  rows: number;
  counts: number[];
  answer: string | number;
  low: number | null;
  high: number | null;
  column: string | null;
  value: string | null;
  most: number | null;
  yes: number | null;
  no: number | null;
}

/**
 * A decision tree. classes: none where a number is guessed; left: rows with an empty cell, which are not used; few:
 * classes with too few rows; enough: whether something was learned. used: rows of the table, of very many a part.
 * mistakes: numbers of new rows.
 */
export interface TableTree {
  learned: LearnedMark;
  fresh: LearnedMark;
  target: string;
  unit: string;
  classes: string[];
  fields: TableField[];
  left: number;
  used: number;
  few: string[];
  enough: boolean;
  nodes: TableTreeNode[];
  mistakes: number[];
}

/** The numbers of the learned rows that came to a node. */
export interface TableTreeRows {
  rows: number[];
}

/** Mark of so many neighbors. */
export interface CurvePlace {
  learned: LearnedMark;
  fresh: LearnedMark;
  k: number;
}

/**
 * Answers of the nearest rows in the plane of two columns. x, y: from where to where; cells: the class of each, or one
 * of six shades of a number, row by row from the top; points: learned rows as in `TablePoints`; used: rows of the
 * table; most: neighbors that can be chosen.
 */
export interface TablePlane {
  learned: LearnedMark;
  fresh: LearnedMark;
  classes: string[];
  unit: string;
  left: number;
  few: string[];
  enough: boolean;
  used: number;
  x: number[];
  y: number[];
  across: number;
  up: number;
  most: number;
  k: number;
  cells: number[];
  points: [number, number, number, Cell][];
  curve: CurvePlace[];
}

/** The nearest rows of a place, and what they answer: counts of classes, or a number between `low` and `high`. */
export interface TableNearest {
  answer: Cell;
  counts: number[];
  low: number | null;
  high: number | null;
  points: [number, number, number, Cell][];
}

/** Mark of the nearest rows by all columns. */
export interface TableAllColumns {
  learned: LearnedMark;
  fresh: LearnedMark;
  columns: number;
  k: number;
}
