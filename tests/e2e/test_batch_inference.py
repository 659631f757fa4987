"""Many pictures at once, with a real model: a folder comes in, answers come while others wait, the wrong ones are dragged
into the data set and taken back; bad files are named and harm no other.
"""

import base64
import csv
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sunmao.data.builtin.samples import make_sample
from tests.e2e.rooms import LANGUAGES, ended, enter, layout_faults, make, program, run, visit
from tests.e2e.screenshots import shoot
from tests.support.onnx_files import finder
from tests.support.studio import ApiClient

pytestmark = pytest.mark.long

TRAIN = """
from sunmao.vision import Classification
model = Classification(backbone='LeNet')
model.load_dataset(path='data/mine', check=False)
model.save_fold = 'checkpoints/mine'
model.train(epochs=2, lr=0.003, random_seed=1)
model.convert(out_file='models/digits.onnx')
"""
GO = "([id, model]) => { location.hash = `#/project/${encodeURIComponent(id)}/models/${encodeURIComponent(model)}` }"
DROP = """async ([target, files]) => {
  const held = new DataTransfer();
  for (const [name, type, data] of files)
    held.items.add(new File([Uint8Array.from(atob(data), letter => letter.charCodeAt(0))], name, { type }));
  const element = document.querySelector(target);
  for (const kind of ['dragover', 'drop'])
    element.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: held }));
}"""


@pytest.fixture(scope="module")
def project(studio, browser) -> str:
    """A project with a small network trained on its own digits, and converted."""
    made = make(studio, program(TRAIN))
    data = studio.projects / made / "data"
    make_sample("digits", data)
    (data / "digits").rename(data / "mine")
    with visit(browser, studio) as page:
        enter(page, made)
        run(page)
        ended(page)
        assert (studio.projects / made / "models/digits.onnx").is_file()
    return made


@pytest.fixture(scope="module")
def folder(studio, project, tmp_path_factory) -> Path:
    """Sixty pictures of digits in folders that are called as they are, which the data set does not have, and four files
    that are none.
    """
    import cv2

    made = tmp_path_factory.mktemp("photos") / "photos"
    for digit in range(10):
        (made / str(digit)).mkdir(parents=True)
        found = sorted((studio.projects / project / "data/mine/test_set" / str(digit)).glob("*.png"))[:6]
        for file in found:
            image = cv2.resize(cv2.imread(str(file)), (36, 36), interpolation=cv2.INTER_CUBIC)
            cv2.imwrite(str(made / str(digit) / file.name), image)
    first = sorted((made / "3").glob("*.png"))[0].read_bytes()
    (made / "notes.txt").write_text("no picture", "utf-8")
    (made / "empty.png").write_bytes(b"")
    (made / "cut.png").write_bytes(first[:60])
    (made / "lie.jpg").write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
    (made / ".DS_Store").write_bytes(b"x")
    return made


def open_batch(page: Page, project: str, model: str = "models/digits.onnx") -> None:
    page.evaluate(GO, [project, model])
    page.get_by_role("button", name="认一批图片").click()
    expect(page.get_by_role("heading", name="认一批图片")).to_be_visible()


def drop_folder(page: Page, folder: Path) -> None:
    page.locator(".batch-start input[webkitdirectory]").set_input_files(folder)


def count_class(studio, project: str, label: str) -> int:
    found = ApiClient(studio).ask("GET", f"/api/projects/{project}/datasets/mine/classes")
    return next(each["count"] for each in found if each["name"] == label)


def close(page: Page) -> None:
    page.get_by_role("button", name="回到模型").click()
    expect(page.locator(".try")).to_be_visible()


