"""The page around the blocks: home, names, saving, two windows, pictures that are dropped, languages, looks."""

import base64
import io
import re
import shutil
import zipfile
from urllib.parse import quote

import cv2
import numpy as np
import pytest
from playwright.sync_api import expect

from tests.e2e.archives import take_found
from tests.e2e.hands import wait_for
from tests.e2e.rooms import ASK, LANGUAGES, SIZES, ended, enter, layout_faults, make, program, run, stop, visit
from tests.support.studio import ApiClient

BRING = """([name, data]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([Uint8Array.from(atob(data), letter => letter.charCodeAt(0))], name));
  const how = { bubbles: true, cancelable: true, dataTransfer: transfer };
  dispatchEvent(new DragEvent('dragover', how));
  window.letGo = () => dispatchEvent(new DragEvent('drop', how));
}"""


@pytest.fixture(autouse=True)
def chinese(studio):
    """Each test begins in Chinese, whatever the one before it chose."""
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": "zh"})


def nudge(page) -> None:
    """Drag the first stack a little."""
    box = page.locator(".blocklyBlockCanvas > g.blocklyDraggable").first.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 40, steps=6)
    page.mouse.up()


@pytest.mark.long
def test_the_first_visit_has_one_next_step(page, studio):
    expect(page.get_by_role("heading", name="教电脑认东西")).to_be_visible()
    assert page.locator(".btn.pri").count() == 1
    page.locator(".btn.pri").click()
    expect(page.locator(".teach-card")).to_have_count(3)
    expect(page.locator(".save-state")).to_contain_text("已保存")
    page.locator(".brand").click()
    page.locator(".card", has_text="我的第一个 AI").click()  # it opens where it was left
    expect(page.locator(".teach-card")).to_have_count(3)


# A PATCH waits for `sendOn`. Playwright's own routes, when they have just been made, miss a request now and then.
HOLD_CHANGES = """() => {
  const send = window.fetch;
  window.fetch = async (path, options) => {
    if (options?.method === 'PATCH') await new Promise(done => { window.sendOn = done; });
    return send(path, options);
  };
}"""


def test_rename_delete_undo(page, studio):
    enter(page, make(studio, program("print(1)"), "旧名字"))
    page.locator(".name-button").click()
    page.get_by_role("menuitem", name="改名").click()
    page.keyboard.type("<b>新</b>名字")
    page.evaluate(HOLD_CHANGES)
    page.keyboard.press("Enter")
    wait_for(page, "() => !!window.sendOn")
    expect(page.locator(".name-line")).to_contain_text("<b>新</b>名字")
    # The first page does not overtake the new name, however slow it is on its way.
    lists = []
    page.on("request", lambda request: request.url.endswith("/api/projects") and lists.append(request))
    with page.expect_response("**/api/examples"):
        page.locator(".brand").click()
    assert not lists
    page.evaluate("sendOn()")
    tile = page.locator(".card-frame", has_text="<b>新</b>名字")
    tile.locator("[aria-haspopup]").click()
    page.get_by_role("menuitem", name="删除").click()
    expect(tile).to_have_count(0)
    page.get_by_role("button", name="撤销").click()
    expect(tile).to_have_count(1)


def test_an_edit_is_saved_and_a_line_finds_its_block(page, studio):
    project = make(studio, program("a = 1", "b = 2"))
    enter(page, project)
    before = ApiClient(studio).ask("GET", f"/api/projects/{quote(project)}")["version"]
    nudge(page)
    wait_for(page, f"() => {ASK}('/api/projects/{quote(project)}').then(r => r.json()).then(p => p.version > {before})")
    expect(page.locator(".save-state.saved")).to_be_visible()
    page.locator(".ln[data-line='2']").click()
    expect(page.locator(".ln.sel")).to_have_count(1)
    expect(page.locator(".ln.sel")).to_have_attribute("data-line", "2")
    assert page.evaluate("Blockly.getSelected().id") == "p1"


@pytest.mark.long
def test_two_windows_lose_nothing(browser, studio):
    project = make(studio, program("a = 1"), "两个窗口")
    with visit(browser, studio) as page:
        enter(page, project)
        visitor, path = ApiClient(studio), f"/api/projects/{quote(project)}"
        theirs = visitor.ask("GET", path)
        visitor.ask("PUT", f"{path}/workspace", {"workspace": program("theirs = 1"), "base": theirs["version"]})
        nudge(page)
        expect(page.locator(".banner")).to_contain_text("另一个页面")
        page.get_by_role("button", name="用那边的").click()
        expect(page.locator(".lines")).to_contain_text("theirs = 1")
        assert visitor.ask("GET", path)["program"]["python"] == "theirs = 1\n"


