"""The program, then the studio itself, killed in mid-training: nothing is lost, and the page says what happened."""

import json
from contextlib import suppress

import psutil
import pytest
from playwright.sync_api import expect

from tests.support.limits import HANG_TIMEOUT, poll_until
from tests.support.studio import NO_PRELOADING, ApiClient, start_studio, stop_studio


@pytest.fixture
def training(page, studio):
    """A page on which the digits example is in mid-training, and its project's folder."""
    page.get_by_text("手写数字").first.click()
    page.locator("#run").click()
    expect(page.locator(".con")).to_contain_text("第 1 轮")
    return page, next(studio.projects.glob("*/project.json")).parent


def test_killed_program(training, studio):
    page, folder = training
    saved = (folder / "workspace.json").read_bytes()
    program_of(studio, folder).kill()
    expect(page.get_by_role("status").filter(has_text="出错了")).to_have_count(1)
    expect(page.locator("#run")).to_contain_text("运行")
    assert (folder / "workspace.json").read_bytes() == saved
    events = whole_log(folder)
    assert events[-1]["kind"] == "state" and events[-1]["state"] == "error"
    print("the page says:", events[-1]["text"]["zh"])
    expect(page.locator("body")).to_contain_text(events[-1]["text"]["zh"])
    page.locator("#run").click()
    expect(page.locator(".con")).to_contain_text("第 1 轮")
    page.locator("#run").click()
    expect(page.get_by_role("status").filter(has_text="已停止")).to_have_count(1)


@pytest.mark.long
def test_killed_studio(browser, tmp_path):
    studio = start_studio(tmp_path)
    page = browser.new_page(locale="zh-CN")
    page.goto(studio.url)
    page.get_by_text("手写数字").first.click()
    page.locator("#run").click()
    expect(page.locator(".con")).to_contain_text("第 1 轮")
    folder = next(tmp_path.glob("*/project.json")).parent
    saved, program = (folder / "workspace.json").read_bytes(), program_of(studio, folder)
    studio.process.kill()
    studio.process.wait()
    expect(page.locator("body")).to_contain_text("和榫卯断开了，正在重连")
    page.close()
    program.wait(HANG_TIMEOUT)

    studio = start_studio(tmp_path, before=NO_PRELOADING)
    try:
        page = browser.new_page(locale="zh-CN")
        page.goto(studio.url)
        project = ApiClient(studio).ask("GET", "/api/projects")[0]["id"]
        page.goto(f"{studio.base}/#/project/{project}")
        expect(page.get_by_role("status").filter(has_text="中断了")).to_have_count(1)
        events = whole_log(folder)
        assert events[-1]["kind"] == "state" and events[-1]["state"] == "lost"
        print("the page says:", events[-1]["text"]["zh"])
        expect(page.locator("body")).to_contain_text(events[-1]["text"]["zh"])
        assert (folder / "workspace.json").read_bytes() == saved
        expect(page.locator("#run")).to_contain_text("运行")
        page.close()
    finally:
        stop_studio(studio)


def program_of(studio, folder) -> psutil.Process:
    """The process of the program that runs in a project's folder."""

    def find() -> psutil.Process | None:
        for process in psutil.Process(studio.process.pid).children(recursive=True):
            with suppress(psutil.Error):
                if process.cwd() == str(folder.resolve()):
                    return process

    return poll_until(find, "the program in the project")


def whole_log(folder) -> list[dict]:
    """The newest run's events; their numbers have no gap."""
    log = max(folder.glob("runs/*/events.jsonl"))
    events = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [event["seq"] for event in events] == list(range(1, len(events) + 1))
    return events
