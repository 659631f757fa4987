"""The messages between a running program, the studio's server and its pages. Standard library only.

One frozen dataclass a message; its `kind` is what stands in logs and on the wire, whatever the class is called. A
message travels as one JSON object of at most `MAX_BYTES` bytes. The server gives each event of a run a sequence number
`seq` (from 1) and `t`, seconds since the run began, writes it to the run's log, then sends it to the pages that watch.
"""

import json
import math
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

# Raised with every change that a program, a worker or a page of before would not understand.
PROTOCOL_VERSION = 1
MAX_BYTES = 16 * 1024 * 1024
MOST_SCORES = 5  # of one answer that is shown
MOST_PICTURES = 5000  # of one `Evaluation`


@dataclass(frozen=True)
class Output:
    """Text that the program wrote. stream: 'stdout', 'stderr', or 'native' (written past Python, to the descriptors)."""

    kind: ClassVar[str] = "output"
    text: str
    stream: str = "stdout"


@dataclass(frozen=True)
class CurrentLine:
    """The line of the pupil's file that runs now (1-based). others: those of the program's other threads."""

    kind: ClassVar[str] = "line"
    line: int
    others: list = field(default_factory=list)


@dataclass(frozen=True)
class VariableValues:
    """The pupil's variables before `line` runs, where a thread pauses or rests (slow motion and steps only).

    values: name → its value as text of at most 80 characters; changed: the names whose text is new since the last
    `VariableValues`.
    """

    kind: ClassVar[str] = "values"
    line: int
    values: dict
    changed: list = field(default_factory=list)


@dataclass(frozen=True)
class Metric:
    """Points for curves. values: name → finite number; step: their common x; total: the last x expected, or None."""

    kind: ClassVar[str] = "metric"
    values: dict
    step: float
    total: float | None = None
    panel: str = "train"  # 'train' (training curves) or 'plot' (the pupil's own)
    unit: str = "epoch"


@dataclass(frozen=True)
class Progress:
    """How far a long task is. unit: 'epoch', 'picture', 'file', 'layer', 'megabyte'; seconds_left: an estimate, or
    None; memory: what a training takes, in MB, 0: not known; busy: other programs keep the computer busy meanwhile.
    """

    kind: ClassVar[str] = "progress"
    done: int
    total: int
    unit: str = "epoch"
    seconds_left: float | None = None
    task: str = "train"  # 'train', 'embed', 'evaluate', 'inference', 'convert', 'prune', 'data', 'fetch'
    memory: int = 0
    busy: bool = False


@dataclass(frozen=True)
class Image:
    """A picture to show. data: base64 text of a PNG or JPEG; the server keeps it as a file of the run and sends `file`.

    mark: True (right), False (wrong) or None, when the picture stands for an answer. scores: of an answer, [label, 0 to
    1] of its surest labels, in the order of the classes, at most `MOST_SCORES`.
    """

    kind: ClassVar[str] = "image"
    data: str = ""
    media_type: str = "image/png"
    title: str = ""
    caption: str = ""
    mark: bool | None = None
    file: str = ""
    width: int = 0
    height: int = 0
    scores: list = field(default_factory=list)


@dataclass(frozen=True)
class TableRows:
    """Rows and named columns to show. Cells are text, numbers, true/false or null."""

    kind: ClassVar[str] = "table"
    columns: list
    rows: list
    title: str = ""


@dataclass(frozen=True)
class TrainingStarted:
    """A training begins; the next `Metric`s of panel 'train' are its curve, up to its `TrainingEnded`.

    model: the backbone; parameters: what it is trained with, for people to compare: 'epochs', 'batch_size', 'lr',
    'optimizer', 'weight_decay', 'seed', 'device', 'image_size', 'weights', … (name → text, number, true/false or null);
    dataset: {'path', 'hash', 'classes': [label …], 'pictures': {'train', 'val', 'test'}, 'edits': how many entries the
    data set's log of edits had, null where it cannot be read; older records do not say}; save_fold: where its files go;
    resumed: the epochs that were done before, 0 for a fresh start; task: 'classification', 'detection' or 'instance';
    config: the text of a `config.yaml` for the project's folder, by which it can be repeated; older records have none.
    """

    kind: ClassVar[str] = "training"
    model: str
    parameters: dict
    dataset: dict
    save_fold: str
    resumed: int = 0
    task: str = "classification"
    config: str = ""


