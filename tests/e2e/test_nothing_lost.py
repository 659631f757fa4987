"""Two windows on one project, blocks damaged on the disk, and a project deleted while it runs: what the child sees, and
what stays.
"""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.hands import wait_for
from tests.e2e.rooms import ASK, enter, make, program, run, visit
from tests.support.limits import poll_until
from tests.support.studio import ApiClient

THREE = program("a = 1", "b = 2", "print(a + b)")
WRITES = "import os, time\nwhile True:\n    os.makedirs('output', exist_ok=True)\n    open(f'output/{time.time_ns()}.txt', 'w').close()\n    time.sleep(0.02)"
WHERE = "id => { const box = Blockly.getMainWorkspace().getBlockById(id).getSvgRoot().getBoundingClientRect(); return [box.x + 8, box.y + 14] }"


@pytest.fixture
def windows(browser, studio):
    """Two windows of the studio, in Chinese."""
    with visit(browser, studio) as first, visit(browser, studio) as second:
        yield first, second


def press_delete(page: Page, block: str) -> None:
    """Click a block and press Delete."""
    page.mouse.click(*page.evaluate(WHERE, block))
    page.keyboard.press("Delete")
    wait_for(page, "id => !Blockly.getMainWorkspace().getBlockById(id)", block)


def lines(studio, project: str) -> list[str]:
    """The program of a project as the server has it."""
    return ApiClient(studio).ask("GET", f"/api/projects/{quote(project)}")["program"]["python"].splitlines()


@pytest.mark.fault("B7")
@pytest.mark.long
def test_two_windows_change_one_project(windows, studio, row):
    first, second = windows
    project = make(studio, THREE, "两个窗口")
    enter(first, project)
    enter(second, project)
    press_delete(first, "p0")
    expect(first.locator(".save-state.saved")).to_be_visible()
    wait_for(
        first,
        f"path => {ASK}(path).then(answer => answer.json()).then(found => found.program.count === 2)",
        f"/api/projects/{quote(project)}",
    )
    press_delete(second, "p1")
    banner = second.locator(".banner")
    expect(banner).to_contain_text("另一个页面改了程序")
    saw = banner.inner_text()
    # Renaming, running or changing on does not get past the question.
    ApiClient(studio).ask("PATCH", f"/api/projects/{quote(project)}", {"title": "改了名"})
    press_delete(second, "p2")
    run(second)
    expect(banner).to_be_visible()
    assert lines(studio, project) == ["b = 2", "print(a + b)"]
    keep_mine(second, studio, project, ["a = 1"], theirs="b = 2\nprint(a + b)\n")
    row(saw=saw, kept="the second window's program, and the first's in the history")


@pytest.mark.fault("B7")
def test_run_in_a_window_that_is_behind(windows, studio, row):
    first, second = windows
    project = make(studio, THREE, "落后的窗口")
    enter(first, project)
    enter(second, project)
    press_delete(first, "p0")
    wait_for(
        first,
        f"path => {ASK}(path).then(answer => answer.json()).then(found => found.program.count === 2)",
        f"/api/projects/{quote(project)}",
    )
    run(second)
    banner = second.locator(".banner")
    expect(banner).to_contain_text("另一个页面改了程序")
    assert lines(studio, project) == ["b = 2", "print(a + b)"]
    saw = banner.inner_text()
    keep_mine(second, studio, project, ["a = 1", "b = 2", "print(a + b)"], theirs="b = 2\nprint(a + b)\n")
    row(saw=saw, kept="the second window's program, and the first's in the history")


def keep_mine(page, studio, project: str, mine: list[str], theirs: str) -> None:
    """Presses that this window's program stays: it is saved, and the other one is in the history."""
    page.get_by_role("button", name="留我的").click()
    expect(page.locator(".banner")).to_have_count(0)
    poll_until(lambda: lines(studio, project) == mine, "the save")
    visitor, path = ApiClient(studio), f"/api/projects/{quote(project)}/versions"
    kept = [visitor.ask("GET", f"{path}/{each['version']}")["python"] for each in visitor.ask("GET", path)]
    assert theirs in kept


