"""Fixtures that tests of the library share: digits and a painted garden, made once; events, caught as the studio would
get them; a studio without a page.
"""

import shutil
from pathlib import Path

import pytest

from sunmao.data.builtin.samples import make_sample
from sunmao.runtime import session
from tests.support.drawn_masks import draw_painted
from tests.support.made_once import make_once
from tests.support.observed_run import studio  # noqa: F401 - a fixture


@pytest.fixture(scope="session")
def digits(tmp_path_factory):
    """The folder of the sample digits. To be read only."""
    return make_once(tmp_path_factory, "sample digits", lambda folder: make_sample("digits", folder)) / "digits"


@pytest.fixture(scope="session")
def digits_weights(digits, tmp_path_factory) -> Path:
    """The best weights of a LeNet that has learned the sample digits. To be read only."""
    from sunmao.vision import Classification

    def train(folder: Path) -> None:
        model = Classification(backbone="LeNet")
        model.load_dataset(path=digits, check=False)
        model.train(epochs=10, random_seed=2, save_fold=folder)

    [best] = make_once(tmp_path_factory, "digits weights", train).glob("best_*.pth")
    return best


@pytest.fixture(scope="session")
def garden_weights(tmp_path_factory) -> Path:
    """The best weights of a U-Net at 64 pixels that has learned the drawn garden. To be read only."""
    from sunmao.vision import SemanticSegmentation

    def train(folder: Path) -> None:
        model = SemanticSegmentation(image_size=64)
        model.load_dataset(path=draw_painted(folder / "garden"), check=False)
        model.train(epochs=12, random_seed=1, save_fold=folder)

    [best] = make_once(tmp_path_factory, "garden weights", train).glob("best_*.pth")
    return best


@pytest.fixture
def painter(project, garden_weights):
    """That network, with its data set in `data/garden`."""
    from sunmao.vision import SemanticSegmentation

    model = SemanticSegmentation(image_size=64)
    model.load_dataset(path=draw_painted(Path("data/garden")), check=False)
    model.load_checkpoint(checkpoint=garden_weights)
    return model


@pytest.fixture
def project(tmp_path, digits, monkeypatch):
    """An empty project folder that is the working folder; `data/digits` is there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SUNMAO_LANG", "en")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "digits").symlink_to(digits, target_is_directory=True)
    return tmp_path


@pytest.fixture
def few(project, digits):
    """A small data set, `data/few`: 12 training, 4 validation and 4 test pictures of 3 digits."""
    for part, count in (("training_set", 12), ("val_set", 4), ("test_set", 4)):
        for label in "147":
            target = project / "data" / "few" / part / label
            target.mkdir(parents=True)
            for number in range(1, count + 1):
                shutil.copy(digits / part / label / f"{number}.png", target)
    return "data/few"


@pytest.fixture
def events(monkeypatch):
    """Everything that is sent to the studio, which is thought to be there."""

    class Outbox(list):
        def put(self, *sent, hurry=False):
            self.extend(sent)

    caught = Outbox()
    session.set_outbox(caught)
    yield caught
    session.set_outbox(None)


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """The library's cache folder, empty and for this test alone."""
    folder = tmp_path / "cache"
    for module in ("core.row_cache", "vision.embedding.embedding"):
        monkeypatch.setattr(f"sunmao.{module}.cache_folder", lambda: folder)
    folder.mkdir()
    return folder
