"""Requests of strangers to a real studio: through its own door and through the one for other devices."""

import json
import re
import threading
from itertools import product
from urllib.parse import urlsplit

import pytest

from tests.attacks.attacker import CHANGES, JSON, LIVE, POLLING, UPGRADE, WEBSOCKET

REFUSED = 403
SOCKETS = [("GET", POLLING, {}), ("POST", POLLING, {}), ("GET", WEBSOCKET, UPGRADE), ("GET", LIVE, UPGRADE)]


def sentence(answer: tuple) -> str:
    """Return the text of a refusal in both languages."""
    said = json.loads(answer[2])["text"]
    return f"{said['zh']} / {said['en']}"


@pytest.mark.fault("D1")
def test_a_name_that_is_bent_to_this_computer_opens_nothing(door, every_rule, row):
    """DNS rebinding: the browser believes that evil.example is this computer, and says so in Host and Origin, with the
    cookie.
    """
    evil = f"evil.example:{door.port}"
    headers = {**door.change, "Host": evil, "Origin": f"{door.place.scheme}://{evil}"}
    asked = [(method, path, {}) for path, methods in every_rule() for method in methods] + SOCKETS
    answers = [door.ask(method, path, {**headers, **more}) for method, path, more in [*asked, ("GET", "/nowhere", {})]]
    assert {answer[0] for answer in answers} == {REFUSED} and len(answers) > 40
    assert not any("set-cookie" in answer[1] for answer in answers)
    hosts = [
        "",
        "127.0.0.1",
        "0.0.0.0:{port}",
        "localhost:{port}.evil.example",
        "[::ffff:127.0.0.1]:{port}",
        "evil@127.0.0.1:{port}",
        "127.0.0.1:1",
    ]
    for host in hosts:
        assert door.ask("GET", "/", {**door.own, "Host": host.format(port=door.port)})[0] == REFUSED, host
    row(
        saw=sentence(answers[-1]), kept=f"{len(answers)} requests, polling and websocket among them: 403 before routing"
    )


@pytest.mark.fault("D2")
def test_a_foreign_origin_or_none_opens_no_socket(door, row):
    origins = [
        "http://evil.example:{port}",
        "null",
        "http://127.0.0.1:1",
        "https://127.0.0.1:1",
        "http://localhost:{port}",
        "file://",
        "",
    ]
    for origin, (method, path, more) in product(
        origins, [*SOCKETS, ("POST", "/api/projects", {}), ("GET", "/api/projects", {})]
    ):
        assert door.ask(method, path, {**door.change, "Origin": origin.format(port=door.port), **more})[0] == REFUSED, (
            origin,
            path,
        )
    none = {name: value for name, value in door.change.items() if name != "Origin"}
    assert door.ask("POST", POLLING, none)[0] == door.ask("GET", WEBSOCKET, {**none, **UPGRADE})[0] == REFUSED
    assert {door.ask("GET", LIVE, {**none, **more})[0] for more in ({}, UPGRADE)} == {REFUSED}
    # What engine.io itself would let in without an origin still needs the page's key.
    bare = {name: value for name, value in none.items() if name != "X-Sunmao-Key"}
    assert door.ask("GET", POLLING, bare)[0] == 401
    row(
        saw=sentence(door.ask("POST", POLLING, none)),
        kept="no websocket, polling or change; the socket asks for the page's key besides",
    )


@pytest.mark.fault("D3")
def test_a_forwarded_host_is_not_believed(door, row):
    evil = f"evil.example:{door.port}"
    forwarded = {
        "X-Forwarded-Host": evil,
        "X-Forwarded-Proto": door.place.scheme,
        "Forwarded": f"host={evil}",
        "X-Forwarded-Port": "80",
    }
    for method, path, more in [*SOCKETS, ("GET", "/api/projects", {}), ("POST", "/api/projects", {})]:
        answer = door.ask(method, path, {**door.change, "Origin": f"{door.place.scheme}://{evil}", **forwarded, **more})
        assert answer[0] == REFUSED, path
    row(
        saw=sentence(door.ask("GET", POLLING, {**door.change, "Origin": f"{door.place.scheme}://{evil}", **forwarded})),
        kept="403 with X-Forwarded-Host = Origin",
    )


