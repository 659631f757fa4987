"""The data sets and tables that come along. One entry each; they are made in `data/` at first use."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from sunmao.core.atomic_files import new_folder, write_with_parents
from sunmao.core.strict import suggest_nearest
from sunmao.core.training_engine import require_scikit_learn
from sunmao.errors import BadValue
from sunmao.runtime.notices import show_notice


@dataclass(frozen=True)
class SampleDataset:
    """A data set that comes along.

    name: its folder below `data/`; title, about: {'zh', 'en'}; task: one of `TASKS`; classes: label → its name in both
    languages, none where pictures have numbers; pictures: how many; tests: paths, below its folder, of some test
    pictures, class by class where they have one; source: where it comes from; make: writes it into an empty folder.
    """

    name: str
    title: dict
    about: dict
    classes: dict
    pictures: int
    tests: tuple[str, ...]
    source: str
    make: Callable[[Path], None]
    task: str = "classification"


@dataclass(frozen=True)
class SampleTable:
    """A table that comes along. name: of its CSV file below `data/`; columns: their names; target: the one that is
    worth guessing; make: gives its rows, the first the names; types: of the columns that would be guessed wrong.
    """

    name: str
    title: dict
    about: dict
    rows: int
    columns: tuple[str, ...]
    target: str
    source: str
    make: Callable[[], list[list]]
    types: dict[str, str] = field(default_factory=dict)


def _make_digits(folder: Path) -> None:
    from sunmao.images.digits import make_digits

    make_digits(folder)


def _make_shapes(what: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        from sunmao.data.builtin import shapes

        {"boxes": shapes.make_boxes, "outlines": shapes.make_outlines, "areas": shapes.make_areas}[what](folder)

    return make


def _make_pointers(folder: Path) -> None:
    from sunmao.data.builtin.pointers import make_pointers

    make_pointers(folder)


def _make_moods(folder: Path) -> None:
    from sunmao.data.builtin.moods import make_moods

    make_moods(folder)


def _make_wand(folder: Path) -> None:
    from sunmao.data.builtin.wand import make_wand

    make_wand(folder)


def _make_kept(name: str) -> Callable[[], list[list]]:
    """A table whose file lies here."""

    def make() -> list[list]:
        text = files(__package__).joinpath(f"{name}.csv").read_text(encoding="utf-8")
        return list(csv.reader(text.splitlines()))

    return make


def _make_packaged(loader: str, target: str, names: tuple[str, ...] = (), **more: Any) -> Callable[[], list[list]]:
    """A table that scikit-learn has in its package. target: what its last column is called; names: of the classes."""

    def make() -> list[list]:
        require_scikit_learn()
        from sklearn import datasets

        found = getattr(datasets, loader)(**more)
        columns = [str(name).replace("_", " ") for name in found.feature_names]
        answers = [names[int(each)] if names else each for each in found.target.tolist()]
        whole = bool((found.data == found.data.round()).all())
        rows = found.data.astype(int if whole else float).tolist()
        return [[*columns, target], *([*row, answer] for row, answer in zip(rows, answers, strict=True))]

    return make


_DIGIT_NAMES = {
    "zh": ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}
_SHAPE_NAMES = {
    "circle": {"zh": "圆", "en": "circle"},
    "triangle": {"zh": "三角形", "en": "triangle"},
    "square": {"zh": "正方形", "en": "square"},
    "star": {"zh": "星", "en": "star"},
}


def _make_shapes_sample(name: str, what: str, task: str, title: dict, about: dict) -> SampleDataset:
    tests = tuple(f"images/test/{number}.jpg" for number in range(271, 301))
    return SampleDataset(name, title, about, _SHAPE_NAMES, 300, tests, "drawn by Sunmao", _make_shapes(what), task)


SAMPLES = {
    sample.name: sample
    for sample in (
        SampleDataset(
            name="digits",
            title={"zh": "手写数字", "en": "handwritten digits"},
            about={"zh": "43 个人写的 1797 个数字，黑底白字", "en": "1797 digits written by 43 people, white on black"},
            classes={str(n): {lang: names[n] for lang, names in _DIGIT_NAMES.items()} for n in range(10)},
            pictures=1797,
            tests=tuple(f"test_set/{label}/{number}.png" for label in range(10) for number in range(1, 21)),
            source="Optical Recognition of Handwritten Digits, UCI, 1998 (CC BY 4.0)",
            make=_make_digits,
        ),
        _make_shapes_sample(
            "shapes",
            "boxes",
            "detection",
            {"zh": "找一找形状", "en": "shapes to find"},
            {"zh": "300 张画出来的图，每个形状有一个方框", "en": "300 drawn pictures, a box around each shape"},
        ),
        _make_shapes_sample(
            "shapes_outlines",
            "outlines",
            "instance",
            {"zh": "描一描形状", "en": "shapes to outline"},
            {"zh": "300 张画出来的图，每个形状有一条轮廓", "en": "300 drawn pictures, each shape with its outline"},
        ),
        _make_shapes_sample(
            "shapes_areas",
            "areas",
            "semantic",
            {"zh": "涂一涂形状", "en": "shapes to color in"},
            {"zh": "300 张画出来的图，每个像素都有类别", "en": "300 drawn pictures, a class for each pixel"},
        ),
        SampleDataset(
            name="pointers",
            title={"zh": "读一读指针", "en": "pointers to read"},
            about={
                "zh": "180 张画出来的表盘，每张写着指针的角度（0 到 180 度）",
                "en": "180 drawn dials, each with the angle of its pointer, from 0 to 180 degrees",
            },
            classes={},
            pictures=180,
            tests=tuple(f"images/test/{number}.png" for number in range(157, 181)),
            source="drawn by Sunmao",
            make=_make_pointers,
            task="regression",
        ),
    )
}
# What holds no pictures: made at first use as well, and not offered where pictures are looked at.
OTHER_SAMPLES = {
    sample.name: sample
    for sample in (
        SampleDataset(
            name="moods",
            title={"zh": "四种心情", "en": "four moods"},
            about={
                "zh": "80 句话，中文、英文各一半，说的是四种心情",
                "en": "80 sentences of four moods, half Chinese, half English",
            },
            classes={
                "glad": {"zh": "开心", "en": "glad"},
                "sad": {"zh": "难过", "en": "sad"},
                "angry": {"zh": "生气", "en": "angry"},
                "scared": {"zh": "害怕", "en": "scared"},
            },
            pictures=80,
            tests=tuple(f"test_set/{mood}.txt" for mood in ("glad", "sad", "angry", "scared")),
            source="written for Sunmao",
            make=_make_moods,
            task="text_classification",
        ),
        SampleDataset(
            name="wand",
            title={"zh": "魔法棒的动作", "en": "movements of a magic wand"},
            about={
                "zh": "80 个画出来的动作：画圈、横挥、上下摇、静止",
                "en": "80 drawn movements: circles, swings, shakes, stillness",
            },
            classes={
                "still": {"zh": "静止", "en": "still"},
                "circle": {"zh": "画圈", "en": "circle"},
                "swing": {"zh": "横挥", "en": "swing"},
                "shake": {"zh": "上下摇", "en": "shake"},
            },
            pictures=80,
            tests=tuple(
                f"test/{kind}/{number}.csv" for kind in ("still", "circle", "swing", "shake") for number in range(1, 5)
            ),
            source="drawn by Sunmao",
            make=_make_wand,
            task="motion_classification",
        ),
    )
}
_MEASURED_IN_WINE = (
    "alcohol", "malic acid", "ash", "alcalinity of ash", "magnesium", "total phenols", "flavanoids",
    "nonflavanoid phenols", "proanthocyanins", "color intensity", "hue", "od280/od315 of diluted wines", "proline",
)  # fmt: skip
TABLES = {
    sample.name: sample
    for sample in (
        SampleTable(
            name="iris",
            title={"zh": "鸢尾花", "en": "iris flowers"},
            about={
                "zh": "150 朵鸢尾花，量了四个长度（厘米），有三个品种",
                "en": "150 iris flowers of three species, four lengths each, in centimeters",
            },
            rows=150,
            columns=("sepal length", "sepal width", "petal length", "petal width", "species"),
            target="species",
            source="R. A. Fisher, Iris, UCI, 1936 (CC BY 4.0)",
            make=_make_kept("iris"),
        ),
        SampleTable(
            name="penguins",
            title={"zh": "企鹅", "en": "penguins"},
            about={
                "zh": "344 只企鹅，量了嘴、翅膀（毫米）和体重（克），有三个品种；11 只没有量全",
                "en": "344 penguins of three species: bill, flipper (millimeters) and mass (grams); 11 were not measured wholly",
            },
            rows=344,
            columns=("island", "bill length", "bill depth", "flipper length", "body mass", "sex", "species"),
            target="species",
            source="K. Gorman, A. Horst, A. Hill, palmerpenguins, 2020 (CC0)",
            make=_make_kept("penguins"),
        ),
        SampleTable(
            name="wine",
            title={"zh": "葡萄酒", "en": "wine"},
            about={
                "zh": "178 瓶意大利葡萄酒，化验了 13 样东西，来自三个酒庄",
                "en": "178 Italian wines of three growers, with 13 measurements each",
            },
            rows=178,
            columns=(*_MEASURED_IN_WINE, "grower"),
            target="grower",
            source="S. Aeberhard, M. Forina, Wine, UCI, 1991 (CC BY 4.0), by scikit-learn",
            make=_make_packaged("load_wine", "grower", ("A", "B", "C")),
        ),
        SampleTable(
            name="diabetes",
            title={"zh": "糖尿病", "en": "diabetes"},
            about={
                "zh": "442 位病人的 10 项检查，要猜的是一年后病情的一个数",
                "en": "442 patients with 10 measurements each; what is guessed is a number for their illness a year later",
            },
            rows=442,
            columns=("age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6", "progression"),
            target="progression",
            source="B. Efron and others, Least Angle Regression, 2004, by scikit-learn",
            make=_make_packaged("load_diabetes", "progression", scaled=False),
        ),
        SampleTable(
            name="digits",
            title={"zh": "手写数字的格子", "en": "digits as numbers"},
            about={
                "zh": "1797 个手写数字，每个是 8 × 8 格的深浅（0 到 16）",
                "en": "1797 handwritten digits, each of 8 × 8 cells from 0 to 16",
            },
            rows=1797,
            columns=(*(f"pixel {y} {x}" for y in range(8) for x in range(8)), "digit"),
            target="digit",
            source="Optical Recognition of Handwritten Digits, UCI, 1998 (CC BY 4.0), by scikit-learn",
            make=_make_packaged("load_digits", "digit"),
            types={"digit": "class"},
        ),
    )
}


def make_sample(name: str, root: str | Path = "data") -> str:
    """The path of a sample's folder, which is made, whole or not at all, when it is missing."""
    known = SAMPLES | OTHER_SAMPLES
    sample = known.get(name)
    if sample is None:
        raise BadValue("unknown_sample", name=name, names=", ".join(known), guess=suggest_nearest(name, known))
    folder = Path(root, name)
    if not folder.exists():
        with new_folder(folder) as unfinished:
            sample.make(unfinished)
        key = {"text_classification": "sentences_made", "motion_classification": "motions_made"}.get(sample.task)
        show_notice(key or "sample_made", path=folder.as_posix(), pictures=sample.pictures, title=sample.title)
    return folder.as_posix()


def make_table(name: str, root: str | Path = "data") -> str:
    """The path of a sample table's CSV file, which is made when it is missing.

    Raises: BadValue for an unknown name.
    """
    sample = TABLES.get(name)
    if sample is None:
        raise BadValue("unknown_sample", name=name, names=", ".join(TABLES), guess=suggest_nearest(name, TABLES))
    path = Path(root, f"{name}.csv")
    if not path.exists():
        with io.StringIO(newline="") as file:
            csv.writer(file).writerows(sample.make())
            write_with_parents(path, file.getvalue().encode())
        show_notice("table_made", path=path.as_posix(), rows=sample.rows, title=sample.title)
    return path.as_posix()
