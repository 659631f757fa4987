"""Files that models of rows of numbers are asked about."""

import inspect

import pytest

from sunmao.inference.row_model import RowModel
from sunmao.motion import MotionClassification
from sunmao.sound import SoundClassification


@pytest.mark.parametrize("kind", [MotionClassification, SoundClassification])
def test_a_kind_that_takes_files_says_which_argument_they_are(kind):
    assert issubclass(kind, RowModel) and kind._input in inspect.signature(kind.inference).parameters
    assert ".cbor" in kind._endings and all(each[:1] == "." and each.islower() for each in kind._endings)
