"""The messages between a running program, the studio's server and its pages. Standard library only.

One frozen dataclass a message; its `kind` is what stands in logs and on the wire, whatever the class is called. A
message travels as one JSON object of at most `MAX_BYTES` bytes, what it is made of as objects in it. The server gives
each event of a run a sequence number `seq` (from 1) and `t`, seconds since the run began, writes it to the run's log,
then sends it to the pages that watch.
"""

import json
import math
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal

from sunmao.protocol.codec import Cell, from_json, to_json
from sunmao.protocol.old_messages import upgrade

# Raised with every change that a program, a worker or a page of before would not understand.
PROTOCOL_VERSION = 2
MAX_BYTES = 16 * 1024 * 1024
MAX_SCORES = 5  # of one answer that is shown
MAX_PICTURES = 5000  # of one `Evaluation`

# One sentence in both languages.
Text = Annotated[dict[str, str], "zh", "en"]
Stream = Literal["stdout", "stderr", "native"]
AskForm = Literal["text", "choice", "picture", "device"]
StepMode = Literal["run", "slow", "step", ""]
RunPhase = Literal[
    "starting", "running", "waiting", "paused", "stopping", "forcing", "finished", "stopped", "error", "lost"
]


@dataclass(frozen=True)
class Output:
    """Text that the program wrote. stream: 'native' is what was written past Python, to the descriptors."""

    kind: ClassVar[str] = "output"
    text: str
    stream: Stream = "stdout"


@dataclass(frozen=True)
class CurrentLine:
    """The line of the pupil's file that runs now (1-based). others: those of the program's other threads."""

    kind: ClassVar[str] = "line"
    line: int
    others: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class VariableValues:
    """The pupil's variables before `line` runs, where a thread pauses or rests (slow motion and steps only).

    values: name → its value as text of at most 80 characters; changed: the names whose text is new since the last
    `VariableValues`.
    """

    kind: ClassVar[str] = "values"
    line: int
    values: dict[str, str]
    changed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Metric:
    """Points for curves. values: name → finite number; step: their common x; total: the last x expected, or None."""

    kind: ClassVar[str] = "metric"
    values: dict[str, float | None]
    step: float
    total: float | None = None
    panel: str = "train"  # 'train' (training curves) or 'plot' (the pupil's own)
    unit: str = "epoch"


@dataclass(frozen=True)
class Progress:
    """Progress of a long task. unit: 'epoch', 'picture', 'file', 'layer', 'megabyte'; seconds_left: an estimate, or
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
    1] of its surest labels, in the order of the classes, at most `MAX_SCORES`.
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
    scores: list[tuple[str, float]] = field(default_factory=list)


@dataclass(frozen=True)
class TableRows:
    """Rows and named columns to show. Cells are text, numbers, true/false or null."""

    kind: ClassVar[str] = "table"
    columns: list[str]
    rows: list[list[Cell]]
    title: str = ""


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

    form: 'device': something must be plugged in or chosen; its options are the words 'wait' and 'end' of the page, and
    the program itself says `AskAnswered` when the thing is there again.
    text: the library's own question in place of `question`. usual: the option that needs no asking
    again once it was chosen, while the same is asked for; or empty.
    """

    kind: ClassVar[str] = "ask"
    id: int
    question: str
    form: AskForm = "text"
    options: list[str] = field(default_factory=list)
    text: Text | None = None
    usual: str = ""


@dataclass(frozen=True)
class DeviceOpened:
    """The program uses a board, a camera or a microphone from now on.

    name: the board's ('arduino-uno'), or the source of a camera or microphone as text ('simulated', 'browser', '0');
    port: of a board on a cable; topic: where the page sees it live (see `sunmao.server.http.live_topics`).
    """

    kind: ClassVar[str] = "device"
    what: Literal["board", "camera", "microphone", "motion"]
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
class SoundStarted:
    """The program lets something be heard.

    id: counts from 1 within the run, together with those of `Ask`. what: 'say' (`text`, with a voice for `language`),
    'packaged' (the sound that comes along under the name `path`), 'file' (the file `path` of the project) or 'tones'
    (pairs of hertz, 0 for a rest, and seconds, one after the other). seconds: how long it lasts, of 'say' at most;
    waits: the program waits for its end, which a page says (`SoundEnded`).
    """

    kind: ClassVar[str] = "sound"
    id: int
    what: Literal["say", "packaged", "file", "tones"]
    text: str = ""
    language: Literal["", "zh", "en"] = ""
    path: str = ""
    tones: list[tuple[float, float]] = field(default_factory=list)
    seconds: float = 0.0
    waits: bool = False


@dataclass(frozen=True)
class BridgeRequest:
    """The program wants to speak with a bridge of the studio: 'boards', 'cameras' or 'microphones'. `BridgeReply`
    answers it. id: counts from 1.
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
    technical cause; title, hint: sentences for a child; hides: the file of the project that hides a
    library, when that is the cause; written, meant: a misspelled name or word and the one that is there, where one is
    near; written alone: a variable that has no value yet; span: [line, column, end line, end column] of the expression
    that failed, lines from 1, columns in bytes of UTF-8 from 0 (empty: unknown); block: the id of the block that
    failed, the value block itself where there is one (empty: see `line`; the studio fills it in).
    """

    kind: ClassVar[str] = "error"
    type: str
    message: str
    line: int | None
    traceback: str
    title: Text
    hint: Text
    hides: str = ""
    written: str = ""
    meant: str = ""
    span: list[int] = field(default_factory=list)
    block: str = ""


