"""The page's view of projects that are damaged, or whose folder was renamed by their own program."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.rooms import enter, make, program, run, visit

RENAMES = "import os\nos.rename(os.getcwd(), os.getcwd() + '-new')"


@pytest.mark.long
def test_a_program_renames_its_own_folder_and_the_work_goes_on_there(browser, studio):
    with visit(browser, studio) as page:
        project = make(studio, program(RENAMES), "改名字")
        enter(page, project)
        run(page)
        banner = page.locator(".banner", has_text="改名了")
        expect(banner).to_contain_text(f"{project}-new")
        banner.get_by_role("button").click()
        expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible()
        expect(page.locator(".banner")).to_have_count(0)
        assert page.evaluate("decodeURIComponent(location.hash.split('/')[2])") == f"{project}-new"


def test_damaged_projects_say_why_on_the_first_page_and_when_opened(browser, studio):
    project = make(studio, program("print(1)"), "坏了的")
    folder = Path(studio.projects, project)
    (folder / "workspace.json").unlink()
    (folder / "workspace.json").mkdir()
    (folder / "runs").rmdir()
    (folder / "runs").symlink_to(folder / "data")
    with visit(browser, studio) as page:
        tile = page.locator(".card", has_text="坏了的")
        expect(tile).to_contain_text("应该是普通文件")
        tile.click()
        expect(page.locator(".banner", has_text="“runs”是一个链接")).to_be_visible()
        damaged = page.locator(".banner.bad", has_text="应该是普通文件")
        damaged.get_by_role("button").click()
        expect(damaged).to_have_count(0)
        expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible()
