"""The garbage collector rests, and works again afterwards."""

import gc

import pytest

from sunmao.core.garbage_collection import pause_garbage_collection


def test_it_rests_until_the_outermost_work_is_done_or_fails():
    with pytest.raises(ZeroDivisionError), pause_garbage_collection():
        with pause_garbage_collection():
            assert not gc.isenabled()
        assert not gc.isenabled()
        1 / 0
    assert gc.isenabled()
