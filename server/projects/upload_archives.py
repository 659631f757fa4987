"""What is dropped on the page, a zip or a folder, as a list of entries whose names can be trusted."""

from collections.abc import Iterator
from contextlib import contextmanager

from sunmao.data.sources import zip_archive
from sunmao.data.sources.zip_archive import Packed, packed_files
from sunmao.errors import BadData
from sunmao.texts import LANGUAGES
from sunmao.server.http.errors import Told


def zip_entries(file) -> list[Packed]:
    """The files of a zip. Raises Problem 400, with a sentence, for what is no zip or should not be opened."""
    with told():
        return packed_files(file)


def parts_of(path: str) -> list[str]:
    """The components of an entry's path. Raises Problem 400 for one that reaches outside its folder."""
    with told():
        return zip_archive.parts_of(path)


@contextmanager
def told() -> Iterator[None]:
    """What the library says of an archive, as an answer to the page."""
    try:
        yield
    except BadData as error:
        raise Told(400, {lang: error.text(lang) for lang in LANGUAGES}) from None
