"""The page says what an import is before it takes it, and takes it as something else where it is that."""

import json
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.archives import bring_in, take_found
from tests.e2e.rooms import enter, layout_faults, make, program
from tests.e2e.screenshots import shoot
from tests.support.dataset_shapes.pictures import put, put_classes, write
from tests.support.dataset_shapes.registry import SHAPES
from tests.support.dataset_shapes.shape import Reads
from tests.support.studio import ApiClient

pytestmark = pytest.mark.long

TASKS = {
    "classification": "图像分类",
    "multi_label": "多标签分类",
    "detection": "目标检测",
    "instance": "实例分割",
    "semantic": "语义分割",
}
READ = [name for name in SHAPES if name.startswith("page/")]
READ += [name for name in SHAPES if name.startswith("wild/")]
WIDTHS = {1366: 768, 1024: 768, 600: 800}
SEEN = "() => [...document.querySelectorAll('.import-samples img')].every(one => one.complete && one.naturalWidth > 0)"


@pytest.fixture
def page(studio, browser) -> Page:
    """A page in Chinese, in an empty project."""
    running, errors = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN"), []
    running.on("pageerror", lambda error: errors.append(str(error)))
    running.goto(studio.url)
    enter(running, make(studio, program("print('数据')")))
    yield running
    running.close()
    assert not errors, errors


def pack(folder: Path) -> Path:
    """A zip of what lies in a folder, without a folder around it."""
    return Path(shutil.make_archive(str(folder), "zip", folder))


def choose(page: Page, archive: Path):
    """Choose a zip with the file chooser; returns the window that says what it is."""
    page.locator("input[accept*=zip]").first.set_input_files(archive)
    window = page.locator(".import-dialog")
    expect(window.locator(".import-sum")).to_be_visible()
    return window


@pytest.mark.parametrize("name", READ)
def test_what_was_found_is_said_first(page: Page, name, tmp_path):
    """Kind, pictures, classes and parts of each shape, with its pictures; a refused one says why, and what else it can
    be.
    """
    folder = tmp_path / "set"
    SHAPES[name].build(folder)
    window, right = choose(page, pack(folder)), SHAPES[name].right
    said = window.locator(".import-sum")
    page.wait_for_function(SEEN)
    assert window.locator(".import-samples img").count() > 0
    if isinstance(right, Reads):
        expect(said).to_contain_text(f"{right.pictures} 张图片")
        expect(said.locator(".pill.info")).to_have_text(TASKS[right.task])
        for label in right.classes or ():
            expect(said.locator(".import-classes")).to_contain_text(label)
        if right.parts:
            expect(said).to_contain_text("训练 {} · 小考 {} · 大考 {}".format(*right.parts))
        if right.things:
            expect(said).to_contain_text(f"{right.things} 个{'框' if right.task == 'detection' else '轮廓'}")
        expect(window.locator(".import-tile")).to_have_count(0)
        expect(window.get_by_role("button", name="收下", exact=True)).to_be_focused()
    else:
        expect(window.locator(".import-tile", has_text="以后画框")).to_be_visible()
    window.get_by_role("button", name="取消").click()
    expect(window).to_have_count(0)


def test_a_certain_import_costs_one_press(page: Page, tmp_path):
    """Chosen, then Enter."""
    put_classes(tmp_path / "pets", 3)
    bring_in(page, pack(tmp_path / "pets"))
    expect(page.locator(".upload")).to_contain_text("pets：6 张图片，2 类")
    expect(page.locator(".import-dialog")).to_have_count(0)


def test_pictures_in_folders_for_parts_are_boxed_later(page: Page, studio, tmp_path):
    """Bare train, valid and test are no classes: somebody says what the pictures are for, and sees them so."""
    for part, numbers in (("train", range(6)), ("valid", range(6, 8)), ("test", range(8, 10))):
        for number in numbers:
            put(tmp_path / "street" / part / f"{number}.jpg", number)
    window = choose(page, pack(tmp_path / "street"))
    if not window.locator(".import-tile").count():
        window.get_by_role("button", name="不是这样").click()
    window.locator(".import-tile", has_text="以后画框").click()
    expect(window.locator(".import-sum")).to_contain_text("10 张图片")
    expect(window.locator(".import-sum .pill.info")).to_have_text("目标检测")
    take = window.get_by_role("button", name="收下", exact=True)
    expect(take).to_be_focused()
    take.click()
    expect(page.locator(".upload")).to_contain_text("street：10 张图片，0 类")
    project = page.evaluate("location.hash").split("/")[-1]
    row = next(
        one for one in ApiClient(studio).ask("GET", f"/api/projects/{project}/datasets") if one["name"] == "street"
    )
    assert (row["task"], row["pictures"], row["unlabeled"], row["classes"]) == ("detection", 10, 10, [])


def test_a_broken_set_is_said_and_its_pictures_are_taken(page: Page, tmp_path):
    """By the keyboard alone: the reason stands there, another reading is chosen, Enter takes it."""
    for number in range(6):
        put(tmp_path / "shop" / f"{number}.jpg", number)
    wrong = {"images": [{"id": 1, "file_name": "gone.jpg", "width": 9, "height": 9}], "annotations": []}
    write(tmp_path / "shop" / "annotations.json", json.dumps({**wrong, "categories": [{"id": 1, "name": "cup"}]}))
    window = choose(page, pack(tmp_path / "shop"))
    expect(window.locator(".import-finding.err")).to_be_visible()
    expect(window.get_by_role("button", name="收下", exact=True)).to_be_disabled()
    tile = window.locator(".import-tile", has_text="没有标签的图片")
    for _ in range(30):
        if tile.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(window.locator(".import-sum")).not_to_contain_text("这样收不了")
    take_found(page)
    expect(page.locator(".upload")).to_contain_text("shop：6 张图片，0 类")


def test_escape_drops_it(page: Page, studio, tmp_path):
    put_classes(tmp_path / "pets", 3)
    window = choose(page, pack(tmp_path / "pets"))
    page.mouse.click(4, 4)  # beside the window: nothing is lost
    expect(window).to_be_visible()
    with page.expect_response(re.compile("/imports/")) as dropped:
        page.keyboard.press("Escape")
    assert dropped.value.request.method == "DELETE" and dropped.value.ok
    expect(window).to_have_count(0)
    expect(page.locator(".toast")).to_contain_text("不导入了")


@pytest.mark.parametrize("language", ["zh-CN", "en-US"])
@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_every_page(studio, browser, tmp_path, width, language):
    """Boxes with all readings open, and pictures without labels: nothing is cut, small or pale."""
    running = browser.new_page(viewport={"width": width, "height": WIDTHS[width]}, locale=language)
    running.goto(studio.url)
    enter(running, make(studio, program("print(1)")))
    for name in ("page/YOLO", "page/pictures alone"):
        folder = tmp_path / name.partition("/")[2].replace(" ", "-")
        SHAPES[name].build(folder)
        window = choose(running, pack(folder))
        running.wait_for_function(SEEN)
        shoot(running, f"import-{folder.name}-{width}-{language}")
        assert [fault for fault in layout_faults(running) if not fault.startswith("OUT")] == []
        if not window.locator(".import-tile").count():
            window.locator(".import-foot .btn.ghost").click()
            expect(window.locator(".import-tile").first).to_be_visible()
            shoot(running, f"import-{folder.name}-else-{width}-{language}")
            faults = [fault for fault in layout_faults(running) if not fault.startswith("OUT")]  # they are scrolled to
            assert faults == []
        running.keyboard.press("Escape")
        expect(window).to_have_count(0)
    running.close()
