"""The access rules: through a real listening socket, with headers as attackers and browsers send them."""

import json
import re
import socket
from http.client import HTTPResponse

import pytest

from sunmao.server.http.auth_middleware import CHANGES, LIVE
from sunmao.server.http.sessions import SIGNED_SECONDS, read_clock, sign
from tests.support.app_client import JSON, log_in, serving
from tests.support.studio import read_key

SOCKET = "/socket.io/?EIO=4&transport=polling"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("projects")) as studio:
        yield studio


@pytest.fixture
def live(served):
    """The studio, with a token that nobody has used."""
    served.sessions.renew_token()
    return served


def rules(live):
    """Every address of the application with a harmless value in its holes, and its methods."""
    for rule in live.app.url_map.iter_rules():
        path = re.sub(r"<int:\w+>", "1", rule.rule)
        yield re.sub(r"<[^>]+>", "x", path), sorted(rule.methods - {"OPTIONS"})


FOREIGN_HOSTS = [
    "evil.example:{port}",
    "127.0.0.1",
    "127.0.0.1:1",
    "127.0.0.1:{port}.evil.example",
    "evil@127.0.0.1:{port}",
    "",
    "[::1]:{port}",
    "0.0.0.0:{port}",
]


@pytest.mark.parametrize("host", FOREIGN_HOSTS)
@pytest.mark.parametrize("path", ["/", "/api/projects", "/assets/main.js", SOCKET, "/nowhere"])
def test_a_foreign_host_is_refused_before_routing(live, host, path):
    headers = {**live.own, "Host": host.format(port=live.port)}
    status, _, body = live.ask("GET", path, headers)
    assert status == 403 and json.loads(body)["status"] == 403


def test_two_hosts_are_none(live):
    import http.client

    connection = http.client.HTTPConnection("127.0.0.1", live.port)
    connection.putrequest("GET", "/api/projects", skip_host=True)
    for name, value in [*live.own.items(), ("Host", "evil.example")]:
        connection.putheader(name, value)
    connection.endheaders()
    assert connection.getresponse().status == 403
    connection.close()


FOREIGN_ORIGINS = [
    "http://evil.example:{port}",
    "null",
    "http://127.0.0.1:1",
    "https://127.0.0.1:{port}",
    "http://localhost:{port}",
    "http://127.0.0.1:{port}/",
    "",
]


@pytest.mark.parametrize("origin", FOREIGN_ORIGINS)
@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/api/projects"), ("POST", "/api/projects"), ("GET", SOCKET), ("POST", SOCKET)]
)
def test_a_foreign_origin_is_refused(live, method, path, origin):
    headers = {**live.own, "Origin": origin.format(port=live.port), "X-Sunmao": "1", "X-Forwarded-Host": "evil.example"}
    assert live.ask(method, path, headers)[0] == 403


def test_the_forwarded_host_is_not_believed(live):
    evil = f"evil.example:{live.port}"
    headers = {**live.own, "Origin": f"http://{evil}", "X-Forwarded-Host": evil, "X-Forwarded-Proto": "http"}
    assert live.ask("GET", SOCKET, headers)[0] == 403


UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
WEBSOCKET = "/socket.io/?EIO=4&transport=websocket"


@pytest.mark.parametrize("origin", [None, "null", "http://evil.example:{port}"])
def test_a_websocket_needs_its_own_origin(live, origin):
    headers = {**live.own, **UPGRADE}
    if origin:
        headers["Origin"] = origin.format(port=live.port)
    assert live.ask("GET", WEBSOCKET, headers)[0] == 403


def test_a_polling_post_needs_an_origin(live):
    assert live.ask("POST", SOCKET, live.own)[0] == 403


@pytest.mark.slow
def test_without_the_cookie_nothing_answers(live):
    host = {"Host": live.own["Host"], "X-Sunmao": "1", "Origin": f"http://{live.own['Host']}"}
    seen = 0
    for path, methods in [*rules(live), (SOCKET, ["GET", "POST"]), ("/nowhere", ["GET", "DELETE"])]:
        for method in methods:
            seen += 1
            assert live.ask(method, path, host)[0] == 401, (method, path)
    assert seen > 25
    assert live.ask("GET", WEBSOCKET, {**host, **UPGRADE})[0] == 401


@pytest.mark.parametrize("value", ["", "x", "{token}", "{cookie}x", "{cookie} ", "0" * 5000])
def test_a_wrong_cookie_is_none(live, value):
    cookie = value.format(token=live.sessions.token, cookie=live.session.cookie)
    assert live.ask("GET", "/api/projects", {**live.own, "Cookie": f"sunmao_{live.port}={cookie}"})[0] == (
        200 if cookie.strip() == live.session.cookie else 401
    )


