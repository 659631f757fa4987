"""A project's life around its blocks: renamed, copied, looked back at, carried away, deleted, brought back. By mouse
and by keys.
"""

import io
import re
import shutil
import zipfile
from urllib.parse import quote

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.e2e.hands import wait_for
from tests.e2e.rooms import ASK, enter, make, program, read_output, visit
from tests.e2e.screenshots import shoot
from tests.support.privileges import own_namespaces
from tests.support.studio import ApiClient, Studio, start_studio, stop_studio

FIRST = ("a = 1", "b = 2", "print(a + b)")
MENU = ".name-button"
KEEPS_FOCUS = """selector => {
  const wanted = document.querySelector(selector);
  if (document.activeElement === wanted) return (window.__paints = (window.__paints ?? 0) + 1) > 5;
  window.__paints = 0;
  wanted?.focus();
}"""
# What is sent has arrived, and is not answered.
ARRIVED = """
XMLHttpRequest.prototype.send = function () { this.upload.onprogress({ lengthComputable: true, loaded: 1, total: 1 }); };
XMLHttpRequest.prototype.abort = function () { this.onabort(); };
"""
FROZEN = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0"'


@pytest.fixture(autouse=True)
def chinese(studio):
    """Each test begins in Chinese, whatever the one before it chose."""
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": "zh"})


def choose(page: Page, name: str) -> None:
    """Choose in the project's menu with the arrow keys, once the focus stays there: after a change of the blocks Blockly
    takes it once more with the next paint.
    """
    wait_for(page, KEEPS_FOCUS, MENU)
    page.keyboard.press("Enter")
    expect(page.locator(".menu-item:focus")).to_have_count(1)
    for _ in range(page.get_by_role("menuitem").count()):
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            page.keyboard.press("Enter")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no {name} in the menu")


def blocks_of(studio: Studio, project: str) -> dict:
    """The saved blocks of a project."""
    return ApiClient(studio).ask("GET", f"/api/projects/{quote(project)}")["workspace"]["blocks"]


def shown(page: Page) -> str:
    """The id of the project that the page shows."""
    return page.evaluate("decodeURIComponent(location.hash.split('/')[2])")


def delete_block(page: Page, block: str, then: str = "saved") -> None:
    """Click a block and press Delete; the page says whether that is saved."""
    x, y = page.evaluate(
        "id => { const box = Blockly.getMainWorkspace().getBlockById(id).getSvgRoot().getBoundingClientRect(); return [box.x + 8, box.y + 14] }",
        block,
    )
    page.mouse.click(x, y)
    page.keyboard.press("Delete")
    expect(page.locator(f".save-state.{then}")).to_be_visible()


def has(page: Page, block: str) -> None:
    """Wait until the canvas shows a block."""
    wait_for(page, "id => !!globalThis.Blockly?.getMainWorkspace()?.getBlockById(id)", block)


@pytest.mark.long
def test_a_project_is_copied_looked_back_at_carried_away_and_brought_back(browser, studio: Studio, tmp_path):
    with visit(browser, studio) as page:  # a page may still ask for what was just deleted
        enter(page, make(studio, program(*FIRST), "旧名字"))
        choose(page, "改名")
        page.keyboard.type("新名字")
        page.keyboard.press("Enter")
        choose(page, "复制一份")
        expect(page.locator(".name-line")).to_contain_text("新名字副本")
        copy = shown(page)
        has(page, "p1")
        delete_block(page, "p1")
        look_back(page)
        before = blocks_of(studio, copy)
        choose(page, "导出 zip…")
        expect(page.locator(".export-parts li")).to_contain_text(["积木和 Python 程序", "以前的版本"])
        with page.expect_download() as download:
            page.get_by_role("button", name="做成 zip").click()
        expect(page.locator("dialog")).to_contain_text("“新名字副本.zip”做好了，在浏览器的“下载”文件夹里")
        assert download.value.suggested_filename == "新名字副本.zip"
        expect(page.locator("dialog ol")).to_contain_text("导入项目")
        page.keyboard.press("Escape")
        carried = tmp_path / "carried.zip"
        download.value.save_as(carried)
        delete_for_good(page)
        page.locator(".brand").click()
        page.locator("input[accept*=zip]").set_input_files(carried)
        has(page, "p2")
        expect(page.locator(".name-line")).to_contain_text("新名字副本")
        expect(page.locator(".banner")).to_have_count(0)
        assert blocks_of(studio, shown(page)) == before == program(*FIRST)["blocks"]