def test_a_folder_is_answered_and_wrong_ones_are_dragged_into_the_data(page: Page, studio, project, folder):
    open_batch(page, project)
    expect(page.locator(".btn.pri:visible")).to_have_count(1)
    with page.expect_response("**/try/batch*") as first:
        drop_folder(page, folder)
    assert len(first.value.json()["answers"]) == 1  # the first answer waits for no others
    expect(page.locator(".batch-progress")).to_contain_text("认完了，64 张")
    left = page.locator(".batch-note")
    expect(left).to_contain_text("4 个文件认不了")
    left.locator("summary").click()
    for name in ("notes.txt", "empty.png", "cut.png", "lie.jpg"):
        expect(left).to_contain_text(name)
    left.locator("summary").click()
    wall = page.locator(".batch-wall")
    expect(wall.locator(".tile:visible").first).to_have_attribute("aria-setsize", "60")
    sure = page.evaluate(
        "() => [...document.querySelectorAll('.batch-wall .tile:not([hidden])')]"
        ".sort((a, b) => a.ariaPosInSet - b.ariaPosInSet).map(tile => parseInt(tile.style.getPropertyValue('--sure')))"
    )
    assert len(sure) > 10 and sure == sorted(sure)
    expect(page.locator(".batch-tools")).to_contain_text("/ 60")

    before = count_class(studio, project, "5")
    tiles = wall.locator(".tile:visible")
    tiles.nth(0).click()
    tiles.nth(2).click(modifiers=["Shift"])
    expect(page.locator(".batch-chosen")).to_contain_text("选了 3 张")
    start, end = tiles.nth(1).bounding_box(), page.locator('[data-class="5"]').bounding_box()
    page.mouse.move(start["x"] + 40, start["y"] + 40)
    page.mouse.down()
    page.mouse.move(start["x"] + 80, start["y"] + 60, steps=4)
    page.mouse.move(end["x"] + 60, end["y"] + 20, steps=6)
    expect(page.locator('[data-class="5"].over')).to_have_count(1)
    page.mouse.up()
    strip = page.locator(".batch-strip")
    expect(strip).to_contain_text("3 张加进了“5”")
    expect(page.locator(".btn.pri:visible")).to_have_count(1)
    expect(page.get_by_role("button", name="用新的数据再训练")).to_be_visible()
    assert count_class(studio, project, "5") == before + 3
    assert len(list(folder.rglob("*.png"))) == 62  # what was dropped stays

    page.keyboard.press("Control+z")
    expect(strip).to_contain_text("3 张拿回来了")
    assert count_class(studio, project, "5") == before
    close(page)


def test_by_keys_alone_and_nothing_twice(page: Page, studio, project, folder):
    open_batch(page, project)
    drop_folder(page, folder)
    expect(page.locator(".batch-progress")).to_contain_text("认完了")
    before = count_class(studio, project, "7")
    page.get_by_label("看哪些").select_option(label=page.get_by_label("看哪些").locator("option").nth(1).inner_text())
    page.locator(".batch-wall .tile[tabindex='0']").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("7")
    strip = page.locator(".batch-strip")
    expect(strip).to_contain_text("2 张加进了“7”")
    assert count_class(studio, project, "7") == before + 2
    close(page)

    open_batch(page, project)
    drop_folder(page, folder)
    expect(page.locator(".batch-progress")).to_contain_text("认完了")
    page.locator(".batch-wall .tile[tabindex='0']").focus()
    page.keyboard.press("Control+a")
    expect(page.locator(".batch-chosen")).to_contain_text("选了 60 张")
    page.keyboard.press("7")
    expect(strip).to_contain_text("58 张加进了“7” · 2 张本来就有，没有再加")
    page.get_by_role("button", name="撤销").click()
    expect(strip).to_contain_text("58 张拿回来了")
    assert count_class(studio, project, "7") == before + 2
    close(page)


