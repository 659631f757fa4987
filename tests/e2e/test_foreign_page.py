"""A page from elsewhere in the same browser, and files of a project opened by their address: neither gets at the
studio.
"""

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import Error

from sunmao.server.http.sessions import read_clock, sign
from tests.attacks.attacker import JSON, POLLING, UPGRADE, WEBSOCKET, Attacker
from tests.e2e.hands import wait_for
from tests.e2e.rooms import make, program

SCRIPT = "<svg xmlns='http://www.w3.org/2000/svg' onload='window.__xss=1'><script>window.__xss=1;fetch('/api/projects')</script></svg>"
FILES = {
    "evil.svg": SCRIPT,
    "evil.html": f"<html><body>{SCRIPT}</body></html>",
    "evil.js": "window.__xss=1",
    "polyglot.gif": f"GIF89a/*{SCRIPT}*/=1",
    "evil.xml": SCRIPT,
    "<img src=x onerror=1>.png": SCRIPT,
}
FOREIGN = """<!doctype html><title>evil</title>
<iframe src="{base}/"></iframe><iframe src="{base}/api/projects"></iframe>
<script>window.got = []; window.__handed = 0;</script>
<script src="{base}/api/projects" onload="got.push('script')"></script>
<script src="{base}/assets/main.js" type="module" onload="got.push('module')"></script>
<img src="{base}/api/projects/{project}/files/data/a.png" onload="got.push('picture')">
<link rel="stylesheet" href="{base}/assets/main.css" onload="got.push('style')">
<form method="post" action="{base}/api/projects" enctype="text/plain"><input name='{{"title":"stolen","lang":"en","x":"' value='"}}'></form>
"""
ASKS = """async base => {
  const found = [];
  for (const [path, options] of [['/api/projects', {}], ['/', {}], ['/api/session', {}], ['/api/projects', {method: 'POST', body: '{"title":"stolen","lang":"en"}'}],
      ['/api/projects', {method: 'POST', headers: {'X-Sunmao': '1', 'Content-Type': 'application/json'}, body: '{"title":"stolen","lang":"en"}'}]])
    for (const mode of ['cors', 'no-cors'])
      try {
        const answer = await fetch(base + path, {...options, mode, credentials: 'include'});
        const text = await answer.text();
        if (text) found.push(path + ' ' + mode + ' ' + text.slice(0, 40));
      } catch {}
  await new Promise(done => {
    const socket = new WebSocket(base.replace('http', 'ws') + '/socket.io/?EIO=4&transport=websocket');
    socket.onopen = () => { found.push('socket'); done(); };
    socket.onerror = done;
  });
  return found;
}"""


@pytest.fixture
def foreign():
    """A server at another port of this computer: for the browser the same site, and another origin. Pages by path, and
    the cookies that it was sent.
    """
    pages: dict[str, str] = {}
    cookies: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            cookies.append(self.headers.get("Cookie", ""))
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(pages.get(self.path, "").encode())

        def log_message(self, *args):
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", pages, cookies
    server.shutdown()
    server.server_close()


@pytest.fixture
def context(browser, studio):
    """A browser in which the child has opened the studio."""
    made = browser.new_context()
    page = made.new_page()
    page.goto(studio.url)
    yield made
    made.close()


@pytest.mark.fault("D14")
@pytest.mark.long
def test_a_foreign_page_gets_nothing_of_the_studio(context, studio, foreign, row):
    address, pages, _ = foreign
    project = make(studio, program("pass"))
    before = sorted(path.name for path in studio.projects.iterdir())
    for place in ("127.0.0.1", "localhost"):  # the same site as the studio, and another one
        base = studio.base
        pages["/"] = FOREIGN.format(base=base, project=quote(project))
        page = context.new_page()
        page.goto(address.replace("127.0.0.1", place))
        assert page.evaluate("got") == []
        assert page.evaluate(ASKS, base) == []
        for frame in page.frames[1:]:
            assert not frame.url.startswith(base) or frame.evaluate("document.body.innerText") == "", frame.url
        # A window that it opens is the page itself, but neither side can reach the other.
        with context.expect_page() as opened:
            page.evaluate("base => { window.child = open(base + '/') }", base)
        opened.value.wait_for_load_state()
        assert opened.value.evaluate("window.opener") is None
        assert (
            page.evaluate("() => { try { return child.closed || child.document.title } catch { return true } }") is True
        )
        with page.expect_navigation() as answered:
            page.evaluate("document.forms[0].submit()")
        assert answered.value.status == 403
        page.close()
    assert sorted(path.name for path in studio.projects.iterdir()) == before
    row(
        saw="",
        kept="no frame, script, picture, style, answer, socket, window or form reached the studio; nothing was made",
    )


