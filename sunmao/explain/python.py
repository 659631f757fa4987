"""Explanation of why Python raised an exception: by its class, then by its message."""

import builtins
import linecache
import re
import sys
from collections.abc import Callable
from json import JSONDecodeError
from pathlib import Path
from types import FrameType

from sunmao.core.atomic_files import FULL
from sunmao.core.memory_errors import is_too_large_to_load
from sunmao.explain.expression import refine_reason
from sunmao.explain.libraries import ROWS
from sunmao.explain.matching import add_guess, find_near_name, match_message, name_type
from sunmao.explain.other_libraries import NAMES, explain_missing_library, explain_missing_part
from sunmao.explain.syntax import explain_syntax_error, is_prose, locate_line
from sunmao.texts import CHINESE

LONGEST = 2000  # characters of a message
CLOSE = 0.8  # a name of Python itself is meant only by one that is nearly the same: "pritn", not "score" for "sorted"
OURS = ("sunmao", "torch", "numpy", "cv2")
# Libraries that a lesson may ask for, with the name that pip knows. Only these get a command: an unknown name could be
# a slip of the pen, and somebody else's package.
PACKAGES = {
    "numpy": "numpy",
    "cv2": "opencv-python",
    "PIL": "pillow",
    "matplotlib": "matplotlib",
    "pandas": "pandas",
    "sklearn": "scikit-learn",
    "scipy": "scipy",
    "skimage": "scikit-image",
    "requests": "requests",
    "serial": "pyserial",
    "onnxruntime": "onnxruntime",
    "onnx": "onnx",
    "yaml": "pyyaml",
    "bs4": "beautifulsoup4",
    "pygame": "pygame",
    "jieba": "jieba",
    "tqdm": "tqdm",
    "psutil": "psutil",
    "torch": "sunmao[train]",
    "torchvision": "sunmao[train]",
    "timm": "sunmao[train]",
    "mmdet": "sunmao[train]",
    "mmengine": "sunmao[train]",
    "mmcv": "sunmao[train]",
}
KNOWN = (PACKAGES, sys.stdlib_module_names, NAMES)  # that a misspelled name is looked for in
TYPE = (
    (r"can only concatenate str |sequence item \d+: expected str instance", "py_join"),
    (r"can only concatenate (?:list|tuple) ", "py_list_join"),
    (r"can't convert type 'str' to numerator/denominator", "py_sum"),
    (r"unsupported operand type\(s\) for (?P<sign>.+): '(?P<thing_left>.+)' and '(?P<thing_right>.+)'", "py_operands"),
    (
        r"'(?P<sign>.+)' not supported between instances of '(?P<thing_left>.+)' and '(?P<thing_right>.+)'",
        "py_operands",
    ),
    (r"bad operand type for (?:unary )?(?P<sign>.+?):? '(?P<thing>.+)'", "py_operand"),
    (r"can't multiply sequence by non-int of type '(?P<thing>.+)'", "py_times"),
    (r"'NoneType' object is not (?:subscriptable|iterable)|cannot unpack non-iterable NoneType", "py_nothing_inside"),
    (r"'(?P<thing>.+)' object is not callable", "py_call"),
    (r"'(?:builtin_function_or_method|function|method|type)' object is not subscriptable", "py_round_brackets"),
    (r"'(?:int|float)' object is not iterable", "py_each_number"),
    (r"cannot unpack non-iterable (?:int|float|bool)", "py_unpack_one"),
    (r"'(?P<thing>.+)' object is not (?:subscriptable|iterable)", "py_index_type"),
    (r"cannot unpack non-iterable (?P<thing>\S+)", "py_index_type"),
    (r"'(?P<thing>.+)' object does not support item (?:assignment|deletion)", "py_unchangeable"),
    (r"(?:list|tuple|string) indices must be integers.*not '?(?P<thing>\w+)'?", "py_position"),
    (r"unhashable type: '(?P<thing>.+)'", "py_unhashable"),
    (r"'float' object cannot be interpreted as an integer", "py_whole"),
    (r"'(?P<thing>.+)' object cannot be interpreted as an integer", "py_needs_number"),
    (r"object of type '(?P<thing>.+)' has no len\(\)", "py_length"),
    (r"(?:int|float)\(\) argument must be .*not '(?P<thing>.+)'", "py_to_number"),
    (r"Object of type (?P<thing>\w+) is not JSON serializable", "py_json_write"),
    (r"(?P<name>\S+)\(\) missing \d+ required [\w-]+ arguments?: (?P<names>.+)", "py_too_few"),
    (
        r"(?P<name>\S+)\(\) takes (?:from \d+ to |at most |exactly )?(?P<takes>\d+|one|no) (?:positional )?arguments? (?:but |\()(?P<given>\d+) \w+",
        "py_count",
    ),
    (
        r"(?P<name>\S+)\(\) got an unexpected keyword argument '(?P<argument>.+?)'(?:\. Did you mean '(?P<near>.+?)'\?)?",
        "py_keyword",
    ),
    (r"(?P<name>\S+)\(\) got multiple values for argument '(?P<argument>.+?)'", "py_given_twice"),
    (r".*argument.*\(\)|.*\(\).*argument", "py_arguments"),
)
VALUE = (
    (r"invalid literal for int\(\) with base \d+: '(?P<value>[+-]?\d*\.\d*)'", "py_number_whole"),
    (r"invalid literal for int\(\) with base \d+: ['\"]?(?P<value>.*?)['\"]?$", "py_integer"),
    (r"could not convert string to float: ['\"]?(?P<value>.*?)['\"]?$", "py_number"),
    (r"too many values to unpack \(expected (?P<wanted>\d+)", "py_unpack_many"),
    (r"not enough values to unpack \(expected (?:at least )?(?P<wanted>\d+), got (?P<given>\d+)", "py_unpack_few"),
    (r".*not in (?:list|tuple|deque)|substring not found|.*not in list", "py_not_inside"),
    (r"(?:max|min)\(\).* empty|.*arg is an empty sequence|.*zero-size array", "py_no_extreme"),
    (r"empty range for randrange\(\)$", "py_empty"),  # which of so many things, and there is none
    (r"empty range", "py_range_empty"),
    (r"[Ss]ample larger than population", "py_sample"),
    (r"range\(\) arg 3 must not be zero", "py_step"),
    (r"I/O operation on closed file|read of closed file|write to closed file", "py_closed"),
    (r"Exceeds the limit \(\d+ digits\)", "py_overflow"),
    (r".*math domain|expected a (?:nonnegative|positive)|factorial\(\) not defined", "py_math"),
)
RUNTIME = (
    (r"(?:dictionary|Set|OrderedDict|deque) (?:changed size|keys changed|mutated)", "py_changed"),
    (r"generator raised StopIteration", "py_no_next"),
    (r"can't start new thread", "py_threads"),
)
# What people write who know other languages: the name after the dot → the sentence's key.
HABITS = {
    "length": "py_use_len",
    "size": "py_use_len",
    "len": "py_use_len",
    "push": "py_use_append",
    "add": "py_use_append",
}
PICTURES = (
    "shape",
    "copy",
    "astype",
    "dtype",
    "size",
    "resize",
    "convert",
    "mean",
    "ndim",
)  # what programs ask of a picture


