"""Names of files that every system can write."""

import unicodedata

from sunmao.data.files.file_tree import normalize_name

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


class FreeNames:
    """Names, or paths, that no disk takes for one another. one_stem: nor are two called the same but for their endings."""

    def __init__(self, one_stem: bool = False) -> None:
        self._one_stem = one_stem
        self._taken: dict[str, int] = {}  # the last number that was given to each name: thousands may wish for one

    def take(self, stem: str, ending: str = "") -> str:
        """The name, or `stem-2`, `stem-3` … with its ending: the first that is free; it is taken then.

        Example:
            >>> names = FreeNames()
            >>> names.take('cat', '.jpg'), names.take('Cat', '.jpg'), names.take('cat', '.png')
            ('cat.jpg', 'Cat-2.jpg', 'cat.png')
        """
        name, first = stem, self._key(stem, ending)
        count = self._taken.get(first, 1)
        while (key := self._key(name, ending)) in self._taken:
            count += 1
            name = f"{stem}-{count}"
        self._taken[key] = 1
        self._taken[first] = count
        return name + ending

    def take_path(self, path: str) -> str:
        """As `take`, for the path of a file: the number comes before the ending."""
        dot = path.rfind(".")
        return self.take(path[:dot], path[dot:]) if dot > path.rfind("/") + 1 else self.take(path)

    def _key(self, stem: str, ending: str) -> str:
        return normalize_name(stem if self._one_stem else stem + ending)