def test_how_far_an_imported_zip_is_unpacked_is_shown_and_cancel_stops_it(page: Page, studio: Studio):
    """The answers are given by the test: a real zip is unpacked before anybody could look."""
    asked = set()

    def answer(route) -> None:
        asked.add(route.request.url)
        route.fulfill(json={"done": 12_000, "total": 30_000})

    page.add_init_script(ARRIVED)
    page.route("**/api/imports/*", answer)
    page.goto(studio.url)
    page.locator("input[accept*=zip]").set_input_files(
        {"name": "大.zip", "mimeType": "application/zip", "buffer": b"PK"}
    )
    expect(page.locator(".upload .num")).to_have_text("正在打开：12000 / 30000 个文件")
    expect(page.locator(".upload [role=progressbar]")).to_have_attribute("aria-valuenow", "40")
    shoot(page, "import")
    with page.expect_request(lambda request: request.method == "DELETE" and {request.url} == asked):
        page.locator(".upload").get_by_role("button", name="取消").click()
    expect(page.locator("body")).to_contain_text("没有导入")


def look_back(page: Page) -> None:
    """See what was deleted since the save before, go back to it, undo that, and go back again."""
    choose(page, "版本")
    rows = page.get_by_role("option")
    expect(rows).to_have_count(2)
    expect(rows.nth(0)).to_contain_text("少了 1 块")
    expect(rows.nth(1)).to_contain_text(re.compile(r"今天 \d\d:\d\d:\d\d"))
    expect(page.locator(".version-mark.went .sign")).to_have_count(1)
    expect(page.locator(".version-legend").first).to_contain_text("后来去掉 1 块")
    expect(page.locator(".diff-line.went")).to_contain_text("b = 2")
    expect(page.locator(".diff-line.came")).to_have_count(0)
    assert page.evaluate("Blockly.getMainWorkspace().getBlockById('p1')") is None, (
        "the drawing is not the page's own canvas"
    )
    page.locator(".version-list").focus()
    page.keyboard.press("Home")
    expect(page.get_by_text("这就是现在的积木")).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(rows.nth(1)).to_have_attribute("aria-selected", "true")
    page.locator(".version-drawing .seg button").nth(1).click()
    expect(page.locator(".version-mark")).to_have_count(0)
    go_back = page.get_by_role("button", name="恢复这个版本")
    go_back.focus()
    page.keyboard.press("Enter")
    has(page, "p1")
    page.get_by_role("button", name="撤销", exact=True).last.click()
    wait_for(page, "() => Blockly.getMainWorkspace().getAllBlocks(false).length === 3")
    choose(page, "版本")
    expect(rows).to_have_count(4)
    rows.nth(1).click()
    go_back.click()
    has(page, "p1")


@pytest.mark.parametrize("example", ["digits", "pictures", "shapes", "hello", "servo"])
@pytest.mark.long
def test_an_example_that_was_only_moved_has_the_same_blocks(page: Page, studio: Studio, example):
    project = ApiClient(studio).ask("POST", "/api/projects", {"title": example, "example": example, "lang": "zh"})["id"]
    enter(page, project)
    box = page.locator('[data-id="program_start"] > .blocklyPath').first.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 14)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 40, steps=6)
    page.mouse.up()
    wait_for(
        page,
        f"project => {ASK}(`/api/projects/${{encodeURIComponent(project)}}`).then(r => r.json()).then(p => p.version > 1)",
        project,
    )
    choose(page, "版本")
    rows = page.get_by_role("option")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("积木没变")


def delete_for_good(page: Page) -> None:
    """Into the bin, and out of it for ever; Escape leaves it there."""
    choose(page, "放进回收站")
    expect(page.locator(".card-frame", has_text="新名字副本")).to_have_count(0)
    page.get_by_role("link", name="回收站").click()
    row = page.locator(".bin-row", has_text="新名字副本")
    row.get_by_role("button", name="彻底删除").click()
    expect(page.get_by_role("dialog")).to_contain_text("不能再恢复")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    row.get_by_role("button", name="彻底删除").click()
    page.get_by_role("dialog").get_by_role("button", name="彻底删除").click()
    expect(row).to_have_count(0)


@pytest.mark.fault("B17")
@pytest.mark.long
def test_a_zip_whose_program_is_not_what_its_blocks_make(page: Page, studio: Studio, row):
    project = make(studio, program("print('shown')"), "带走的")
    exported = ApiClient(studio)
    packed = exported.opener.open(f"{studio.base}/api/projects/{quote(project)}/export/project.zip").read()
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"print('mine')\n" if name.endswith("main.py") else source.read(name))
    page.locator("input[accept*=zip]").set_input_files(
        {"name": "带走的.zip", "mimeType": "application/zip", "buffer": changed.getvalue()}
    )
    expect(page.locator(".news")).to_contain_text("程序和积木不一样")
    saw = page.locator(".news p").first.inner_text()
    expect(page.locator(".lines")).to_contain_text("print('shown')")
    page.reload()
    expect(page.locator(".news")).to_be_visible()
    page.locator(".news").get_by_role("button", name="关闭").click()
    page.locator("#run.go").click()
    expect(page.locator(".con")).to_contain_text("shown")
    assert "mine" not in read_output(page)
    row(saw=saw, kept="nothing ran on opening; Run runs the blocks that are shown")


