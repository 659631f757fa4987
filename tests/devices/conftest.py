"""What tests with boards and cameras share."""

import pytest
from board_runs import Bench, Ports

from tests.devices.uno import devices, uno  # noqa: F401 - fixtures


@pytest.fixture(scope="module")
def ports(tmp_path_factory, uno):
    """Two ports; the board is plugged in at `A`."""
    with pytest.MonkeyPatch.context() as patch:
        made = Ports(tmp_path_factory.mktemp("ports"), "A B")
        patch.setenv("SUNMAO_PORTS", str(made))
        made.plug("A", uno)
        yield made


@pytest.fixture(scope="module")
def port(ports) -> str:
    """The path of the port `A`."""
    return str(ports.paths["A"])


@pytest.fixture(scope="module")
def bench(tmp_path_factory, port):
    """A studio that knows the board at this port."""
    made = Bench(tmp_path_factory.mktemp("bench 张"))
    made.ready(port)
    yield made
    made.close()