@pytest.mark.fault("H1")
def test_a_server_at_another_port_replays_the_cookie_in_vain(context, studio, foreign, row):
    """The browser sends the studio's cookie to another account's server on this computer: SameSite knows no ports."""
    address, pages, cookies = foreign
    pages["/"] = "<!doctype html><title>a game</title><script>fetch('/more')</script>"
    page = context.new_page()
    with page.expect_response("**/more"):
        page.goto(address)
    name = f"sunmao_{urlsplit(studio.base).port}"
    assert len(cookies) >= 2 and all(name in each for each in cookies), "else this test shows nothing"
    thief = Attacker(studio.address)
    stolen = {**thief.host, "Cookie": cookies[-1], "X-Sunmao": "1", "Content-Type": JSON, "Origin": studio.base}
    before = sorted(path.name for path in studio.projects.iterdir())
    asked = [
        ("GET", "/api/session", b""),
        ("GET", "/api/projects", b""),
        ("POST", "/api/projects", b'{"title": "stolen", "lang": "en"}'),
        ("PUT", "/api/network", b'{"open": true}'),
        ("GET", POLLING, b""),
    ]
    answers = [thief.ask(method, path, stolen, body)[0] for method, path, body in asked]
    answers += [thief.ask("GET", path, {**stolen, **UPGRADE})[0] for path in (WEBSOCKET, "/live?topic=devices")]
    assert set(answers) == {401} and sorted(path.name for path in studio.projects.iterdir()) == before
    key = page_key(context, studio)
    bare = thief.ask("GET", "/", stolen)
    assert bare[0] == 200 and key.encode() not in bare[2]
    row(saw="", kept=f"{len(answers)} requests with the child's cookie, and without the page's key: 401")


def page_key(context, studio) -> str:
    """The key of the studio's page in this browser."""
    [page] = [page for page in context.pages if page.url.startswith(studio.base)][:1]
    return page.evaluate("JSON.parse(localStorage.getItem('sunmao:key'))")


@pytest.mark.long
@pytest.mark.fault("D8")
def test_files_of_a_project_run_nothing(context, studio, row):
    project = make(studio, program("pass"))
    for folder in ("data", "models", "runs/1/pictures"):
        (studio.projects / project / folder).mkdir(parents=True, exist_ok=True)
        for name, text in FILES.items():
            (studio.projects / project / folder / name).write_text(text)
    page = context.new_page()
    own, tried = f"{studio.base}/api/projects/{quote(project)}", 0
    key = page_key(context, studio)

    def sign_address(path: str) -> str:
        expires = read_clock() + 600
        signature = sign(key, unquote(urlsplit(f"{own}/{path}").path), expires)
        return f"{own}/{path}?expires={expires}&signature={signature}"

    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for name in FILES:
        for path in (f"files/data/{quote(name)}", f"models/models/{quote(name)}", f"runs/1/pictures/{quote(name)}"):
            try:
                assert page.goto(sign_address(path)).status != 401
            except Error as error:
                assert "Download" in str(error)
            assert page.evaluate("window.__xss") is None
            tried += 1
    assert all(address.startswith(own) for address in asked)
    # As a picture, a script or a frame of the studio's own page.
    page.goto(studio.base)
    for name in FILES:
        page.evaluate(
            """address => { for (const [kind, where] of [['img', 'src'], ['script', 'src'], ['iframe', 'src'], ['object', 'data'], ['embed', 'src']])
                 try {
                   document.body.append(Object.assign(document.createElement(kind), { [where]: address }));
                 } catch (refused) {
                   if (!(refused instanceof TypeError)) throw refused; // by Trusted Types
                 } }""",
            sign_address(f"files/data/{quote(name)}"),
        )
    wait_for(page, "() => document.readyState === 'complete'")
    assert page.evaluate("[window.__xss, Object.keys(Object.prototype).length]") == [None, 0]
    row(saw="", kept=f"{tried} addresses opened and embedded: window.__xss undefined, no request of their own")


@pytest.mark.fault("D12")
def test_the_token_stays_out_of_history_and_referer(browser, studio, row):
    address = studio.url
    token = address.partition("token=")[2]
    context = browser.new_context()
    page = context.new_page()
    headers: list[dict] = []
    page.on("request", lambda request: headers.append(request.all_headers()) if "token=" not in request.url else None)
    page.goto(address)
    wait_for(page, "() => document.querySelector('main')")
    assert (
        token not in page.url
        and page.evaluate("location.href + document.referrer + JSON.stringify(history.state)").count(token) == 0
    )
    page.go_back()
    assert token not in page.url
    assert headers and not any(
        token in value or name == "referer" and "token" in value for each in headers for name, value in each.items()
    )
    assert (
        page.evaluate("performance.getEntries().map(entry => entry.name).join()").count(token) == 0
        or page.url == "about:blank"
    )
    context.close()
    row(saw="", kept="not in the page's address, its history, or any Referer")