@pytest.mark.fault("D4")
@pytest.mark.long
def test_nothing_answers_without_the_cookie(door, app, every_rule, row):
    known = {**door.host, "X-Sunmao": "1", "Origin": f"{door.place.scheme}://{door.place.netloc}"}
    asked = (
        [(method, path, {}) for path, methods in every_rule() for method in methods]
        + SOCKETS
        + [("GET", "/nowhere", {})]
    )
    for method, path, more in asked:
        answer = door.ask(method, path, {**known, **more})
        assert answer[0] == 401 and len(answer[2]) < 1000, (method, path)
        assert door.ask(method, path, {**known, **more, "Cookie": f"sunmao_{door.port}={door.token}"})[0] == 401
    assert len(asked) > 40
    row(
        saw=sentence(door.ask("GET", "/api/projects", known)),
        kept=f"{len(asked)} requests, one for each rule and method of url_map: 401",
    )


@pytest.mark.fault("D4")
@pytest.mark.fault("H1")
@pytest.mark.long
def test_a_stolen_cookie_opens_nothing(door, app, every_rule, row):
    """Another account's server at another port is sent the cookie by the browser, and replays it with headers of its own."""
    stolen = {**door.change, "X-Sunmao-Key": door.cookie.partition("=")[2]}
    asked = [(method, path, {}) for path, methods in every_rule() for method in methods] + SOCKETS
    answers = {(method, path): door.ask(method, path, {**stolen, **more})[0] for method, path, more in asked}
    opened = {place for place, status in answers.items() if status != 401}
    assert opened == {(method, path) for method in ("GET", "HEAD") for path in ("/", "/assets/1")}
    assert door.key not in door.ask("GET", "/", stolen)[2].decode()
    # An event is heard on no socket of anybody else's either.
    opened_socket = door.ask("GET", POLLING, door.own)
    sid = json.loads(opened_socket[2][1:])["sid"]
    said = door.ask("POST", f"{POLLING}&sid={sid}", {**stolen, "Content-Type": "text/plain;charset=UTF-8"}, b"40")
    assert said[0] == 401
    row(
        saw=sentence(door.ask("GET", "/api/projects", stolen)),
        kept=f"{len(asked)} requests, polling, websocket and live topic among them: 401 but for the page's own files",
    )


FOREIGN = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"}
FORMS = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "image/png")


@pytest.mark.fault("D5")
def test_a_foreign_page_changes_nothing(target, every_rule, row):
    near = target.near
    project = near.make("kept")
    before = snapshot(target)
    tried = 0
    for path, methods in every_rule(project=project, path="main.py", name="1.png"):
        for method in sorted({*methods, "DELETE", "TRACE", "OPTIONS"} - {"GET"}):
            bare = {name: value for name, value in near.change.items() if name != "X-Sunmao"}
            answers = [
                near.ask(
                    method, path, {**bare, **FOREIGN, "Origin": "http://evil.example"}, b"{}"[: 2 * (method in CHANGES)]
                )[0]
            ]
            if method in CHANGES and method in methods:
                # Old browsers send no Sec-Fetch; a form of theirs still cannot send our header, nor can it send JSON.
                answers += [near.ask(method, path, {**bare, "Content-Type": kind}, b"{}")[0] for kind in FORMS]
                answers += [
                    near.ask(method, path, {**near.change, "X-Sunmao": "1", "Content-Type": kind}, b"{}")[0]
                    for kind in ("text/plain", "")
                ]
            assert set(answers) <= {403, 405, 415, 501}, (method, path, answers)
            tried += len(answers)
    for path, methods in every_rule(project=project, path="main.py", name="1.png"):
        if (
            "GET" in methods and path != "/api/doctor"
        ):  # which imports every package for half a minute on a busy computer
            near.ask("GET", path, near.own)
            near.ask("HEAD", path, near.own)
    after = snapshot(target)
    assert (
        {name for name in after if after[name] != before.get(name)}
        == {name for name in before if name not in after}
        == set()
    )
    row(
        saw=sentence(near.ask("DELETE", f"/api/projects/{project}", {**near.own, "Content-Type": JSON})),
        kept=f"{tried} changes refused; no GET or HEAD changed a file",
    )