@dataclass(frozen=True)
class TrainingEnded:
    """A training has ended. reason: 'finished', 'early' (no more progress), 'stopped', 'error'.

    epochs: how many were done; best: {'epoch', 'accuracy' (0 to 1)}, of several labels {'epoch', 'mAP', 'accuracy'}, of
    a detector {'epoch', 'mAP', 'mAP50', 'recall', 'precision'}, the last two of what is shown, empty without
    validation; path: the weights to use, relative to the project, or empty; seconds: of this training.
    """

    kind: ClassVar[str] = "trained"
    reason: str
    epochs: int
    best: dict
    path: str
    seconds: float


@dataclass(frozen=True)
class Evaluation:
    """The result of a test: `correct` of `total` pictures. split: 'train', 'val', 'test' or 'all'.

    classes: the labels; matrix: one row a true class, each one count a given answer; by_class: one list a class:
    [precision, recall, F1, pictures]; averages: {'accuracy', 'top5', 'precision', 'recall', 'f1'}, 0 to 1;
    pictures: [path relative to the project, true class, answer (numbers), confidence 0 to 1], wrong ones first, the
    surest first, at most `MOST_PICTURES` of them; model: the weights or file that was tested, or empty; digests: one
    for each of `pictures`, by which the same picture is known again, or empty where its file could not be read.
    """

    kind: ClassVar[str] = "marks"
    correct: int
    total: int
    split: str = "test"
    classes: list = field(default_factory=list)
    matrix: list = field(default_factory=list)
    by_class: list = field(default_factory=list)
    averages: dict = field(default_factory=dict)
    pictures: list = field(default_factory=list)
    model: str = ""
    digests: list = field(default_factory=list)


@dataclass(frozen=True)
class DetectionEvaluation:
    """The result of a test of a model that finds things. task: 'detection', or 'instance' (all is then said of the
    masks).

    split, classes, model: as in `Evaluation`. averages: of what is shown, the surest answer at each place from
    `confidence` on, 'precision', 'recall', 'f1', 'shown_map', 'shown_map50', and of all answers 'map', 'map50',
    'map75', 'map_unlimited', 0 to 1, or null where there is nothing to find; 'map_unlimited' only where a picture has
    more things than COCO's mAP looks at; counts: what is shown, compared with the truth at an IoU of 0.5: {'right',
    'wrong', 'misplaced', 'twice', 'imagined', 'missed'}; by_class: one list a class: [AP, AP50, precision, recall,
    things, AP50 of what is shown], marks null for a class without things; curves: one list a class: precision (0 to 1)
    at recall 0, 0.01 … 1 and an IoU of 0.5, of all answers, or empty.
    pictures: [path, width, height, truths, answers], those with mistakes first, at most `MOST_PICTURES`; a truth:
    [class, x1, y1, x2, y2, kind, outlines], an answer: [class, confidence, x1, y1, x2, y2, kind, outlines]; kind: a key
    of `counts`; outlines:
    polygons [x, y, x, y, …] of a mask, empty without one; pixels of the picture.
    """

    kind: ClassVar[str] = "boxmarks"
    task: str
    split: str = "test"
    classes: list = field(default_factory=list)
    averages: dict = field(default_factory=dict)
    counts: dict = field(default_factory=dict)
    by_class: list = field(default_factory=list)
    curves: list = field(default_factory=list)
    pictures: list = field(default_factory=list)
    confidence: float = 0.5
    model: str = ""


@dataclass(frozen=True)
class SegmentationEvaluation:
    """The result of a test of a model that paints, over all pixels of `total` pictures.

    task: 'semantic'. split, classes, model: as in `Evaluation`. averages: {'miou', 'accuracy', 'precision', 'recall',
    'f1'}, 0 to 1; by_class: one list a class: [IoU or null where it is neither there nor painted, precision, recall,
    Dice, share of all pixels].
    pictures: [path relative to the project, IoU or null, pixels left out, pixels too much (shares of the picture),
    differences], those that were painted worst first, at most `MOST_PICTURES`; differences: the base64 of a PNG that
    lies over the picture: green right, red left out, yellow too much, purple another class.
    """

    kind: ClassVar[str] = "paintmarks"
    total: int
    task: str = "semantic"
    split: str = "test"
    classes: list = field(default_factory=list)
    averages: dict = field(default_factory=dict)
    by_class: list = field(default_factory=list)
    pictures: list = field(default_factory=list)
    model: str = ""


