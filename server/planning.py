"""Which dropped file becomes which file of a data set, decided by names alone."""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field

from . import names
from .archives import Entry
from .errors import Problem
from .leaving import SAID, LeftOut  # noqa: F401

JUNK = {"__macosx", "thumbs.db", "desktop.ini", ".ds_store", ".gitkeep", ".gitignore", "ehthumbs.db"}
PARTS = ("training_set", "trainning_set", "val_set", "test_set")
PICTURES = (".jpg", ".jpeg", ".png", ".bmp", ".webp", ".gif", ".tif", ".tiff", ".heic")
LISTS = ("classes.txt", "train.txt", "val.txt", "test.txt")
WIDE = str.maketrans('<>:"|?*', "＜＞：＂｜？＊")  # what Windows cannot write, as its full-width twin


@dataclass
class Plan(LeftOut):
    """What will be copied where. files: path below the data set → entry; classes: a class as it was spelled → its folder."""

    files: dict[str, Entry] = field(default_factory=dict)
    classes: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    flat: bool = False  # pictures lie in no class folder


def make_plan(entries: list[Entry]) -> Plan:
    """The plan for what was dropped. Raises Problem 400 for an archive that reaches outside its folder."""
    plan, found = Plan(), []
    for entry in entries:
        parts = parts_of(entry)
        if is_junk(parts):
            if len(parts) > 2 and parts[-3] in PARTS and parts[-1].lower() in JUNK:
                class_folder(plan, parts[-2])  # a class that may hold nothing else
            continue
        fault = entry.fault or ("left_hidden" if any(part.startswith(".") for part in parts) else None)
        if fault:
            plan.leave(entry.path[:200], fault)
        else:
            found.append((parts, entry))
    for parts, entry in unwrap(found):
        place(plan, parts, entry)
    return plan


def parts_of(entry: Entry) -> list[str]:
    """The components of an entry's path. Raises Problem 400 for one that reaches outside its folder."""
    parts = [part for part in entry.path.replace("\\", "/").split("/") if part != "."]
    if not parts or ".." in parts or parts[0] == "" or parts[0][1:2] == ":":
        raise Problem(400, "reaches_outside", name=entry.path[:80])
    return parts


def is_junk(parts: list[str]) -> bool:
    """Whether a system put the file there for itself (`__MACOSX`, `.DS_Store` …)."""
    return any(part.lower() in JUNK or part.startswith("._") for part in parts)


def unwrap(found: list[tuple[list[str], Entry]]) -> list[tuple[list[str], Entry]]:
    """Take away the folders that only wrap the data set: everything lies in them, and class folders are left inside."""
    while found:
        tops = {parts[0] for parts, _ in found}
        depths = [len(parts) for parts, _ in found if parts[-1].lower() not in LISTS]
        if len(tops) != 1 or tops & set(PARTS) or min(depths, default=0) < 3:
            break
        found = [(parts[1:], entry) for parts, entry in found]
    return found


def place(plan: Plan, parts: list[str], entry: Entry) -> None:
    """Give one entry its file in the data set, or leave it out."""
    if len(parts) == 1 and parts[0].lower() in LISTS:
        plan.files.setdefault(parts[0].lower(), entry)
        return
    part, inside = (parts[:1], parts[1:]) if parts[0] in PARTS else ([], parts)
    if len(inside) != 2:
        leave_unsorted(plan, entry)
        return
    path = "/".join([*part, class_folder(plan, inside[0]), portable(inside[1])])
    if names.components(path) is None:
        plan.leave(entry.path[:200], "left_name")
    elif names.key(path) in plan.taken:
        plan.leave(entry.path, "left_twice")
    else:
        plan.taken.add(names.key(path))
        plan.files[path] = entry


def leave_unsorted(plan: Plan, entry: Entry) -> None:
    """Leave out a file that lies in no class folder, or too deep in one."""
    name = entry.path.lower()
    if name.endswith(PICTURES):
        plan.flat = True
        plan.leave(entry.path, "left_no_class")
    else:
        plan.leave(entry.path, "left_archive" if name.endswith((".zip", ".rar", ".7z")) else "left_not_picture")


def class_folder(plan: Plan, spelled: str) -> str:
    """The folder of a class. Classes that some disks would merge (`Cat`, `cat`) stay two, under two names."""
    if spelled not in plan.classes:
        plan.classes[spelled] = names.free(portable(spelled), plan.classes.values())
    return plan.classes[spelled]


def portable(part: str) -> str:
    """A name that every system can write, as close to the given one as possible; '' when nothing is left of it."""
    normal = unicodedata.normalize("NFC", part).translate(WIDE).strip().rstrip(".")
    if names.is_device(normal):
        stem, dot, ending = normal.partition(".")
        return f"{stem}-1{dot}{ending}"
    return normal


def renamed(plan: Plan, used: set[str]) -> list[dict]:
    """The classes whose folder is called otherwise than they were: {'name', 'to'}. used: the folders that have pictures."""
    pairs = [(old, new) for old, new in plan.classes.items() if new in used]
    return [{"name": old, "to": new} for old, new in pairs if new != unicodedata.normalize("NFC", old)]
