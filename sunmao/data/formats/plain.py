"""The text in files of labels, whichever program wrote them."""

import json
import re

from ...errors import BadData

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHINESE = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030"}  # what calls itself GB2312 often holds more
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding=["']([A-Za-z0-9._-]+)["']""")


def text_of(data: bytes, whole: bool = True) -> tuple[str, str] | None:
    """The text of a file and its encoding: 'utf-8', 'utf-16', 'gb18030' or what its XML declares; None where it is no text.

    whole: False where the file goes on, so that a character may be cut in two.
    """
    errors = "strict" if whole else "ignore"
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :] if encoding == "utf-8" else data, (encoding,), errors)
    declared = _DECLARED.match(data[:200])
    named = declared[1].decode("ascii").lower() if declared else "utf-8"
    return _decoded(data, (_CHINESE.get(named, named), "utf-8", "gb18030"), errors)


def _decoded(data: bytes, encodings: tuple[str, ...], errors: str) -> tuple[str, str] | None:
    for encoding in encodings:
        try:
            return data.decode(encoding, errors), encoding
        except (UnicodeError, LookupError):
            continue
    return None


def guessed(data: bytes, encoding: str) -> bool:
    """Whether nothing in a file of this encoding says so: another program may read other words."""
    declared = _DECLARED.match(data[:200])
    named = declared[1].decode("ascii").lower() if declared else "utf-8"
    return encoding == "gb18030" and _CHINESE.get(named, named) != "gb18030"


def lines_of(data: bytes, whole: bool = True) -> list[str]:
    """The lines of a list, without blanks around them and without empty ones; none where it is no text. whole: as of `text_of`."""
    found = text_of(data, whole)
    return [line.strip() for line in found[0].splitlines() if line.strip()] if found else []


def json_of(data: bytes, name: str):
    """What a JSON file says, and its encoding. Raises BadData with the place where it stops making sense."""
    found = text_of(data)
    if found is None:
        raise BadData("labels_no_text", name=name)
    try:
        return json.loads(found[0]), found[1]
    except json.JSONDecodeError as error:
        raise BadData("labels_no_json", name=name, line=error.lineno, column=error.colno) from None
    except (RecursionError, ValueError):  # lists in lists without end; numbers of thousands of digits
        raise BadData("labels_too_deep", name=name) from None
