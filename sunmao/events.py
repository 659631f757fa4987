"""The messages between a running program, the studio's server and its pages. Standard library only.

One frozen dataclass a message; its `kind` is the class name in lower case. A message travels as one JSON object of at
most `MAX_BYTES` bytes. The server gives each event of a run a sequence number `seq` (from 1) and `t`, seconds since the
run began, writes it to the run's log, then sends it to the pages that watch.
"""

import json
import math
from dataclasses import asdict, dataclass, field, fields

MAX_BYTES = 16 * 1024 * 1024
MOST_PICTURES = 5000  # of one `Marks`


@dataclass(frozen=True)
class Output:
    """Text that the program wrote. stream: 'stdout', 'stderr', or 'native' (written past Python, to the descriptors)."""

    text: str
    stream: str = "stdout"


@dataclass(frozen=True)
class Line:
    """The line of the pupil's file that runs now (1-based)."""

    line: int


@dataclass(frozen=True)
class Metric:
    """Points for curves. values: name → finite number; step: their common x; total: the last x expected, or None."""

    values: dict
    step: float
    total: float | None = None
    panel: str = "train"  # 'train' (training curves) or 'plot' (the pupil's own)
    unit: str = "epoch"


@dataclass(frozen=True)
class Progress:
    """How far a long task is. unit: 'epoch', 'picture', 'file', 'megabyte'; seconds_left: an estimate, or None."""

    done: int
    total: int
    unit: str = "epoch"
    seconds_left: float | None = None
    task: str = "train"  # 'train', 'embed', 'evaluate', 'inference', 'convert', 'data', 'fetch'


@dataclass(frozen=True)
class Image:
    """A picture to show. data: base64 text of a PNG or JPEG; the server keeps it as a file of the run and sends `file`.

    mark: True (right), False (wrong) or None, when the picture stands for an answer.
    """

    data: str = ""
    media_type: str = "image/png"
    title: str = ""
    caption: str = ""
    mark: bool | None = None
    file: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True)
class Table:
    """Rows and named columns to show. Cells are text, numbers, true/false or null."""

    columns: list
    rows: list
    title: str = ""


@dataclass(frozen=True)
class Training:
    """A training begins; the next `Metric`s of panel 'train' are its curve, up to its `Trained`.

    model: the backbone; parameters: what it is trained with, for people to compare: 'epochs', 'batch_size', 'lr',
    'optimizer', 'weight_decay', 'seed', 'device', 'image_size', 'weights', … (name → text, number, true/false or null);
    dataset: {'path', 'hash', 'classes': [label …], 'pictures': {'train', 'val', 'test'}}; save_fold: where its files go;
    resumed: the epochs that were done before, 0 for a fresh start.
    """

    model: str
    parameters: dict
    dataset: dict
    save_fold: str
    resumed: int = 0


@dataclass(frozen=True)
class Trained:
    """A training has ended. reason: 'finished', 'early' (no more progress), 'stopped', 'error'.

    epochs: how many were done; best: {'epoch', 'accuracy' (0 to 1)}, empty without validation; path: the weights to use,
    relative to the project, or empty; seconds: of this training.
    """

    reason: str
    epochs: int
    best: dict
    path: str
    seconds: float


@dataclass(frozen=True)
class Marks:
    """The result of a test: `correct` of `total` pictures. split: 'train', 'val', 'test' or 'all'.

    classes: the labels; matrix: one row a true class, each one count a given answer; by_class: one list a class:
    [precision, recall, F1, pictures]; averages: {'accuracy', 'top5', 'precision', 'recall', 'f1'}, 0 to 1;
    pictures: [path relative to the project, true class, answer (numbers), confidence 0 to 1], wrong ones first, the surest
    first, at most `MOST_PICTURES` of them; model: the weights or file that was tested, or empty.
    """

    correct: int
    total: int
    split: str = "test"
    classes: list = field(default_factory=list)
    matrix: list = field(default_factory=list)
    by_class: list = field(default_factory=list)
    averages: dict = field(default_factory=dict)
    pictures: list = field(default_factory=list)
    model: str = ""


@dataclass(frozen=True)
class File:
    """The program wrote a file that matters. path: relative to the project, with '/'. role: 'model', 'weights', 'data', 'text'."""

    path: str
    role: str = "model"


@dataclass(frozen=True)
class Note:
    """A sentence from the library in both languages. level: 'info', 'warn'."""

    zh: str
    en: str
    level: str = "info"


@dataclass(frozen=True)
class Ask:
    """A question that the program waits for. form: 'text', 'choice' or 'picture'. id: counts from 1 within the run."""

    id: int
    question: str
    form: str = "text"
    options: list = field(default_factory=list)


@dataclass(frozen=True)
class Answered:
    """A question has its answer. shown: the answer as text for the log (empty for a picture)."""

    id: int
    shown: str = ""


@dataclass(frozen=True)
class Error:
    """The program ended with an exception, as data.

    type, message: the exception's; line: the pupil's innermost line, or None; traceback: the pupil's frames and the
    technical cause; title, hint: {'zh': …, 'en': …}, sentences for a child.
    """

    type: str
    message: str
    line: int | None
    traceback: str
    title: dict
    hint: dict


@dataclass(frozen=True)
class State:
    """The run's state. state: 'starting', 'running', 'waiting', 'stopping', 'forcing', 'finished', 'stopped', 'error', 'lost'.

    The last four are outcomes: 'lost' means the studio ended while the program ran. code: the exit status, where there is
    one; text: {'zh', 'en'}, a sentence for an outcome that needs one.
    """

    state: str
    code: int | None = None
    text: dict | None = None


# Down the same connection, from the studio to the program.


@dataclass(frozen=True)
class Start:
    """Begin: run the file `main` (absolute path) with this argv, working directory and environment additions."""

    main: str
    cwd: str
    argv: list = field(default_factory=list)
    env: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """The answer to Ask `id`. value: the text, the chosen option, or for a picture a path of a file in the project."""

    id: int
    value: str


@dataclass(frozen=True)
class Stop:
    """Stop at the next waiting point."""


KINDS = {
    kind.__name__.lower(): kind
    for kind in (Output, Line, Metric, Progress, Image, Table, Training, Trained, Marks, File, Note, Ask, Answered, Error, State, Start, Answer, Stop)
}
OUTCOMES = ("finished", "stopped", "error", "lost")


def to_dict(event) -> dict:
    """The JSON object of a message: its fields and `kind`."""
    return {"kind": type(event).__name__.lower(), **asdict(event)}


def from_dict(data: dict):
    """The message that `to_dict` made. Raises ValueError for an unknown kind or wrong fields; extra keys are dropped."""
    kind = KINDS.get(data.get("kind")) if isinstance(data, dict) else None
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
        text = json.dumps(rows, allow_nan=False, separators=(",", ":"))
    except ValueError:
        text = json.dumps(_finite(rows), separators=(",", ":"))
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


def _finite(value):
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(item) for item in value]
    return value
