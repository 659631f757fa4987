"""An exception of the pupil's program as data: the line, the pupil's own frames, and a sentence that a child understands."""

import builtins
import errno
import linecache
import re
import sys
import traceback
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path

from . import texts
from .errors import SunmaoError
from .events import Error

LONGEST = 2000  # characters of a message; 20 times as many of a traceback
FRAMES = 1000  # the innermost ones of a traceback: a million would take half a minute
# What no screen shows as it is: controls, marks that turn the direction of writing, half characters.
UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
KINDS = {
    "str": "text", "int": "number", "float": "number", "complex": "number", "list": "list", "tuple": "list", "dict": "dict",
    "bool": "bool", "NoneType": "none",
}
NUMBER = re.compile(r"(?:could not convert string to float: |invalid literal for int\(\) with base \d+: )(.*)", re.S)
OPERANDS = re.compile(r"unsupported operand type\(s\) for (.+): '(.+)' and '(.+)'|'(.+)' not supported between instances of '(.+)' and '(.+)'")
JOINED = re.compile(r'can only concatenate str \(not "(.+)"\) to str')


def remember(filename: str, source: bytes) -> None:
    """Keep the text that runs, so that a traceback shows it also when the file was changed meanwhile."""
    lines = source.decode("utf-8", "replace").splitlines(keepends=True)
    # An entry without a time is never compared with the file.
    linecache.cache[filename] = (len(source), None, lines, filename)


def describe(error: BaseException, main: str) -> Error:
    """The Error event of an exception that ended the program `main` (absolute path)."""
    title, hint = _sentence(error, main)
    return Error(
        type=type(error).__name__[:LONGEST], message=own_words(error), line=_line(error, main),
        traceback=_traceback(error, main)[-20 * LONGEST:], title=title, hint=hint,
    )


def _line(error: BaseException, main: str) -> int | None:
    if isinstance(error, SyntaxError) and error.filename == main:
        return error.lineno
    line, step = None, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == main:
            line = step.tb_lineno
        step = step.tb_next
    return line


def _traceback(error: BaseException, main: str) -> str:
    told = traceback.TracebackException.from_exception(error, limit=-FRAMES)
    _keep_own_frames(told, main)
    return "".join(told.format())


def _keep_own_frames(told: traceback.TracebackException | None, main: str) -> None:
    while told is not None:
        own = [(Path(main).name, frame.lineno, frame.name, frame.line) for frame in told.stack if frame.filename == main]
        told.stack = traceback.StackSummary.from_list(own)
        if getattr(told, "filename", None) == main:
            told.filename = Path(main).name
        _keep_own_frames(told.__context__, main)
        told = told.__cause__


def own_words(error: object) -> str:
    """What an exception, or whatever the program ends with, says of itself; never too long."""
    try:
        return str(error)[:LONGEST]
    except Exception:
        return "?"


def _sentence(error: BaseException, main: str) -> tuple[dict, dict]:
    if isinstance(error, SunmaoError):
        return error.title, error.hint
    try:
        key, params = _hidden(error, main) or _choose(error)
    except Exception:  # an exception class of the pupil's own may lie about itself
        key, params = "py_other", {"type": type(error).__name__, "message": ""}
    both = {lang: [_shown(part) for part in texts.parts(key, lang, **params)] for lang in texts.LANGUAGES}
    return {lang: part[0][:1].upper() + part[0][1:] for lang, part in both.items()}, {lang: part[1] for lang, part in both.items()}


def _shown(text: str) -> str:
    return UNSHOWN.sub(lambda found: found[0].encode("unicode_escape").decode(), text[:2 * LONGEST])


def _choose(error: BaseException) -> tuple[str, dict]:
    for kind, sentence in SENTENCES.items():
        if isinstance(error, kind):
            return sentence(error)
    key = "py_other" if type(error).__module__ != "__main__" and type(error) is not Exception else "py_own"
    return key, {"type": type(error).__name__, "message": own_words(error)}


def _hidden(error: BaseException, main: str) -> tuple[str, dict] | None:
    # The project's random.py instead of Python's: the usual reason when a library suddenly lacks something.
    if not isinstance(error, (ImportError, AttributeError)):
        return None
    told = getattr(error, "obj", None)
    name = getattr(told, "__name__", None) if isinstance(told, type(sys)) else (error.name or "").split(".")[0]
    file = Path(main).with_name(f"{name}.py")
    if name and file.is_file() and (name in sys.stdlib_module_names or name in ("sunmao", "torch", "numpy", "cv2")):
        return "py_hides", {"file": file.name, "name": name}
    return None