def test_pictures_are_dropped_on_the_panel_and_answers_are_saved(page: Page, project, folder):
    page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/models` }", project)
    files = [
        [file.name, "image/png", base64.b64encode(file.read_bytes()).decode()]
        for file in sorted((folder / "4").glob("*.png"))
    ]
    expect(page.locator(".try")).to_be_visible()
    page.evaluate(DROP, [".try", files])
    expect(page.locator(".batch-progress")).to_contain_text(f"认完了，{len(files)} 张")
    with page.expect_download() as saved:
        page.get_by_role("button", name="存成表格").click()
    expect(page.locator(".toast")).to_contain_text("answers.csv 存好了")
    with open(saved.value.path(), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["图片"] for row in rows) == sorted(name for name, *_ in files)
    assert list(rows[0]) == ["图片", "答案", "把握"], "what nobody knows has no column"
    assert all(row["答案"] in map(str, range(10)) and 0 < float(row["把握"]) <= 1 for row in rows)
    page.evaluate(DROP, [".batch", [["more.png", "image/png", files[0][2]]]])
    expect(page.locator(".batch-progress")).to_contain_text(f"认完了，{len(files) + 1} 张")
    page.locator(".section", has_text="模型").click()
    expect(page.get_by_role("heading", name="模型", exact=True)).to_be_visible()
    expect(page.locator(".batch")).to_have_count(0)


def test_a_detector_shows_its_boxes_and_the_least_sure(page: Page, studio, project, folder):
    (studio.projects / project / "models/boxes.onnx").write_bytes(finder())
    page.reload()
    open_batch(page, project, "models/boxes.onnx")
    page.locator(".batch-start input:not([webkitdirectory])").set_input_files(sorted((folder / "4").glob("*.png")))
    expect(page.locator(".batch-progress")).to_contain_text("认完了，6 张")
    tile = page.locator(".batch-wall .tile:visible").first
    expect(tile.locator(".thing")).not_to_have_count(0)
    expect(tile.locator(".tile-label")).to_contain_text("个 ·")
    tile.dblclick()
    expect(page.locator(".batch-large svg[role=img] .thing")).not_to_have_count(0)
    page.keyboard.press("Escape")
    close(page)


def test_five_hundred_pictures(page: Page, project, folder, tmp_path):
    files = [file for file in sorted(folder.rglob("*.png")) if file.parent != folder]
    for number in range(500):
        (tmp_path / f"{number}.png").write_bytes(files[number % len(files)].read_bytes())
    open_batch(page, project)
    began = time.monotonic()
    drop_folder(page, tmp_path)
    expect(page.locator(".batch-wall .tile:visible").first).to_be_visible()
    first = time.monotonic() - began
    expect(page.locator(".batch-progress")).to_contain_text("认完了，500 张")
    took = time.monotonic() - began
    print(f"500 pictures: first answers {first:.1f} s, all {took:.1f} s, {500 / took:.0f} pictures a second")
    assert page.locator(".batch-wall .tile").count() <= 200
    close(page)


@pytest.mark.parametrize("size", ["laptop", "tablet"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_fits_the_page(studio, browser, project, folder, size, lang):
    words = {"zh": "认一批图片", "en": "Try many pictures"}
    with visit(browser, studio, size, lang) as page:
        page.evaluate(GO, [project, "models/digits.onnx"])
        expect(page.locator(".try")).to_be_visible()
        shoot(page, f"batch-panel-{size}-{lang}")
        page.get_by_role("button", name=words[lang]).click()
        shoot(page, f"batch-start-{size}-{lang}")
        assert layout_faults(page) == []
        drop_folder(page, folder)
        expect(page.locator(".batch-progress progress")).to_have_count(0)
        expect(page.locator(".batch-progress")).to_contain_text("64")
        expect(page.locator(".batch-class")).to_have_count(10)
        page.locator(".batch-wall .tile:visible").first.click()
        shoot(page, f"batch-answers-{size}-{lang}")
        assert layout_faults(page) == []
        page.locator(".batch-wall .tile:visible").nth(3).dblclick()
        expect(page.locator(".batch-large img")).to_be_visible()
        shoot(page, f"batch-large-{size}-{lang}")
