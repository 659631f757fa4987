"""The table of access: everybody who is not the pupil × everything that the pupil can do, tried at a real studio."""

import json
import os
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.attacks.attacker import JSON, POLLING, UPGRADE, WEBSOCKET, Attacker, network_address
from tests.support.privileges import as_nobody
from tests.support.studio import start_studio, stop_studio

LIVE = "/live?topic=devices"
RUN = b'{"workspace": {"blocks": {"blocks": []}}, "base": 1, "lang": "en"}'
# What another account finds of the studio with its own eyes: names of processes and files, and what it may read of them.
LOOKS = """
import glob, json, re, sys
found = set()
for path in glob.glob(sys.argv[1] + "/**", recursive=True, include_hidden=True) + glob.glob("/proc/[0-9]*/*"):
    try:
        with open(path, "rb") as file:
            found.update(each.decode() for each in re.findall(rb"(?<![\\w-])[\\w-]{43}(?![\\w-])", file.read(1_000_000)))
    except OSError:
        pass
print(json.dumps(sorted(found)))
"""


def list_deeds(door: Attacker, project: str, token: str) -> dict[str, tuple[str, str, dict, bytes]]:
    """Return all that the pupil's page can do: name → method, path, headers beside those of whoever tries, body."""
    change = {"X-Sunmao": "1", "Content-Type": JSON, "Origin": f"{door.place.scheme}://{door.place.netloc}"}
    socket = {**UPGRADE, "Origin": change["Origin"]}
    return {
        "log in": ("GET", f"/?token={token}", {}, b""),
        "replay": ("GET", "/api/projects", {}, b""),
        "ride along": ("POST", "/api/projects", change, b'{"title": "theirs", "lang": "en"}'),
        "run": ("POST", f"/api/projects/{project}/runs", change, RUN),
        "open the door": ("PUT", "/api/network", change, b'{"open": true}'),
        "watch": ("GET", LIVE, socket, b""),
        "watch a run": ("GET", WEBSOCKET, socket, b""),
        "watch by polling": ("GET", POLLING, change, b""),
        "see a picture": ("GET", f"/api/projects/{project}/files/data/a.png", {}, b""),
        "see what waits": ("GET", f"/api/projects/{project}/imports/0/samples/coco/0", {}, b""),
        "take what waits": ("POST", f"/api/projects/{project}/imports/0", change, b"{}"),
        "download": ("GET", f"/api/projects/{project}/export/project.zip", {}, b""),
    }


@pytest.fixture
def studio():
    """A studio that other devices may open, in a folder that other accounts may look into."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        running = start_studio(Path(folder, "projects"), host="0.0.0.0")
        yield running
        stop_studio(running)


@pytest.mark.fault("H1")
@pytest.mark.fault("H2")
@pytest.mark.long
def test_nobody_does_what_is_not_theirs(studio, row):
    near, far = Attacker(studio.url), Attacker(network_address(studio)[0])
    project = near.make("mine")
    assert far.own, "a device that stays"
    used = near.token  # near has logged in by it
    sent_away = Attacker(far.address)
    stale = sent_away.own
    devices = near.json("GET", "/api/network")["devices"]
    near.json("DELETE", f"/api/network/devices/{devices[0]['id']}")
    seen = look_as_another_account(studio.projects)
    who: dict[str, tuple[Attacker, dict, list[str]]] = {
        "a foreign page": (near, {**near.host, "Cookie": near.cookie}, [used]),
        "another account": (near, near.host, [used, *seen]),
        "a stranger in the network": (far, far.host, [near.token, "0" * 43]),
        "a device that was sent away": (sent_away, stale, [sent_away.token]),
    }
    table = {name: find_done(project, *each) for name, each in who.items()}
    assert not any(table.values()), table
    # The same deeds by the pupil's page: else this table shows nothing.
    mine = find_done(project, near, near.own, [urlsplit(studio.url).query.partition("=")[2]])
    assert mine == list(list_deeds(near, project, ""))
    told = ", ".join(f"{name} {len(done)}" for name, done in table.items())
    row(saw="", kept=f"done of {len(mine)} things that only the pupil may do: {told}; the pupil's own page {len(mine)}")


def find_done(project: str, door: Attacker, own: dict, tokens: list[str]) -> list[str]:
    """List the deeds that succeed with these headers and any of these tokens."""
    return [
        deed for deed in list_deeds(door, project, "") if any(do(door, own, project, deed, token) for token in tokens)
    ]


def do(door: Attacker, own: dict, project: str, deed: str, token: str) -> bool:
    """Whether an answer shows that it was done; of a login, that it gave a cookie."""
    method, path, more, body = list_deeds(door, project, token)[deed]
    status, headers, _ = door.ask(method, path, {**own, **more}, body)
    return "set-cookie" in headers if deed == "log in" else status not in (401, 403)


def look_as_another_account(projects: Path) -> list[str]:
    """List the files that look like a secret and are readable by uid 65534; empty where this user cannot become another
    one.
    """
    who = as_nobody()
    command = ["python3", "-c", LOOKS, str(projects)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True, **who).stdout) if who else []
