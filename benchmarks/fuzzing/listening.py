"""A studio in a process of its own, asked over real connections: requests with wrong lengths, events, live topics."""

import json
import socket
import time
from contextlib import suppress
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.error import HTTPError

import psutil
import simple_websocket

from benchmarks.fuzzing.encoding import encode_body
from benchmarks.fuzzing.faults import PLACE, TRACEBACK, Answer
from benchmarks.fuzzing.marks import fill_address, fill_json
from benchmarks.fuzzing.materials import PROJECT, QUESTION, SECRET, Materials, make_workspace
from benchmarks.fuzzing.requests import EVENT, FILES, LEAVING, LIVE, POLL, FuzzedRequest
from benchmarks.limits import extend_limit
from sunmao.server.texts import get_text
from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.network.live_page import LivePage
from tests.support.studio import OUTCOMES, ApiClient, start_studio, stop_studio

# What the gate, the router and the server say: a handler was not reached.
OUTSIDE = ("foreign_host", "not_allowed_here", "open_new_address", "needs_header", "needs_json", "not_found")
REFUSALS = {get_text(key)["en"] for key in (*OUTSIDE, "not_understood")}
POLLING, SOCKET = (f"/socket.io/?EIO=4&transport={kind}" for kind in ("polling", "websocket"))
PREPARED_EVERY = 5  # examples
ANSWERS_WITHIN, GOES_WITHIN = HANG_TIMEOUT / 5, HANG_TIMEOUT / 30  # seconds; more where a start takes long
FIRST_FRAME = 2  # seconds; a camera may take longer, then the topic counts as not reached
BARRIER = "999999"  # id of the event that is sent after each other one: its answer comes when that one is done


