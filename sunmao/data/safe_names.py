"""Names of files that every system can write."""

import unicodedata
from collections.abc import Container

from sunmao.data.sources.file_tree import normalize_name

DEVICES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"} | {
    f"{d}{n}" for d in ("COM", "LPT") for n in "0123456789¹²³"
}
WIDE = str.maketrans('<>:"|?*/\\', "＜＞：＂｜？＊／＼")  # what Windows cannot write, as its full-width twin
LONGEST = 200  # bytes of a name


def is_device(name: str) -> bool:
    """Whether Windows would open a device instead of a file of this name (`CON`, `con.txt`, `NUL .a`).

    Example:
        >>> is_device('con.txt'), is_device('cone.txt')
        (True, False)
    """
    return name.split(".")[0].split(":")[0].strip().upper() in DEVICES


def make_portable(part: str) -> str:
    """A name that every system can write, as close to the given one as possible; '' when nothing is left of it.

    Example:
        >>> make_portable('cat?'), make_portable('aux.jpg'), make_portable(' dog. ')
        ('cat？', 'aux-1.jpg', 'dog')
    """
    letters = (
        letter for letter in unicodedata.normalize("NFC", part) if unicodedata.category(letter) not in ("Cc", "Cs")
    )
    normal = "".join(letters).translate(WIDE).strip().rstrip(". ")
    if normal.startswith("."):  # what begins so is hidden: nobody would look into it again
        normal = f"．{normal[1:]}"
    if is_device(normal):
        stem, dot, ending = normal.partition(".")
        normal = f"{stem}-1{dot}{ending}"
    return normal if len(normal.encode()) <= LONGEST else _shorten(normal)


def _shorten(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 5:
        stem, dot, ending = name, "", ""
    return stem.encode()[: LONGEST - len(ending) - 1].decode(errors="ignore").strip() + dot + ending


def find_free_name(name: str, taken: Container[str]) -> str:
    """`name`, or `name-2`, `name-3` … : the first that is none of `taken` on any disk. taken: names as `normalize_name`
    makes them.
    """
    return _find_free(name, "", taken)


def find_free_path(path: str, taken: Container[str]) -> str:
    """As `find_free_name`, for the path of a file: the number comes before the ending."""
    dot = path.rfind(".")
    return _find_free(path[:dot], path[dot:], taken) if dot > path.rfind("/") + 1 else _find_free(path, "", taken)


def _find_free(stem: str, ending: str, taken: Container[str]) -> str:
    count, candidate = 1, stem + ending
    while normalize_name(candidate) in taken:
        count += 1
        candidate = f"{stem}-{count}{ending}"
    return candidate