@pytest.mark.long
def test_pictures_are_dropped_into_the_project(page, studio):
    project = make(studio, program("a = 1"))
    enter(page, project)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(6):
            picture = cv2.imencode(".png", np.full((16, 16, 3), 40 * number, np.uint8))[1].tobytes()
            archive.writestr(f"cats/{'ab'[number % 2]}/{number}.png", picture)
    page.evaluate(BRING, ["cats.zip", base64.b64encode(packed.getvalue()).decode()])
    expect(page.locator(".drop")).to_be_visible()
    page.evaluate("letGo()")
    take_found(page)
    expect(page.locator(".upload")).to_contain_text("cats：6 张图片，2 类")
    offered = ApiClient(studio).ask("GET", f"/api/projects/{quote(project)}/choices")["dataset"]
    assert "data/cats" in [choice["value"] for choice in offered]


def test_the_language_changes_everything_at_once(browser, studio):
    project = make(studio, program("print(1)", "input('?')"), "P")
    with visit(browser, studio) as page:
        enter(page, project)
        run(page)
        expect(page.locator(".ask input")).to_be_focused()
        page.get_by_role("button", name="Switch to English").click()
        expect(page.locator(".blocklyToolbox")).to_contain_text("Loops")
        expect(page.locator(".state-wide")).to_contain_text("Waiting for you")
        left = re.findall(r"[\u4e00-\u9fff]+", page.locator("#app").inner_text().replace("Sunmao 榫卯", ""))
        assert left == ["中"], left
        stop(page)


@pytest.mark.long
def test_areas_and_keys_by_keyboard(page, studio):
    enter(page, make(studio, program("print(1)")))
    page.keyboard.press("Control+b")
    expect(page.locator(".area")).to_have_count(6)
    page.keyboard.press("3")
    expect(page.locator(".lines")).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("快捷键")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.long
def test_nothing_is_cut_small_or_pale(browser, studio, size, lang):
    with visit(browser, studio, size, lang) as page:
        expect(page.locator(".card:not(.new)").first).to_be_visible()
        assert layout_faults(page) == []
        enter(page, make(studio, program("print('x')", "y = [1][3]"), "Error"))
        assert layout_faults(page) == []
        run(page)
        expect(page.locator(".bubble")).to_be_visible()
        ended(page)
        assert layout_faults(page) == []
        enter(page, make(studio, program("from sunmao import ask_picture\nask_picture('?')"), "Ask"))
        run(page)
        expect(page.locator(".board")).to_be_visible()
        assert layout_faults(page) == []
        stop(page)


@pytest.mark.parametrize(("size", "lang"), [("school", "zh"), ("tablet", "en")])
@pytest.mark.long
def test_nothing_is_cut_small_or_pale_beside_the_blocks(browser, studio, tmp_path, size, lang):
    """Steps, versions, what a zip and a lost folder say, the bin, the check-up, the way to a tablet: one walk, one look
    at each.
    """
    visitor = ApiClient(studio)
    project = make(studio, program("number = 1", "number = number + 1", "print(number)"), "Steps")
    with visit(browser, studio, size, lang) as page:
        enter(page, project)
        page.keyboard.press("F9")
        expect(page.locator(".variables")).to_be_visible()
        page.keyboard.press("F9")
        expect(page.locator(".variables tbody tr")).to_have_count(1)
        assert layout_faults(page) == []
        page.keyboard.press("F8")
        ended(page)
        expect(page.locator(".variables.past")).to_be_visible()
        assert layout_faults(page) == []
        page.evaluate("() => { location.hash += '/versions' }")
        expect(page.locator(".version-drawing .blocklyBlockCanvas")).to_be_attached()
        expect(page.locator(".diff-line.came").first).to_be_visible()
        assert layout_faults(page) == []
        came(page, studio, project, tmp_path)
        assert layout_faults(page) == []
        shutil.rmtree(studio.projects / shown(page))
        nudge(page)
        expect(page.locator(".banner.bad")).to_be_visible()
        assert layout_faults(page) == []
        page.locator(".top [aria-haspopup]").last.click()
        page.get_by_role("menuitem", name=re.compile("tablet|平板")).click()
        expect(page.locator(".tablet-let-in")).to_be_visible()
        assert layout_faults(page) == []
        page.keyboard.press("Escape")
        visitor.ask("DELETE", f"/api/projects/{quote(project)}")
        page.evaluate("() => { location.hash = '#/bin' }")
        page.locator(".bin-row .btn").nth(1).click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert layout_faults(page) == []
        page.keyboard.press("Escape")
        page.evaluate("() => { location.hash = '#/' }")
        page.locator(".computer .btn").click()
        expect(page.locator(".checkup .findings li").nth(4)).to_be_visible()
        assert layout_faults(page) == []


