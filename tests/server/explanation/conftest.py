"""Fixtures that tests of explanations share with those of the library: a small network that has learned the sample
digits.
"""

from tests.sunmao.conftest import digits, digits_weights  # noqa: F401 - fixtures
