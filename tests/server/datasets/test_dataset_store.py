"""The data sets of a project: copied, renamed and deleted under names that nothing else has."""

from contextlib import closing

import pytest

from sunmao.server.dataset_index.index_db import DatasetLocation
from sunmao.server.errors import HttpProblem
from tests.support.app_client import Page

FILES = {"training_set/cat/1.jpg": b"a cat", "training_set/dog/1.jpg": b"a dog"}


@pytest.fixture
def store(tmp_path):
    with closing(Page(tmp_path / "studio")) as page:
        yield page.studio.datasets


@pytest.fixture
def pets(store, tmp_path) -> DatasetLocation:
    """A data set of two pictures, beside another one that is called 'fish'."""
    place = DatasetLocation("p", tmp_path / "data", "pets")
    for name, data in FILES.items():
        (place.folder / name).parent.mkdir(parents=True)
        (place.folder / name).write_bytes(data)
    (tmp_path / "data/fish").mkdir()
    return place


def read_files(place: DatasetLocation) -> dict[str, bytes]:
    files = (path for path in place.folder.rglob("*") if path.is_file())
    return {path.relative_to(place.folder).as_posix(): path.read_bytes() for path in files}


def test_a_copy_has_its_own_place(store, pets, tmp_path):
    copy = store.duplicate(pets, pets.data, "more-pets")
    assert copy == DatasetLocation("p", pets.data, "more-pets") and read_files(copy) == FILES == read_files(pets)
    other = store.duplicate(pets, tmp_path / "other", "pets")
    assert other.data == tmp_path / "other" and read_files(other) == FILES
    assert {each.name for each in pets.data.iterdir() if not each.name.startswith(".")} == {"pets", "more-pets", "fish"}


def test_another_name_takes_the_place(store, pets):
    assert store.rename(pets, "pets") == pets
    new = store.rename(pets, "animals")
    assert new == DatasetLocation("p", pets.data, "animals") and read_files(new) == FILES and not pets.folder.exists()
    assert store.rename(new, "Animals").folder.is_dir(), "its own name in other letters"


@pytest.mark.parametrize("name", ["fish", "FISH", "shapes"])
def test_a_name_that_is_taken_is_refused(store, pets, name):
    for act in (lambda: store.rename(pets, name), lambda: store.duplicate(pets, pets.data, name)):
        with pytest.raises(HttpProblem) as refused:
            act()
        assert refused.value.status == 409 and read_files(pets) == FILES


def test_what_is_deleted_is_gone(store, pets):
    store.delete(pets)
    assert not pets.folder.exists() and [each.name for each in pets.data.iterdir() if each.is_dir()] == ["fish"]
