/**
 * Generated from `sunmao/server/answers/session.py`, `sunmao/server/answers/runs.py`,
 * `sunmao/server/answers/projects.py`, `sunmao/server/answers/programs.py`, `sunmao/server/answers/models.py`,
 * `sunmao/server/answers/explanations.py`, `sunmao/server/answers/stage.py` by `checks/generate_types.py`: change them
 * there.
 */

import type {
  BestEpoch,
  DetectionEvaluationEvent,
  EvaluationEvent,
  FileWrittenEvent,
  NumberEvaluationEvent,
  RunPhase,
  SegmentationEvaluationEvent,
  StepMode,
  TagEvaluationEvent,
  Text,
  TrainingEndedEvent,
  TrainingStartedEvent,
} from './messages';

export type {
  BestEpoch,
  DetectionEvaluationEvent,
  EvaluationEvent,
  FileWrittenEvent,
  NumberEvaluationEvent,
  RunPhase,
  SegmentationEvaluationEvent,
  StepMode,
  TagEvaluationEvent,
  Text,
  TrainingEndedEvent,
  TrainingStartedEvent,
};

export type Language = 'zh' | 'en';

export type Level = 1 | 2 | 3;

export type EngineState = 'ready' | 'absent' | 'planning' | 'fetching' | 'installing' | 'paused' | 'failed';

export type NetworkAddress = ClosedNetwork | OpenNetwork;

export type AnyEvaluation =
  | EvaluationEvent
  | DetectionEvaluationEvent
  | TagEvaluationEvent
  | SegmentationEvaluationEvent
  | NumberEvaluationEvent;

export type Verdict = 'unlikely_chance' | 'uncertain' | 'may_be_chance' | 'too_few';

export type Workspace = Record<string, unknown>;

export type Task =
  | 'classification'
  | 'multi_label'
  | 'detection'
  | 'instance'
  | 'semantic'
  | 'regression'
  | 'table_classification'
  | 'table_regression';

export type ExportPart = 'data' | 'bin' | 'models' | 'unfinished' | 'history';

export type Choices = Record<string, Choice[]>;

export type ExplanationAnswer = Explanation | NoModel;

export type ControlForm = 'button' | 'slider' | 'switch' | 'text' | 'gauge' | 'number' | 'chart';

/**
 * Progress of installing the training engine. done, total: bytes, 0 for unknown; speed: bytes a second; seconds: that
 * are left; installed, packages: how many of how many; reason: of a failure; possible: whether the studio can install
 * it.
 */
export interface EngineStatus {
  state: EngineState;
  build: string;
  done: number;
  total: number;
  speed: number;
  seconds: number | null;
  installed: number;
  packages: number;
  reason: Text | null;
  possible: boolean;
}

/** Language and level of whoever uses the studio; lang: null until one is chosen. */
export interface Settings {
  lang: Language | null;
  level: Level;
}

/**
 * The state of the studio. clock: of the server, in seconds: by it the signatures of addresses end. device: what the
 * device that asks is called, a number as long as nobody has named it; empty for the studio's own computer.
 */
export interface Session {
  lang: Language | null;
  level: Level;
  version: string;
  protocol: number;
  training: boolean;
  engine: EngineStatus;
  clock: number;
  device: string;
}

/**
 * The room of a cluster that trains. text: why it takes nothing just now, null where it does; jobs: trainings that have
 * not ended, of anybody; processors, cards: of its largest computer.
 */
export interface ClusterRoom {
  text: Text | null;
  jobs: number;
  processors: number;
  cards: number;
}

/** An address for other devices. qr: the address of a picture. */
export interface AddressRow {
  url: string;
  qr: string;
}

/**
 * A browser that came in by the address for other devices. name: what its user calls it, or a number; agent: what it
 * calls itself; began: seconds since 1970.
 */
export interface JoinedDevice {
  id: string;
  name: string;
  agent: string;
  address: string;
  began: number;
}

/** New name of the device that asks. */
export interface DeviceName {
  name: string;
}

/** Only this computer reaches the studio. here: this page may change that. */
export interface ClosedNetwork {
  open: false;
  here: boolean;
}

