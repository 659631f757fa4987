"""The Data view, with mouse and keys: pictures come in, are seen, checked, divided, told apart, and go out again."""

import json
import re
import shutil
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.archives import take_found
from tests.e2e.hands import wait_for
from tests.e2e.rooms import enter, make, program, visit
from tests.support.photographs import write_photographs
from tests.support.studio import ApiClient

SIGNS, OF_EACH = ["0", "1", "2"], 6
SEEN = "() => { const all = [...document.querySelectorAll('.tile:not([hidden]) img')]; return all.length > 0 && all.every(image => image.complete && image.naturalWidth) }"

# The upper left corner of what is drawn, on the page and without its stroke.
CORNER = "e => { const box = e.getBBox(), to = e.getScreenCTM(); return [to.e + to.a * box.x, to.f + to.d * box.y] }"


@pytest.fixture
def signs(tmp_path) -> Path:
    """A folder of three classes with two faults: a damaged picture, and one that is there twice."""
    folder = tmp_path / "signs"
    write_photographs(folder, SIGNS, OF_EACH)
    (folder / "0" / "broken.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    shutil.copy(sorted((folder / "1").iterdir())[0], folder / "1" / "twice.jpg")
    return folder


@pytest.fixture
def cells(tmp_path, shapes) -> Path:
    """Three pictures with their boxes, as COCO."""
    folder = tmp_path / "cells"
    said = json.loads((shapes / "annotations" / "test.json").read_text())
    images = sorted(said["images"], key=lambda each: each["file_name"])[:3]
    kept = {each["id"] for each in images}
    said.update(images=images, annotations=[each for each in said["annotations"] if each["image_id"] in kept])
    (folder / "annotations").mkdir(parents=True)
    (folder / "images" / "test").mkdir(parents=True)
    (folder / "annotations" / "test.json").write_text(json.dumps(said))
    for each in images:
        shutil.copy(shapes / "images" / "test" / each["file_name"], folder / "images" / "test")
    return folder


def open_data(page: Page, project: str, name: str = "") -> None:
    """Go to the data of a project by the address."""
    page.evaluate(
        "([id, name]) => { location.hash = `#/project/${encodeURIComponent(id)}/data${name && '/' + encodeURIComponent(name)}` }",
        [project, name],
    )
    expect(page.locator(".data, .data-empty")).to_be_visible()


def open_wall(page: Page, project: str, name: str) -> None:
    """Open a project at the wall of a data set, with all its pictures."""
    enter(page, project)
    open_data(page, project, name)
    wait_for(page, SEEN)


def arrived(page: Page, name: str, pictures: int) -> None:
    """Wait until an import has come into the view."""
    expect(page.locator(".data-which select")).to_have_value(name)
    expect(page.locator(".data-class.all")).to_contain_text(str(pictures))
    wait_for(page, SEEN)


def choose_from(page: Page, button: str, item: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    page.get_by_role("menuitem", name=item, exact=True).click()


@pytest.mark.long
def test_pictures_come_in_are_checked_divided_and_used(page: Page, studio, signs):
    project = make(studio, program("print('数据')"))
    enter(page, project)
    page.get_by_role("link", name="数据").click()
    expect(page.get_by_text("还没有图片")).to_be_visible()
    with page.expect_file_chooser() as chooser:
        choose_from(page, "导入", "选一个文件夹")
    chooser.value.set_files(signs)
    take_found(page)
    arrived(page, "signs", 3 * OF_EACH + 1)  # the damaged one is left out, and said to be
    expect(page.locator(".upload")).to_contain_text("1 个文件没放进来")
    page.locator(".upload").get_by_role("button", name="关闭").click()
    expect(page.locator(".data-facts")).to_contain_text("图像分类")

    page.get_by_role("button", name="开始体检").click()
    twice = page.locator(".data-findings > li").filter(has=page.locator(".data-few"))
    expect(twice.first).to_be_visible()
    expect(page.locator(".section .badge")).to_have_attribute(
        "title", f"{page.locator('.data-findings > li').count()} 个问题"
    )
    twice.first.get_by_role("button", name=re.compile("看这 2 张")).click()
    expect(page.locator(".tile:not([hidden])")).to_have_count(2)
    expect(page.locator(".tile:not([hidden]) .tile-mark").first).to_be_visible()
    page.get_by_role("button", name="筛选，已选 1 项").click()
    page.get_by_role("menuitemradio", name="不管有没有问题").click()
    expect(page.locator(".tile:not([hidden])")).to_have_count(3 * OF_EACH + 1)

    page.locator(".data-next").get_by_role("button", name="划分").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="6 : 2 : 2").click()
    dialog.get_by_text(re.compile("^锁住大考图片")).click()
    dialog.get_by_role("button", name="划分").click()
    expect(dialog).to_have_count(0)
    expect(page.locator(".data-lock")).to_be_visible()
    numbers = ApiClient(studio).ask("GET", f"/api/projects/{quote(project)}/datasets/signs/numbers")["classes"]
    parts = {part: sum(each[part] for each in numbers) for part in ("train", "val", "test")}
    assert sum(parts.values()) == 3 * OF_EACH + 1 and min(parts.values()) >= 3

    page.get_by_role("button", name="大考", exact=True).click()
    expect(page.locator(".tile:not([hidden])")).to_have_count(parts["test"])
    page.get_by_role("button", name=re.compile("^1 ?7")).click()
    expect(page.locator('.tile:not([hidden])[aria-label^="1, 大考"]').first).to_be_visible()
    page.get_by_role("tab", name="分布").click()
    expect(page.locator(".data-bars").first.locator("div")).to_have_count(3)


@pytest.mark.long
def test_boxes_are_drawn_where_the_file_says(page: Page, studio, cells):
    project = make(studio, program("print(1)"))
    enter(page, project)
    open_data(page, project)
    choose_from(page, "导入", "写出文件夹的位置")
    page.get_by_role("dialog").get_by_role("textbox").fill(str(cells))
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.keyboard.press("Enter")
    take_found(page)
    arrived(page, "cells", 3)
    expect(page.locator(".data-facts")).to_contain_text("目标检测")
    boxes_on_the_wall(page, cells)
    assert not any("/picture?" in address for address in asked), "the wall needs no request for a picture"
    page.locator('.tile[aria-posinset="1"]').dblclick()
    large = page.get_by_role("dialog")
    expect(large.locator(".thing").first).to_be_visible()

    said = json.loads((cells / "annotations" / "test.json").read_text())
    names = {each["id"]: each["name"] for each in said["categories"]}
    for at in range(3):
        expect(large).to_have_attribute("aria-label", f"第 {at + 1} / 3 张")
        shown = large.locator(".facts code").inner_text()
        (image,) = [each for each in said["images"] if Path(each["file_name"]).name == Path(shown).name]
        wanted = [
            (names[each["category_id"]], each["bbox"])
            for each in said["annotations"]
            if each["image_id"] == image["id"]
        ]
        drawn = large.locator(".thing").evaluate_all(
            "all => all.map(one => [one.dataset.label, one.dataset.box.split(' ').map(Number)])"
        )
        corners = sorted(
            (label, round(x, 1), round(y, 1), round(x + w, 1), round(y + h, 1)) for label, (x, y, w, h) in wanted
        )
        assert sorted((label, *(round(each, 1) for each in box)) for label, box in drawn) == corners
        box = drawn[0][1]
        photo, first = large.locator(".marked img").bounding_box(), large.locator(".thing rect").nth(1).bounding_box()
        scale = photo["width"] / image["width"]
        assert (
            abs(first["x"] - (photo["x"] + box[0] * scale)) < 3 and abs(first["width"] - (box[2] - box[0]) * scale) < 5
        )
        if at < 2:
            before = shown
            page.keyboard.press("ArrowRight")
            expect(large.locator(".facts code")).not_to_have_text(before)
    large.get_by_role("button", name="不看标注").click()
    expect(large.locator(".thing")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(large).to_have_count(0)


def boxes_on_the_wall(page: Page, cells: Path) -> None:
    """Every tile has its picture's boxes in their places, in one path a class; a chosen class stands out."""
    said = json.loads((cells / "annotations" / "test.json").read_text())
    names = {each["id"]: each["name"] for each in said["categories"]}
    for image in said["images"]:
        tile = page.locator(f'.tile[title$="{Path(image["file_name"]).name}"]')
        wanted = {}
        for each in said["annotations"]:
            if each["image_id"] == image["id"]:
                x, y, w, h = each["bbox"]
                wanted.setdefault(names[each["category_id"]], []).append((x, y, x + w, y + h))
        drawn = dict(
            tile.locator(".thing").evaluate_all(
                "all => all.map(one => [one.dataset.label, one.lastElementChild.getAttribute('d')])"
            )
        )
        found = {
            name: [tuple(map(float, corners)) for corners in re.findall(r"M(\S+) (\S+)H(\S+)V([\d.]+)H", d)]
            for name, d in drawn.items()
        }
        assert {
            name: sorted((x, y, right, bottom) for x, y, right, bottom in some) for name, some in found.items()
        } == {name: sorted(some) for name, some in wanted.items()}
        side, scale = tile.bounding_box(), tile.bounding_box()["width"] / max(image["width"], image["height"])
        name, some = next(iter(wanted.items()))
        shown = tile.locator(f'.thing[data-label="{name}"] path').last.evaluate(CORNER)
        left, top = (
            side[edge] + (side["width"] - scale * image[long]) / 2 for edge, long in (("x", "width"), ("y", "height"))
        )
        assert shown == pytest.approx(
            [left + scale * min(box[0] for box in some), top + scale * min(box[1] for box in some)], abs=1
        )
    chosen = page.locator(".data-class:not(.all)").first
    label = chosen.locator(".data-class-name").inner_text()
    chosen.click()
    front = ".tile:not([hidden]) .thing:not(.back)"
    expect(page.locator(f'{front}[data-label="{label}"]').first).to_be_attached()
    expect(page.locator(f'{front}:not([data-label="{label}"])')).to_have_count(0)
    page.locator(".data-class.all").click()
    expect(page.locator(".thing.back")).to_have_count(0)


@pytest.mark.long
def test_keys_quicker_than_the_rows_are_not_lost(page: Page, studio):
    project = make(studio, program("print(1)"))
    folder = studio.projects / project / "data" / "many" / "red"
    folder.mkdir(parents=True)
    for number in range(600):
        Image.new("RGB", (16, 16), (number % 256, 40, number // 3)).save(folder / f"{number:04}.png")
    enter(page, project)
    held = []
    page.route("**/pictures?*offset=500*", lambda route: held.append(route))
    open_data(page, project, "many")
    tiles = page.get_by_role("listbox").get_by_role("option")
    expect(tiles.first).to_have_attribute("aria-setsize", "600")
    wait_for(page, SEEN)
    tiles.first.click()
    expect(page.get_by_role("tabpanel").locator(".facts")).to_contain_text("0000.png")
    for key in ("End", "Enter"):
        page.keyboard.press(key)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_have_attribute("aria-label", "第 600 / 600 张")
    expect(dialog.get_by_role("status")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert held
    page.unroute("**/pictures?*offset=500*")  # lets those go on that were held
    expect(page.get_by_role("tabpanel").locator(".facts")).to_contain_text("0599.png")


@pytest.mark.long
def test_a_wall_of_many_is_walked_by_keys(page: Page, studio):
    project = make(studio, program("print(1)"))
    folder = studio.projects / project / "data" / "many"
    for label in ("red", "blue"):
        (folder / label).mkdir(parents=True)
        for number in range(600):
            Image.new("RGB", (16, 16), (number % 256, 40, 200 if label == "blue" else number // 3)).save(
                folder / label / f"{number:04}.png"
            )
    enter(page, project)
    open_data(page, project, "many")
    wall = page.get_by_role("listbox")
    tiles = wall.get_by_role("option")
    expect(tiles.first).to_be_visible()
    expect(tiles.first).to_have_attribute("aria-setsize", "1200")
    wait_for(page, SEEN)
    assert wall.locator('.tile[tabindex="0"]').count() == 1
    tiles.first.click()
    for key, place in (("ArrowRight", 2), ("ArrowLeft", 1), ("End", 1200), ("PageUp", None), ("Home", 1)):
        page.keyboard.press(key)
        focused = page.locator(".tile:focus")
        expect(focused).to_be_in_viewport()
        if place:
            expect(focused).to_have_attribute("aria-posinset", str(place))
        assert page.locator(".tile").count() <= 200
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_have_attribute("aria-label", "第 1200 / 1200 张")
    expect(dialog.locator(".facts")).to_contain_text("0599.png")
    page.keyboard.press("ArrowLeft")
    expect(dialog.locator(".facts")).to_contain_text("0598.png")
    page.keyboard.press("Escape")
    wall.hover()
    page.mouse.wheel(0, -40_000)
    wait_for(page, SEEN)
    expect(page.locator('.tile[aria-posinset="1"]')).to_be_visible()

    # Another view and back: the wall stands where it was.
    page.mouse.wheel(0, 3_000)
    wait_for(page, "() => document.querySelector('.data-wall').scrollTop > 2000")
    before = wall.evaluate("e => e.scrollTop")
    page.get_by_role("link", name="模型").click()
    expect(wall).to_have_count(0)
    page.get_by_role("link", name="数据").click()
    expect(wall).to_be_visible()
    wait_for(page, "top => Math.abs(document.querySelector('.data-wall').scrollTop - top) < 3", before)


@pytest.mark.long
def test_a_set_is_made_renamed_copied_exported_and_deleted(page: Page, studio, tmp_path):
    project = make(studio, program("print(1)"))
    data = studio.projects / project / "data"
    enter(page, project)
    open_data(page, project)
    page.locator(".data-way").filter(has_text="自己拍").get_by_role("button").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("数据集的名字").fill("水果")
    dialog.get_by_label("类别，用逗号分开").fill("苹果，梨, 苹果")
    dialog.get_by_role("button", name="新建", exact=True).click()
    page.get_by_role("button", name="拍完了").click()
    expect(page.locator(".data-class")).to_have_count(3)
    assert (data / "水果").is_dir()

    page.get_by_role("button", name="数据集的操作").click()
    page.get_by_role("menuitem", name="改名").click()
    page.get_by_role("dialog").get_by_role("textbox").fill("fruit")
    page.keyboard.press("Enter")
    expect(page.locator(".data-which select")).to_have_value("fruit")
    for name in ("苹果", "梨"):
        (data / "pets" / name).mkdir(parents=True)
        for number in range(2):
            Image.new("RGB", (32, 24 + number), "red" if name == "梨" else "green").save(
                data / "pets" / name / f"{number}.jpg"
            )
    open_data(page, project, "pets")
    expect(page.locator(".data-class.all")).to_contain_text("4")

    page.get_by_role("button", name="数据集的操作").click()
    page.get_by_role("menuitem", name="复制一份").click()
    page.keyboard.press("Enter")
    expect(page.locator(".data-which select")).to_have_value("pets-副本")
    expect(page.locator(".data-class.all")).to_contain_text("4")
    page.get_by_role("button", name="数据集的操作").click()
    page.get_by_role("menuitem", name="导出…").click()
    with page.expect_download() as download:
        page.get_by_role("dialog").get_by_role("link").first.click()
    download.value.save_as(tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as made:
        assert sum(name.endswith(".jpg") for name in made.namelist()) == 4

    page.get_by_role("button", name="数据集的操作").click()
    page.get_by_role("menuitem", name="彻底删除").click()
    page.keyboard.press("Enter")  # the focus is on Cancel
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert (data / "pets-副本").is_dir()
    page.get_by_role("button", name="数据集的操作").click()
    page.get_by_role("menuitem", name="彻底删除").click()
    page.get_by_role("dialog").get_by_role("button", name="彻底删除").click()
    expect(page.locator(".data-which select")).not_to_have_value("pets-副本")
    assert not (data / "pets-副本").exists()


def test_who_leaves_while_a_set_is_copied_is_not_called_back(page: Page, studio):
    project = make(studio, program("print(1)"))
    folder = studio.projects / project / "data" / "pets" / "cat"
    folder.mkdir(parents=True)
    Image.new("RGB", (16, 16), "red").save(folder / "0.png")
    enter(page, project)
    held = []
    page.route("**/duplicate", lambda route: held.append(route))
    open_data(page, project, "pets")
    page.get_by_role("button", name="数据集的操作").click()
    page.get_by_role("menuitem", name="复制一份").click()
    page.keyboard.press("Enter")
    training = page.get_by_role("link", name="训练", exact=True)
    training.click()
    expect(training).to_have_attribute("aria-current", "page")
    with page.expect_response("**/choices"):  # what a copy asks for last
        held[0].continue_()
    expect(training).to_have_attribute("aria-current", "page")
    page.get_by_role("link", name="数据").click()
    expect(page.locator(".data-which select")).to_have_value("pets-副本")


@pytest.mark.parametrize("size", ["laptop", "school", "tablet"])
@pytest.mark.long
def test_nothing_is_cut_or_too_small(browser, studio, cells, size):
    project = make(studio, program("print(1)"))
    shutil.copytree(cells, studio.projects / project / "data" / "cells")
    with visit(browser, studio, size, "en") as page:
        enter(page, project)
        open_data(page, project, "cells")
        page.locator(".tile:not([hidden])").first.click()
        expect(page.locator(".data-picture .thing").first).to_be_visible()
        least = 44 if size == "tablet" else 32
        small = page.locator(".data button, .data select").evaluate_all(
            "(all, least) => all.filter(e => e.checkVisibility() && (e.offsetHeight < least || e.offsetWidth < least)).map(e => e.outerHTML)",
            least,
        )
        assert small == []
        wide = page.evaluate(
            "() => document.scrollingElement.scrollWidth > innerWidth || [...document.querySelectorAll('.data-tools .btn, .data-tabs button, .section span')].filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth).map(e => e.textContent).join()"
        )
        assert wide in (False, "")