@dataclass(frozen=True)
class RunState:
    """The run's state.

    The last four of `RunPhase` are outcomes: 'lost' means the studio ended while the program ran. code: the exit
    status, where there is one; text: a sentence for an outcome that needs one.
    """

    kind: ClassVar[str] = "state"
    state: RunPhase
    code: int | None = None
    text: Text | None = None


# Down the same connection, from the studio to the program.


@dataclass(frozen=True)
class StartProgram:
    """Begin: run the file `main` (absolute path) with this argv, working directory and environment additions, at this
    `StepControl`.

    blocks: for each line of the file the number of its block, 0: none; empty: there are no blocks.
    typed: the lines that a child typed as Python.
    until: a line of the file (1-based): the program ends, as if it were over, before the step of that line in its main
    thread; 0: it runs to its end.
    """

    kind: ClassVar[str] = "start"
    main: str
    cwd: str
    argv: list[str] = field(default_factory=list)
    env: dict[str, str] = field(default_factory=dict)
    mode: StepMode = "run"
    breakpoints: list[int] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)
    typed: list[int] = field(default_factory=list)
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
    error: dict[str, Any] | None = None


@dataclass(frozen=True)
class SoundEnded:
    """A page has played sound `id` of the program to its end, or cannot play it."""

    kind: ClassVar[str] = "heard"
    id: int


@dataclass(frozen=True)
class StepControl:
    """A request of how to go on from a breakpoint.

    mode: 'run' (at full speed), 'slow' (a moment's rest at each step), 'step' (pause before the next step; sent again:
    one more), '' (as before: only the breakpoints change, and what is paused stays paused);
    breakpoints: lines of the pupil's file (1-based) before whose steps it pauses in every mode. A step: see
    `sunmao.runtime.debugger`.
    """

    kind: ClassVar[str] = "pace"
    mode: StepMode = "run"
    breakpoints: list[int] = field(default_factory=list)


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
        FileWritten,
        Notice,
        Ask,
        AskAnswered,
        DeviceOpened,
        VideoStarted,
        SoundStarted,
        ProgramError,
        RunState,
        BridgeRequest,
        StartProgram,
        AskAnswer,
        BridgeReply,
        SoundEnded,
        StepControl,
        StopRequest,
    )
}
FROM_STUDIO = (StartProgram, AskAnswer, BridgeReply, SoundEnded, StepControl, StopRequest)  # no program sends these
# In `learning_messages`, which is loaded with the first of them: most programs learn nothing.
LEARNING_KINDS = ("training", "trained", "place", "marks", "boxmarks", "paintmarks", "tagmarks", "numbermarks")
# In `stage_messages`, likewise: none of them stands in the log.
STAGE_KINDS = ("stage", "costume", "happened")
_to_json = json.JSONEncoder(allow_nan=False, separators=(",", ":"), default=to_json).encode
OUTCOMES = ("finished", "stopped", "error", "lost")


def find_kind(kind: object) -> type[Any] | None:
    """The class of a kind of message; None for what is none."""
    if kind in LEARNING_KINDS:
        from sunmao.protocol.learning_messages import KINDS as learning

        return learning[str(kind)]
    if kind in STAGE_KINDS:
        from sunmao.protocol.stage_messages import KINDS as staged

        return staged[str(kind)]
    return KINDS.get(kind) if isinstance(kind, str) else None


def to_dict(event: Any) -> dict[str, Any]:
    """The JSON object of a message: its `kind`, the `version` of its form where it has had another, and its fields."""
    return {name: to_json(value) for name, value in _to_row(event).items()}


def from_dict(data: dict[str, Any]) -> Any:
    """The message that `to_dict` made, or an earlier version of Sunmao. Raises ValueError for an unknown kind or wrong
    fields; extra keys are dropped.
    """
    kind = find_kind(data.get("kind")) if isinstance(data, dict) else None
    if kind is None:
        raise ValueError(f"unknown message {str(data)[:80]}")
    return from_json(kind, upgrade(data))


def dumps(events: list[Any]) -> bytes:
    """A batch of messages as UTF-8 JSON; lone surrogates are escaped, NaN and infinities become null."""
    try:
        text = _to_json(list(map(_to_row, events)))
    except ValueError:
        text = _to_json(_replace_non_finite(list(map(to_dict, events))))
    return text.encode("ascii")


def loads(data: bytes) -> list[Any]:
    """The messages of a batch. Raises ValueError for anything else."""
    try:
        rows = json.loads(data)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(rows, list):
        raise ValueError("not a batch")
    return [from_dict(row) for row in rows]


def _to_row(event: Any) -> dict[str, Any]:
    version = {"version": event.version} if hasattr(event, "version") else {}
    return {"kind": event.kind, **version, **vars(event)}


def _replace_non_finite(value: object) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _replace_non_finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_replace_non_finite(item) for item in value]
    return value
