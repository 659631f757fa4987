"""Roles of the columns of a table of labels: which one names the pictures, which ones are labels, which one is a part."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from sunmao.data.files.file_tree import FileTree, normalize_name
from sunmao.data.formats.reading.file_lists import is_picture, list_images
from sunmao.data.formats.reading.folder_words import get_split, list_words
from sunmao.data.formats.reading.image_paths import SameName, get_name, get_stem
from sunmao.data.formats.reading.signatures import read_table_head

YES, NO = {"1", "1.0", "true", "yes"}, {"0", "0.0", "false", "no", ""}
CLASSES = (
    "label_name class_name classname category_name labelname label class category target breed species diagnosis dx "
    "classes labels tags tag categories 标签 类别 种类 品种 分类 类别名称 标签名称"
).split()
_LISTS = {"labels", "tags", "classes", "categories"}  # a cell may hold several
_PARTS = {
    "split",
    "set",
    "subset",
    "part",
    "partition",
    "phase",
    "usage",
    "data set",
    "dataset",
    "data_set",
    "划分",
    "集合",
}
_FLAGS = {  # a column that says yes or no to one part → that part, and the other
    "is_train": ("train", "test"),
    "is_training_image": ("train", "test"),
    "is_training": ("train", "test"),
    "train": ("train", "test"),
    "is_valid": ("val", "train"),
    "is_val": ("val", "train"),
    "is_test": ("test", "train"),
}
_SKIPPED = {"", "index", "idx", "no", "no.", "序号", "编号", "fold", "kfold", "folds"}
_BOXES = {"xmin", "ymin", "xmax", "ymax", "x1", "y1", "x2", "y2", "bbox", "bbox_x", "left", "top", "x_min", "y_min"}
_CAPTIONS = {"caption", "captions", "comment", "comments", "sentence", "description", "描述", "图片描述"}
_AMOUNTS = {
    "age",
    "score",
    "weight",
    "height",
    "price",
    "count",
    "temperature",
    "angle",
    "number",
    "value",
    "degree",
    "degrees",
    "steering",
    "steering_angle",
    "distance",
    "size",
    "length",
    "width",
    "position",
    "年龄",
    "分数",
    "重量",
    "价格",
    "数量",
    "数",
    "数值",
    "个数",
    "角度",
    "度数",
    "距离",
    "长度",
    "大小",
    "高度",
    "温度",
    "位置",
}
_MISSING = {"", "nan", "na", "n/a", "null"}
_ANSWERS = {"submission", "sample"}
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)
_MARKS = "|;,"
_ROWS = 40  # of a table that show what its columns are
_WORDS = 4  # in a cell: more are a sentence


class ImageNames:
    """The pictures of a tree by their names and by their names without ending, without regard to case."""

    def __init__(self, tree: FileTree) -> None:
        self._tree = tree

    @cached_property
    def _names(self) -> dict[str, SameName]:
        found: dict[str, SameName] = defaultdict(SameName)
        for path in list_images(self._tree):
            for name in {get_name(path), get_stem(path)}:
                found[normalize_name(name)].paths.append(path)
        return found

    def find(self, name: str, split: str | None = None) -> str | None:
        """The picture that a cell names: by its path, in the part's folder, or wherever the only one of that name lies."""
        name = name.replace("\\", "/").removeprefix("./").lstrip("/")
        if name in self._tree.files:
            return name if is_picture(name) else None
        called = self._names.get(normalize_name(get_name(name)))
        places = called.paths if called else []
        if called and is_picture(name) and len(places) > 1:
            places = called.list_ending(name.split("/")).paths
        fitting = [path for path in places if path.endswith(f"/{name}")] or places
        own = [path for path in fitting if split and any(get_split(each) == split for each in path.split("/")[:-1])]
        return own[0] if own else fitting[0] if len(fitting) == 1 else None

    def has(self, name: str) -> bool:
        """Whether any picture may be meant by a cell."""
        return bool(name) and normalize_name(get_name(name.replace("\\", "/"))) in self._names