def get_message(error: object) -> str:
    """Message of an exception, or of whatever the program ends with; never too long."""
    try:
        return str(error)[:LONGEST]
    except Exception:
        return "?"


def explain_exception(error: BaseException, main: str) -> tuple[str, dict]:
    """The key of the sentence about an exception and what fills it. main: the program's file (absolute path)."""
    if isinstance(error, SyntaxError):
        return explain_syntax_error(error, main)
    if is_too_large_to_load(error):
        return "library_memory", {}
    if type(error) not in PLAIN and (told := match_message(ROWS, get_message(error))):
        return told
    for kind, sentence in SENTENCES.items():
        if isinstance(error, kind):
            key, params = sentence(error)
            return refine_reason(key, params, error, main)
    key = "py_other" if type(error).__module__ != "__main__" and type(error) is not Exception else "py_own"
    return key, {"type": type(error).__name__, **_get_words(error)}


def find_shadowing_module(error: BaseException, main: str) -> tuple[str, dict] | None:
    """The project's random.py instead of Python's: the usual reason when a library suddenly lacks something."""
    if not isinstance(error, (ImportError, AttributeError)):
        return None
    told = getattr(error, "obj", None)
    name = getattr(told, "__name__", None) if isinstance(told, type(sys)) else (error.name or "").split(".")[0]
    file = Path(main).with_name(f"{name}.py")
    if name and file.is_file() and (name in sys.stdlib_module_names or name in OURS):
        return "py_hides", {"file": file.name, "name": name}
    return None


