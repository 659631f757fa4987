/**
 * The events of a run. Generated from `sunmao/protocol/messages.py` by `static/generate_types.py`: change them there.
 */

import type { BestEpoch, BoxPicture, Cell, MarkKind, Parameter, RunState, Text, TrainingData } from './types';

/** Another one is another program: an old page, an old studio. */
export const PROTOCOL_VERSION = 1;

/** seq counts the events of a run from 1; t: seconds since it began. */
interface Numbered {
  seq: number;
  t: number;
}

/** Text that the program wrote. stream: 'stdout', 'stderr', or 'native' (written past Python, to the descriptors). */
export interface OutputEvent extends Numbered {
  kind: 'output';
  text: string;
  stream: 'stdout' | 'stderr' | 'native';
}

/** The line of the pupil's file that runs now (1-based). others: those of the program's other threads. */
export interface CurrentLineEvent extends Numbered {
  kind: 'line';
  line: number;
  others: number[];
}

/**
 * The pupil's variables before `line` runs, where a thread pauses or rests (slow motion and steps only).
 * values: name → its value as text of at most 80 characters; changed: the names whose text is new since the last
 * `VariableValues`.
 */
export interface VariableValuesEvent extends Numbered {
  kind: 'values';
  line: number;
  values: Record<string, string>;
  changed: string[];
}

/** Points for curves. values: name → finite number; step: their common x; total: the last x expected, or None. */
export interface MetricEvent extends Numbered {
  kind: 'metric';
  values: Record<string, number | null>;
  step: number;
  total: number | null;
  panel: string;
  unit: string;
}

/**
 * How far a long task is. unit: 'epoch', 'picture', 'file', 'layer', 'megabyte'; seconds_left: an estimate, or None;
 * memory: what a training takes, in MB, 0: not known; busy: other programs keep the computer busy meanwhile.
 */
export interface ProgressEvent extends Numbered {
  kind: 'progress';
  done: number;
  total: number;
  unit: string;
  seconds_left: number | null;
  task: string;
  memory?: number;
  busy: boolean;
}

/**
 * A picture to show. data: base64 text of a PNG or JPEG; the server keeps it as a file of the run and sends `file`.
 * mark: True (right), False (wrong) or None, when the picture stands for an answer. scores: of an answer, [label, 0 to
 * 1] of its surest labels, in the order of the classes, at most `MOST_SCORES`.
 */
export interface ImageEvent extends Numbered {
  kind: 'image';
  media_type: string;
  title: string;
  caption: string;
  mark: boolean | null;
  file: string;
  width: number;
  height: number;
  scores?: [label: string, share: number][];
}

/** Rows and named columns to show. Cells are text, numbers, true/false or null. */
export interface TableRowsEvent extends Numbered {
  kind: 'table';
  columns: string[];
  rows: Cell[][];
  title: string;
}

/**
 * A training begins; the next `Metric`s of panel 'train' are its curve, up to its `TrainingEnded`.
 * model: the backbone; parameters: what it is trained with, for people to compare: 'epochs', 'batch_size', 'lr',
 * 'optimizer', 'weight_decay', 'seed', 'device', 'image_size', 'weights', … (name → text, number, true/false or null);
 * dataset: {'path', 'hash', 'classes': [label …], 'pictures': {'train', 'val', 'test'}, 'edits': how many entries the
 * data set's log of edits had, null where it cannot be read; older records do not say}; save_fold: where its files go;
 * resumed: the epochs that were done before, 0 for a fresh start; task: 'classification', 'detection' or 'instance';
 * config: the text of a `config.yaml` for the project's folder, by which it can be repeated; older records have none.
 */
export interface TrainingStartedEvent extends Numbered {
  kind: 'training';
  model: string;
  parameters: Record<string, Parameter>;
  dataset: TrainingData;
  save_fold: string;
  resumed: number;
  task?: string;
  config?: string;
}

/**
 * A training has ended. reason: 'finished', 'early' (no more progress), 'stopped', 'error'.
 * epochs: how many were done; best: {'epoch', 'accuracy' (0 to 1)}, of several labels {'epoch', 'mAP', 'accuracy'}, of
 * a detector {'epoch', 'mAP', 'mAP50', 'recall', 'precision'}, the last two of what is shown, empty without validation;
 * path: the weights to use, relative to the project, or empty; seconds: of this training.
 */
export interface TrainingEndedEvent extends Numbered {
  kind: 'trained';
  reason: 'finished' | 'early' | 'stopped' | 'error';
  epochs: number;
  best: BestEpoch;
  path: string;
  seconds: number;
}

