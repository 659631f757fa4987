"""Fixtures and stand-ins that tests with boards share."""

from tests.support.devices.board_bench import bench, port, ports  # noqa: F401 - fixtures
from tests.support.devices.emulated_uno import devices, uno  # noqa: F401 - fixtures
