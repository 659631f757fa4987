/** What the server sends, as `sunmao/protocol/messages.py` and the server's routes define it. */

export type Language = 'zh' | 'en';
export type Level = 1 | 2 | 3;

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
}

export interface Session {
  version: string;
  lang: Language | null;
  training: boolean;
  socket: string;
  level: Level;
}

/** How another device reaches the studio. qr: the address of a picture. */
export type NetworkDoor = { open: false } | { open: true; addresses: { url: string; qr: string }[]; fingerprint: string };

export interface Finding {
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

export interface ProjectCard {
  id: string;
  title: string;
  modified: number;
  blocks: number;
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

/** What a program uses: boards by name, parts with the names of their pins and the variable they are kept in, sources of cameras. */
export interface Devices {
  boards: string[];
  parts: { kind: string; pins: Record<string, string>; name: string; block: string | null; options?: Record<string, string | boolean> }[];
  cameras: string[];
}

export interface Project {
  id: string;
  title: string;
  workspace: Workspace;
  version: number;
  modified: number;
  level?: Level;
  program: Program;
  run: RunSummary | null;
  /** The blocks on disk cannot be read. good: the newest save that can. */
  damaged: { text: Text; good: { version: number; saved: number } | null } | null;
  /** Nothing can be written in its folder. */
  read_only?: boolean;
}

/** A save of the history. saved: seconds since 1970. */
export interface VersionRow { version: number; saved: number; blocks: number }
export interface Version extends VersionRow { workspace: Workspace; python: string }

/** A file that was not taken; with count: so many more, for the same reason. */
export interface LeftOut { name: string; why: Text; count?: number }
/** A project that came in a zip. differs: its main.py was not what its blocks make. */
export interface Imported extends Project { left_out: LeftOut[]; differs: boolean }

/** A project in the bin. deleted: seconds since 1970. */
export interface BinRow { id: string; title: string; deleted: number; bytes: number }

export type RunState = 'starting' | 'running' | 'waiting' | 'paused' | 'stopping' | 'forcing' | 'finished' | 'stopped' | 'error' | 'lost';
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
export interface Wish { mode: 'run' | 'slow' | 'step' | ''; breakpoints: string[] }

interface Numbered {
  seq: number;
  t: number;
}

export interface OutputEvent extends Numbered { kind: 'output'; text: string; stream: 'stdout' | 'stderr' | 'native' }
export interface LineEvent extends Numbered { kind: 'line'; line: number; others: number[] }
/** The pupil's variables before a line runs, as texts; changed: those that are new since the last time. */
export interface ValuesEvent extends Numbered { kind: 'values'; line: number; values: Record<string, string>; changed: string[] }
export interface MetricEvent extends Numbered {
  kind: 'metric';
  values: Record<string, number | null>;
  step: number;
  total: number | null;
  panel: string;
  unit: string;
}
export interface ProgressEvent extends Numbered {
  kind: 'progress';
  done: number;
  total: number;
  unit: string;
  seconds_left: number | null;
  task: string;
}
export interface ImageEvent extends Numbered {
  kind: 'image';
  file: string;
  media_type: string;
  title: string;
  caption: string;
  mark: boolean | null;
  width: number;
  height: number;
}
export type Cell = string | number | boolean | null;
export interface TableEvent extends Numbered { kind: 'table'; columns: string[]; rows: Cell[][]; title: string }
export type Parameter = string | number | boolean | null;
export interface TrainingEvent extends Numbered {
  kind: 'training';
  model: string;
  parameters: Record<string, Parameter>;
  dataset: TrainingData;
  save_fold: string;
  resumed: number;
  /** Logs of before may not say it. */
  task?: string;
}
export interface TrainingData { path: string; hash: string; classes: string[]; pictures: Record<string, number> }
export interface TrainedEvent extends Numbered {
  kind: 'trained';
  reason: 'finished' | 'early' | 'stopped' | 'error';
  epochs: number;
  best: BestEpoch;
  path: string;
  seconds: number;
}
/** Of a model that finds things: mAP and mAP50 in place of accuracy. */
export interface BestEpoch { epoch?: number; accuracy?: number; mAP?: number; mAP50?: number }
export interface MarksEvent extends Numbered {
  kind: 'marks';
  correct: number;
  total: number;
  split: string;
  classes: string[];
  matrix: number[][];
  by_class: number[][];
  averages: Record<string, number>;
  pictures: [string, number, number, number][];
  model: string;
}
/** What became of an answer of a model that finds things, or of a thing: after TIDE (Bolya et al. 2020). */
export type MarkKind = 'right' | 'wrong' | 'misplaced' | 'twice' | 'imagined' | 'missed';
/** Polygons [x, y, x, y, …] of a mask; empty without one. */
export type Outlines = number[][];
/** [class, x1, y1, x2, y2, kind, outlines], in pixels of the picture. */
export type TruthMark = [label: number, x1: number, y1: number, x2: number, y2: number, kind: MarkKind, outlines: Outlines];
export type AnswerMark = [label: number, confidence: number, x1: number, y1: number, x2: number, y2: number, kind: MarkKind, outlines: Outlines];
export type BoxPicture = [path: string, width: number, height: number, truths: TruthMark[], answers: AnswerMark[]];
/** The test of a model that finds things. by_class: [AP, AP50, precision, recall, things]. curves: precision at recall 0, 0.01 … 1. */
export interface BoxMarksEvent extends Numbered {
  kind: 'boxmarks';
  task: string;
  split: string;
  classes: string[];
  averages: Record<string, number | null>;
  counts: Partial<Record<MarkKind, number>>;
  by_class: (number | null)[][];
  curves: number[][];
  pictures: BoxPicture[];
  confidence: number;
  model: string;
}
export type AnyMarks = MarksEvent | BoxMarksEvent;
export interface FileEvent extends Numbered { kind: 'file'; path: string; role: string }
export interface NoteEvent extends Numbered { kind: 'note'; zh: string; en: string; level: string }
export interface AskEvent extends Numbered {
  kind: 'ask';
  id: number;
  question: string;
  form: 'text' | 'choice' | 'picture' | 'device';
  options: string[];
  /** The library's own question, in place of `question`. */
  text: Text | null;
}
/** The program uses a board or a camera. topic: where it is seen live. */
export interface DeviceEvent extends Numbered { kind: 'device'; what: 'board' | 'camera'; name: string; port: string; topic: string }
/** Pictures with this title come as a video. */
export interface LiveEvent extends Numbered { kind: 'live'; title: string; topic: string }
export interface AnsweredEvent extends Numbered { kind: 'answered'; id: number; shown: string }
export interface ErrorEvent extends Numbered {
  kind: 'error';
  type: string;
  message: string;
  line: number | null;
  traceback: string;
  title: Text;
  hint: Text;
  /** The file of the project that hides a library, when that is the cause. */
  hides: string;
  /** A misspelt name or word and the one that is there, where one is near; else ''. */
  written: string;
  meant: string;
}
export interface StateEvent extends Numbered { kind: 'state'; state: RunState; code: number | null; text: Text | null }

export type RunEvent =
  | OutputEvent | LineEvent | ValuesEvent | MetricEvent | ProgressEvent | ImageEvent | TableEvent | TrainingEvent | TrainedEvent | MarksEvent | BoxMarksEvent | FileEvent | NoteEvent
  | AskEvent | AnsweredEvent | DeviceEvent | LiveEvent | ErrorEvent | StateEvent;

/** The answer to a data set's upload. */
export interface UploadedDataset {
  path: string;
  classes: { name: string; count: number }[];
  pictures: number;
  left_out: LeftOut[];
  /** Classes whose folder had to be called otherwise. */
  renamed: { name: string; to: string }[];
  /** What is worth knowing about the pictures. */
  findings: Text[];
}

/** A test of a run, in short; of a model that finds things: the task, map and map50 in place of what was correct. */
export interface MarksRow { split: string; model: string; correct?: number; total?: number; task?: string; map?: number | null; map50?: number | null }
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
}
/** A run of the project as the list of its runs has it. */
export interface RunRow {
  id: string;
  state: RunState;
  started: number;
  seconds: number;
  resumable: boolean;
  trainings: TrainingRow[];
  marks: MarksRow[];
}
/** A round of a training: its number and the values of its curves. */
export interface LearningPoint { epoch: number; [curve: string]: number | null }
/** What a run has learned and how it was tested. */
export interface Learning {
  trainings: { began: TrainingEvent; points: LearningPoint[]; ended: TrainedEvent | null }[];
  marks: AnyMarks[];
  files: FileEvent[];
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
  /** From which on a thing counts as found where nobody says otherwise. */
  confidence?: number | null;
  epoch?: number | null;
  parity?: { pictures: number; same: number; largest_difference: number } | null;
  trained?: string | null;
  data?: Record<string, unknown> | null;
  damaged?: boolean;
}
/** A model on the shelf. time: seconds since 1970. */
export interface ShelfRow {
  id: string;
  title: string;
  kind: 'onnx' | 'pth';
  model?: string | null;
  task?: string | null;
  classes?: string[] | null;
  accuracy?: number | null;
  mAP50?: number | null;
  bytes: number;
  from: string;
  time: number;
}
/** A thing that a model found in a picture. box: left, top, right, bottom in pixels; outlines: polygons of its mask, or none. */
export interface FoundThing {
  label: string;
  confidence: number;
  box: [number, number, number, number];
  outlines: Outlines;
}
/** What a model found in a picture of this size, the surest first. */
export interface Findings {
  things: FoundThing[];
  width: number;
  height: number;
  ms: number;
  model: string;
}
/** What a model says of a picture. scores: in the order of its classes. */
export interface Guess {
  label: string;
  unknown: boolean;
  confidence: number;
  scores: { label: string; score: number }[];
  ms: number;
  model: string;
}