/** Way in which another device reaches the studio. here: this page may change it, and sees who is in. */
export interface OpenNetwork {
  open: true;
  here: boolean;
  addresses: AddressRow[];
  fingerprint: string;
  devices: JoinedDevice[];
}

/**
 * A capability of this computer: it works, or it does not. detail: names and numbers: version, folder, free, available
 * …
 */
export interface DoctorFinding {
  id: string;
  ok: boolean;
  level: 'ok' | 'warning' | 'error';
  text: Text;
  detail: Record<string, string>;
  repair: string | null;
}

/** The whole diagnosis. */
export interface DoctorReport {
  findings: DoctorFinding[];
}

/** An example on the home page. minutes: how long it takes. */
export interface Example {
  id: string;
  title: Text;
  about: Text;
  minutes: number;
  colors: string[];
}

/**
 * A run. lines: block of each printed line; blocks: first and last line of each block; code: the exit status; last_seq:
 * the number of its last event; started: seconds since 1970.
 */
export interface RunSummary {
  id: string;
  state: RunPhase;
  started: number;
  seconds: number;
  code: number | null;
  text: Text | null;
  python: string;
  lines: (string | null)[];
  blocks: Record<string, [number, number]>;
  last_seq: number;
}

/**
 * A training of a run. points: of each epoch its number, 'epoch', and the values of the curves; ended: null while it
 * goes on, and where the program broke off.
 */
export interface RecordedTraining {
  began: TrainingStartedEvent;
  points: Record<string, number | null>[];
  ended: TrainingEndedEvent | null;
}

/** Trainings and tests of a run, and the files that it wrote. */
export interface TrainingHistory {
  trainings: RecordedTraining[];
  marks: AnyEvaluation[];
  files: FileWrittenEvent[];
}

/** evaluation: null where the data set is not there. */
export interface TestedModel {
  evaluation: AnyEvaluation | null;
}

/** The model files that are the project's own again. */
export interface RestoredFiles {
  files: string[];
}

/** stopping: whether it had not ended. */
export interface RunStopped {
  ok: true;
  stopping: boolean;
}

/** Wishes for a run. mode: '' leaves it as it is, and a pause a pause; breakpoints: ids of blocks. */
export interface StepRequest {
  mode: StepMode;
  breakpoints: string[];
}

/**
 * A test of a run, in short; of a model that finds things: the task, its mAPs in place of what was correct, and how
 * many things it found, of how many; of one of numbers its mean absolute error, that of always saying the mean, both in
 * the unit, and the range that it learned. at: seconds since 1970. sample_kind: what it was tested on, as in
 * `sunmao.data.samples.registry`. Older records do not say it, nor shown_map50, found and things.
 */
export interface EvaluationRow {
  at: number;
  split: string;
  model: string;
  correct?: number;
  total?: number;
  task?: string;
  sample_kind?: string | null;
  map?: number | null;
  map50?: number | null;
  shown_map50?: number | null;
  found?: number | null;
  things?: number | null;
  miou?: number | null;
  mae?: number | null;
  baseline_mae?: number | null;
  unit?: string;
  low?: number | null;
  high?: number | null;
  accuracy?: number | null;
}

/**
 * A training of a run, in short. seconds: of this training; null until it has ended; validated: pictures that it was
 * validated with after each epoch; older records do not say.
 */
export interface TrainingRow {
  model: string;
  save_fold: string;
  epochs: number;
  planned: number;
  best: BestEpoch;
  loss: number | null;
  reason: string | null;
  seconds: number | null;
  validated?: number | null;
}

/** A run of the project as the list of its runs has it. */
export interface RunRow {
  id: string;
  state: RunPhase;
  started: number;
  seconds: number;
  resumable: boolean;
  trainings: TrainingRow[];
  marks: EvaluationRow[];
}

/** A picture of both tests: what it is, and what the model said then and says now. text: of a sentence. */
export interface PictureChange {
  path: string;
  text: string | null;
  truth: string;
  before: string;
  after: string;
}

/** The one class that changed more than chance explains. */
export interface Standout {
  label: string;
  fixed: number;
  broken: number;
}

