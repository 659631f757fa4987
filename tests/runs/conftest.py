"""The studio without a page that the tests of one file share."""

import pytest
from told import Studio


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    """A studio for the tests of one file; all of it is gone afterwards."""
    made = Studio(tmp_path_factory.mktemp("projects 张"))
    yield made
    made.runs.close()
