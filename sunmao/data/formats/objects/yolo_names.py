"""Reading of the files beside YOLO's labels: `data.yaml`, `classes.txt` of LabelImg, `obj.names` of Darknet."""

import re
from collections.abc import Callable
from functools import cached_property

from sunmao.data.files.file_tree import FileTree, normalize_name
from sunmao.data.files.text_encoding import decode_text, parse_whole_number, read_whole, split_lines
from sunmao.data.formats.reading.annotation_errors import AnnotationErrors
from sunmao.data.formats.reading.image_paths import SameName, get_folder, get_name
from sunmao.data.formats.reading.object_annotations import ImageAnnotations, clean_label
from sunmao.data.formats.reading.yaml_names import read_entries, read_names

_LISTS = (
    "classes.txt",
    "obj.names",
    "_darknet.labels",
    "names.txt",
    "labels.txt",
    "class_names.txt",
    "predefined_classes.txt",
    "class.txt",
    "class_list.txt",
    "classnames.txt",
    "类别.txt",
    "类名.txt",
)
_NUMBERED = re.compile(r"(\d{1,5})\s*[\s:,=.、]\s*(\S.*)")


def is_class_list(path: str) -> bool:
    """Whether a file is called as lists of YOLO's classes are."""
    return get_name(path).lower() in _LISTS or path.lower().endswith(".names")


class YoloSettings:
    """Facts about a whole data set in the files beside the labels."""

    def __init__(self, tree: FileTree) -> None:
        self._tree = tree
        self.texts = {path: text for path in _find_yaml(tree) if (text := _read_yaml(tree, path))}

    @cached_property
    def yaml_names(self) -> dict[str, dict[int, str]]:
        """`data.yaml` → its names; those without names left out."""
        found = {path: read_names(text) for path, text in self.texts.items()}
        return {path: _clean(names) for path, names in found.items() if names and not _is_file(names)}

    @cached_property
    def list_names(self) -> dict[str, dict[int, str]]:
        """List of names → its names."""
        lists = sorted(filter(is_class_list, self._tree.files), key=lambda path: path.count("/"))
        return {path: _clean(_parse_list(split_lines(read_whole(self._tree, path)))) for path in lists}

    @cached_property
    def keypoint_shape(self) -> tuple[int, int] | None:
        """Number of key points of each thing, and of numbers of each point."""
        for text in self.texts.values():
            numbers = [parse_whole_number(value) for value in read_entries(text, "kpt_shape").values()]
            if len(numbers) == 2 and numbers[0] and numbers[1] in (2, 3):
                return numbers[0], numbers[1]
        return None

    @cached_property
    def parts(self) -> tuple[dict[str, str], dict[str, str]]:
        """Folder → its part, list of pictures → its part, as `train:`, `val:` and `test:` say."""
        folders, lists = {}, {}
        places = _Places(self._tree)
        for yaml, text in self.texts.items():
            root = read_entries(text, "path").get(0, "")
            for part in ("train", "val", "test"):
                for said in read_entries(text, part).values():
                    path = places.find(f"{root}/{said}", get_folder(yaml))
                    if path in self._tree.files:
                        lists.setdefault(path, part)
                    elif path is not None:
                        folders[path] = part if folders.get(path, part) == part else ""  # one folder for both
        return {folder: part for folder, part in folders.items() if part}, lists

    def say_counts(self, faults: AnnotationErrors) -> None:
        """Say where `nc` and the names differ in number."""
        for path, names in self.yaml_names.items():
            said = parse_whole_number(read_entries(self.texts[path], "nc").get(0, ""))
            if said is not None and said != len(names):
                faults.add("yolo_count_differs", path, said=said, named=len(names))


class _Places:
    """The folders and texts of a tree, to be found by paths of another computer."""

    def __init__(self, tree: FileTree) -> None:
        found = {path for path in tree.files if path.lower().endswith(".txt")}
        for folder in {get_folder(path) for path in tree.files}:
            while folder and folder not in found:
                found.add(folder)
                folder = get_folder(folder)
        self._known = {normalize_name(path): path for path in found}

    def find(self, said: str, near: str) -> str | None:
        """Ending of a path, below the folder of the file that says it or at the top; the longest ending counts."""
        parts = [part for part in normalize_name(said).replace("\\", "/").split("/") if part not in ("", ".", "..")]
        for place in range(len(parts)):
            for start in (f"{normalize_name(near)}/", "") if near else ("",):
                if found := self._known.get(start + "/".join(parts[place:])):
                    return found
        return None