@pytest.mark.parametrize(("view", "pictures"), [("guide", False), ("", True)])
@pytest.mark.long
def test_what_comes_in_opens_where_it_began_or_where_its_pictures_are(page: Page, studio: Studio, view, pictures):
    visitor = ApiClient(studio)
    project = visitor.ask("POST", "/api/projects", {"title": "带走的", "lang": "zh", "example": view or None})["id"]
    if pictures:
        folder = studio.projects / project / "data" / "own" / "leaf"
        folder.mkdir(parents=True)
        Image.new("RGB", (40, 40)).save(folder / "a.png")
    packed = visitor.opener.open(f"{studio.base}/api/projects/{quote(project)}/export/project.zip").read()
    page.locator("input[accept*=zip]").set_input_files(
        {"name": "again.zip", "mimeType": "application/zip", "buffer": packed}
    )
    expect(page).to_have_url(re.compile(rf"/{view or 'data'}$"))


@pytest.mark.fault("B10")
@pytest.mark.long
def test_a_folder_that_goes_away_takes_no_work_with_it(browser, studio: Studio, row):
    project = make(studio, program(*FIRST), "会消失的")
    with visit(browser, studio) as page:
        enter(page, project)
        shutil.move(studio.projects / project, studio.projects.parent / "elsewhere")
        delete_block(page, "p1", "unsaved")
        expect(page.locator(".banner")).to_contain_text("文件夹不见了")
        saw = page.locator(".banner").inner_text()
        page.get_by_role("button", name="另存一个项目").click()
        expect(page.locator(".banner")).to_have_count(0)
        expect(page.locator(".save-state.saved")).to_be_visible()
        expect(page.locator(".ln")).to_have_count(2)
        assert (
            ApiClient(studio).ask("GET", f"/api/projects/{quote(shown(page))}")["program"]["python"]
            == "a = 1\nprint(a + b)\n"
        )
    row(saw=saw, kept="the blocks of the page, with the change that could not be saved, are a project again")


@pytest.fixture
def frozen(studio, tmp_path):
    """A studio for which the folder of one project cannot be written, and the project. Skips loudly where the system
    forbids namespaces.
    """
    project = make(studio, program(*FIRST), "只读的")
    shutil.copytree(studio.projects / project, tmp_path / project)
    apart = own_namespaces("-rm", setup=FROZEN, place=tmp_path / project)
    running = start_studio(
        tmp_path,
        before=f"import os, sys; os.execvp('unshare', [*{apart}, sys.executable, '-m', 'sunmao.server', *sys.argv[1:]])",
    )
    yield running, project
    stop_studio(running)


@pytest.mark.fault("B6")
@pytest.mark.long
def test_a_project_that_cannot_be_written_is_worked_on_in_a_copy(browser: Browser, frozen, row):
    studio, project = frozen
    untouched = (studio.projects / project / "workspace.json").read_bytes()
    with visit(browser, studio) as page:
        saves = []
        page.on(
            "request",
            lambda request: (
                saves.append(request.url) if request.method == "PUT" and "workspace" in request.url else None
            ),
        )
        enter(page, project)
        expect(page.locator(".banner")).to_contain_text("只能看")
        saw = page.locator(".banner").inner_text()
        delete_block(page, "p1", "unsaved")
        assert not saves, "nothing is sent that cannot be kept"
        page.get_by_role("button", name="在副本上做").click()
        expect(page.locator(".name-line")).to_contain_text("只读的副本")
        expect(page.locator(".banner")).to_have_count(0)
        expect(page.locator(".ln")).to_have_count(2)
        delete_block(page, "p0")
        expect(page.locator(".ln")).to_have_count(1)
        assert (
            ApiClient(studio).ask("GET", f"/api/projects/{quote(shown(page))}")["program"]["python"] == "print(a + b)\n"
        )
    assert (studio.projects / project / "workspace.json").read_bytes() == untouched
    row(saw=saw, kept="the project, byte for byte; what was changed on the page is in the copy")


def test_a_button_pressed_twice_makes_one_project_and_the_next_has_another_name(page: Page, studio: Studio):
    api = ApiClient(studio)
    before = {one["id"] for one in api.ask("GET", "/api/projects")}

    def list_titles() -> list[str]:
        return sorted(one["title"] for one in api.ask("GET", "/api/projects") if one["id"] not in before)

    for titles in (["我的模型"], ["我的模型", "我的模型 2"]):
        page.goto(f"{studio.url}#/")
        page.get_by_role("button", name="按步骤做").dblclick()
        expect(page.locator(".guide-task").first).to_be_visible()
        assert list_titles() == titles