@dataclass(frozen=True)
class TagEvaluation:
    """The result of a test of a model of several labels: `correct` of `total` pictures got exactly their labels.

    task: 'multi_label'. split, classes, model: as in `Evaluation`. averages: {'map', 'precision', 'recall', 'f1'}, 0 to
    1, mAP null where no picture has a label; by_class: one list a label: [AP or null, precision, recall, F1, pictures
    that have it, missed, too many].
    pictures: [path relative to the project, labels, answers], those with the most mistakes first, at most
    `MOST_PICTURES`; labels: numbers of those that it has; answers: one list for each label: [confidence, recognized (1)
    or not (0)].
    """

    kind: ClassVar[str] = "tagmarks"
    correct: int
    total: int
    task: str = "multi_label"
    split: str = "test"
    classes: list = field(default_factory=list)
    averages: dict = field(default_factory=dict)
    by_class: list = field(default_factory=list)
    pictures: list = field(default_factory=list)
    model: str = ""


@dataclass(frozen=True)
class NumberedPicture:
    """A picture of a `NumberEvaluation`. path: relative to the project; truth, answer: its right number, and what the
    model said.
    """

    path: str
    truth: float
    answer: float


@dataclass(frozen=True)
class NumberEvaluation:
    """The result of a test of a model that gives a number, over `total` pictures.

    task: 'regression'. split, model: as in `Evaluation`. unit: what the numbers are counted in, may be empty. averages:
    {'mae', 'rmse', 'baseline_mae'} in the unit and 'r2' (1: all right); baseline_mae: of always saying the mean of the
    training numbers. low, high: the smallest and the largest number that the model has learned.
    pictures: the fields of a `NumberedPicture` each, those with the largest errors first, at most `MOST_PICTURES`.
    """

    kind: ClassVar[str] = "numbermarks"
    total: int
    task: str = "regression"
    split: str = "test"
    unit: str = ""
    averages: dict = field(default_factory=dict)
    low: float = 0.0
    high: float = 1.0
    pictures: list = field(default_factory=list)
    model: str = ""


@dataclass(frozen=True)
class FileWritten:
    """The program wrote a file that matters. path: relative to the project, with '/'. role: 'model', 'weights', 'data',
    'text'.
    """

    kind: ClassVar[str] = "file"
    path: str
    role: str = "model"


@dataclass(frozen=True)
class Notice:
    """A sentence from the library in both languages. level: 'info', 'warn'."""

    kind: ClassVar[str] = "note"
    zh: str
    en: str
    level: str = "info"


@dataclass(frozen=True)
class Ask:
    """A question that the program waits for. id: counts from 1 within the run.

    form: 'text', 'choice', 'picture', or 'device': something must be plugged in or chosen; its options are the words
    'wait' and 'end' of the page, and the program itself says `AskAnswered` when the thing is there again.
    text: the library's own question {'zh': …, 'en': …} in place of `question`. usual: the option that needs no asking
    again once it was chosen, while the same is asked for; or empty.
    """

    kind: ClassVar[str] = "ask"
    id: int
    question: str
    form: str = "text"
    options: list = field(default_factory=list)
    text: dict | None = None
    usual: str = ""


@dataclass(frozen=True)
class DeviceOpened:
    """The program uses a board or a camera from now on. what: 'board' or 'camera'.

    name: the board's ('arduino-uno') or the camera's source as text ('simulated', 'browser', '0'); port: of a board on
    a cable; topic: where the page sees it live (see `sunmao.server.http.live_topics`).
    """

    kind: ClassVar[str] = "device"
    what: str
    name: str
    port: str = ""
    topic: str = ""


@dataclass(frozen=True)
class VideoStarted:
    """Pictures with this title come as a video from now on: only the newest counts, none is in the log. topic: as of
    `DeviceOpened`.
    """

    kind: ClassVar[str] = "live"
    title: str
    topic: str


@dataclass(frozen=True)
class BridgeRequest:
    """The program wants to speak with a bridge of the studio: 'boards' or 'cameras'. `BridgeReply` answers it. id:
    counts from 1.
    """

    kind: ClassVar[str] = "reach"
    id: int
    bridge: str


@dataclass(frozen=True)
class AskAnswered:
    """A question has its answer. shown: the answer as text for the log (empty for a picture)."""

    kind: ClassVar[str] = "answered"
    id: int
    shown: str = ""


@dataclass(frozen=True)
class ProgramError:
    """The program ended with an exception, as data.

    type, message: the exception's; line: the pupil's innermost line, or None; traceback: the pupil's frames and the
    technical cause; title, hint: {'zh': …, 'en': …}, sentences for a child; hides: the file of the project that hides a
    library, when that is the cause; written, meant: a misspelt name or word and the one that is there, where one is
    near; written alone: a variable that has no value yet.
    """

    kind: ClassVar[str] = "error"
    type: str
    message: str
    line: int | None
    traceback: str
    title: dict
    hint: dict
    hides: str = ""
    written: str = ""
    meant: str = ""