/**
 * Differences between two tests of classifiers. pictures: tested both times; before, after: how many of them were
 * right; only_before, only_after: how many one test alone has; relabeled: that have another true label now; replaced:
 * names that stood for another picture in the later test; certain: every compared picture is known by its content, not
 * by its name alone; luck: between these numbers, both included, lie 95 % of what tossing a coin for each changed
 * picture makes right.
 */
export interface Comparison {
  pictures: number;
  before: number;
  after: number;
  both_right: number;
  fixed: PictureChange[];
  broken: PictureChange[];
  both_wrong: PictureChange[];
  only_before: number;
  only_after: number;
  relabeled: number;
  replaced: number;
  certain: boolean;
  standout: Standout | null;
  luck: [number, number];
  verdict: Verdict;
}

/**
 * Changes of the data between two trainings. edits: how many; null where an older record does not say; pictures: then
 * and now, of the parts whose number of pictures is another one.
 */
export interface DataChange {
  path: string;
  same: boolean;
  edits: number | null;
  pictures: Partial<Record<'train' | 'val', [number, number]>>;
}

/** Counts of things that both models found, only the later one, only the one before, and none of them. */
export interface ThingCounts {
  both_found: number;
  only_after: number;
  only_before: number;
  both_missed: number;
}

/** Counts of mistakes that a picture had and has. */
export interface MistakeChange {
  path: string;
  before: number;
  after: number;
}

/** Counts of answers of a kind, and of missed things, then and now. */
export interface KindChanges {
  right: [number, number];
  wrong: [number, number];
  misplaced: [number, number];
  twice: [number, number];
  imagined: [number, number];
  missed: [number, number];
}

/**
 * Differences between two tests of models that find things. pictures: tested both times; better, worse: pictures with
 * fewer, or more, mistakes now, the greatest change first; marks: the mAP50 of what is shown, then and now, 0 to 1;
 * interval: between what the gap lies in 95 of 100 times; both null where nothing is there to find.
 */
export interface DetectionComparison {
  pictures: number;
  things: ThingCounts;
  kinds: KindChanges;
  better: MistakeChange[];
  worse: MistakeChange[];
  alike: number;
  only_before: number;
  only_after: number;
  relabeled: number;
  marks: [number, number] | null;
  interval: [number, number] | null;
  verdict: Verdict;
}

/**
 * Differences between two tests of models that give a number. pictures: tested both times with the same right number;
 * errors: their mean absolute errors, then and now; interval: between what the error has grown by in 95 of 100 times,
 * below 0 where it fell; null where nobody can tell.
 */
export interface NumberComparison {
  pictures: number;
  errors: [number, number];
  interval: [number, number] | null;
  verdict: Verdict;
}

/**
 * comparison: null where no picture was tested both times; data: null where it is not known; restorable: the model
 * files of the test before are kept.
 */
export interface ComparisonAnswer<Found = unknown> {
  comparison: Found | null;
  data: DataChange | null;
  restorable: boolean;
}

/**
 * A fault of blocks. fits: the type of a block that would do in place of the one that does not; boxes: the path of the
 * data set in whose pictures boxes can be drawn; value: the number that would do in place of the one that does not.
 */
export interface Problem {
  block: string | null;
  level: 'error' | 'warning' | 'hint';
  code: string;
  text: Text;
  cause?: string | null;
  fits?: string;
  boxes?: string;
  value?: string;
}

/**
 * A part of a board that a program uses. pins: the words of its line → the names of pins; name: its variable; block:
 * the block that makes it.
 */
export interface ProgramPart {
  kind: string;
  pins: Record<string, string>;
  name: string;
  block: string | null;
  options?: Record<string, string | boolean>;
}

/** Devices that a program uses: boards by name, parts, sources of cameras. */
export interface UsedDevices {
  boards: string[];
  parts: ProgramPart[];
  cameras: string[];
}

/**
 * Facts beside a block of a network. shape: '30×30×8', or '?' where it is not known before the program runs;
 * parameters: how many numbers the layer learns; misfit: it does not fit, and `shape` is what comes to it.
 */
export interface LayerShape {
  block: string;
  shape: string;
  parameters: number;
  misfit: boolean;
}

