/** What the server sends, as its routes define it; what a run sends stands in `messages.ts`. */

export type Language = 'zh' | 'en';
export type Level = 1 | 2 | 3;
/** What the labels of a data set are for. */
export type Task = 'classification' | 'multi_label' | 'detection' | 'instance' | 'semantic' | 'regression';

/** One sentence in both languages, as every part of Sunmao sends it. */
export interface Text {
  zh: string;
  en: string;
}

/** A saved workspace: Blockly 13 JSON as `serialization.workspaces.save` gives it. */
export type Workspace = Record<string, unknown>;

export interface Problem {
  block: string | null;
  level: 'error' | 'warning' | 'hint';
  code: string;
  text: Text;
  cause?: string | null;
  /** The type of a block that would do in place of the one that does not. */
  fits?: string;
  /** The path of the data set in whose pictures boxes can be drawn. */
  boxes?: string;
}

export interface Session {
  version: string;
  protocol: number;
  lang: Language | null;
  training: boolean;
  engine: EngineStatus;
  /** Of the server, in seconds: by it the signatures of addresses end. */
  clock: number;
  level: Level;
}

/**
 * How far the training engine is. done, total: bytes, 0 for unknown; speed: bytes a second; seconds: that are left;
 * installed, packages: how many of how many; reason: of a failure; possible: whether the studio can install it.
 */
