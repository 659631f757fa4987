"""An exception of the pupil's program as data: the line, the pupil's own frames, and a sentence that a child
understands.
"""

import linecache
import re
import traceback
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

from sunmao import explain, texts
from sunmao.core.callback_origin import get_origin, get_span
from sunmao.errors import SunmaoError
from sunmao.explain import LONGEST
from sunmao.protocol.messages import ProgramError

TRACEBACK = 20 * LONGEST  # characters
FRAMES = 1000  # the innermost ones of a traceback: a million would take half a minute
# What no screen shows as it is: controls, marks that turn the direction of writing, half characters.
UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def remember_source(filename: str, source: bytes) -> None:
    """Keep the text that runs, so that a traceback shows it also when the file was changed meanwhile."""
    lines = source.decode("utf-8", "replace").splitlines(keepends=True)
    # An entry without a time is never compared with the file.
    linecache.cache[filename] = (len(source), None, lines, filename)


def describe_exception(
    error: BaseException, main: str, blocks: Sequence[int] = (), typed: Collection[int] = ()
) -> ProgramError:
    """The Error event of an exception that ended the program `main` (absolute path).

    blocks: the number of the block of each line, 0 for none; an error inside a function that no block wrote belongs to
    the line that called it, one on the way to a handler to the line that registered it. typed: the lines that the pupil
    wrote as Python; of others the sentence speaks of blocks.
    """
    key, params = find_reason(error, main)
    line, span = _find_place(error, main, blocks)
    if line and _has_block(line, blocks) and line not in typed and f"block_{key}" in texts.TEXTS:
        key, params = f"block_{key}", {name: _strip_python(value) for name, value in params.items()}
    title, hint = (error.title, error.hint) if isinstance(error, SunmaoError) else _make_sentence(key, params)
    return ProgramError(
        type=type(error).__name__[:LONGEST],
        message=explain.get_message(error),
        line=line,
        traceback=_format_traceback(error, main)[-TRACEBACK:],
        title=title,
        hint=hint,
        hides=params["file"] if key == "py_hides" else "",
        written=_format_params(params)[:LONGEST] if params.get("near") or key.endswith("py_no_value") else "",
        meant=params.get("near") or "",
        span=span,
    )


def _strip_python(param: Any) -> Any:
    """A thing in the words of blocks: without Python's name for nothing."""
    if not isinstance(param, dict):
        return param
    return {lang: words.replace("（None）", "").replace(" (None)", "") for lang, words in param.items()}


def _find_place(error: BaseException, main: str, blocks: Sequence[int]) -> tuple[int | None, list[int]]:
    """The pupil's innermost line, one with a block if there is any, and the span of the expression there."""
    if isinstance(error, SyntaxError) and error.filename == main:
        return error.lineno, []
    origin = get_origin(error)
    if origin and origin.filename == main:
        return origin.line, origin.span
    found, step = None, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == main and (
            found is None or _has_block(step.tb_lineno, blocks) or not _has_block(found.tb_lineno, blocks)
        ):
            found = step
        step = step.tb_next
    return (found.tb_lineno, get_span(found.tb_frame.f_code, found.tb_lasti)) if found else (None, [])


def _has_block(line: int, blocks: Sequence[int]) -> bool:
    return 0 < line <= len(blocks) and blocks[line - 1] > 0


def _format_traceback(error: BaseException, main: str) -> str:
    told = traceback.TracebackException.from_exception(error, limit=-FRAMES)
    _keep_own_frames(told, main)
    return "".join(told.format())


def _keep_own_frames(told: traceback.TracebackException | None, main: str) -> None:
    while told is not None:
        own = [
            traceback.FrameSummary(Path(main).name, frame.lineno, frame.name, line=frame.line)
            for frame in told.stack
            if frame.filename == main
        ]
        told.stack = traceback.StackSummary.from_list(own)
        if getattr(told, "filename", None) == main:
            told.filename = Path(main).name
        _keep_own_frames(told.__context__, main)
        told = told.__cause__


def find_reason(error: BaseException, main: str) -> tuple[str, dict]:
    """The key of the sentence about an exception that ended the program `main` (absolute path), and what fills it."""
    if isinstance(error, SunmaoError):
        return error.key, {}
    try:
        return explain.find_shadowing_module(error, main) or explain.explain_exception(error, main)
    except Exception:  # an exception class of the pupil's own may lie about itself
        return "py_other", {"type": type(error).__name__, "message": "", "reason": {"zh": "", "en": ""}}


def _format_params(params: dict) -> str:
    return params.get("written") or params.get("argument") or params["name"]


def _make_sentence(key: str, params: dict) -> tuple[dict, dict]:
    both = {lang: [_shorten(part) for part in texts.split_text(key, lang, **params)] for lang in texts.LANGUAGES}
    return {"zh": both["zh"][0], "en": both["en"][0][:1].upper() + both["en"][0][1:]}, {
        lang: part[1] for lang, part in both.items()
    }


def _shorten(text: str) -> str:
    return UNSHOWN.sub(lambda found: found[0].encode("unicode_escape").decode(), text[: 2 * LONGEST])
