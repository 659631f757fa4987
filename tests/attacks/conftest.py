"""One studio for all attackers, open for other devices too, and with an environment that asks for trouble."""

from dataclasses import dataclass, field

import pytest

from sunmao.server.app.create_app import create_app
from sunmao.server.studio import StudioConfig
from tests.attacks.attacker import Attacker, network_address, rules
from tests.support.studio import Studio, start_studio, stop_studio

TROUBLE = {"FLASK_DEBUG": "1", "FLASK_ENV": "development", "WERKZEUG_DEBUG_PIN": "off", "WERKZEUG_RUN_MAIN": "true"}
# A live topic that always has another megabyte to tell.
FLOOD = """
from sunmao.server.http import live_topics
class Flood:
    def newest(self): return b"x" * 1_000_000
    def handle_message(self, message): pass
    def close(self): pass
live_topics.register_topic("flood", lambda studio, rest, wake: Flood())
"""


@dataclass
class Target:
    """A studio under attack: at its own address, and at the one for other devices. said: what its terminal said of
    those.
    """

    studio: Studio
    near: Attacker
    far: Attacker
    said: str = field(repr=False)

    @property
    def log(self) -> str:
        """The studio's log so far."""
        return (self.studio.projects / ".sunmao" / "studio.log").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def target(tmp_path_factory):
    """The studio; afterwards it must still work."""
    studio = start_studio(tmp_path_factory.mktemp("projects"), before=FLOOD, more=TROUBLE, host="0.0.0.0")
    address, said = network_address(studio)
    made = Target(studio, Attacker(studio.address), Attacker(address), said)
    yield made
    made.near.works()
    stop_studio(studio)


@pytest.fixture(scope="session")
def app(tmp_path_factory):
    """The same application in this process, to list its addresses and events; it serves nothing."""
    made = create_app(StudioConfig(tmp_path_factory.mktemp("listed"), 5050))
    yield made
    made.extensions["sunmao"].runs.close()


@pytest.fixture
def every_rule(app):
    """holes → every address of the application and its methods."""
    return lambda **holes: rules(app, holes)


@pytest.fixture(params=["near", "far"])
def door(request, target) -> Attacker:
    """Each way into the studio."""
    return getattr(target, request.param)