/**
 * A compiled workspace. lines: block of each printed line; blocks: first and last line (from 1) of each block;
 * networks: those that are put together layer by layer, each in one line (`LayeredNetwork.name`).
 */
export interface Program {
  ok: boolean;
  python: string;
  lines: (string | null)[];
  blocks: Record<string, [number, number]>;
  problems: Problem[];
  count: number;
  devices: UsedDevices;
  layers: LayerShape[];
  networks: string[];
}

/** The answer to a save. */
export interface SavedProgram {
  version: number;
  program: Program;
}

/** The answer to a start. */
export interface StartedRun {
  version: number;
  program: Program;
  run: RunSummary;
}

/** Counts of classes and pictures that a project learns from. */
export interface ClassCount {
  classes: number;
  count: number;
}

/** The newest test of a project. */
export interface ScoreMark {
  correct: number;
  total: number;
}

/** Data that a project learns from, and the mark of its newest test. */
export interface ProjectLearning {
  data?: ClassCount;
  mark?: ScoreMark;
}

/**
 * A project in the list. view: the one in which it began, and opens; its blocks, where there is none; pictures: paths
 * of a few of its own; damaged: its blocks cannot be read, text: why. modified: seconds since 1970.
 */
export interface ProjectCard {
  id: string;
  title: string;
  modified: number;
  blocks: number;
  view?: 'teach' | 'guide';
  pictures?: string[];
  damaged?: boolean;
  text?: Text;
}

/** A save of the history that can be read. saved: seconds since 1970. */
export interface SavePoint {
  version: number;
  saved: number;
}

/** The blocks on disk cannot be read. good: the newest save that can. */
export interface Damage {
  text: Text;
  good: SavePoint | null;
}

/**
 * An open project. level: null: that of the settings. train_on: the cluster on which it trains; '': here. view: the one
 * in which it began; '': its blocks. workspace: Blockly's JSON; problems: why folders of it cannot be used; read_only:
 * nothing can be written in its folder.
 */
export interface Project {
  id: string;
  title: string;
  workspace: Workspace;
  version: number;
  modified: number;
  level: Level | null;
  train_on: string;
  view: 'teach' | 'guide' | '';
  program: Program;
  run: RunSummary | null;
  damaged: Damage | null;
  problems: Text[];
  read_only: boolean;
}

/** A save of the history with how many blocks it has. */
export interface VersionRow {
  version: number;
  saved: number;
  blocks: number;
}

/** A save with its blocks. */
export interface Version {
  version: number;
  saved: number;
  blocks: number;
  workspace: Workspace;
  python: string;
}

/** A file that was not taken; with count: so many more, for the same reason. */
export interface SkippedFiles {
  name: string;
  why: Text;
  count?: number;
}

/** A project that came in a zip. differs: its main.py was not what its blocks make. */
export interface ImportedProject {
  id: string;
  title: string;
  workspace: Workspace;
  version: number;
  modified: number;
  level: Level | null;
  train_on: string;
  view: 'teach' | 'guide' | '';
  program: Program;
  run: RunSummary | null;
  damaged: Damage | null;
  problems: Text[];
  read_only: boolean;
  left_out: SkippedFiles[];
  differs: boolean;
}

/** Progress of a project that comes in: files that are unpacked. */
export interface ImportState {
  done: number;
  total: number;
}

/** stopping: whether there was one that had not ended. */
export interface ImportStopped {
  stopping: boolean;
}

/** name: the new one of a file that hid a library. */
export interface RenamedFile {
  name: string;
}

/** A project in the bin. deleted: seconds since 1970. */
export interface TrashRow {
  id: string;
  title: string;
  deleted: number;
  bytes: number;
}

/** Size of a part of a zip. */
export interface PartSize {
  files: number;
  bytes: number;
}

/** Sizes of each part of a zip. */
export interface ExportParts {
  data: PartSize;
  bin: PartSize;
  models: PartSize;
  unfinished: PartSize;
  history: PartSize;
}

/** Name of a zip of the project, and its parts beside blocks and program. */
export interface ExportSizes {
  file: string;
  parts: ExportParts;
}

