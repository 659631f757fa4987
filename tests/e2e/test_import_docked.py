"""An import covers nothing: its line stands beside what is worked on, waits for who is at something else, and goes."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.archives import bring_in, pack
from tests.e2e.rooms import LANGUAGES, enter, layout_faults, make, program, visit
from tests.e2e.screenshots import shoot
from tests.e2e.test_data_view import open_data
from tests.support.photographs import write_photographs

pytestmark = pytest.mark.long

HOLD = """() => { const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (body) { window.letGo = () => send.call(this, body); }; }"""
COVERED = (
    "line => document.querySelector('.views').getBoundingClientRect().bottom > line.getBoundingClientRect().top + 1"
)


@pytest.fixture
def pets(tmp_path) -> Path:
    """A zip of two classes."""
    write_photographs(tmp_path / "pets", ["cat", "dog"], 6)
    return pack(tmp_path / "pets")


def test_who_is_at_something_else_is_not_interrupted(page: Page, studio, pets):
    """Keys go on to what they were meant for: Enter takes nothing that nobody has looked at."""
    project = make(studio, program("print('数据')"))
    write_photographs(studio.projects / project / "data" / "mine", ["a", "b"], 6)
    enter(page, project)
    open_data(page, project, "mine")
    expect(page.locator(".tile").first).to_be_visible()
    page.evaluate(HOLD)
    page.locator("input[accept*=zip]").first.set_input_files(pets)
    line = page.locator(".upload")
    expect(line).to_contain_text("pets")
    assert not line.evaluate(COVERED)
    page.locator(".data-class", has_text="a").last.click()
    page.evaluate("() => window.letGo()")
    expect(line).to_contain_text("找到 12 张图片")
    page.keyboard.press("Enter")
    expect(page.locator(".import-dialog")).to_have_count(0)
    assert not line.evaluate(COVERED) and layout_faults(page) == []
    shoot(page, "docked-waits")
    line.get_by_role("button", name="看一看").click()
    expect(page.locator(".import-foot .btn.pri")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".data-class", has_text="cat")).to_be_visible()  # the open set is filled
    expect(page.locator(".data-which select")).to_have_value("mine")
    expect(page.locator(".data-which.arrived")).to_be_visible()


def test_what_came_goes_with_the_view(page: Page, studio, tmp_path):
    """Also where files are named that could not be taken."""
    write_photographs(tmp_path / "pets", ["cat", "dog"], 6)
    (tmp_path / "pets" / "cat" / "torn.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    project = make(studio, program("print('数据')"))
    enter(page, project)
    open_data(page, project)
    bring_in(page, pack(tmp_path / "pets"))
    line = page.locator(".upload")
    expect(line).to_contain_text("pets：12 张图片，2 类")
    line.get_by_role("button", name="看看为什么").click()
    expect(line.locator(".left-out")).to_contain_text("torn.jpg")
    assert not line.evaluate(COVERED)
    page.get_by_role("navigation").get_by_role("link", name="积木", exact=True).click()
    expect(line).to_have_count(0)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", ["laptop", "tablet", "phone"])
def test_it_fits_every_page(browser, studio, pets, size, lang):
    with visit(browser, studio, "tablet" if size == "phone" else size, lang) as page:
        if size == "phone":
            page.set_viewport_size({"width": 600, "height": 800})
        project = make(studio, program("print('数据')"))
        open_data(page, project)
        bring_in(page, shutil.copy(pets, pets.with_stem(f"pets-{size}-{lang}")))
        line = page.locator(".upload")
        expect(line).to_contain_text("12")
        expect(page.locator(".tile img").first).to_be_visible()
        shoot(page, f"docked-{size}-{lang}")
        assert not line.evaluate(COVERED)
        faults = [
            fault for fault in layout_faults(page) if size != "phone" or not fault.startswith("OUT")
        ]  # scrolled to
        assert faults == []