@pytest.mark.fault("B11")
def test_blocks_that_are_damaged_on_the_disk(windows, studio, row):
    page = windows[0]
    project = make(studio, THREE, "坏了的")
    file, damaged = studio.projects / project / "workspace.json", b"\0" * 4096
    file.write_bytes(damaged)
    enter(page, project)
    banner = page.locator(".banner")
    expect(banner).to_contain_text("原样留着")
    saw = banner.inner_text()
    saves = []
    page.on(
        "request",
        lambda request: (
            saves.append(request.url) if request.method in ("PUT", "POST") and "projects" in request.url else None
        ),
    )
    start = page.evaluate("Blockly.getMainWorkspace().getTopBlocks()[0].id")
    press_delete(page, start)
    page.wait_for_timeout(600)  # longer than a change waits for its saving
    assert not saves and file.read_bytes() == damaged
    banner.get_by_role("button").click()
    wait_for(page, "() => !!Blockly.getMainWorkspace().getBlockById('p2')")
    expect(banner).to_have_count(0)
    assert lines(studio, project) == ["a = 1", "b = 2", "print(a + b)"]
    assert [kept.read_bytes() for kept in (studio.projects / project / "history").glob("damaged-*")] == [damaged]
    row(saw=saw, kept="the damaged bytes; nothing was saved over them; the last good program is back")


@pytest.mark.long
@pytest.mark.fault("B16")
def test_a_project_is_deleted_for_good_while_it_runs(windows, studio, row):
    first, second = windows
    project = make(studio, program(WRITES, "print('never')"), "要删掉的")
    enter(first, project)
    enter(second, project)
    run(first)
    expect(first.locator("#run.stop")).to_be_visible()
    first.locator(".name-button").click()
    first.get_by_role("menuitem", name="放进回收站").click()
    dialog = first.get_by_role("dialog")
    expect(dialog).to_contain_text("程序还在运行")
    saw = dialog.inner_text()
    dialog.get_by_role("button", name="停止并删除").click()
    expect(first.locator(".card-frame", has_text="要删掉的")).to_have_count(0)
    first.get_by_role("link", name="回收站").click()
    found = first.locator(".bin-row", has_text="要删掉的")
    found.get_by_role("button", name="彻底删除").click()
    first.get_by_role("dialog").get_by_role("button", name="彻底删除").click()
    expect(found).to_have_count(0)
    press_delete(second, "p1")
    expect(second.locator(".banner")).to_contain_text("不见了")
    assert ApiClient(studio).ask("GET", "/api/bin") == []
    left = [path for path in studio.projects.rglob("*") if path.name.startswith("要删掉的")]
    assert left == [] and not (studio.projects / project).exists()
    row(
        saw=saw,
        kept="run ended, bin and history empty; the second window's save brought nothing back, and its blocks are still on its page",
    )


@pytest.mark.long
def test_what_could_not_be_saved_waits_in_its_tab(browser, studio):
    """The disk is full, the child goes home, comes back, reloads; then there is room again."""
    project = make(studio, THREE, "磁盘满了")
    full = {"zh": "磁盘满了。", "en": "The disk is full."}
    with visit(browser, studio) as page:
        page.route(
            "**/workspace",
            lambda route: route.fulfill(
                status=507, json={"ok": False, "error": full["en"], "status": 507, "text": full}
            ),
        )
        enter(page, project)
        press_delete(page, "p0")
        expect(page.locator(".banner")).to_have_text(full["zh"])
        page.locator(".brand").click()
        for again in (lambda: enter(page, project), page.reload):
            again()
            expect(page.locator(".save-state.unsaved")).to_be_visible()
            wait_for(page, "() => globalThis.Blockly?.getMainWorkspace()?.getAllBlocks(false).length === 3")
        page.unroute("**/workspace")
        expect(page.locator(".save-state.saved")).to_be_visible()
        expect(page.locator(".banner")).to_have_count(0)
    assert lines(studio, project) == ["b = 2", "print(a + b)"]