/** A data set that did not come along. photos: its pictures are photographs; pictures: how many, if known. */
export interface OwnData {
  photos: boolean;
  pictures?: number;
}

/**
 * An offer of a picker. board, can, silenced: of a pin: whose it is, what it can do, and whether it has no PWM while a
 * servo is in use; task: what the labels of a data set, or the answers of a model, are; datasets, models: of a label:
 * the data sets and the files of models that have it; table: of a column: its file.
 */
export interface Choice {
  value: string;
  label: string | Text;
  detail?: string | Text;
  folder?: string;
  board?: string;
  can?: string[];
  silenced?: boolean;
  task?: Task;
  own?: OwnData;
  datasets?: string[];
  models?: string[];
  table?: string;
}

/**
 * Description of a syntax error in a text that is no Python. line: where, from 1; cause: what Python says; indent: the
 * spaces that belong in front of the line, where it is off by less than a step.
 */
export interface UnfinishedText {
  line: number;
  text: Text;
  cause: string;
  indent?: number;
}

/**
 * A name that nothing has. line: from 1; start, end: columns in characters, from 0; near: the name that was probably
 * meant, or ''; brings: the line that would import it, or ''.
 */
export interface TextMistake {
  line: number;
  start: number;
  end: number;
  text: Text;
  near: string;
  brings: string;
}

/**
 * A text as blocks: the workspace and its program, or why there is none. kept: the first and last lines, from 1, of
 * what no block says, which stands as text in blocks of Python. types: variables → the type that each always has.
 */
export interface ReadBlocks {
  workspace?: Workspace;
  program?: Program;
  kept: [number, number][];
  types?: Record<string, string>;
  mistakes?: TextMistake[];
  unfinished?: UnfinishedText;
}

/**
 * Places of the values of a program in its text, outer before inner. spans: block, line (from 1) and column (from 0, in
 * units of UTF-16) where it begins, and where it ends.
 */
export interface ValueSpans {
  python: string;
  spans: [string, number, number, number, number][];
}

/**
 * Something that may be typed. insert: as it is typed, each value that is usually changed as `${value}`; label: as its
 * block says it; help: what it does.
 */
export interface Completion {
  name: string;
  insert: Text;
  label: Text;
  help: Text;
}

/** A name that a program may import. module: from where. */
export interface NameCompletion {
  name: string;
  insert: Text;
  label: Text;
  help: Text;
  module: string;
}

/** members: a type of value → what it can do. */
export interface Completions {
  members: Record<string, Completion[]>;
  names: NameCompletion[];
}

/** Answers of a model file beside those of the model that it was made of. */
export interface ModelParity {
  pictures: number;
  same: number;
  largest_difference: number;
}

/** The smallest and the largest number that a model learned, and what they are counted in. */
export interface LearnedNumbers {
  low: number;
  high: number;
  unit: string;
}

/** A column that is learned from: of numbers between which they lie, of classes their values. */
export interface TableField {
  name: string;
  low?: number;
  high?: number;
  values?: string[];
}

/**
 * A model file of the project. modified: seconds since 1970; confidence: from which on a thing counts as found where
 * nobody says otherwise; columns: of the rows that it is asked about, where these are rows; target: the column that it
 * guesses; data: of its training, as of `TrainingData`, as far as the file says.
 */
export interface ModelFile {
  path: string;
  kind: 'onnx' | 'pth';
  bytes: number;
  modified: number;
  model?: string | null;
  task?: string | null;
  classes?: string[] | null;
  image_size?: number | number[] | null;
  accuracy?: number | null;
  mAP?: number | null;
  mAP50?: number | null;
  mIoU?: number | null;
  mae?: number | null;
  numbers?: LearnedNumbers | null;
  columns?: TableField[] | null;
  target?: string | null;
  confidence?: number | null;
  epoch?: number | null;
  parity?: ModelParity | null;
  trained?: string | null;
  data?: Record<string, unknown> | null;
  damaged?: boolean;
}

/** Place of a model file. */
export interface ModelPath {
  path: string;
}

/** id: what brings a model file back. */
export interface BinnedModelId {
  id: string;
}

