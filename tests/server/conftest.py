"""The studio without a page that the tests of one file share."""

from tests.support.observed_run import studio  # noqa: F401 - a fixture
