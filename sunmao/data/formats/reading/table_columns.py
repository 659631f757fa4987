"""Roles of the columns of a table of boxes, by their names in Chinese and English, or by the form of the rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from sunmao.data.formats.reading.file_lists import is_picture
from sunmao.data.formats.reading.folder_words import get_split
from sunmao.data.formats.reading.image_paths import get_shown_name

# Names of columns without marks and capital letters, the surest first.
_NAMES = {
    "image": "filename imagepath imgpath filepath imagename imgname picturename imageid imgid imagefile imagefilename "
    "image img picture photo file path filenames 图片 图片名 图片名称 图片文件 图片路径 图像 图像名 文件 文件名 路径",
    "label": "labelname classname categoryname label class category classes labels objectclass annotationtag name object classid "
    "categoryid labelid type 标签 标签名 类别 类别名 类别名称 类名 名称 种类 分类",
    "part": "split set subset partition usage usedfor datasplit 数据集 划分 集合",
    "bbox": "bbox box boundingbox bndbox boxes 框 边界框 标注框",
    "prediction": "predictionstring",
}
_CORNERS = (
    "xmin ymin xmax ymax",
    "minx miny maxx maxy",
    "x1 y1 x2 y2",
    "x0 y0 x1 y1",
    "left top right bottom",
    "xtl ytl xbr ybr",
    "bboxx1 bboxy1 bboxx2 bboxy2",
    "bboxxmin bboxymin bboxxmax bboxymax",
    "boxx1 boxy1 boxx2 boxy2",
    "upperleftcornerx upperleftcornery lowerrightcornerx lowerrightcornery",
    "upperleftx upperlefty lowerrightx lowerrighty",
    "topleftx toplefty bottomrightx bottomrighty",
    "startx starty endx endy",
    "左 上 右 下",
    "左上x 左上y 右下x 右下y",
)
_SIZES = (
    "x y w h",
    "x y width height",
    "left top width height",
    "xmin ymin width height",
    "xmin ymin w h",
    "x1 y1 width height",
    "bboxx bboxy bboxwidth bboxheight",
    "bboxx bboxy bboxw bboxh",
    "bboxleft bboxtop bboxwidth bboxheight",
    "boxx boxy boxwidth boxheight",
    "boxx boxy boxw boxh",
    "topleftx toplefty width height",
    "左 上 宽 高",
)
_CENTERS = (
    "xcenter ycenter width height",
    "xcenter ycenter w h",
    "centerx centery width height",
    "centerx centery w h",
    "cx cy w h",
    "cx cy width height",
    "xc yc w h",
    "bboxcx bboxcy bboxw bboxh",
    "中心x 中心y 宽 高",
)
# x and y may be a corner or the middle: names alone do not tell.
_EITHER = {"x y w h", "x y width height", "bboxx bboxy bboxwidth bboxheight", "bboxx bboxy bboxw bboxh"} | {
    "boxx boxy boxwidth boxheight",
    "boxx boxy boxw boxh",
}
_NUMBER = re.compile(r"[-+]?(?:\d{1,12}(?:\.\d{0,30})?|\.\d{1,30})(?:[eE][-+]?\d{1,3})?")
_PARTS = {"train": "train", "validation": "val", "validate": "val", "test": "test", "unassigned": None, "": None}


@dataclass(frozen=True)
class TableColumns:
    """Roles of a table of boxes as places of columns.

    kind: 'corners', 'size' (left, top, width, height), 'center', 'either' (left and top, or center), 'form' (corners,
    unless they are none), 'list' (one column
    holds the numbers of a box, or of several) or 'prediction' (one column holds labels and corners). box: the columns
    of its four numbers, or that single one. header: whether the first row is the names. names: of all columns, in small
    letters without marks, where there are any. label, part: None where no column says it.
    """

    image: int
    box: tuple[int, ...]
    kind: str
    label: int | None = None
    part: int | None = None
    header: bool = True
    names: tuple[str, ...] = field(default=())


def find_columns(rows: Sequence[Sequence[str]]) -> TableColumns | None:
    """The columns of a table by its first rows; None where they hold no boxes.

    Example:
        >>> find_columns([['filename', 'class', 'xmin', 'ymin', 'xmax', 'ymax']]).kind
        'corners'
        >>> find_columns([['a.jpg', '1', '2', '30', '40', 'cat']]).label
        5
    """
    return (_find_named(rows[0], rows[1:2]) or _find_by_form(rows)) if rows else None


def is_number(cell: str) -> bool:
    """Whether a cell is a number in digits."""
    return bool(_NUMBER.fullmatch(cell))


def parse_part(cell: str) -> str | None:
    """'train', 'val' or 'test' as a cell of a column of parts says; None for others."""
    word = cell.strip().lower()
    return _PARTS[word] if word in _PARTS else get_split(word) if word else None


def _find_named(header: Sequence[str], first: Sequence[Sequence[str]]) -> TableColumns | None:
    names = tuple(re.sub(r"[\W_]+", "", name.lower()) for name in header)
    where = {name: place for place, name in reversed(list(enumerate(names)))}
    found = _find_box(where)
    if found is None:
        return None
    roles = {
        role: next((where[word] for word in words.split() if word in where), None) for role, words in _NAMES.items()
    }
    pictured = [place for row in first for place, cell in enumerate(row[: len(names)]) if is_picture(cell)]
    image = roles["image"] if roles["image"] in pictured or not pictured else pictured[0]
    if image is None:
        return None
    labels = [where[word] for word in _NAMES["label"].split() if where.get(word, image) != image]
    return TableColumns(image, *found, next(iter(labels), None), roles["part"], names=names)


def _find_box(where: dict[str, int]) -> tuple[tuple[int, ...], str] | None:
    """The columns of the boxes, and their kind, by the columns' names."""
    for kind, sets in (("corners", _CORNERS), ("center", _CENTERS), ("size", _SIZES)):
        for words in sets:
            if all(word in where for word in words.split()):
                return tuple(where[word] for word in words.split()), "either" if words in _EITHER else kind
    for role, kind in (("bbox", "list"), ("prediction", "prediction")):
        if place := [where[word] for word in _NAMES[role].split() if word in where]:
            return (place[0],), kind
    return None


def _find_by_form(rows: Sequence[Sequence[str]]) -> TableColumns | None:
    """The columns of a table without names, where a well known program writes it so."""
    width = max(map(len, rows))
    rows = [row for row in rows if len(row) == width]
    full = [row for row in rows if sum(map(is_number, row)) >= 4] or rows
    for columns in _FORMS.get(width, ()):
        numbers = all(all(is_number(row[place]) for place in columns.box) for row in full)
        pictures = all(is_picture(get_shown_name(row[columns.image])) for row in rows)
        place = columns.label if width != 6 else None
        numbered = place is not None and any(is_number(row[place]) for row in full)
        if numbers and pictures and not numbered:
            if columns.part is None or all(row[columns.part].lower() in _PARTS for row in rows):
                return columns
    return None


# Keras' RetinaNet and Faster R-CNN: path,x1,y1,x2,y2,class. makesense.ai: label,x,y,w,h,image,width,height.
# Google's AutoML Vision: set,path,label,x1,y1,,,x2,y2,, in shares, also with all four corners.
_FORMS = {
    6: (TableColumns(0, (1, 2, 3, 4), "form", 5, header=False),),
    8: (TableColumns(5, (1, 2, 3, 4), "size", 0, header=False),),
    10: (TableColumns(0, (2, 3, 6, 7), "corners", 1, header=False),),
    11: (TableColumns(1, (3, 4, 7, 8), "corners", 2, part=0, header=False),),
}