export interface EngineStatus {
  state: 'ready' | 'absent' | 'planning' | 'fetching' | 'installing' | 'paused' | 'failed';
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

/** How another device reaches the studio. here: this page may change it. qr: the address of a picture. */
export type NetworkAddress =
  | { open: false; here: boolean }
  | {
      open: true;
      here: boolean;
      addresses: { url: string; qr: string }[];
      fingerprint: string;
      devices: JoinedDevice[];
    };

/** A browser that came in by the address for other devices. agent: what it calls itself; began: seconds since 1970. */
export interface JoinedDevice {
  id: string;
  agent: string;
  address: string;
  began: number;
}

export interface DoctorFinding {
  id: string;
  ok: boolean;
  level: 'ok' | 'warning' | 'error';
  text: Text;
  /** Names and numbers: version, folder, free, available … */
  detail: Record<string, string>;
  repair: string | null;
}

export interface Example {
  id: string;
  title: Text;
  about: Text;
  minutes: number;
  colors: string[];
}

/** What a project learns from, and the mark of its newest test. */
export interface ProjectLearning {
  data?: { classes: number; count: number };
  mark?: { correct: number; total: number };
}

export interface ProjectCard {
  id: string;
  title: string;
  modified: number;
  blocks: number;
  /** The view in which it began, and opens; its blocks, where there is none. */
  view?: 'teach' | 'guide';
  /** Paths of a few pictures of its own. */
  pictures?: string[];
  /** Its blocks cannot be read. text: why. */
  damaged?: boolean;
  text?: Text;
}

/** A compiled workspace. lines: block of each printed line; blocks: first and last line (from 1) of each block. */
export interface Program {
  ok: boolean;
  python: string;
  lines: (string | null)[];
  blocks: Record<string, [number, number]>;
  problems: Problem[];
  count: number;
  devices: Devices;
}

/**
 * What a program uses: boards by name, parts with the names of their pins and the variable they are kept in, sources of
 * cameras.
 */
export interface Devices {
  boards: string[];
  parts: {
    kind: string;
    pins: Record<string, string>;
    name: string;
    block: string | null;
    options?: Record<string, string | boolean>;
  }[];
  cameras: string[];
}

export interface Project {
  id: string;
  title: string;
  workspace: Workspace;
  version: number;
  modified: number;
  level?: Level;
  /** The view in which it began; '': its blocks. */
  view: 'teach' | 'guide' | '';
  program: Program;
  run: RunSummary | null;
  /** The blocks on disk cannot be read. good: the newest save that can. */
  damaged: { text: Text; good: { version: number; saved: number } | null } | null;
  /** Why folders of it cannot be used. */
  problems: Text[];
  /** Nothing can be written in its folder. */
  read_only?: boolean;
}

/** A save of the history. saved: seconds since 1970. */
export interface VersionRow {
  version: number;
  saved: number;
  blocks: number;
}
export interface Version extends VersionRow {
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
export interface ImportedProject extends Project {
  left_out: SkippedFiles[];
  differs: boolean;
}

/** How far a project is that comes in: files that are unpacked. */
export interface ImportState {
  done: number;
  total: number;
}

/** A project in the bin. deleted: seconds since 1970. */
export interface TrashRow {
  id: string;
  title: string;
  deleted: number;
  bytes: number;
}

export type RunState =
  | 'starting'
  | 'running'
  | 'waiting'
  | 'paused'
  | 'stopping'
  | 'forcing'
  | 'finished'
  | 'stopped'
  | 'error'
  | 'lost';
/** What the page shows of a run; 'ready': there is none, or its outcome is past. */
export type Phase = 'ready' | RunState;
export const OUTCOMES: readonly string[] = ['finished', 'stopped', 'error', 'lost'];

export interface RunSummary {
  id: string;
  state: RunState;
  started: number;
  seconds: number;
  code: number | null;
  python: string;
  lines: (string | null)[];
  last_seq: number;
}

/** What is asked of a run. mode: '' leaves it as it is, and a pause a pause; breakpoints: ids of blocks. */
export interface StepRequest {
  mode: 'run' | 'slow' | 'step' | '';
  breakpoints: string[];
}

export type Cell = string | number | boolean | null;
export type Parameter = string | number | boolean | null;

export interface TrainingData {
  path: string;
  hash: string;
  classes: string[];
  /** How many pictures each part has; missing where a program of somebody's own tells of a training. */
  pictures?: Record<string, number>;
}

/**
 * Of a model that finds things: in place of accuracy recall and precision of what it shows, which older records do not
 * have, mAP and mAP50; of one that paints mIoU; of one of numbers mae, their mean absolute error. Of several labels
 * also mAP.
 */
export interface BestEpoch {
  epoch?: number;
  accuracy?: number;
  mAP?: number;
  mAP50?: number;
  recall?: number;
  precision?: number;
  mIoU?: number;
  mae?: number;
}

/** What became of an answer of a model that finds things, or of a thing: after TIDE (Bolya et al. 2020). */
export type MarkKind = 'right' | 'wrong' | 'misplaced' | 'twice' | 'imagined' | 'missed';
/** Polygons [x, y, x, y, …] of a mask; empty without one. */
export type Outlines = number[][];
/** [class, x1, y1, x2, y2, kind, outlines], in pixels of the picture. */
export type TruthMark = [
  label: number,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  kind: MarkKind,
  outlines: Outlines,
];
export type AnswerMark = [
  label: number,
  confidence: number,
  x1: number,
  y1: number,
  x2: number,
  y2: number,
  kind: MarkKind,
  outlines: Outlines,
];
export type BoxPicture = [path: string, width: number, height: number, truths: TruthMark[], answers: AnswerMark[]];

/** The answer to a data set's upload. */
export interface UploadedDataset {
  path: string;
  task: Task;
  classes: { name: string; count: number }[];
  pictures: number;
  left_out: SkippedFiles[];
  /** Classes whose folder had to be called otherwise. */
  renamed: { name: string; to: string }[];
  /** What is worth knowing about the pictures. */
  findings: Text[];
}

/** A test of a run, in short; of a model that finds things: the task, and its mAPs in place of what was correct. */
export interface EvaluationRow {
  /** Seconds since 1970. */
  at: number;
  split: string;
  model: string;
  correct?: number;
  total?: number;
  task?: string;
  map?: number | null;
  map50?: number | null;
  /** The mAP50 of what is shown; older records do not say. */
  shown_map50?: number | null;
  /** Of a model that finds things: how many it found, of how many; older records do not say. */
  found?: number | null;
  things?: number | null;
  miou?: number | null;
  /** Of a model of numbers: the mean absolute error of its test, and the numbers that it learned. */
  mae?: number | null;
  unit?: string;
  low?: number | null;
  high?: number | null;
}
/** A training of a run, in short. */
export interface TrainingRow {
  model: string;
  save_fold: string;
  epochs: number;
  planned: number;
  best: BestEpoch;
  loss: number | null;
  reason: string | null;
  /** Of this training; null until it has ended. */
  seconds: number | null;
  /** Pictures that it was validated with after each epoch; older records do not say. */
  validated?: number | null;
}
/** A run of the project as the list of its runs has it. */
export interface RunRow {
  id: string;
  state: RunState;
  started: number;
  seconds: number;
  resumable: boolean;
  trainings: TrainingRow[];
  marks: EvaluationRow[];
}
/** A round of a training: its number and the values of its curves. */
export interface LearningPoint {
  epoch: number;
  [curve: string]: number | null;
}

/** The smallest and the largest number that a model learned, and what they are counted in. */
export interface LearnedNumbers {
  low: number;
  high: number;
  unit: string;
}

/** A model file of the project. modified: seconds since 1970. */
export interface ModelFile {
  path: string;
  kind: 'onnx' | 'pth';
  bytes: number;
  modified: number;
  model?: string;
  task?: string;
  classes?: string[];
  image_size?: number | number[] | null;
  accuracy?: number | null;
  mAP?: number | null;
  mAP50?: number | null;
  mIoU?: number | null;
  mae?: number | null;
  numbers?: LearnedNumbers | null;
  /** From which on a thing counts as found where nobody says otherwise. */
  confidence?: number | null;
  epoch?: number | null;
  parity?: { pictures: number; same: number; largest_difference: number } | null;
  trained?: string | null;
  data?: Record<string, unknown> | null;
  damaged?: boolean;
}
/** What the server says of a network (`GET /api/networks`). */
export interface Network {
  name: string;
  task: string;
  /** Side of its input in pixels. */
  image_size: number;
  /** Numbers that it learns. */
  parameters: number;
  /** MB that training it takes, and seconds for 100 pictures, once, on two processor cores. */
  memory: number;
  seconds: number;
  /** MB and seconds likewise, where only its last layer is trained; null where its weights do not come along. */
  quick: { memory: number; seconds: number } | null;
  /** It has seen photographs, and its weights are on this computer. */
  learned: boolean;
  /** It is made to learn as a whole, from nothing. */
  small: boolean;
  advice: { zh: string; en: string };
}

/** A model on the shelf. time: seconds since 1970. */
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
/**
 * A thing that a model found in a picture. box: left, top, right, bottom in pixels; outlines: polygons of its mask, or
 * none.
 */
export interface DetectedObject {
  label: string;
  confidence: number;
  box: [number, number, number, number];
  outlines: Outlines;
}
/** What a model found in a picture of this size, the surest first. */
export interface DetectionResult {
  things: DetectedObject[];
  width: number;
  height: number;
  ms: number;
  model: string;
}
/** What a model says of a picture. scores: in the order of its classes. */
export interface ClassificationResult {
  label: string;
  unknown: boolean;
  confidence: number;
  scores: { label: string; score: number }[];
  ms: number;
  model: string;
}
