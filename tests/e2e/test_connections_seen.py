"""A child's view of a bad connection, of a studio that sleeps, of a page that is reloaded, hidden or dies: nothing is
missing.
"""

import os
import re
import signal
import time
from contextlib import suppress
from dataclasses import dataclass

import psutil
import pytest
from playwright.sync_api import expect

from sunmao.server.http.sessions import SessionStore
from sunmao.server.http.wsgi_server import listen
from tests.e2e.hands import Hands
from tests.e2e.rooms import ended, enter, make, program, read_numbers, read_output, run, stop, visit
from tests.support.app_client import serving
from tests.support.network.proxy import Proxy
from tests.support.studio import ApiClient, Studio, launch_chromium, start_studio, stop_studio

COUNTS = "import time\nfor i in range({n}):\n    print('number', i, flush=True)\n    time.sleep({rest})"
LINES = 200  # of a run that outlasts a sleep of the studio and a frozen page
QUICK_PULSE = """
import sunmao.server.app.create_app as app
make = app.SocketIO
app.SocketIO = lambda *a, **k: make(*a, **{**k, "ping_interval": 1, "ping_timeout": 1})
"""


@pytest.mark.fault("A21")
@pytest.mark.long
def test_a_page_that_is_reloaded_fifty_times_in_a_chatty_run(page, studio, row):
    enter(page, make(studio, program(COUNTS.format(n=100_000, rest=0.005))))
    run(page)
    expect(page.locator(".con")).to_contain_text("number 3")
    for number in range(50):
        page.reload(wait_until="domcontentloaded")
        if number % 10 == 0:
            expect(page.locator(".con")).to_contain_text("number 9")
            seen = read_numbers(page)
            assert seen == list(range(len(seen)))
    expect(page.locator(".con")).to_contain_text("number 20")
    stop(page)
    seen = read_numbers(page)
    assert seen == list(range(len(seen))) and len(seen) > 20
    row(saw="", kept=f"each of {len(seen)} lines once and in order, at every look")


@pytest.mark.fault("A21")
@pytest.mark.fault("A23")
@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="stops the studio by a signal")
@pytest.mark.long
def test_a_studio_that_sleeps_and_a_page_that_is_frozen_and_hidden_while_clocks_change(browser, tmp_path, row):
    studio = start_studio(tmp_path, before=QUICK_PULSE)
    try:
        with visit(browser, studio) as page:
            enter(page, make(studio, program(COUNTS.format(n=LINES, rest=0.05), "print('all')")))
            run(page)
            expect(page.locator(".con")).to_contain_text("number 3")
            page.evaluate("(() => { const real = Date.now; Date.now = () => real() - 31_536_000_000 })()")
            page.wait_for_timeout(1100)
            expect(page.locator(".state-wide")).to_contain_text(re.compile(r"运行中 0:[0-5]\d"))
            os.kill(studio.process.pid, signal.SIGSTOP)
            # Longer than the pulse and its patience: the page gives the connection up.
            expect(page.locator(".banner")).to_contain_text("和榫卯断开了")
            said = page.locator(".banner").inner_text()
            time.sleep(1)
            os.kill(studio.process.pid, signal.SIGCONT)
            expect(page.locator(".banner")).to_have_count(0)
            session = page.context.new_cdp_session(page)
            session.send("Page.setWebLifecycleState", {"state": "frozen"})
            time.sleep(3)
            session.send("Page.setWebLifecycleState", {"state": "active"})
            page.evaluate("Object.defineProperty(document, 'hidden', { get: () => true })")
            expect(page.locator(".con")).to_contain_text("all")
            ended(page)
            expect(page.locator(".state-wide")).to_contain_text("完成")
            assert read_numbers(page) == list(range(LINES))
    finally:
        os.kill(studio.process.pid, signal.SIGCONT)
        stop_studio(studio)
    row(
        saw=said,
        kept=f"{LINES} lines, each once and in order; the run was not ended; its seconds go on when the page's clock is a year back",
    )


@dataclass(frozen=True)
class ProxiedStudio(Studio):
    """A studio of this process, whose pages come through a proxy. sessions: of it."""

    sessions: SessionStore | None = None

    @property
    def url(self) -> str:
        """An address that opens one browser."""
        return f"{self.base}/?token={self.sessions.renew_token()}"


@pytest.mark.fault("C2")
@pytest.mark.parametrize("websockets", [True, False], ids=["bad", "polling"])
@pytest.mark.long
def test_a_bad_connection_shows_what_a_replay_shows(browser, tmp_path, websockets, row):
    front = listen("127.0.0.1", 0)
    with serving(tmp_path, front.getsockname()[1]) as live:
        live.app.extensions["socketio"].server.eio.ping_interval = 1
        proxy = Proxy(front, live.at, websockets=websockets, seed=7)
        base = f"http://127.0.0.1:{live.port}"
        studio = ProxiedStudio(f"{base}/?token=", tmp_path, None, sessions=live.sessions)
        workspace = program("from sunmao import plot", COUNTS.format(n=150, rest=0.01), "plot('y', 1)\nprint('all')")
        with visit(browser, studio) as page:
            project = make(studio, workspace)
            enter(page, project)
            run(page)
            ended(page)
            expect(page.locator(".state-wide")).to_contain_text("完成")
            expect(page.locator(".con")).to_contain_text("all")
            seen, text = read_numbers(page), read_output(page)
            page.reload()
            expect(page.locator(".con")).to_contain_text("all")
            assert seen == list(range(150)) and read_output(page) == text
            expect(page.locator(".state-wide")).to_contain_text("完成")
        front.close()
    missing = ({"lose", "double", "hold", "cut", "fragment"} if websockets else {"refused"}) - set(proxy.deeds)
    assert not missing, proxy.deeds
    row(saw="", kept=f"the page shows what a replay shows, after {proxy.deeds}")


def renderers() -> set[psutil.Process]:
    """The processes in which browsers of this test run show their pages."""
    found = set()
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.Error):
            if "--type=renderer" in process.cmdline():
                found.add(process)
    return found


DENIED = "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('denied', 'SecurityError'); } });"


@pytest.mark.fault("C4")
@pytest.mark.long
def test_a_page_that_dies_after_a_drop_where_storage_is_denied(browser, studio, row):
    project, before = make(studio, program("print(1)")), renderers()
    # A browser of its own: its renderers are killed.
    own = launch_chromium(browser.browser_type)
    context = own.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    context.add_init_script(DENIED)
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(studio.url)
    enter(page, project)
    assert (
        page.evaluate("(() => { try { return localStorage && 'there'; } catch (error) { return error.name; } })()")
        == "SecurityError"
    )
    with page.expect_response(lambda answer: answer.request.method == "PUT" and answer.url.endswith("/workspace")):
        Hands(page).drag("program_wait", ("p0", "next"), drawer="开始与事件")
    with page.expect_event("crash"):
        for process in renderers() - before:
            process.kill()
    # In another window: the killed browser's renderers kept in reserve are gone as well.
    again = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN").new_page()
    again.goto(studio.url)
    enter(again, project)
    expect(again.locator(".blocklyBlockCanvas .program_wait")).to_be_visible()
    assert b"program_wait" in (studio.projects / project / "workspace.json").read_bytes() and not errors
    assert ApiClient(studio).ask("GET", f"/api/projects/{project}")["version"] >= 3
    again.context.close()
    own.close()
    row(saw="the block is there", kept="the block, on the server, without any storage of the browser")
