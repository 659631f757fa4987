"""Archives that are dropped on the page, a zip or a folder, as a list of entries whose names can be trusted."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sunmao.data.files import zip_archive
from sunmao.data.files.zip_archive import ZipEntry, list_zip_entries
from sunmao.errors import BadData
from sunmao.server.errors import make_problem


def read_zip_entries(file: Any) -> list[ZipEntry]:
    """The files of a zip. Raises HttpProblem 400, with a sentence, for what is no zip or should not be opened."""
    with translate_archive_errors():
        return list_zip_entries(file)


def split_entry_path(path: str) -> list[str]:
    """The components of an entry's path. Raises HttpProblem 400 for one that reaches outside its folder."""
    with translate_archive_errors():
        return zip_archive.split_entry_path(path)


@contextmanager
def translate_archive_errors() -> Iterator[None]:
    """Translate the errors that the library raises for an archive to an answer to the page."""
    try:
        yield
    except BadData as error:
        raise make_problem(400, error) from None
