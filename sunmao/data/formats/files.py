"""What every format asks of a tree: its pictures, and the words in its text files."""

from ..tree import Tree

PICTURES = (".jpg", ".jpeg", ".png", ".bmp", ".webp", ".gif", ".tif", ".tiff", ".heic", ".svg")
LINE_BYTES = 64 * 1024 * 1024  # of a list of pictures
LONG = 80  # letters of a name that is said
NAMED = 5  # of many names, so many are said


def is_picture(path: str) -> bool:
    """Whether a file is called as pictures are."""
    return path[path.rfind(".") :].lower() in PICTURES


def pictures(tree: Tree, folder: str = "") -> list[str]:
    """The paths of the pictures somewhere below a folder."""
    return [path for path in tree.below(folder) if is_picture(path)]


def words(data: bytes) -> str:
    """A text file's words, whatever editor wrote it: UTF-8, UTF-16 with its mark, GBK; what is none of them becomes �."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return data.decode("utf-8-sig", "replace")


def lines(tree: Tree, path: str) -> list[str]:
    """The lines of a text file that say something; none where there is no such file."""
    if path not in tree.files:
        return []
    try:
        text = words(tree.read(path, LINE_BYTES))
    except OSError:
        return []
    return [line.strip() for line in text.splitlines() if line.strip()]


def named(names) -> str:
    """Names for a sentence: the first few of many."""
    names = list(names)
    return ", ".join(map(_shown, names[:NAMED])) + (" …" if len(names) > NAMED else "")


def _shown(name: str) -> str:
    plain = "".join(letter if letter.isprintable() else "�" for letter in name)
    return plain if len(plain) <= LONG else f"{plain[: LONG // 2]}…{plain[-LONG // 2 :]}"


def top(path: str) -> str:
    """The first folder of a path, '' for a file that lies in none."""
    folder, slash, _ = path.partition("/")
    return folder if slash else ""