@dataclass(frozen=True)
class RunState:
    """The run's state. state: 'starting', 'running', 'waiting', 'paused', 'stopping', 'forcing', 'finished', 'stopped',
    'error', 'lost'.

    The last four are outcomes: 'lost' means the studio ended while the program ran. code: the exit status, where there
    is one; text: {'zh', 'en'}, a sentence for an outcome that needs one.
    """

    kind: ClassVar[str] = "state"
    state: str
    code: int | None = None
    text: dict | None = None


# Down the same connection, from the studio to the program.


@dataclass(frozen=True)
class StartProgram:
    """Begin: run the file `main` (absolute path) with this argv, working directory and environment additions, at this
    `StepControl`.

    blocks: for each line of the file the number of its block, 0: none; empty: there are no blocks.
    until: a line of the file (1-based): the program ends, as if it were over, before the step of that line in its main
    thread; 0: it runs to its end.
    """

    kind: ClassVar[str] = "start"
    main: str
    cwd: str
    argv: list = field(default_factory=list)
    env: dict = field(default_factory=dict)
    mode: str = "run"
    breakpoints: list = field(default_factory=list)
    blocks: list = field(default_factory=list)
    until: int = 0


@dataclass(frozen=True)
class AskAnswer:
    """The answer to Ask `id`. value: the text, the chosen option, or for a picture a path of a file in the project."""

    kind: ClassVar[str] = "answer"
    id: int
    value: str


@dataclass(frozen=True)
class BridgeReply:
    """The answer to BridgeRequest `id`: where the bridge listens ('127.0.0.1:port') and the key for this program, as
    hexadecimal digits.

    An empty address: there is no bridge; error: what `errors.error_to_dict` made of the reason.
    """

    kind: ClassVar[str] = "reached"
    id: int
    address: str = ""
    key: str = ""
    error: dict | None = None


@dataclass(frozen=True)
class StepControl:
    """How the program goes on from here.

    mode: 'run' (at full speed), 'slow' (a moment's rest at each step), 'step' (pause before the next step; sent again:
    one more), '' (as before: only the breakpoints change, and what is paused stays paused);
    breakpoints: lines of the pupil's file (1-based) before whose steps it pauses in every mode. A step: see
    `sunmao.runtime.debugger`.
    """

    kind: ClassVar[str] = "pace"
    mode: str = "run"
    breakpoints: list = field(default_factory=list)


@dataclass(frozen=True)
class StopRequest:
    """Stop at the next waiting point."""

    kind: ClassVar[str] = "stop"


KINDS: dict[str, type[Any]] = {
    kind.kind: kind
    for kind in (
        Output,
        CurrentLine,
        VariableValues,
        Metric,
        Progress,
        Image,
        TableRows,
        TrainingStarted,
        TrainingEnded,
        Evaluation,
        DetectionEvaluation,
        SegmentationEvaluation,
        TagEvaluation,
        NumberEvaluation,
        FileWritten,
        Notice,
        Ask,
        AskAnswered,
        DeviceOpened,
        VideoStarted,
        ProgramError,
        RunState,
        BridgeRequest,
        StartProgram,
        AskAnswer,
        BridgeReply,
        StepControl,
        StopRequest,
    )
}
_to_json = json.JSONEncoder(allow_nan=False, separators=(",", ":")).encode
OUTCOMES = ("finished", "stopped", "error", "lost")


def to_dict(event: Any) -> dict:
    """The JSON object of a message: its fields and `kind`."""
    return {"kind": event.kind, **vars(event)}


def from_dict(data: dict) -> Any:
    """The message that `to_dict` made. Raises ValueError for an unknown kind or wrong fields; extra keys are dropped."""
    kind = KINDS.get(data.get("kind", "")) if isinstance(data, dict) else None
    if kind is None:
        raise ValueError(f"unknown message {str(data)[:80]}")
    names = {f.name for f in fields(kind)}
    try:
        return kind(**{key: value for key, value in data.items() if key in names})
    except TypeError as error:
        raise ValueError(str(error)) from None


def dumps(events: list) -> bytes:
    """A batch of messages as UTF-8 JSON; lone surrogates are escaped, NaN and infinities become null."""
    rows = [to_dict(event) for event in events]
    try:
        text = _to_json(rows)
    except ValueError:
        text = _to_json(_replace_non_finite(rows))
    return text.encode("ascii")


def loads(data: bytes) -> list:
    """The messages of a batch. Raises ValueError for anything else."""
    try:
        rows = json.loads(data)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(rows, list):
        raise ValueError("not a batch")
    return [from_dict(row) for row in rows]


def _replace_non_finite(value: object) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _replace_non_finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_replace_non_finite(item) for item in value]
    return value