def test_the_cookies_of_others_may_hold_any_byte(live):
    """Cookies ignore ports: another program at this address sets them too."""
    odd = "other=\xe9\xff\x80"
    assert live.ask("GET", "/api/projects", {**live.own, "Cookie": odd})[0] == 401
    assert live.ask("GET", "/api/projects", {**live.own, "Cookie": f"{odd}; {live.own['Cookie']}"})[0] == 200


def test_the_cookie_of_another_port_is_none(live, tmp_path):
    with serving(tmp_path) as other:
        assert other.ask("GET", "/api/projects", {**other.own, "Cookie": live.own["Cookie"]})[0] == 401
        both = f"{live.own['Cookie']}; {other.own['Cookie']}"
        assert other.ask("GET", "/api/projects", {**other.own, "Cookie": both})[0] == 200


@pytest.mark.slow
def test_every_change_needs_our_header(live):
    changes = [(method, path) for path, methods in rules(live) for method in methods if method in CHANGES]
    assert len(changes) >= 10
    for method, path in changes:
        for value in (None, "0", "true"):
            headers = {**live.own, "Content-Type": JSON, **({"X-Sunmao": value} if value else {})}
            assert live.ask(method, path, headers, b"{}")[0] == 403, (method, path)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonx", "image/png", "image/svg+xml"]
)
def test_a_form_or_plain_text_is_no_json(live, kind):
    headers = {**live.own, "X-Sunmao": "1", "Content-Type": kind}
    assert live.ask("POST", "/api/projects", headers, b'{"lang": "en"}')[0] == 415


@pytest.mark.parametrize("method", ["TRACE", "OPTIONS", "PROPFIND", "CONNECT"])
def test_other_methods_are_refused(live, method):
    assert live.ask(method, "/api/projects", {**live.own, "X-Sunmao": "1"})[0] in (405, 501)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("path", ["/api/projects", "/assets/main.js", SOCKET])