class ClassNames:
    """Labels by the number of their class, each file of labels by the names nearest to it: those of a `data.yaml`
    where there is one, else a list. A class without a name gets one, which is said where others have theirs.
    """

    def __init__(
        self,
        settings: YoloSettings,
        files: list[str],
        faults: AnnotationErrors,
        list_numbers: Callable[[], set[int]] = set,
    ) -> None:
        self._tables = settings.yaml_names or settings.list_names
        places = SameName(self._tables)
        nearest = {folder: places.find_nearest(f"{folder}/x") for folder in map(get_folder, files)}
        used = [path for path in self._tables if path in set(nearest.values())] or list(self._tables)[:1]
        self._merged = _are_consistent([self._tables[path] for path in used])
        self._order = {path: 0 if self._merged else place for place, path in enumerate(used)}
        self._nearest, self._faults = nearest, faults
        self._known = {
            (self._order[path], number): label for path in used for number, label in self._tables[path].items()
        }
        self._report_differences(settings, used)
        self._first = self._find_first(used, list_numbers) if self._merged else 0

    def _find_first(self, used: list[str], list_numbers: Callable[[], set[int]]) -> int:
        """The number of the first class: 1 where the labels count from 1 to as many as there are names from 0 on."""
        named = {number for _, number in self._known}
        if not named or len(named) != max(named) + 1:
            return 0
        numbers = list_numbers()
        if 0 in numbers or not {1, len(named)} <= numbers <= {number + 1 for number in named}:
            return 0
        self._faults.add("yolo_from_one", used[0])
        return 1

    def _report_differences(self, settings: YoloSettings, used: list[str]) -> None:
        if not self._merged:
            for path in used:
                self._faults.add("yolo_lists_differ", path)
        for path, names in settings.list_names.items() if settings.yaml_names else ():
            yaml = SameName(settings.yaml_names).find_nearest(path)
            if yaml is not None and not _are_consistent([names, settings.yaml_names[yaml]]):
                self._faults.add("yolo_names_differ", path, yaml=get_name(yaml))

    @property
    def classes(self) -> list[str]:
        """All labels in the order of their numbers."""
        return list(dict.fromkeys(self._known[key] for key in sorted(self._known)))

    @property
    def named(self) -> bool:
        """Whether any file says names."""
        return bool(self._tables)

    def get(self, number: int, path: str, canvas: ImageAnnotations) -> str:
        """The label of a class number in a file of labels."""
        table, number = self._nearest.get(get_folder(path)), number - self._first
        key = 0 if table is None else self._order.get(table, 0), number
        label = self._known.setdefault(key, f"class_{number}")
        if self._tables and label == f"class_{number}":
            canvas.fault("yolo_unknown_class", number=number, label=label)
        return label


def _parse_list(lines: list[str]) -> dict[int, str]:
    """The names of a list: a line each, with or without its number before it, or all in one line with commas."""
    if len(lines) == 1 and "," in lines[0]:
        return dict(enumerate(lines[0].split(",")))
    numbered = [_NUMBERED.fullmatch(line) for line in lines]
    if all(said and int(said[1]) == place for place, said in enumerate(numbered)):
        return {place: said[2] for place, said in enumerate(numbered) if said}
    return dict(enumerate(lines))


def _are_consistent(tables: list[dict[int, str]]) -> bool:
    """Whether no number has two names."""
    merged: dict[int, str] = {}
    return all(merged.setdefault(number, label) == label for table in tables for number, label in table.items())


def _clean(names: dict[int, str]) -> dict[int, str]:
    return {number: clean_label(name) or f"class_{number}" for number, name in names.items()}


def _is_file(names: dict[int, str]) -> bool:
    """Whether `names:` says where the list of names is."""
    return len(names) == 1 and names.get(0, "").lower().endswith((".names", ".txt", ".yaml"))


def _find_yaml(tree: FileTree) -> list[str]:
    """Candidates for the file with the names of the classes, the likeliest first."""
    found = tree.list_ending(".yaml", ".yml")
    return sorted(
        found, key=lambda path: (path.count("/"), get_name(path).lower() not in ("data.yaml", "dataset.yaml"), path)
    )


def _read_yaml(tree: FileTree, path: str) -> str:
    found = decode_text(read_whole(tree, path))
    return found[0] if found else ""