def _get_last_frame(error: BaseException) -> FrameType | None:
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    return step.tb_frame if step else None


def _name(error: NameError) -> tuple[str, dict]:
    frame = _get_last_frame(error)
    name = error.name or re.sub(r".*?'(.+?)'.*", r"\1", get_message(error), flags=re.S)
    everywhere, here = (frame.f_globals, frame.f_locals) if frame else ({}, {})
    if isinstance(error, UnboundLocalError):
        return ("py_global" if name in everywhere else "py_unbound"), {"name": name}
    meant = find_near_name(name, {**everywhere, **here}) or find_near_name(name, vars(builtins), CLOSE)
    if not meant and (name in sys.stdlib_module_names or name in PACKAGES):
        return "py_not_imported", {"name": name}
    if not meant and frame and is_prose(_get_line(frame)):
        return "syn_comment", {"where": locate_line(frame.f_lineno)}
    if not meant and frame and not _is_called(name, frame):
        return "py_no_value", {"name": name}
    return "py_name", add_guess({"name": name, "near": meant})


def _is_called(name: str, frame: FrameType) -> bool:
    """Whether brackets stand behind a name in the line that a frame runs."""
    return re.search(rf"(?<!\w){re.escape(name)}\s*\(", _get_line(frame)) is not None


def _get_line(frame: FrameType) -> str:
    return linecache.getline(frame.f_code.co_filename, frame.f_lineno)


def _type(error: TypeError) -> tuple[str, dict]:
    key, params = match_message(TYPE, get_message(error)) or ("py_type", {**_get_words(error)})
    if key == "py_operands" and params["sign"].startswith("+") and _text_and_number(params):
        return "py_join", {}
    if key == "py_operands" and name_type("NoneType") in (params["thing_left"], params["thing_right"]):
        key = "py_nothing_operand"
    return key, {**params, **_get_words(error)}


def _text_and_number(params: dict) -> bool:
    left, right = params["thing_left"]["en"], params["thing_right"]["en"]
    return (left == "text") != (right == "text") and "number" in left + right


def _value(error: ValueError) -> tuple[str, dict]:
    if isinstance(error, JSONDecodeError):
        return ("py_json_empty" if not error.doc.strip() else "py_json"), {"line": error.lineno}
    return match_message(VALUE, get_message(error)) or ("py_value", {**_get_words(error)})


def _index(error: IndexError) -> tuple[str, dict]:
    message = get_message(error)
    return ("py_empty" if "empty" in message else "py_format" if "Replacement index" in message else "py_index"), {}


def _key(error: KeyError) -> tuple[str, dict]:
    if found := re.match(
        r"'(\w+) is not in the [\w:]+ registry", get_message(error)
    ):  # mmdet's networks, asked for by name
        return "ai_not_registered", {"name": found[1]}
    frame, key = _get_last_frame(error), error.args[0] if error.args else ""
    seen = {**frame.f_globals, **frame.f_locals}.values() if frame else ()
    offered = [
        each
        for value in list(seen)
        if type(value) is dict and key not in value and "__name__" not in value
        for each in value
    ]
    return "py_key", add_guess(
        {
            "name": f"“{key}”" if isinstance(key, str) else get_message(error),
            "written": key,
            # Names of two letters are mostly other names, not slips of the pen.
            "near": find_near_name(key, offered) if isinstance(key, str) and len(key) > 2 else "",
        }
    )


def _import(error: ImportError) -> tuple[str, dict]:
    found = re.match(r"cannot import name '(.+?)' from '(.+?)'", get_message(error))
    if found:
        near = find_near_name(found[1], _list_names(found[2]))
        return explain_missing_part(f"{found[2]}.{found[1]}") or (
            "py_import",
            add_guess({"name": found[1], "module": found[2], "near": near}),
        )
    name = error.name
    if not name:
        return "py_other", {"type": type(error).__name__, **_get_words(error)}
    if name == "mmcv._ext":
        return "ai_mm_compiled", {}
    top = name.split(".")[0]
    python = _get_quoted_name(sys.executable)
    if told := explain_missing_part(name):
        return told
    if name == top or top not in sys.modules:  # else the library is here and only this part of it is not
        if top in PACKAGES:
            return "py_install", {"name": top, "package": PACKAGES[top], "python": python}
        if told := explain_missing_library(top, python):
            return told
    near = next((meant for names in KNOWN if (meant := find_near_name(top, names))), "")
    return "py_no_module", add_guess({"name": name, "near": near})