def came(page, studio, project: str, folder) -> None:
    """A project comes in a zip with a program that its blocks do not make, and with a link that stays outside."""
    packed = ApiClient(studio).opener.open(f"{studio.base}/api/projects/{quote(project)}/export/project.zip").read()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(folder / "came.zip", "w") as target:
        for name in source.namelist():
            target.writestr(name, b"print('mine')\n" if name.endswith("main.py") else source.read(name))
        link = zipfile.ZipInfo(f"{source.namelist()[0].split('/')[0]}/data/link.png")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        target.writestr(link, "/etc/hostname")
    page.evaluate("() => { location.hash = '#/' }")
    page.locator("input[accept*=zip]").set_input_files(folder / "came.zip")
    page.locator(".news .btn.link").click()
    expect(page.locator(".left-out li")).to_have_count(1)
    expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible()


def shown(page) -> str:
    """The id of the project that the page shows."""
    return page.evaluate("decodeURIComponent(location.hash.split('/')[2])")


@pytest.mark.long
def test_clearer_colors(browser, studio):
    """Asked for by the system, switched off and on by hand, remembered; then every text and every drawer has a contrast
    of 7.
    """
    project = make(studio, program("print('x')", "y = [1][3]"), "清楚")
    with visit(browser, studio, contrast="more") as page:
        enter(page, project)
        clear, fills = (
            page.locator(":root.clearer"),
            "() => [...document.querySelectorAll('.drawer-icon:not(.drawer-icon-more)')].map(one => getComputedStyle(one).backgroundColor)",
        )
        expect(clear).to_have_count(1)
        assert layout_faults(page, 7) == []
        assert len(set(page.evaluate(fills))) > 8 and all(
            contrast_with_white(fill) >= 7 for fill in page.evaluate(fills)
        )
        run(page)
        expect(page.locator(".bubble")).to_be_visible()
        ended(page)
        assert layout_faults(page, 7) == []
        page.get_by_role("button", name="更多", exact=True).click()
        page.get_by_role("menuitemcheckbox", name="更清楚的颜色", checked=True).click()
        expect(clear).to_have_count(0)
        wait_for(page, f"() => ({fills})().includes('rgb(28, 111, 181)')")
        page.reload()
        expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible()
        expect(clear).to_have_count(0)


def contrast_with_white(color: str) -> float:
    """The contrast of white words on `rgb(…)`, after WCAG."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", color)[:3]]
    red, green, blue = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


@pytest.mark.long
def test_lines_of_an_old_program_are_not_left_lit(page, studio):
    enter(page, make(studio, program("a = 1", "b = 2", "c = 3")))
    x, y = page.evaluate(
        "(() => { const box = Blockly.getMainWorkspace().getBlockById('p1').getSvgRoot().getBoundingClientRect(); return [box.x + 8, box.y + 14] })()"
    )
    page.mouse.click(x, y)
    expect(page.locator(".ln.sel")).to_have_attribute("data-line", "2")
    page.keyboard.press("Delete")
    expect(page.locator(".ln")).to_have_count(2)
    page.locator(".ln[data-line='1']").click()
    expect(page.locator(".ln.sel")).to_have_count(1)
    expect(page.locator(".ln.sel")).to_have_attribute("data-line", "1")


@pytest.mark.long
def test_run_leads_to_what_is_unready(browser, studio):
    workspace = {
        "blocks": {
            "languageVersion": 0,
            "blocks": [{"type": "program_start", "id": "s", "next": {"block": {"type": "mystery_block", "id": "m"}}}],
        }
    }
    with visit(browser, studio) as page:
        enter(page, make(studio, workspace))
        expect(page.locator(".prob")).to_contain_text("mystery_block")
        run(page)
        wait_for(page, "() => Blockly.getSelected()?.id === 'm'")
        expect(page.locator(".state-wide")).to_contain_text("准备好了")


@pytest.mark.long
def test_export_gives_what_is_shown(page, studio):
    enter(page, make(studio, program("print('导出')")))
    with page.expect_download() as download:
        page.get_by_role("button", name="导出").click()
    with open(download.value.path(), encoding="utf-8") as exported:
        assert exported.read() == "print('导出')\n"
    expect(page.locator(".toast")).to_contain_text("main.py 存好了")
    page.locator(".toast").get_by_role("button", name="怎么打开").click()
    expect(page.locator("dialog ol")).to_contain_text("python main.py")
