"""Opening every picture of a data set once, to name the damaged ones before they spoil a training."""

from .. import link
from ..errors import FileMissing, NotAPicture
from ..events import Progress
from ..texts import LANGUAGES
from .items import Item
from .pictures import each_in_threads, read_picture


NAMED = 5  # of many files, so many are named


def damaged(items: list[Item]) -> list[tuple[Item, Exception]]:
    """The items that cannot be read as pictures, each with the error that says why."""
    bad = []
    for done, (item, error) in enumerate(zip(items, each_in_threads(_fault, [item.path for item in items]), strict=True), 1):
        if error:
            bad.append((item, error))
        if done % 200 == 0:
            link.stopping_point()
            link.emit(Progress(done=done, total=len(items), unit="picture", task="data"))
    return bad


def named(bad: list[tuple[Item, Exception]]) -> dict:
    """The names of damaged files, each with the reason: {'zh', 'en'}."""
    more = f" … (+{len(bad) - NAMED})" if len(bad) > NAMED else ""
    return {lang: ", ".join(_with_reason(item, error, lang) for item, error in bad[:NAMED]) + more for lang in LANGUAGES}


def _with_reason(item: Item, error, lang: str) -> str:
    name = f"{item.label}/{item.path.name}" if item.label else item.path.name
    return f"{name} ({error.title[lang]})"


def _fault(path):
    try:
        read_picture(path)
    except (NotAPicture, FileMissing) as error:
        return error
    return None
