"""Fixtures that tests with boards share."""

from tests.support.devices.emulated_uno import devices, uno  # noqa: F401 - fixtures
