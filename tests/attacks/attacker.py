"""A stranger who speaks HTTP exactly as he likes, to a studio in a process of its own."""

import http.client
import json
import re
import socket
import ssl
import time
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote, urlsplit

from tests.support.limits import HANG_TIMEOUT
from tests.support.studio import Studio, read_key

JSON = "application/json"
POLLING = "/socket.io/?EIO=4&transport=polling"
WEBSOCKET = "/socket.io/?EIO=4&transport=websocket"
LIVE = "/live?topic=flood"
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
CHANGES = ("POST", "PUT", "PATCH", "DELETE")


@dataclass
class Attacker:
    """address: what the studio printed, with the token; source: the address from which this one comes, any where it is
    empty; patience: seconds.
    """

    address: str
    source: str = ""
    patience: float = HANG_TIMEOUT

    @cached_property
    def place(self):
        return urlsplit(self.address)

    @property
    def port(self) -> int:
        return self.place.port

    @property
    def token(self) -> str:
        return self.place.query.removeprefix("token=")

    @property
    def host(self) -> dict:
        """The headers of a stranger who knows where the studio is, and nothing else."""
        return {"Host": self.place.netloc}

    @cached_property
    def session(self) -> tuple[str, str]:
        """Cookie and page key of somebody who opened the address."""
        _, headers, page = self.ask("GET", f"/?token={self.token}", self.host)
        return headers["set-cookie"].split(";")[0], read_key(page)

    @property
    def cookie(self) -> str:
        return self.session[0]

    @property
    def key(self) -> str:
        return self.session[1]

    @property
    def own(self) -> dict:
        """The headers of the studio's own page."""
        return {**self.host, "Cookie": self.cookie, "X-Sunmao-Key": self.key}

    @property
    def change(self) -> dict:
        """The headers with which the studio's own page changes something."""
        return {
            **self.own,
            "X-Sunmao": "1",
            "Content-Type": JSON,
            "Origin": f"{self.place.scheme}://{self.place.netloc}",
        }

    def connect(self, timeout: float | None = None) -> socket.socket:
        """An open connection, by TLS where the address says so."""
        source = (self.source, 0) if self.source else None
        plain = socket.create_connection((self.place.hostname, self.port), timeout or self.patience, source)
        if self.place.scheme == "http":
            return plain
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context.wrap_socket(plain)

    def ask(
        self, method: str, path: str, headers: dict, body: bytes = b"", length: int | None = None
    ) -> tuple[int, dict, bytes]:
        """One request with exactly these headers (and a length, also a wrong one): status, headers, body."""
        connection = http.client.HTTPConnection(self.place.hostname)
        connection.sock = self.connect()
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        if body or length is not None or method not in ("GET", "HEAD"):
            connection.putheader("Content-Length", str(len(body) if length is None else length))
        connection.endheaders(body)
        answer = connection.getresponse()
        found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        connection.close()
        return found

    def json(self, method: str, path: str, body: object = None, status: int = 200):
        """The JSON answer to a request of the studio's own page."""
        got, _, data = self.ask(method, path, self.change, b"" if body is None else json.dumps(body).encode())
        assert got == status, (method, path, got, data[:300])
        return json.loads(data)

    def make(self, title: str = "one") -> str:
        """A new project's id."""
        return self.json("POST", "/api/projects", {"title": title, "lang": "zh"}, 201)["id"]

    def run(self, project: str, code: str) -> str:
        """Run one block of Python in a project to its end; returns all that it printed."""
        block = {"type": "program_python", "id": "p", "fields": {"code": code}}
        return self.run_blocks(
            project, {"blocks": {"blocks": [{"type": "program_start", "id": "s", "next": {"block": block}}]}}
        )

    def run_blocks(self, project: str, workspace: dict) -> str:
        """Run a workspace to its end; returns all that it printed."""
        path = f"/api/projects/{quote(project)}"
        base = self.json("GET", path)["version"]
        run = self.json("POST", f"{path}/runs", {"workspace": workspace, "base": base, "lang": "zh"}, 201)["run"]["id"]
        while self.json("GET", f"{path}/runs/{run}")["state"] not in ("finished", "stopped", "error", "lost"):
            time.sleep(0.02)
        events: list[dict] = []
        while more := self.json("GET", f"{path}/runs/{run}/events?after={events[-1]['seq'] if events else 0}")[
            "events"
        ]:
            events += more
        return "".join(event["text"] for event in events if event["kind"] == "output")

    def works(self) -> None:
        """The child's page still opens, saves and runs."""
        assert self.ask("GET", "/", self.own)[0] == 200
        assert self.run(self.make(), "print('still here')") == "still here\n"


def rules(app, holes: dict[str, str]) -> list[tuple[str, list[str]]]:
    """Every address of the application with something in its holes, and its methods."""
    found = []
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda hole: holes.get(hole[1], "1"), rule.rule)
        found.append((path, sorted(rule.methods - {"OPTIONS"})))
    return found


def network_address(studio: Studio) -> tuple[str, str]:
    """Read the output of a studio with `--host` after its own address: the first address for other devices, and all of
    the text.
    """
    said = ""
    while not (found := re.search(r"https://\S+", said)) or "██" not in said.splitlines()[-1]:
        said += studio.process.stdout.readline()
    return found[0], said
