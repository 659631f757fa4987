"""A pruned LeNet, made once."""

from contextlib import chdir
from pathlib import Path

import pytest

from sunmao.vision import Classification
from tests.support.made_once import make_once


@pytest.fixture(scope="session")
def pruned_folder(digits, digits_weights, tmp_path_factory) -> Path:
    """The folder of the weights of a LeNet of which half of the multiply-adds were cut out. To be read only."""

    def prune(folder: Path) -> None:
        model = Classification(backbone="LeNet")
        model.load_dataset(path=digits, check=False)
        model.load_checkpoint(digits_weights)
        with chdir(tmp_path_factory.mktemp("shown")):  # the curves are a picture
            model.prune(budget=0.5, epochs=2, random_seed=1, save_fold=folder)

    return make_once(tmp_path_factory, "pruned digits weights", prune)


@pytest.fixture
def pruned(project, pruned_folder) -> Classification:
    """That LeNet with its data set."""
    [best] = pruned_folder.glob("best_*.pth")
    model = Classification(backbone="LeNet")
    model.load_dataset(path="data/digits", check=False)
    model.load_checkpoint(best)
    return model


@pytest.fixture
def whole(project, digits_weights) -> Classification:
    """The LeNet that it was made of."""
    model = Classification(backbone="LeNet")
    model.load_dataset(path="data/digits", check=False)
    model.load_checkpoint(digits_weights)
    return model
