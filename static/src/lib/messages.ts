/**
 * Generated from `sunmao/protocol/messages.py`, `sunmao/protocol/learning_messages.py` by `checks/generate_types.py`:
 * change them there.
 */

/** Another one is another program: an old page, an old studio. */
export const PROTOCOL_VERSION = 2;

/** The states of a run that has ended. */
export const OUTCOMES: readonly string[] = ['finished', 'stopped', 'error', 'lost'];

/** seq counts the events of a run from 1; t: seconds since it began. */
interface Numbered {
  seq: number;
  t: number;
}

export type Cell = string | number | boolean | null;

export type Text = { zh: string; en: string };

export type Stream = 'stdout' | 'stderr' | 'native';

export type AskForm = 'text' | 'choice' | 'picture' | 'device';

export type StepMode = 'run' | 'slow' | 'step' | '';

export type RunPhase =
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

export type EndReason = 'finished' | 'early' | 'stopped' | 'error';

export type PlaceState = 'sending' | 'waiting' | 'running' | 'silent' | 'ended';

export type MarkKind = 'right' | 'wrong' | 'misplaced' | 'twice' | 'imagined' | 'missed';

/** Text that the program wrote. stream: 'native' is what was written past Python, to the descriptors. */
export interface OutputEvent extends Numbered {
  kind: 'output';
  text: string;
  stream: Stream;
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
 * Progress of a long task. unit: 'epoch', 'picture', 'file', 'layer', 'megabyte'; seconds_left: an estimate, or None;
 * memory: what a training takes, in MB, 0: not known; busy: other programs keep the computer busy meanwhile.
 */
export interface ProgressEvent extends Numbered {
  kind: 'progress';
  done: number;
  total: number;
  unit: string;
  seconds_left: number | null;
  task: string;
  memory: number;
  busy: boolean;
}

/**
 * A picture to show. data: base64 text of a PNG or JPEG; the server keeps it as a file of the run and sends `file`.
 * mark: True (right), False (wrong) or None, when the picture stands for an answer. scores: of an answer, [label, 0 to
 * 1] of its surest labels, in the order of the classes, at most `MAX_SCORES`.
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
  scores: [string, number][];
}

/** Rows and named columns to show. Cells are text, numbers, true/false or null. */
export interface TableRowsEvent extends Numbered {
  kind: 'table';
  columns: string[];
  rows: Cell[][];
  title: string;
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
 * form: 'device': something must be plugged in or chosen; its options are the words 'wait' and 'end' of the page, and
 * the program itself says `AskAnswered` when the thing is there again. text: the library's own question in place of
 * `question`. usual: the option that needs no asking again once it was chosen, while the same is asked for; or empty.
 */
export interface AskEvent extends Numbered {
  kind: 'ask';
  id: number;
  question: string;
  form: AskForm;
  options: string[];
  text: Text | null;
  usual: string;
}

/**
 * The program uses a board, a camera or a microphone from now on.
 * name: the board's ('arduino-uno'), or the source of a camera or microphone as text ('simulated', 'browser', '0');
 * port: of a board on a cable; topic: where the page sees it live (see `sunmao.server.http.live_topics`).
 */
export interface DeviceOpenedEvent extends Numbered {
  kind: 'device';
  what: 'board' | 'camera' | 'microphone' | 'motion';
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
 * The program lets something be heard.
 * id: counts from 1 within the run, together with those of `Ask`. what: 'say' (`text`, with a voice for `language`),
 * 'packaged' (the sound that comes along under the name `path`), 'file' (the file `path` of the project) or 'tones'
 * (pairs of hertz, 0 for a rest, and seconds, one after the other). seconds: how long it lasts, of 'say' at most;
 * waits: the program waits for its end, which a page says (`SoundEnded`).
 */
export interface SoundStartedEvent extends Numbered {
  kind: 'sound';
  id: number;
  what: 'say' | 'packaged' | 'file' | 'tones';
  text: string;
  language: '' | 'zh' | 'en';
  path: string;
  tones: [number, number][];
  seconds: number;
  waits: boolean;
}

/** A question has its answer. shown: the answer as text for the log (empty for a picture). */
export interface AskAnsweredEvent extends Numbered {
  kind: 'answered';
  id: number;
  shown: string;
}

/**
 * The program ended with an exception, as data.
 * type, message: the exception's; line: the pupil's innermost line, or None; traceback: the pupil's frames and the
 * technical cause; title, hint: sentences for a child; hides: the file of the project that hides a library, when that
 * is the cause; written, meant: a misspelled name or word and the one that is there, where one is near; written alone:
 * a variable that has no value yet; span: [line, column, end line, end column] of the expression that failed, lines
 * from 1, columns in bytes of UTF-8 from 0 (empty: unknown); block: the id of the block that failed, the value block
 * itself where there is one (empty: see `line`; the studio fills it in).
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
  span: number[];
  block: string;
}

/**
 * The run's state.
 * The last four of `RunPhase` are outcomes: 'lost' means the studio ended while the program ran. code: the exit status,
 * where there is one; text: a sentence for an outcome that needs one.
 */
export interface RunStateEvent extends Numbered {
  kind: 'state';
  state: RunPhase;
  code: number | null;
  text: Text | null;
}

/** Counts of pictures in each part of a data set. */
export interface PictureCounts {
  train?: number;
  val?: number;
  test?: number;
}

/**
 * The data set of a training. edits: how many entries its log of edits had; missing where it cannot be read, and in
 * older records; learned_hash: of the parts that are learned from; pictures: missing where a program of somebody's own
 * tells of a training; target: the column of a table that is guessed, None where none is.
 */
export interface TrainingData {
  path: string;
  hash: string;
  classes: string[];
  pictures?: PictureCounts;
  edits?: number;
  learned_hash?: string;
  target?: string;
}

/**
 * A training begins; the next `Metric`s of panel 'train' are its curve, up to its `TrainingEnded`.
 * model: the backbone; parameters: what it is trained with, for people to compare: 'epochs', 'batch_size', 'lr',
 * 'optimizer', 'weight_decay', 'seed', 'device', 'image_size', 'weights', …; save_fold: where its files go; resumed:
 * the epochs that were done before, 0 for a fresh start; task: 'classification', 'detection' or 'instance'; config: the
 * text of a `config.yaml` for the project's folder, by which it can be repeated; older records have none.
 */
export interface TrainingStartedEvent extends Numbered {
  kind: 'training';
  model: string;
  parameters: Record<string, Cell>;
  dataset: TrainingData;
  save_fold: string;
  resumed: number;
  task: string;
  config: string;
}

/**
 * The figures of the best epoch, 0 to 1: of a classifier accuracy, of several labels also mAP, of a detector mAP,
 * mAP50, and recall and precision of what is shown, which older records do not have, of a model that paints mIoU; of
 * numbers mae, their mean absolute error in their own unit. others: of other kinds of learning, by their names.
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
  others?: Record<string, number>;
}

/**
 * A training has ended. reason: 'early': there was no more progress.
 * epochs: how many were done; best: without any figure where there was no validation; path: the weights to use,
 * relative to the project, or empty; seconds: of this training.
 */
export interface TrainingEndedEvent extends Numbered {
  kind: 'trained';
  reason: EndReason;
  epochs: number;
  best: BestEpoch;
  path: string;
  seconds: number;
}

/**
 * A training takes place on another computer. where: what the cluster is called there.
 * state: 'sending' its data; 'waiting', with `before` others that were handed in before it; 'running'; 'silent': the
 * cluster does not answer, and it goes on there; 'ended': its weights are here.
 */
export interface TrainingPlaceEvent extends Numbered {
  kind: 'place';
  where: string;
  state: PlaceState;
  before: number;
}

/**
 * The answer to a picture. truth, answer: classes; digest: by which the same picture is known again, whatever the name
 * of its file; missing where it could not be read, and in older records. text: what was asked about, where that is a
 * sentence or a row and no picture.
 */
export interface EvaluatedPicture {
  path: string;
  truth: number;
  answer: number;
  confidence: number;
  digest?: string;
  text?: string;
}

/** Marks of one class that is recognized. pictures: how many there are of it. */
export interface ClassFigures {
  precision: number;
  recall: number;
  f1: number;
  pictures: number;
}

/** Figures over all pictures and classes; top5: the share of pictures whose class was among the best five. */
export interface Averages {
  accuracy?: number;
  top5?: number;
  precision?: number;
  recall?: number;
  f1?: number;
}

/**
 * The result of a test of a classifier: `correct` of `total` pictures.
 * matrix: one row a true class, each one count a given answer; pictures: wrong ones first, the surest first, at most
 * `MAX_PICTURES` of them. sample_kind: what they are, as in `sunmao.data.samples.registry`.
 */
export interface EvaluationEvent extends Numbered {
  kind: 'marks';
  correct: number;
  total: number;
  split: string;
  classes: string[];
  matrix: number[][];
  by_class: ClassFigures[];
  averages: Averages;
  pictures: EvaluatedPicture[];
  model: string;
  sample_kind: string;
}

/**
 * A thing that is in a picture. box: left, top, right, bottom in its pixels; outlines: polygons [x, y, x, y, …] of its
 * mask, missing without one.
 */
export interface TrueObject {
  label: number;
  box: [number, number, number, number];
  kind: MarkKind;
  outlines?: number[][];
}

/** An answer of a detector; box, outlines: as of `TrueObject`. */
export interface PredictedObject {
  label: number;
  confidence: number;
  box: [number, number, number, number];
  kind: MarkKind;
  outlines?: number[][];
}

/** A picture of width × height pixels, what is there and what a detector answered. */
export interface DetectionPicture {
  path: string;
  width: number;
  height: number;
  truths: TrueObject[];
  answers: PredictedObject[];
}

/**
 * Marks of the things of one class; figures are null for a class without things. things: how many there are;
 * shown_map50: of what is shown; older records do not say.
 */
export interface DetectionClassFigures {
  map: number | null;
  map50: number | null;
  precision: number | null;
  recall: number | null;
  things: number;
  shown_map50?: number;
}

/**
 * Of what is shown, the surest answer at each place from `confidence` on: precision, recall, f1, shown_map,
 * shown_map50; of all answers: map, map50, map75, and map_unlimited where a picture has more things than COCO's mAP
 * looks at. Missing where there is nothing to find.
 */
export interface DetectionAverages {
  precision?: number;
  recall?: number;
  f1?: number;
  shown_map?: number;
  shown_map50?: number;
  map?: number;
  map50?: number;
  map75?: number;
  map_unlimited?: number;
}

/**
 * The result of a test of a model that finds things. task: 'detection', or 'instance' (all is then said of the masks).
 * counts: what is shown, compared with the truth at an IoU of 0.5; curves: one list a class: precision at recall 0,
 * 0.01 … 1 and an IoU of 0.5, of all answers, or empty; pictures: those with mistakes first, at most `MAX_PICTURES`.
 */
export interface DetectionEvaluationEvent extends Numbered {
  kind: 'boxmarks';
  task: string;
  split: string;
  classes: string[];
  averages: DetectionAverages;
  counts: Partial<Record<MarkKind, number>>;
  by_class: DetectionClassFigures[];
  curves: number[][];
  pictures: DetectionPicture[];
  confidence: number;
  model: string;
}

/**
 * Marks of a picture that was painted. missed, extra: pixels left out and too many, as shares of the picture;
 * differences: the base64 of a PNG that lies over it: green right, red left out, yellow too much, purple another class.
 */
export interface PaintedPicture {
  path: string;
  iou: number | null;
  missed: number;
  extra: number;
  differences: string;
}

/** Marks of one class that was painted. iou: null where it is neither there nor painted; share: of all pixels. */
export interface SegmentationClassFigures {
  iou: number | null;
  precision: number;
  recall: number;
  dice: number;
  share: number;
}

/** Figures over all pixels. */
export interface SegmentationAverages {
  miou?: number;
  accuracy?: number;
  precision?: number;
  recall?: number;
  f1?: number;
}

/**
 * The result of a test of a model that paints, over all pixels of `total` pictures. task: 'semantic'.
 * pictures: those that were painted worst first, at most `MAX_PICTURES`.
 */
export interface SegmentationEvaluationEvent extends Numbered {
  kind: 'paintmarks';
  total: number;
  task: string;
  split: string;
  classes: string[];
  averages: SegmentationAverages;
  by_class: SegmentationClassFigures[];
  pictures: PaintedPicture[];
  model: string;
}

/**
 * The answers to a picture of several labels. labels: the classes that it has; recognized: those that the model says;
 * confidences: one for each class.
 */
export interface TaggedPicture {
  path: string;
  labels: number[];
  recognized: number[];
  confidences: number[];
}

/**
 * Marks of one label that is recognized. ap: average precision, null where no picture has it; pictures: that have it;
 * missed, extra: of how many it was not said, and said wrongly.
 */
export interface TagFigures {
  ap: number | null;
  precision: number;
  recall: number;
  f1: number;
  pictures: number;
  missed: number;
  extra: number;
}

/** Figures over all labels; map is missing where no picture has a label. */
export interface TagAverages {
  map?: number;
  precision?: number;
  recall?: number;
  f1?: number;
}

/**
 * The result of a test of a model of several labels: `correct` of `total` pictures got exactly their labels. task:
 * 'multi_label'. pictures: those with the most mistakes first, at most `MAX_PICTURES`.
 */
export interface TagEvaluationEvent extends Numbered {
  kind: 'tagmarks';
  correct: number;
  total: number;
  task: string;
  split: string;
  classes: string[];
  averages: TagAverages;
  by_class: TagFigures[];
  pictures: TaggedPicture[];
  model: string;
}

/**
 * A picture of a test of numbers. path: relative to the project; truth, answer: its right number, and what the model
 * said; text: as of `EvaluatedPicture`.
 */
export interface NumberedPicture {
  path: string;
  truth: number;
  answer: number;
  text?: string;
}

/**
 * Errors in the unit of the numbers, and r2 (1: all right). baseline_mae: the mean absolute error of always saying the
 * mean of the training numbers.
 */
export interface NumberAverages {
  mae: number;
  rmse: number;
  r2: number;
  baseline_mae: number;
}

/**
 * The result of a test of a model that gives a number, over `total` pictures. task: 'regression'.
 * unit: what the numbers are counted in, may be empty. low, high: the smallest and the largest number that the model
 * has learned. pictures: those with the largest errors first, at most `MAX_PICTURES`. sample_kind: what they are, as in
 * `sunmao.data.samples.registry`.
 */
export interface NumberEvaluationEvent extends Numbered {
  kind: 'numbermarks';
  total: number;
  task: string;
  split: string;
  unit: string;
  averages: NumberAverages;
  low: number;
  high: number;
  pictures: NumberedPicture[];
  model: string;
  sample_kind: string;
}

export type RunEvent =
  | OutputEvent
  | CurrentLineEvent
  | VariableValuesEvent
  | MetricEvent
  | ProgressEvent
  | ImageEvent
  | TableRowsEvent
  | FileWrittenEvent
  | NoticeEvent
  | AskEvent
  | AskAnsweredEvent
  | DeviceOpenedEvent
  | VideoStartedEvent
  | SoundStartedEvent
  | ProgramErrorEvent
  | RunStateEvent
  | TrainingStartedEvent
  | TrainingEndedEvent
  | TrainingPlaceEvent
  | EvaluationEvent
  | DetectionEvaluationEvent
  | SegmentationEvaluationEvent
  | TagEvaluationEvent
  | NumberEvaluationEvent;