/**
 * The result of a test: `correct` of `total` pictures. split: 'train', 'val', 'test' or 'all'.
 * classes: the labels; matrix: one row a true class, each one count a given answer; by_class: one list a class:
 * [precision, recall, F1, pictures]; averages: {'accuracy', 'top5', 'precision', 'recall', 'f1'}, 0 to 1; pictures:
 * [path relative to the project, true class, answer (numbers), confidence 0 to 1], wrong ones first, the surest first,
 * at most `MOST_PICTURES` of them; model: the weights or file that was tested, or empty; digests: one for each of
 * `pictures`, by which the same picture is known again, or empty where its file could not be read.
 */
export interface EvaluationEvent extends Numbered {
  kind: 'marks';
  correct: number;
  total: number;
  split: string;
  classes: string[];
  matrix: number[][];
  by_class: number[][];
  averages: Record<string, number>;
  pictures: [path: string, truth: number, answer: number, confidence: number][];
  model: string;
  digests?: string[];
}

/**
 * The result of a test of a model that finds things. task: 'detection', or 'instance' (all is then said of the masks).
 * split, classes, model: as in `Evaluation`. averages: of what is shown, the surest answer at each place from
 * `confidence` on, 'precision', 'recall', 'f1', 'shown_map', 'shown_map50', and of all answers 'map', 'map50', 'map75',
 * 'map_unlimited', 0 to 1, or null where there is nothing to find; 'map_unlimited' only where a picture has more things
 * than COCO's mAP looks at; counts: what is shown, compared with the truth at an IoU of 0.5: {'right', 'wrong',
 * 'misplaced', 'twice', 'imagined', 'missed'}; by_class: one list a class: [AP, AP50, precision, recall, things, AP50
 * of what is shown], marks null for a class without things; curves: one list a class: precision (0 to 1) at recall 0,
 * 0.01 … 1 and an IoU of 0.5, of all answers, or empty. pictures: [path, width, height, truths, answers], those with
 * mistakes first, at most `MOST_PICTURES`; a truth: [class, x1, y1, x2, y2, kind, outlines], an answer: [class,
 * confidence, x1, y1, x2, y2, kind, outlines]; kind: a key of `counts`; outlines: polygons [x, y, x, y, …] of a mask,
 * empty without one; pixels of the picture.
 */
