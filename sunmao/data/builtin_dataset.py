"""`sample_dataset`: a data set that comes along, opened. Apart from the table of samples, which `Dataset` itself reads."""

from sunmao.data.builtin.samples import make_sample
from sunmao.data.dataset import Dataset


def sample_dataset(name: str = "digits") -> Dataset:
    """Give a data set that comes along; its pictures are made in `data/<name>` when they are not there yet.

    Raises: BadValue for an unknown name.
    """
    return Dataset(path=make_sample(name))