/** A model file in the bin. path: where it was; deleted: seconds since 1970. */
export interface BinnedModel {
  id: string;
  path: string;
  bytes: number;
  deleted: number;
}

/** MB and seconds where only the last layer of a network is trained. */
export interface QuickCost {
  memory: number;
  seconds: number;
}

/**
 * Costs of a network. image_size: the side of its input in pixels; parameters: numbers that it learns; memory: MB that
 * training it takes; seconds: for 100 pictures, once, on two processor cores; quick: null where its weights do not come
 * along; learned: it has seen photographs, and its weights are on this computer; small: it is made to learn as a whole,
 * from nothing.
 */
export interface NetworkRow {
  name: string;
  task: string;
  image_size: number;
  parameters: number;
  memory: number;
  seconds: number;
  quick: QuickCost | null;
  learned: boolean;
  small: boolean;
  advice: Text;
}

/** memory: bytes that are free now. */
export interface NetworkCosts {
  memory: number;
  networks: NetworkRow[];
}

/** A model on the shelf. from: the title of its project; time: seconds since 1970. */
export interface LibraryRow {
  id: string;
  title: string;
  kind: 'onnx' | 'pth';
  model?: string | null;
  task?: string | null;
  classes?: string[] | null;
  accuracy?: number | null;
  mAP50?: number | null;
  mIoU?: number | null;
  mae?: number | null;
  numbers?: LearnedNumbers | null;
  bytes: number;
  from: string;
  time: number;
}

/** Confidence of a model in a label, 0 to 1. */
export interface Score {
  label: string;
  score: number;
}

/** Answer of a model to a row: a label with its confidence, or a number. scores: the largest first. */
export interface RowAnswer {
  label: string | null;
  confidence: number;
  scores: Score[];
  value: number | null;
  unit: string;
}

/** Computation of the largest number of a map (`sunmao.nets.activations.WorkedCell`). */
export interface WorkedCell {
  numbers: number[][];
  cells: number[][];
  channel: number;
  channels: number;
  others: number;
  bias: number;
  value: number;
}

/**
 * Output of a layer for a picture. number: of the layer, from 1; kind: its name in Python; low, high: between which its
 * numbers lie; maps: of its first channels, pictures as addresses of data; filters: of these, where it is a
 * convolution.
 */
export interface LayerMaps {
  number: number;
  kind: string;
  name: Text;
  shape: string;
  low: number;
  high: number;
  channels: number;
  maps: string[];
  filters: WorkedCell[];
}

/**
 * Outputs of each layer of a network for a picture. input: the picture as it comes in, an address of data; none of all
 * where the file holds no network that was put together layer by layer. learned: false where its numbers are random.
 */
export interface LayerPictures {
  input: string;
  shape: string;
  layers: LayerMaps[];
  learned: boolean;
}

/** A thing that was found in a picture. box: left, top, right, bottom in pixels. */
export interface BatchBox {
  label: string;
  confidence: number;
  box: [number, number, number, number];
}

/**
 * A thing that a model found in a picture. outlines: polygons of its mask, or none; share: of the picture, of what a
 * model painted.
 */
export interface DetectedObject {
  label: string;
  confidence: number;
  box: [number, number, number, number];
  outlines: number[][];
  share?: number;
}

/**
 * Things that a model found in a picture of this size, the surest first. total: also those that are not among `things`;
 * ms: that it took.
 */
export interface DetectionResult {
  things: DetectedObject[];
  total: number;
  width: number;
  height: number;
  ms: number;
  model: string;
}

/** Answer of a model to a picture. scores: in the order of its classes; ms: that it took. */
export interface ClassificationResult {
  label: string;
  unknown: boolean;
  confidence: number;
  scores: Score[];
  ms: number;
  model: string;
}

/**
 * Answer to one of many pictures: of a classifier scores, of a model that finds things boxes; problem: why there is no
 * answer.
 */
export interface BatchAnswer {
  label?: string;
  confidence?: number;
  scores?: Score[];
  things?: BatchBox[];
  width?: number;
  height?: number;
  problem?: Text;
}

/** Answers of a model to many pictures, in their order. */
export interface BatchAnswers {
  answers: BatchAnswer[];
  model: string;
}

