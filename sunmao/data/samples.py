"""The data sets that come along. One entry each; the pictures are made in `data/<name>` at first use."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..disk import whole_folder
from ..errors import BadValue
from ..notes import note
from ..strict import did_you_mean


@dataclass(frozen=True)
class Sample:
    """A data set that comes along.

    name: its folder below `data/`; title, about: {'zh', 'en'}; classes: folder name → its name in both languages;
    pictures: how many; source: where it comes from; make: writes it into an empty folder.
    """

    name: str
    title: dict
    about: dict
    classes: dict
    pictures: int
    source: str
    make: Callable[[Path], None]


def _make_digits(folder: Path) -> None:
    from .digits import make_digits

    make_digits(folder)


_DIGIT_NAMES = {
    "zh": ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
}
SAMPLES = {
    sample.name: sample
    for sample in (
        Sample(
            name="digits",
            title={"zh": "手写数字", "en": "handwritten digits"},
            about={"zh": "43 个人写的 1797 个数字，黑底白字", "en": "1797 digits written by 43 people, white on black"},
            classes={str(n): {lang: names[n] for lang, names in _DIGIT_NAMES.items()} for n in range(10)},
            pictures=1797,
            source="scikit-learn load_digits: Optical Recognition of Handwritten Digits, UCI, 1998 (CC BY 4.0)",
            make=_make_digits,
        ),
    )
}


def sample_dataset(name: str = "digits"):
    """Give a data set that comes along; its pictures are made in `data/<name>` when they are not there yet.

    Raises: BadValue for an unknown name.
    """
    from .dataset import Dataset

    return Dataset(path=make_sample(name))


def make_sample(name: str, root="data") -> str:
    """The path of a sample's folder, which is made, whole or not at all, when it is missing."""
    sample = SAMPLES.get(name)
    if sample is None:
        raise BadValue("unknown_sample", name=name, names=", ".join(SAMPLES), guess=did_you_mean(name, SAMPLES))
    folder = Path(root, name)
    if not folder.exists():
        with whole_folder(folder) as unfinished:
            sample.make(unfinished)
        note("sample_made", path=folder.as_posix(), pictures=sample.pictures, title=sample.title)
    return folder.as_posix()