def _guess(name: str, names) -> dict:
    near = get_close_matches(name, [each for each in names if not each.startswith("_") and each != name], n=1, cutoff=0.7)
    return _both("py_meant", name=near[0]) if near else {"zh": "", "en": ""}


def _both(key: str, **params) -> dict:
    return {lang: texts.parts(key, lang, **params)[0] + (" " if lang == "en" and key == "py_meant" else "") for lang in texts.LANGUAGES}


def _thing(kind: str) -> dict:
    return _both(f"thing_{KINDS.get(kind, 'other')}", name=kind)


def _name(error: NameError) -> tuple[str, dict]:
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    name = error.name or re.sub(r".*?'(.+?)'.*", r"\1", own_words(error), flags=re.S)
    if isinstance(error, UnboundLocalError):
        return "py_unbound", {"name": name}
    known = {**vars(builtins), **(step.tb_frame.f_globals if step else {}), **(step.tb_frame.f_locals if step else {})}
    return "py_name", {"name": name, "guess": _guess(name, known)}


def _type(error: TypeError) -> tuple[str, dict]:
    message = own_words(error)
    if JOINED.match(message):
        return "py_join", {}
    if found := OPERANDS.match(message):
        sign, left, right = [part for part in found.groups() if part is not None]
        if sign.startswith("+") and {KINDS.get(left), KINDS.get(right)} == {"text", "number"}:
            return "py_join", {}
        return "py_operands", {"sign": sign, "left": _thing(left), "right": _thing(right)}
    if found := re.match(r"'(.+)' object is not callable", message):
        return "py_call", {"thing": _thing(found[1])}
    if found := re.match(r"'(.+)' object is not (?:subscriptable|iterable)|cannot unpack non-iterable (\S+)", message):
        return "py_index_type", {"thing": _thing(found[1] or found[2])}
    if "argument" in message and "()" in message:
        return "py_arguments", {"message": message}
    return "py_type", {"message": message}


def _value(error: ValueError) -> tuple[str, dict]:
    message = own_words(error)
    if found := NUMBER.match(message):
        return "py_number", {"value": found[1].strip("'\"")}
    if "math domain" in message or "expected a nonnegative" in message:
        return "py_math", {}
    return "py_value", {"message": message}


def _index(error: IndexError) -> tuple[str, dict]:
    return ("py_empty" if "empty" in own_words(error) else "py_index"), {}


def _import(error: ImportError) -> tuple[str, dict]:
    found = re.match(r"cannot import name '(.+?)' from '(.+?)'", own_words(error))
    if not found:
        return "py_no_module", {"name": error.name or own_words(error)}
    return "py_import", {"name": found[1], "module": found[2], "guess": _guess(found[1], dir(sys.modules.get(found[2])))}


def _attribute(error: AttributeError) -> tuple[str, dict]:
    name, told = error.name or "", error.obj
    if told is None:
        return "py_nothing", {"name": name or own_words(error)}
    if isinstance(told, type(sys)):
        thing = _both("thing_module", name=told.__name__)
    else:
        thing = _thing(type(told).__name__)
    return "py_attribute", {"thing": thing, "name": name, "guess": _guess(name, dir(told))}


def _system(error: OSError) -> tuple[str, dict]:
    name = str(error.filename or "")
    if isinstance(error, FileNotFoundError) and name:
        return "py_file", {"name": name}
    if isinstance(error, (PermissionError, IsADirectoryError)) and name:
        return "py_permission", {"name": name}
    if error.errno == errno.ENOSPC:
        return "py_disk_full", {}
    return "py_system", {"message": own_words(error)}


def _fixed(key: str) -> Callable:
    return lambda error: (key, {})


# In this order: a class before its base.
SENTENCES: dict[type, Callable] = {
    NameError: _name,
    ZeroDivisionError: _fixed("py_zero"),
    OverflowError: _fixed("py_overflow"),
    TypeError: _type,
    UnicodeError: _fixed("py_encoding"),
    ValueError: _value,
    IndexError: _index,
    KeyError: lambda error: ("py_key", {"name": own_words(error)}),
    ImportError: _import,
    AttributeError: _attribute,
    RecursionError: _fixed("py_recursion"),
    MemoryError: _fixed("py_memory"),
    KeyboardInterrupt: _fixed("py_interrupt"),
    SyntaxError: lambda error: ("py_syntax", {"line": error.lineno or 1, "message": error.msg}),
    AssertionError: lambda error: ("py_assert", {"message": own_words(error)}),
    OSError: _system,
}