export interface DetectionEvaluationEvent extends Numbered {
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

/**
 * The result of a test of a model that paints, over all pixels of `total` pictures.
 * task: 'semantic'. split, classes, model: as in `Evaluation`. averages: {'miou', 'accuracy', 'precision', 'recall',
 * 'f1'}, 0 to 1; by_class: one list a class: [IoU or null where it is neither there nor painted, precision, recall,
 * Dice, share of all pixels]. pictures: [path relative to the project, IoU or null, pixels left out, pixels too much
 * (shares of the picture), differences], those that were painted worst first, at most `MOST_PICTURES`; differences: the
 * base64 of a PNG that lies over the picture: green right, red left out, yellow too much, purple another class.
 */
export interface SegmentationEvaluationEvent extends Numbered {
  kind: 'paintmarks';
  total: number;
  task: string;
  split: string;
  classes: string[];
  averages: Record<string, number>;
  by_class: (number | null)[][];
  pictures: [path: string, iou: number | null, missed: number, extra: number, differences: string][];
  model: string;
}

/**
 * The result of a test of a model of several labels: `correct` of `total` pictures got exactly their labels.
 * task: 'multi_label'. split, classes, model: as in `Evaluation`. averages: {'map', 'precision', 'recall', 'f1'}, 0 to
 * 1, mAP null where no picture has a label; by_class: one list a label: [AP or null, precision, recall, F1, pictures
 * that have it, missed, too many]. pictures: [path relative to the project, labels, answers], those with the most
 * mistakes first, at most `MOST_PICTURES`; labels: numbers of those that it has; answers: one list for each label:
 * [confidence, recognized (1) or not (0)].
 */
export interface TagEvaluationEvent extends Numbered {
  kind: 'tagmarks';
  correct: number;
  total: number;
  task: string;
  split: string;
  classes: string[];
  averages: Record<string, number | null>;
  by_class: (number | null)[][];
  pictures: [path: string, labels: number[], answers: [confidence: number, recognized: number][]][];
  model: string;
}

/**
 * The result of a test of a model that gives a number, over `total` pictures.
 * task: 'regression'. split, model: as in `Evaluation`. unit: what the numbers are counted in, may be empty. averages:
 * {'mae', 'rmse', 'baseline_mae'} in the unit and 'r2' (1: all right); baseline_mae: of always saying the mean of the
 * training numbers. low, high: the smallest and the largest number that the model has learned. pictures: the fields of
 * a `NumberedPicture` each, those with the largest errors first, at most `MOST_PICTURES`.
 */
export interface NumberEvaluationEvent extends Numbered {
  kind: 'numbermarks';
  total: number;
  task: string;
  split: string;
  unit: string;
  averages: Record<'mae' | 'rmse' | 'r2' | 'baseline_mae', number>;
  low: number;
  high: number;
  pictures: { path: string; truth: number; answer: number }[];
  model: string;
}

/**
 * The program wrote a file that matters. path: relative to the project, with '/'. role: 'model', 'weights', 'data',
 * 'text'.
 */
export interface FileWrittenEvent extends Numbered {
  kind: 'file';
  path: string;
  role: string;
}

/** A sentence from the library in both languages. level: 'info', 'warn'. */
export interface NoticeEvent extends Numbered {
  kind: 'note';
  zh: string;
  en: string;
  level: string;
}

/**
 * A question that the program waits for. id: counts from 1 within the run.
 * form: 'text', 'choice', 'picture', or 'device': something must be plugged in or chosen; its options are the words
 * 'wait' and 'end' of the page, and the program itself says `AskAnswered` when the thing is there again. text: the
 * library's own question {'zh': …, 'en': …} in place of `question`. usual: the option that needs no asking again once
 * it was chosen, while the same is asked for; or empty.
 */
export interface AskEvent extends Numbered {
  kind: 'ask';
  id: number;
  question: string;
  form: 'text' | 'choice' | 'picture' | 'device';
  options: string[];
  text: Text | null;
  usual: string;
}

/** A question has its answer. shown: the answer as text for the log (empty for a picture). */
export interface AskAnsweredEvent extends Numbered {
  kind: 'answered';
  id: number;
  shown: string;
}

/**
 * The program uses a board or a camera from now on. what: 'board' or 'camera'.
 * name: the board's ('arduino-uno') or the camera's source as text ('simulated', 'browser', '0'); port: of a board on a
 * cable; topic: where the page sees it live (see `sunmao.server.http.live_topics`).
 */
export interface DeviceOpenedEvent extends Numbered {
  kind: 'device';
  what: 'board' | 'camera';
  name: string;
  port: string;
  topic: string;
}

/**
 * Pictures with this title come as a video from now on: only the newest counts, none is in the log. topic: as of
 * `DeviceOpened`.
 */
export interface VideoStartedEvent extends Numbered {
  kind: 'live';
  title: string;
  topic: string;
}

/**
 * The program ended with an exception, as data.
 * type, message: the exception's; line: the pupil's innermost line, or None; traceback: the pupil's frames and the
 * technical cause; title, hint: {'zh': …, 'en': …}, sentences for a child; hides: the file of the project that hides a
 * library, when that is the cause; written, meant: a misspelt name or word and the one that is there, where one is
 * near; written alone: a variable that has no value yet.
 */
export interface ProgramErrorEvent extends Numbered {
  kind: 'error';
  type: string;
  message: string;
  line: number | null;
  traceback: string;
  title: Text;
  hint: Text;
  hides: string;
  written: string;
  meant: string;
}

/**
 * The run's state. state: 'starting', 'running', 'waiting', 'paused', 'stopping', 'forcing', 'finished', 'stopped',
 * 'error', 'lost'.
 * The last four are outcomes: 'lost' means the studio ended while the program ran. code: the exit status, where there
 * is one; text: {'zh', 'en'}, a sentence for an outcome that needs one.
 */
export interface RunStateEvent extends Numbered {
  kind: 'state';
  state: RunState;
  code: number | null;
  text: Text | null;
}

export type RunEvent =
  | OutputEvent
  | CurrentLineEvent
  | VariableValuesEvent
  | MetricEvent
  | ProgressEvent
  | ImageEvent
  | TableRowsEvent
  | TrainingStartedEvent
  | TrainingEndedEvent
  | EvaluationEvent
  | DetectionEvaluationEvent
  | SegmentationEvaluationEvent
  | TagEvaluationEvent
  | NumberEvaluationEvent
  | FileWrittenEvent
  | NoticeEvent
  | AskEvent
  | AskAnsweredEvent
  | DeviceOpenedEvent
  | VideoStartedEvent
  | ProgramErrorEvent
  | RunStateEvent;
