"""Texts that come along for the next-word machine: Tang poems in the public domain, and stories told for Sunmao."""

from importlib.resources import files

from sunmao.core.strict import suggest_nearest
from sunmao.errors import BadValue

NAMES = ("tang_poems", "little_stories_zh", "fables_en")


def builtin_text(name: str) -> str:
    """A text that comes along.

    Args:
        name: 'tang_poems' (Chinese), 'little_stories_zh' (Chinese), 'fables_en' (Aesop's, told anew).

    Raises: BadValue, with the nearest name.

    Example:
        >>> builtin_text(name='fables_en').splitlines()[0]
        'The fox and the grapes'
    """
    if name not in NAMES:
        raise BadValue("next_unknown_text", name=name, names=", ".join(NAMES), guess=suggest_nearest(name, NAMES))
    return files(__package__).joinpath("corpus", f"{name}.txt").read_text(encoding="utf-8").rstrip()