@dataclass
class LabelTable:
    """A table and what its columns mean.

    header: '' each where the first line is a picture already. name: the column that names pictures. kind: 'class',
    'several' (labels in one cell), 'columns' (one for each label), 'captions', 'numbers', or '' where no label is
    found. labels: the columns of labels. part: the column that says the part, or None. left: columns that are not read.
    """

    path: str
    header: list[str]
    rows: list[list[str]] = field(repr=False)
    name: int
    kind: str = ""
    labels: list[int] = field(default_factory=list)
    part: int | None = None
    left: list[str] = field(default_factory=list)

    @property
    def is_ours(self) -> bool:
        """Whether Sunmao writes so, each part into a table of its own: then every column is a label."""
        return self.header[0] == "filename" and get_split(get_stem(self.path)) is not None

    def get_part(self, row: list[str]) -> str | None:
        """The part that a row says."""
        if self.part is None or self.part >= len(row):
            return None
        said, cell = self.header[self.part].lower(), row[self.part].lower()
        if said in _FLAGS and cell in YES | NO:
            return _FLAGS[said][cell not in YES]
        return get_split(row[self.part])


def is_answer_sheet(path: str) -> bool:
    """Whether a table is called as one that shows how an answer to a competition looks: it holds no labels."""
    return not _ANSWERS.isdisjoint(list_words(get_stem(path)))


def names_pictures(tree: FileTree, path: str, names: ImageNames) -> bool:
    """Whether the head of a table names pictures, and says more of them."""
    head = read_table_head(tree, path, _ROWS)
    return max(map(len, head), default=0) > 1 and _find_name_column(head, names) is not None


def says_classes(tree: FileTree, path: str) -> bool:
    """Whether the lines in the head of a list are a picture and a number each, or a word that comes again."""
    head = [[cell for cell in row if cell] for row in read_table_head(tree, path, _ROWS)]
    cells = [row[-1] for row in head]
    pairs = all(len(row) == 2 and is_picture(row[0]) and not is_picture(row[1]) for row in head)
    again = 1 < 2 * len(set(cells)) <= len(cells)
    return pairs and bool(cells) and (again or all(map(str.isdecimal, cells)))


def make_table(path: str, rows: list[list[str]], names: ImageNames) -> LabelTable | None:
    """Roles of the columns of a table; None where none names pictures, or where it tells boxes."""
    name = _find_name_column(rows[:_ROWS], names)
    if name is None or not rows:
        return None
    titled = name >= len(rows[0]) or not names.has(rows[0][name])
    header = rows[0] if titled else [""] * max(map(len, rows[:_ROWS]))
    table = LabelTable(path, header, rows[titled:], name)
    if len(_BOXES & {title.lower() for title in header}) > 1 or "bbox" in map(str.lower, header):
        return None
    _sort_columns(table, titled)
    return table


def _find_name_column(rows: Sequence[Sequence[str]], names: ImageNames) -> int | None:
    """The column whose cells name pictures, with an ending rather than without."""
    body = rows[1:] if len(rows) > 1 else rows
    best, column = 0.0, None
    for place in range(max(map(len, body), default=0)):
        cells = [row[place] for row in body if place < len(row)]
        ended = sum(is_picture(cell) and " " not in cell.rpartition(".")[2] for cell in cells)
        known = sum(names.has(cell) for cell in cells)
        score = known / len(cells) + (ended > len(cells) / 2) * 2
        if (known * 2 >= len(cells) or ended > len(cells) / 2) and score > best:
            best, column = score, place
    return column


