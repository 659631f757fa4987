"""The text in files of labels, whichever program wrote them."""

import json
import re
from collections.abc import Callable
from typing import Any

from sunmao.data.files.file_tree import FileTree
from sunmao.errors import BadData

LIST_BYTES = 64 * 1024 * 1024  # of a list; what one file holds of all labels: `file_tree.TEXT_BYTES`
_COMPARED = 100  # names in a list by which its encoding is told
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHINESE = {"gbk": "gb18030", "gb2312": "gb18030", "cp936": "gb18030"}  # what calls itself GB2312 often holds more
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding=["']([A-Za-z0-9._-]+)["']""")

_FOR_TEXTS = re.compile(
    r"utf-?(?:8|16)|gb|big5|(?:us-)?ascii|iso-8859|latin|windows-|cp\d|shift|euc|koi8"
)  # Python knows others that take for ever


def decode_text(data: bytes, whole: bool = True) -> tuple[str, str] | None:
    """The text of a file and its encoding: 'utf-8', 'utf-16', 'gb18030' or what its XML declares; None where it is no
    text.

    whole: False where the file goes on, so that a character may be cut in two.
    """
    errors = "strict" if whole else "ignore"
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _try_decode(data[len(mark) :] if encoding == "utf-8" else data, (encoding,), errors)
    return _try_decode(data, (_get_xml_encoding(data), "utf-8", "gb18030"), errors)


def _get_xml_encoding(data: bytes) -> str:
    """The encoding that XML says to have, where it is one for texts; else UTF-8."""
    said = _DECLARED.match(data[:200])
    named = said[1].decode("ascii").lower() if said else "utf-8"
    return _CHINESE.get(named, named if _FOR_TEXTS.match(named) else "utf-8")


def _try_decode(data: bytes, encodings: tuple[str, ...], errors: str) -> tuple[str, str] | None:
    for encoding in encodings:
        try:
            return data.decode(encoding, errors), encoding
        except (UnicodeError, LookupError):
            continue
    return None


def is_guess(data: bytes, encoding: str) -> bool:
    """Whether nothing in a file of this encoding says so: another program may read other words."""
    return encoding == "gb18030" != _get_xml_encoding(data)


def read_whole(tree: FileTree, path: str, limit: int = LIST_BYTES) -> bytes:
    """All bytes of a file of labels; none where it is damaged. Raises BadData for one of more bytes than the limit:
    half of it would say something else.
    """
    if tree.files[path].size > limit:
        raise BadData("labels_too_large", name=path, mb=limit // 2**20)
    return read_bytes(tree, path, limit)


def read_bytes(tree: FileTree, path: str, limit: int) -> bytes:
    """The first bytes of a file; none where it is damaged, as an entry of a zip may be."""
    try:
        return tree.read(path, limit)
    except OSError:
        return b""


def split_lines(data: bytes, whole: bool = True) -> list[str]:
    """The lines of a list, without blanks around them and without empty ones; none where it is no text. whole: as of
    `decode_text`.
    """
    found = decode_text(data, whole)
    return [line.strip() for line in found[0].splitlines() if line.strip()] if found else []


def split_names(data: bytes, known: Callable[[str], object]) -> list[str]:
    """As `split_lines`, of a list that names what lies beside it. Chinese in GBK can be UTF-8 for other letters by
    chance ('图' is 'ͼ'): the encoding counts in which more of the first names are known; UTF-8 where both fit.

    known: whether a line names something.
    """
    lines = split_lines(data)
    if data.isascii() or (other := _try_decode(data, ("gb18030",), "strict")) is None:
        return lines
    chinese = [line.strip() for line in other[0].splitlines() if line.strip()]
    strange = [place for place, line in enumerate(chinese) if not line.isascii()][:_COMPARED]
    if len(lines) != len(chinese):
        return lines
    return max(lines, chinese, key=lambda found: sum(bool(known(found[place])) for place in strange))


def parse_whole_number(text: str) -> int | None:
    """A number written in digits alone; None for anything else, and for one so long that no class has it.

    Example:
        >>> parse_whole_number("12"), parse_whole_number("-1"), parse_whole_number("9" * 5000)
        (12, None, None)
    """
    return int(text) if text.isdecimal() and len(text) < 9 else None


def parse_json(data: bytes, name: str) -> tuple[Any, str]:
    """Contents of a JSON file, and its encoding. Raises BadData with the place where it stops making sense."""
    found = decode_text(data)
    if found is None:
        raise BadData("labels_no_text", name=name)
    try:
        return json.loads(found[0]), found[1]
    except json.JSONDecodeError as error:
        raise BadData("labels_no_json", name=name, line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise BadData("labels_too_deep", name=name) from None
    except ValueError:  # of Python's own limit; see sys.set_int_max_str_digits
        raise BadData("labels_number_too_long", name=name) from None
