"""The 1,000 classes of ImageNet's ILSVRC 2012, by which networks are told apart that have learned before."""

import csv
from importlib.resources import files

from sunmao.texts import language


def read_imagenet_classes() -> list[str]:
    """The classes in the order of their numbers, in the language of this session.

    Example:
        >>> len(read_imagenet_classes()), read_imagenet_classes()[1]
        (1000, 'goldfish')
    """
    text = files(__package__).joinpath("imagenet_classes.csv").read_text(encoding="utf-8")
    return [row[language()] for row in csv.DictReader(text.splitlines())]
