"""Who may ask what: through a real listening socket, with headers as attackers and browsers send them."""

import json
import re
import socket
from http.client import HTTPResponse

import pytest

from sunmao.server.http.auth_middleware import CHANGES
from tests.support.app_client import JSON, serving

SOCKET = "/socket.io/?EIO=4&transport=polling"


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    with serving(tmp_path_factory.mktemp("projects")) as studio:
        yield studio


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
    cookie = value.format(token=live.keys.token, cookie=live.keys.cookie)
    assert live.ask("GET", "/api/projects", {**live.own, "Cookie": f"sunmao_{live.port}={cookie}"})[0] == (
        200 if cookie.strip() == live.keys.cookie else 401
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
        assert "access-control-allow-origin" not in headers


def test_the_token_is_traded_for_the_cookie(live):
    status, headers, _ = live.ask("GET", f"/?token={live.keys.token}", {"Host": live.own["Host"]})
    assert (status, headers["location"]) == (303, "/")
    name, _, rest = headers["set-cookie"].partition("=")
    assert name == f"sunmao_{live.port}"
    assert "HttpOnly" in rest and "SameSite=Strict" in rest and live.keys.token not in rest


def test_a_click_elsewhere_leads_in_without_a_redirect(live):
    fetch = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    status, headers, body = live.ask("GET", f"/?token={live.keys.token}", {"Host": live.own["Host"], **fetch})
    assert status == 200 and "set-cookie" in headers and b'url=/"' in body and live.keys.token.encode() not in body


def test_a_foreign_frame_does_not_lead_in(live):
    fetch = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"}
    assert live.ask("GET", f"/?token={live.keys.token}", {"Host": live.own["Host"], **fetch})[0] == 403


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
    status, headers, _ = live.ask("GET", "/?" + query.format(t=live.keys.token), host)
    assert status == 401 and "set-cookie" not in headers
    assert live.ask("GET", f"/?token={live.keys.token}", host)[0] == 303


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
    live.ask("GET", f"/?token={live.keys.token}", {"Host": live.own["Host"]})
    with socket.create_connection(("127.0.0.1", live.port)) as raw:
        raw.sendall(b"GET /\x1b[2J\xc2\x85forged?token=" + live.keys.token.encode() + b" HTTP/1.1\r\nHost: x\r\n\r\n")
        assert raw.recv(100).startswith(b"HTTP/1.1 4")
    assert not any(char in record.getMessage() for record in caplog.records for char in "\x1b\x85\n")
    assert "GET /?… HTTP/1.1" in caplog.text
    for secret in (live.keys.token, live.keys.cookie, live.keys.socket):
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


def test_secrets_are_new_at_every_start_and_not_shown():
    from sunmao.server.http.tokens import SessionTokens

    one, other = SessionTokens(), SessionTokens()
    assert len({one.token, one.cookie, one.socket, other.token, other.cookie, other.socket}) == 6
    assert one.token not in repr(one) and one.cookie not in repr(one)