/**
 * Costs and marks of a file; the first one is what the others are compared with. method: how its numbers were made
 * smaller; null: they are as trained; pruned: channels were cut out of its network; ms: of one answer, the median;
 * memory: bytes in use; null: could not be measured; correct: right answers out of `labeled`; null of a model that
 * finds or paints: it has a mark (COCO's mAP50, mIoU); shown_map50: of a model that finds things; older comparisons do
 * not say; changed: pictures of the data set that it answers otherwise than the first: path, its answer, this one's;
 * best: no other file is as small, quick and right, and better in one of them. Marks are 0 to 1.
 */
export interface CompressedFile {
  path: string;
  method: string | null;
  pruned: boolean;
  bytes: number;
  ms: number;
  memory: number | null;
  correct: number | null;
  labeled: number;
  mark: number | null;
  shown_map50: number | null;
  changed: [string, string, string][];
  best: boolean;
}

/**
 * dataset: the project's data set that the model learned from; null: it is not there. rows: none before all is done.
 */
export interface KeptComparison {
  dataset: string | null;
  rows: CompressedFile[];
}

/** Progress of a comparison. */
export interface CompressionAnswer {
  dataset: string | null;
  rows: CompressedFile[];
  done: number;
  total: number;
}

/** A picture with another answer. tie: several answers are equally likely. */
export interface DifferentPicture {
  picture: string;
  theirs: string;
  ours: string;
  tie: boolean;
}

/** Answers of one runtime, or of the example program ('program'). largest_shift: of an edge of a box, in pixels. */
export interface ParityRow {
  name: string;
  file: string;
  pictures: number;
  same: number;
  ties: number | null;
  largest_difference: number | null;
  largest_shift: number | null;
  different: DifferentPicture[];
}

/** Answers of a model file, `path`, by other runtimes. */
export interface ParityReport {
  path: string;
  rows: ParityRow[];
  time: string;
}

/** A runtime beside onnxruntime. */
export interface BackendRow {
  name: string;
  ending: string;
  status: EngineStatus;
}

/** image: the picture without what the model looked at. changed: the model says something else then. */
export interface CoveredAnswer {
  image: string;
  said: string;
  confidence: number;
  scores: Score[];
  changed: boolean;
}

/**
 * model: the file that was asked; tested: whether it is the one of the test. heat: the picture in colors, null where
 * nothing in it speaks for the answer. Of one thing: said is '' where nothing is found, which is so below the
 * confidence `least`.
 */
export interface Explanation {
  model: string;
  tested: boolean;
  said: string;
  confidence: number;
  scores: Score[];
  heat: string | null;
  covered: CoveredAnswer | null;
  least?: number;
}

/** No model file of the project knows the classes of the test. */
export interface NoModel {
  model: null;
}

/** image, box: of one thing in it, cut out; image is null where the picture cannot be read any more. */
export interface NearestPicture {
  path: string;
  label: string;
  image?: string | null;
  box?: [number, number, number, number];
}

/** Progress of the search, and the nearest training pictures up to there. */
export interface NearestAnswer {
  done: number;
  total: number;
  nearest: NearestPicture[];
  blurred: boolean;
  dark: boolean;
}

/** A costume of a sprite that comes along. */
export interface SpriteCostume {
  name: string;
  label: Text;
}

/** A sprite to choose. path: what stands in the block; own: whether it was made in the project. */
export interface LibrarySprite {
  path: string;
  name: string;
  label: Text;
  own: boolean;
  costumes: SpriteCostume[];
}

/** Path in the project of a sprite that was made there. */
export interface SpritePath {
  path: string;
}

/**
 * Segmentation of the main thing in a photo. how: by what it was told from the rest; counts: lengths of runs from the
 * upper left corner along the rows, the first of them outside; faces: how many were found, whose people may be asked.
 */
export interface CutOut {
  found: boolean;
  how: 'person' | 'middle' | 'taps';
  counts: number[];
  width: number;
  height: number;
  faces: number;
}

/** A thing of the panel. wide: whether it takes a row of its own. */
export interface PanelPlace {
  form: ControlForm;
  name: string;
  wide: boolean;
}