def _sort_columns(table: LabelTable, titled: bool) -> None:
    """Find the columns of labels and of parts among the others."""
    called = {place: title.lower() for place, title in enumerate(table.header) if place != table.name}
    table.part = next((place for place, title in called.items() if _is_split_column(table, place, title)), None)
    skipped = _SKIPPED if titled else set()
    open_ = [place for place, title in called.items() if title not in skipped and place != table.part]
    cells = {place: [row[place] for row in table.rows if place < len(row)] for place in open_}
    named = sorted((CLASSES.index(called[place]), place) for place in open_ if called[place] in CLASSES)
    flags = [place for place in open_ if _may_be_flag(table, called[place]) and _are_booleans(cells[place])]
    words = [place for place in open_ if _may_be_class(cells[place])]
    few = 1 if table.header[0] == "filename" else 2  # so Sunmao itself writes labels, whatever they are called
    if named and not (len(open_) > few and set(flags) >= set(open_)):
        place = next((place for _, place in named if place in words), named[0][1])
        table.kind, table.labels = _get_kind(called[place], cells[place]), [place]
    elif titled and (len(flags) > 1 or flags == open_ != []):
        table.kind, table.labels = "columns", flags
    elif len(open_) == 1:
        table.kind, table.labels = _get_kind(called[open_[0]], cells[open_[0]]), open_
    elif sentences := [place for place in open_ if called[place] in _CAPTIONS]:
        table.kind, table.labels = "captions", sentences
    elif len(words) == 1:
        table.kind, table.labels = "class", words
    elif len(amounts := [place for place in open_ if called[place] in _AMOUNTS and _is_numbers(cells[place])]) == 1:
        table.kind, table.labels = "numbers", amounts
    elif open_ and all(_is_numbers(cells[place]) for place in open_):
        table.kind, table.labels = "numbers", open_
    table.left = [table.header[place] for place in called if place not in (*table.labels, table.part) and called[place]]


def _may_be_flag(table: LabelTable, title: str) -> bool:
    return table.is_ours or title not in _FLAGS


def _is_split_column(table: LabelTable, place: int, title: str) -> bool:
    cells = {row[place].lower() for row in table.rows if place < len(row)}
    if title in _FLAGS:
        return (
            not table.is_ours
            and cells <= YES | NO
            and (title != "train" or len(table.header) < 5 and not cells <= {"1"})
        )
    return title in _PARTS and all(get_split(cell) for cell in cells)


def _are_booleans(cells: list[str]) -> bool:
    """Whether nearly all cells say yes or no, and not all say nothing."""
    said = sum(cell.lower() in YES | NO for cell in cells)
    return bool(cells) and any(cells) and said * 3 >= len(cells) * 2


def _is_numbers(cells: list[str]) -> bool:
    said = [cell for cell in cells if cell.lower() not in _MISSING]
    return all(map(_NUMBER.fullmatch, said)) and (bool(said) or not any(cells))


def _may_be_class(cells: list[str]) -> bool:
    """Whether words are there that come again, as those of classes do."""
    said = [cell for cell in cells if cell]
    return 1 < len(set(said)) <= max(2, len(said) / 2) and not _is_numbers(said)


def _get_kind(title: str, cells: list[str]) -> str:
    """Kind of a column of labels: one class or several in each cell, or sentences or amounts, which are neither."""
    said = [cell for cell in cells if cell]
    distinct = set(said)
    if title in _CAPTIONS or len(distinct) * 2 > len(said) and sum(map(_count_words, said)) >= _WORDS * len(said) > 0:
        return "captions"
    if said and _is_numbers(said):
        whole = {int(cell.partition(".")[0]) for cell in said if re.fullmatch(r"\d{1,8}(\.0*)?", cell)}
        dense = len(whole) == len(distinct) and max(whole) <= len(whole) + 1
        if title in _AMOUNTS or any(float(cell) % 1 for cell in distinct if _NUMBER.fullmatch(cell)):
            return "numbers"
        return "class" if dense or title in CLASSES and len(whole) > 0 else "numbers"
    return "several" if find_label_mark(title, cells) else "class"


def _count_words(cell: str) -> int:
    """The words of a cell; a Chinese sentence has none between blanks."""
    return max(len(cell.split()), len(re.findall("[\u4e00-\u9fff]", cell)) // 3)


def find_label_mark(title: str, cells: list[str]) -> str:
    """The mark between the labels in a cell, '' where each is one label."""
    for mark in _MARKS:
        pieces = Counter(piece.strip() for cell in cells if mark in cell for piece in cell.split(mark))
        whole = {cell for cell in cells if mark not in cell}
        if pieces and (title in _LISTS or whole & set(pieces) or max(pieces.values()) > 1) and len(pieces) < len(cells):
            return mark
    if title in ("tags", "tag") and any(" " in cell for cell in cells):
        return " "
    if title not in _LISTS:
        return ""
    tokens = {token for cell in cells for token in cell.split()}
    whole = {cell for cell in cells if len(cell.split()) == 1}
    joined = {token for cell in cells if " " in cell for token in cell.split()}
    return " " if joined & whole and len(tokens) <= len(set(cells)) else ""