def snapshot(target) -> dict[str, bytes]:
    """Every file of the projects folder but the log, and but what a run has learned: read from its events by the first
    who looks at the list of projects, whenever that is, and kept for the next.
    """
    files = [
        path
        for path in target.studio.projects.rglob("*")
        if path.is_file() and not path.name.startswith("studio.log") and path.name != "learning.json"
    ]
    return {path.relative_to(target.studio.projects).as_posix(): path.read_bytes() for path in files}


@pytest.mark.fault("D13")
def test_a_cookie_is_good_for_one_door_of_one_start(target, row):
    near, far = target.near, target.far
    name, value = near.cookie.split("=")
    assert name == f"sunmao_{near.port}" and far.cookie.split("=")[0] == f"sunmao_{far.port}"
    assert far.ask("GET", "/", {**far.host, "Cookie": near.cookie})[0] == 401
    assert far.ask("GET", "/", {**far.host, "Cookie": f"sunmao_{far.port}={value}"})[0] == 401
    assert (
        far.ask("GET", f"/?token={near.token}", far.host)[0]
        == 401
        == near.ask("GET", f"/?token={far.token}", near.host)[0]
    )
    both = {**near.own, "Cookie": f"{far.cookie}; {near.cookie}"}
    assert near.ask("GET", "/api/projects", both)[0] == 200
    assert near.ask("GET", "/api/projects", {**both, "X-Sunmao-Key": far.key})[0] == 401
    row(
        saw=sentence(far.ask("GET", "/api/session", {**far.host, "Cookie": near.cookie})),
        kept="name with the port, secret of each door",
    )


@pytest.mark.fault("D15")
@pytest.mark.long
def test_guessing_opens_nothing_and_locks_nobody_out(target, row):
    near, guesses, token = target.near, 2000, urlsplit(target.studio.url).query.partition("=")[2]
    odd = [
        "token=",
        "token={t}&token={t}",
        "token={t}x",
        "token=" + "0" * 60_000,
        "token=%00",
        "token=%ff",
        "&".join(["token={t}"] * 50),
        "token[]={t}",
        "&" * 5000 + "token=x",
    ]
    for query in odd:
        answer = near.ask("GET", "/?" + query.format(t=token), near.host)
        assert answer[0] == 401 and "set-cookie" not in answer[1], query[:40]
    assert near.ask("GET", "/?token=" + "0" * 1_000_000, near.host)[0] in (400, 414)
    statuses: list[int] = []

    def guess(first: int) -> None:
        for number in range(first, guesses, 8):
            statuses.append(near.ask("GET", f"/?token={number:043}", near.host)[0])

    guessing = [threading.Thread(target=guess, args=(first,)) for first in range(8)]
    for thread in guessing:
        thread.start()
    while any(thread.is_alive() for thread in guessing):
        assert near.ask("GET", f"/?token={urlsplit(target.studio.url).query.partition('=')[2]}", near.host)[0] == 200
    assert statuses == [401] * guesses
    near.works()
    page = near.ask("GET", "/?token=x", near.host)[2].decode()
    row(
        saw=" / ".join(re.findall(r">([^<>]+)</h1>", page)),
        kept=f"the child came in at any time during {guesses} wrong tokens",
    )


@pytest.mark.fault("D20")
@pytest.mark.parametrize(
    "path",
    [
        "/console",
        "/?__debugger__=yes&cmd=resource&f=debugger.js",
        "/api/projects/%00",
        "/api/nowhere?__debugger__=yes&cmd=printpin",
    ],
)
def test_the_debugger_is_never_on(target, path, row):
    """The studio of these tests was started with FLASK_DEBUG=1 and WERKZEUG_DEBUG_PIN=off."""
    status, _, body = target.near.ask("GET", path, target.near.own)
    assert status in (200, 404) and not re.search(rb"werkzeug|debugger|traceback|EVALEX", body, re.I)
    assert status == 404 or body == target.near.ask("GET", "/", target.near.own)[2]
    row(saw=json.loads(body)["text"] if status == 404 else "", kept="no console, no traceback, no debugger's files")