class ListeningTarget:
    """The studio and what is known of it. Use it as a context manager."""

    listening = True

    def __init__(self, folder: Path, materials: Materials):
        self._materials, self._folder = materials, folder
        self._page: LivePage | None = None
        self._log_place = 0

    def __enter__(self) -> "ListeningTarget":
        self._materials.copy_project(self._folder)
        began = time.monotonic()
        self._studio = start_studio(self._folder)
        usual = time.monotonic() - began
        self._answers_within, self._goes_within = (extend_limit(each, usual) for each in (ANSWERS_WITHIN, GOES_WITHIN))
        self._visitor = ApiClient(self._studio)
        self._host = self._studio.base.removeprefix("http://")
        self._place = ("127.0.0.1", int(self._host.rpartition(":")[2]))
        self._cookie = self._visitor.own["Cookie"]
        token = self._studio.url.split("token=")[1]
        self.known = {**self._materials.known, "job": "0" * 16, "shelf": "a", "live": ""}
        self.secrets = {
            "the token": token,
            "the cookie": self._cookie.split("=", 1)[1],
            "the page's key": self._visitor.key,
            PLACE: str(self._folder),
            "a file beside the projects": SECRET,
        }
        return self

    def __exit__(self, *_) -> None:
        if self._page is not None:
            self._page.close()
        children = psutil.Process(self._studio.process.pid).children(recursive=True)
        stop_studio(self._studio)
        self.left = len(psutil.wait_procs(children, timeout=self._goes_within)[1])

    def works(self) -> bool:
        """Whether a new project still runs to its end."""
        made = self._visitor.ask("POST", "/api/projects", {"title": "after", "lang": "en"})
        run = self._visitor.run(made, make_workspace("print('still here')"))
        return self._visitor.until_over(made["id"], run["id"])[-1]["state"] == "finished"

    def prepare(self, number: int) -> None:
        """See `campaign.Target`."""
        if number % PREPARED_EVERY:
            return
        if not self._materials.is_whole(self._folder):
            with suppress(HTTPError):  # it may be gone altogether
                self._visitor.ask("DELETE", f"/api/projects/{PROJECT}?stop=1")
            self._materials.copy_project(self._folder)
        for row in self._visitor.ask("GET", "/api/projects")[12:]:
            if row["id"] != PROJECT:
                self._visitor.ask("DELETE", f"/api/projects/{row['id']}?stop=1")
        project = self._visitor.ask("GET", f"/api/projects/{PROJECT}")
        self.known["base"] = project["version"]
        if project["run"] is None or project["run"]["state"] in OUTCOMES:
            self.known["live"] = run = self._visitor.run(project, make_workspace(QUESTION))["id"]
            home = f"/api/projects/{PROJECT}/runs/{run}"
            poll_until(lambda: self._visitor.ask("GET", home)["state"] not in ("starting", "running"), "a question")

    def take_told(self) -> list[str]:
        """See `campaign.Target`. What is logged a moment later counts for the next request."""
        file = self._folder / ".sunmao" / "studio.log"
        data = file.read_bytes()
        if len(data) < self._log_place:  # it was begun anew
            data = file.with_name("studio.log.1").read_bytes()[self._log_place :] + data
            self._log_place = file.stat().st_size
        else:
            data, self._log_place = data[self._log_place :], len(data)
        text = data.decode(errors="replace")
        return [TRACEBACK + each[:4000] for each in text.split(TRACEBACK)[1:]]

    def send(self, request: FuzzedRequest) -> Answer:
        """See `campaign.Target`."""
        began = time.perf_counter()
        kinds = {EVENT: self._send_event, POLL: self._post_packets, LIVE: self._watch_topic}
        status, data, entered = kinds.get(request.method, self._send_http)(request)
        return Answer(status, data, entered, time.perf_counter() - began)

    def _send_http(self, request: FuzzedRequest) -> tuple[int, bytes, str]:
        body, kind = encode_body(request, self._materials, self.known)
        headers = {"Host": self._host, **self._visitor.own, "X-Sunmao": "1", "Origin": self._studio.base}
        headers |= {"Content-Type": kind} if kind else {}
        if body or request.method not in ("GET", "HEAD"):
            headers["Content-Length"] = str(max(0, len(body) + request.flaws.get("length", 0)))
        wrong = {
            "no cookie": {"Cookie": ""},
            "wrong cookie": {"Cookie": f"{self._cookie}\u00e9"},
            "no key": {"X-Sunmao-Key": ""},
            "no header": {"X-Sunmao": ""},
            "foreign host": {"Host": "evil.example"},
            "foreign origin": {"Origin": "null"},
            "cross-site": {"Sec-Fetch-Site": "cross-site"},
        }
        rows = [*(headers | wrong.get(request.gate, {})).items(), *request.headers]
        head = "".join(f"{name}: {value}\r\n" for name, value in rows)
        path = fill_address(request.path, self.known)
        line = f"{request.method} {path} HTTP/1.1\r\n"
        status, data = self._exchange(request.method, f"{line}{head}\r\n".encode("latin-1"), body)
        return status, data, "http" if status != 308 and has_entered(status, data) else ""

    def _exchange(self, method: str, head: bytes, body: bytes) -> tuple[int, bytes]:
        """Send these bytes and nothing more; the answer, or status 0 where the connection was closed without one."""
        with socket.create_connection(self._place, self._answers_within) as connection:
            try:
                connection.sendall(head + body)
                connection.shutdown(socket.SHUT_WR)
            except TimeoutError:
                raise
            except OSError:
                pass  # it was refused before it was all sent; what is closed cannot be shut any more
            answer = HTTPResponse(connection, method=method)
            try:
                answer.begin()
                return answer.status, answer.read()
            except (HTTPException, ConnectionError):
                return 0, b""

    def _send_event(self, request: FuzzedRequest) -> tuple[int, bytes, str]:
        """Say one event and wait until it was heard. A page that was sent away comes again."""
        said = self._make_packet(request)
        try:
            page = self._find_page()
            page.send(said)
            if request.flaws.get("head") in LEAVING:
                page.close()
                raise ConnectionError
            page.send(f'42{BARRIER}["unwatch",{{"run":"none"}}]')
            heard = []
            end = time.monotonic() + self._answers_within
            while not (heard and heard[-1].startswith(f"43{BARRIER}")):
                if (word := page.receive(self._answers_within)) is None or time.monotonic() > end:
                    self._page = None
                    raise TimeoutError(said[:300])
                if word == "2":
                    page.send("3")
                heard.append(word if isinstance(word, str) else "")
        except TimeoutError:
            raise
        except (simple_websocket.ConnectionClosed, OSError):  # it was sent away
            self._page = None
            return 0, b"", ""
        acknowledged = any(word.startswith("431") for word in heard)
        return 0, "".join(heard).encode("utf-8", "replace"), "event" if acknowledged else ""

    def _make_packet(self, request: FuzzedRequest) -> str:
        """An event as a page sends it, or with another beginning; of those that leave, this alone."""
        head = request.flaws.get("head", "421")
        arguments = fill_json(request.body["value"], self.known).decode()[1:]
        event = f"[{json.dumps(request.path)}{',' * (arguments != ']')}{arguments}"
        return head if head in LEAVING else head + event

    def _post_packets(self, request: FuzzedRequest) -> tuple[int, bytes, str]:
        """As a page that polls: connect, say one event, leave."""
        own = {"Host": self._host, **self._visitor.own, "Origin": self._studio.base}
        head = "".join(f"{name}: {value}\r\n" for name, value in own.items())
        opened = self._exchange("GET", f"GET {POLLING} HTTP/1.1\r\n{head}\r\n".encode(), b"")
        place = f"{POLLING}&sid={json.loads(opened[1][1:])['sid']}"

        def post(packet: str) -> tuple[int, bytes]:
            data = packet.encode("utf-8", "surrogatepass")
            line = f"POST {place} HTTP/1.1\r\n{head}Content-Length: {len(data)}\r\n\r\n"
            return self._exchange("POST", line.encode(), data)

        post("40")
        status, data = post(self._make_packet(request))
        post("1")
        return status, data, "poll" if status == 200 else ""

    def _find_page(self) -> LivePage:
        """The page's socket, opened and let in."""
        if self._page is None:
            page = self._open(SOCKET)
            # At once: the client looks at a word that came with the handshake only when the next one comes.
            page.send("40")
            while not page.receive(HANG_TIMEOUT).startswith("40"):
                pass
            self._page = page
        return self._page

    def _watch_topic(self, request: FuzzedRequest) -> tuple[int, bytes, str]:
        """Open a live topic, say what a page says, and wait a moment for what it shows."""
        try:
            page = self._open(fill_address(request.path, self.known))
        except simple_websocket.ConnectionError:
            return 0, b"", ""
        found = None
        try:
            for said in request.body["value"]:
                is_file = isinstance(said, str) and said in FILES
                page.send(self._materials.read_file(said) if is_file else fill_json(said, self.known).decode())
            found = page.receive(FIRST_FRAME)
        except (simple_websocket.ConnectionClosed, OSError):
            pass  # it was sent away
        finally:
            page.close()
        return 0, found if isinstance(found, bytes) else b"", "live" if found else ""

    def _open(self, path: str) -> LivePage:
        address = self._studio.base.replace("http", "ws", 1)
        return LivePage(f"{address}{path}", {"Origin": self._studio.base, **self._visitor.own})


def has_entered(status: int, data: bytes) -> bool:
    """Whether an answer comes from a handler: neither from the gate nor from the router, as far as can be told."""
    try:
        return status > 0 and (status < 400 or json.loads(data)["error"] not in REFUSALS)
    except (ValueError, KeyError, TypeError):
        return False