def test_a_foreign_page_gets_no_part_of_ours(live, site, path):
    headers = {**live.own, "Sec-Fetch-Site": site, "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}
    assert live.ask("GET", path, headers)[0] == 403


def test_every_answer_keeps_the_page_to_itself(live):
    for path in ("/", "/api/projects", "/nowhere", SOCKET, "/assets/nothing.js"):
        headers = live.ask("GET", path, live.own)[1]
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy and "script-src 'self';" in policy and "http:" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-resource-policy"] == headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["referrer-policy"] == "no-referrer"
        assert "require-trusted-types-for 'script'" in policy
        permissions = headers["permissions-policy"].split(", ")
        assert headers["server"] == "Sunmao", "no versions"
        assert {"camera=(self)", "microphone=(self)", "geolocation=()", "usb=()"} <= set(permissions)
        assert "access-control-allow-origin" not in headers


def test_the_token_is_traded_for_a_cookie_and_a_key(live):
    token = live.sessions.token
    status, headers, page = live.ask("GET", f"/?token={token}", {"Host": live.own["Host"]})
    assert status == 200 and headers["cache-control"] == "no-store" and "etag" not in headers
    name, _, rest = headers["set-cookie"].partition("=")
    assert name == f"sunmao_{live.port}"
    assert "HttpOnly" in rest and "SameSite=Strict" in rest and token not in rest and token.encode() not in page
    got = {"Host": live.own["Host"], "Cookie": headers["set-cookie"].split(";")[0], "X-Sunmao-Key": read_key(page)}
    assert live.ask("GET", "/api/projects", got)[0] == 200
    assert read_key(page) not in headers["set-cookie"]
    assert b"page-key" not in live.ask("GET", "/", got)[2], "the page brings the key once"


def test_a_token_works_once(live):
    token, host = live.sessions.token, {"Host": live.own["Host"]}
    assert live.ask("GET", f"/?token={token}", host)[0] == 200
    status, headers, page = live.ask("GET", f"/?token={token}", host)
    assert status == 401 and "set-cookie" not in headers and "page-key" not in page.decode()
    # Whoever is in already, and opens an old link once more, is led to the page.
    status, headers, page = live.ask("GET", f"/?token={token}", live.own)
    assert (status, headers["location"], page) == (303, "/", b"") and "set-cookie" not in headers


def test_a_new_token_ends_the_one_before(live):
    old, host = live.sessions.token, {"Host": live.own["Host"]}
    new = live.sessions.renew_token()
    assert live.ask("GET", f"/?token={old}", host)[0] == 401
    assert live.ask("GET", f"/?token={new}", host)[0] == 200


def test_a_second_login_of_a_browser_keeps_its_other_tabs(live):
    _, headers, page = live.ask("GET", f"/?token={live.sessions.token}", live.own)
    assert headers["set-cookie"].startswith(live.own["Cookie"]) and read_key(page) == live.session.key


def test_what_a_browser_fetches_ahead_uses_no_token_up(live):
    token, host = live.sessions.token, {"Host": live.own["Host"]}
    assert live.ask("GET", f"/?token={token}", {**host, "Sec-Purpose": "prefetch;prerender"})[0] == 401
    assert live.ask("GET", f"/?token={token}", host)[0] == 200


def without_key(live) -> dict:
    """The headers that the browser sends to another server at this computer's address, which can replay them."""
    return {name: value for name, value in live.own.items() if name != "X-Sunmao-Key"}


@pytest.mark.long
@pytest.mark.slow
def test_the_cookie_alone_opens_the_bare_page_only(live):
    stolen = {**without_key(live), "X-Sunmao": "1", "Origin": f"http://{live.own['Host']}", "Content-Type": JSON}
    opened = set()
    for path, methods in [*rules(live), (SOCKET, ["GET", "POST"]), (LIVE, ["GET"]), ("/nowhere", ["GET", "DELETE"])]:
        for method in methods:
            for more in ({}, {"X-Sunmao-Key": ""}, {"X-Sunmao-Key": live.session.cookie}):
                if live.ask(method, path, {**stolen, **more})[0] != 401:
                    opened.add((method, path))
    assert opened == {(method, path) for method in ("GET", "HEAD") for path in ("/", "/assets/x")}
    assert (
        live.ask("GET", WEBSOCKET, {**stolen, **UPGRADE})[0] == live.ask("GET", LIVE, {**stolen, **UPGRADE})[0] == 401
    )
    assert live.session.key.encode() not in live.ask("GET", "/", stolen)[2]


def signed(live, path: str, seconds: int = 60, signed_path: str | None = None) -> str:
    expires = read_clock() + seconds
    return f"{path}{'&' if '?' in path else '?'}expires={expires}&signature={sign(live.session.key, signed_path or path.split('?')[0], expires)}"


def test_a_signed_address_is_read_for_some_minutes(live):
    bare = without_key(live)
    assert live.ask("GET", signed(live, "/api/projects"), bare)[0] == 200
    assert live.ask("GET", signed(live, "/api/vocabulary?lang=en"), bare)[0] == 200
    assert live.ask("GET", signed(live, "/api/projects", SIGNED_SECONDS), bare)[0] == 200
    assert live.ask("GET", signed(live, "/api/projects", -1), bare)[0] == 401
    assert live.ask("GET", signed(live, "/api/projects", 2 * SIGNED_SECONDS), bare)[0] == 401, "signed for too long"
    assert live.ask("GET", signed(live, "/api/projects", signed_path="/api/session"), bare)[0] == 401
    assert live.ask("GET", signed(live, "/api/projects"), {"Host": bare["Host"]})[0] == 401, "without the cookie"
    change = {**bare, "X-Sunmao": "1", "Content-Type": JSON, "Origin": f"http://{bare['Host']}"}
    assert live.ask("POST", signed(live, "/api/projects"), change, b'{"lang": "en"}')[0] == 401, "it changes nothing"


@pytest.mark.parametrize(
    "query",
    [
        "expires=&signature=x",
        "expires=1e9&signature={good}",
        "expires=-1&signature={good}",
        "expires=99999999999999999999999999&signature={good}",
        "expires={soon}&signature=",
        "expires={soon}&signature={good}x",
        "signature={good}&expires={soon}",
        "expires={soon}&signature=%00",
        "expires={soon}&signature=" + "A" * 22,
    ],
)
def test_a_forged_signature_opens_nothing(live, query):
    soon = read_clock() + 60
    words = query.format(soon=soon, good=sign(live.session.key, "/api/projects", soon))
    assert live.ask("GET", f"/api/projects?{words}", without_key(live))[0] == 401


def test_a_name_in_chinese_is_signed_as_the_page_does(live):
    path = "/api/projects/%E5%BC%A0%20%E4%B8%89"
    assert live.ask("GET", signed(live, path, signed_path="/api/projects/张 三"), without_key(live))[0] == 404


def test_who_is_sent_away_is_in_no_more(live):
    other = log_in(live.sessions)
    own = {**live.own, "Cookie": f"sunmao_{live.port}={other.cookie}", "X-Sunmao-Key": other.key}
    assert live.ask("GET", "/api/projects", own)[0] == 200
    assert live.sessions.end(other.id) is other
    assert live.ask("GET", "/api/projects", own)[0] == live.ask("GET", "/", own)[0] == 401
    assert live.sessions.end(other.id) is None
    assert live.ask("GET", "/api/projects", live.own)[0] == 200


def test_a_foreign_frame_does_not_lead_in(live):
    fetch = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
    assert live.ask("GET", f"/?token={live.sessions.token}", {"Host": live.own["Host"], **fetch})[0] == 403


@pytest.mark.parametrize(
    "query",
    [
        "token=",
        "token=x",
        "token={t}&token={t}",
        "token={t}x",
        "xtoken={t}",
        "token=" + "0" * 60_000,
        "token=%00",
        "token=%ff",
    ],
)
def test_a_wrong_token_opens_nothing_and_locks_nobody_out(live, query):
    host = {"Host": live.own["Host"]}
    status, headers, _ = live.ask("GET", "/?" + query.format(t=live.sessions.token), host)
    assert status == 401 and "set-cookie" not in headers
    assert live.ask("GET", f"/?token={live.sessions.token}", host)[0] == 200


def test_a_megabyte_of_token_is_refused(live):
    assert live.ask("GET", "/?token=" + "0" * 1_000_000, {"Host": live.own["Host"]})[0] in (400, 414)


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"GET /?x=" + b"0" * 70_000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\n" + b"x: y\r\n" * 200 + b"\r\n", 431),
        (b"GET / HTTP/9.9\r\n\r\n", 505),
        (b"\xff \xff \xff\r\n\r\n", 400),
    ],
    ids=["address", "headers", "version", "noise"],
)
def test_what_is_no_request_is_refused_in_the_one_shape(live, head, status):
    with socket.create_connection(("127.0.0.1", live.port)) as raw:
        raw.sendall(head)
        answer = HTTPResponse(raw)
        answer.begin()
        said = json.loads(answer.read())
    assert (answer.status, said["status"]) == (status, status) and said["text"]["zh"] and said["text"]["en"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_debugger_is_off(live, monkeypatch):
    monkeypatch.setenv("FLASK_DEBUG", "1")
    monkeypatch.setenv("WERKZEUG_DEBUG_PIN", "off")
    status, _, body = live.ask("GET", "/console", live.own)
    assert status == 404 and b"Werkzeug" not in body
    assert live.app.debug is False


def test_the_token_is_not_logged(live, caplog):
    caplog.set_level("INFO")
    token = live.sessions.token
    live.ask("GET", f"/?token={token}", {"Host": live.own["Host"]})
    live.ask("GET", signed(live, "/api/projects"), without_key(live))
    with socket.create_connection(("127.0.0.1", live.port)) as raw:
        raw.sendall(b"GET /\x1b[2J\xc2\x85forged?token=" + token.encode() + b" HTTP/1.1\r\nHost: x\r\n\r\n")
        assert raw.recv(100).startswith(b"HTTP/1.1 4")
    assert not any(char in record.getMessage() for record in caplog.records for char in "\x1b\x85\n")
    assert "GET /?… HTTP/1.1" in caplog.text
    for secret in (token, live.session.cookie, live.session.key, "signature="):
        assert secret not in caplog.text


def test_a_body_without_a_length_is_cut_while_it_is_read(live):
    head = [
        f"{name}: {value}"
        for name, value in {**live.own, "X-Sunmao": "1", "Content-Type": JSON, "Transfer-Encoding": "chunked"}.items()
    ]
    with socket.create_connection(("127.0.0.1", live.port)) as raw:
        raw.sendall("\r\n".join(["POST /api/projects HTTP/1.1", *head, "", ""]).encode())
        chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
        for _ in range(10):
            raw.sendall(chunk)
        raw.sendall(b"0\r\n\r\n")
        assert raw.recv(100).startswith(b"HTTP/1.1 413")


@pytest.mark.slow
def test_hundreds_of_silent_visitors_keep_nobody_out(live):
    silent = [socket.create_connection(("127.0.0.1", live.port)) for _ in range(300)]
    for visitor in silent:
        visitor.sendall(b"GET / HT")
    assert live.ask("GET", "/api/projects", live.own)[0] == 200
    for visitor in silent:
        visitor.close()
