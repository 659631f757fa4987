"""Names that are safe as files on every system: of project folders, classes, files of a data set."""

import re
import unicodedata
from typing import Any

DEVICES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"} | {
    f"{d}{n}" for d in ("COM", "LPT") for n in "0123456789¹²³"
}
FORBIDDEN = set('<>:"/\\|?*')
LONGEST = 40


def is_device(name: str) -> bool:
    """Whether Windows would open a device instead of a file of this name (`CON`, `con.txt`, `NUL .a`)."""
    return name.split(".")[0].split(":")[0].strip().upper() in DEVICES


def is_safe(component: str) -> bool:
    """Whether one component of a path means one plain file below its folder on every system."""
    if component in ("", ".", "..") or len(component.encode("utf-8", "surrogatepass")) > 255 or is_device(component):
        return False
    if component[-1] in ". ":
        return False
    return not any(char in FORBIDDEN or unicodedata.category(char) in ("Cc", "Cs") for char in component)


def is_visible(name: str) -> bool:
    """Whether a name in one of our folders is safe, and not one of those that are ours alone, which begin with a dot."""
    return is_safe(name) and not name.startswith(".")


def split_components(path: str) -> list[str] | None:
    """The components of a relative path written with '/'; None when one of them is not safe."""
    parts = path.split("/")
    return parts if all(map(is_safe, parts)) else None


def make_slug(title: str, fallback: str = "project") -> str:
    """A safe file name that still resembles `title`: letters and digits of any script, at most 40 characters, NFC."""
    normal = unicodedata.normalize("NFC", title.encode("utf-8", "replace").decode())
    words = re.sub(r"[^\w]+", "-", normal).strip("-_")
    short = unicodedata.normalize("NFC", words[:LONGEST]).strip("-_")
    while len(short.encode()) > 120:
        short = short[:-1]
    return f"{short}-1" if is_device(short) else short or fallback


def collision_key(name: str) -> str:
    """Make the key that is equal for names that collide on some system."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def find_free_name(name: str, taken: Any) -> str:
    """`name`, or `name-2`, `name-3` … : the first that collides with none of `taken`."""
    keys = {collision_key(other) for other in taken}
    count, candidate = 1, name
    while collision_key(candidate) in keys:
        count += 1
        candidate = f"{name}-{count}"
    return candidate


def find_free_path(name: str, taken: Any) -> str:
    """As `find_free_name`, for a file: the number comes before the ending."""
    stem, dot, ending = name.rpartition(".")
    stems = [other[: -len(ending) - 1] for other in taken if collision_key(other).endswith(collision_key(dot + ending))]
    return f"{find_free_name(stem, stems)}{dot}{ending}"