def _list_names(module: str) -> list[str]:
    """The names of a module that is loaded, also those that it loads when they are asked for."""
    loaded = sys.modules.get(module)
    return [*dir(loaded), *getattr(loaded, "__all__", ())]


def _get_quoted_name(program: str) -> str:
    return f'"{program}"' if " " in program else program


def _attribute(error: AttributeError) -> tuple[str, dict]:
    name, told = error.name or "", error.obj
    if told is None and "NoneType" in get_message(error):
        return ("ai_no_picture" if name in PICTURES else "py_nothing"), {"name": name or get_message(error)}
    if found := re.match(r"module '(.+?)' has no attribute '(.+?)'", get_message(error)):
        return "py_import", add_guess(
            {"module": found[1], "name": found[2], "near": find_near_name(found[2], _list_names(found[1]))}
        )
    if not name:  # raised by hand
        return "py_other", {"type": type(error).__name__, **_get_words(error)}
    meant = find_near_name(name, dir(told))
    if not meant and name in HABITS and isinstance(told, (list, str, tuple, dict)):
        return HABITS[name], {"name": name}
    return "py_attribute", add_guess({"thing": name_type(type(told).__name__), "name": name, "near": meant})


def _os_error(error: OSError) -> tuple[str, dict]:
    name = str(error.filename or "")
    if any(ord(sign) < 32 for sign in name):
        return "py_backslash", {}
    if isinstance(error, FileNotFoundError) and name:
        return "py_file", add_guess({"name": name, "near": _near_file(Path(name))})
    if name and (isinstance(error, IsADirectoryError) or isinstance(error, PermissionError) and Path(name).is_dir()):
        return "py_folder", {"name": name}
    if isinstance(error, FileExistsError) and name:
        return "py_exists", {"name": name}
    if isinstance(error, PermissionError) and name:
        return "py_permission", {"name": name}
    if isinstance(error, (ConnectionError, TimeoutError)) or type(error).__name__ in ("gaierror", "URLError"):
        return "py_network", {}
    return ("py_disk_full" if error.errno in FULL else "py_system"), {**_get_words(error)}


def _near_file(path: Path) -> str:
    try:
        meant = find_near_name(path.name, [each.name for each in path.parent.iterdir()])
    except OSError:
        return ""
    return (path.parent / meant).as_posix() if meant else ""


def _code(error: UnicodeError) -> tuple[str, dict]:
    if isinstance(error, UnicodeEncodeError):
        return "py_encode", {}
    return "py_encoding", {"code": "gbk" if "utf" in str(getattr(error, "encoding", "")).lower() else "utf-8"}


def _runtime(error: RuntimeError) -> tuple[str, dict]:
    return match_message(RUNTIME, get_message(error)) or (
        "py_other",
        {"type": type(error).__name__, **_get_words(error)},
    )


def _get_words(error: BaseException) -> dict:
    """Message of an exception, as `message`, and as the `reason` behind a sentence: in Chinese only what is
    Chinese, for Python and its libraries speak English.
    """
    message = get_message(error).rstrip(". ")
    chinese = f"：{message}" if re.search(CHINESE, message) else ""
    return {"message": message, "reason": {"zh": chinese, "en": f": {message}" if message else ""}}


def _make_fixed_reason(key: str) -> Callable:
    return lambda error: (key, {})


# Classes whose messages hold nothing but the child's own names.
PLAIN = (NameError, UnboundLocalError, AttributeError, ImportError, ModuleNotFoundError, KeyError)
# In this order: a class before its base.
SENTENCES: dict[type, Callable] = {
    NameError: _name,
    ZeroDivisionError: _make_fixed_reason("py_zero"),
    OverflowError: _make_fixed_reason("py_overflow"),
    TypeError: _type,
    UnicodeError: _code,
    ValueError: _value,
    IndexError: _index,
    KeyError: _key,
    ImportError: _import,
    AttributeError: _attribute,
    RecursionError: _make_fixed_reason("py_recursion"),
    MemoryError: _make_fixed_reason("py_memory"),
    KeyboardInterrupt: _make_fixed_reason("py_interrupt"),
    StopIteration: _make_fixed_reason("py_no_next"),
    EOFError: _make_fixed_reason("py_no_input"),
    AssertionError: lambda error: ("py_assert", {**_get_words(error)}),
    OSError: _os_error,
    RuntimeError: _runtime,
}
