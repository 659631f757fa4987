"""The mistake lab of a model that finds things, and two of its tests side by side: a small detector is really trained
twice on the sample's shapes, in which one box has a wrong label and another one is not there.
"""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sunmao.data.builtin.samples import make_sample
from tests.e2e.hands import TWO_FRAMES
from tests.e2e.rooms import LANGUAGES, ended, enter, layout_faults, make, program, run, visit
from tests.e2e.screenshots import shoot
from tests.support.studio import ApiClient

pytestmark = pytest.mark.long

TRAIN = """
from sunmao.vision import Detection
for epochs in (1, 3):
    model = Detection(backbone='RTMDet-Lite0', image_size=96)
    model.load_dataset(path='data/mine', check=False)
    model.save_fold = f'checkpoints/{epochs}'
    model.train(epochs=epochs, random_seed=1)
    model.evaluate('test')
"""
MISLABELED, UNMARKED = "288.jpg", "300.jpg"  # a star that is called a circle, and one that nobody has marked
STAR, CIRCLE = 4, 1


def spoil(file: Path) -> None:
    """Call the star of one test picture a circle, and forget a star of another one."""
    said = json.loads(file.read_text())
    numbers = {image["file_name"]: image["id"] for image in said["images"]}
    of = {name: [row for row in said["annotations"] if row["image_id"] == number] for name, number in numbers.items()}
    [star] = of[MISLABELED]
    assert star["category_id"] == STAR
    star["category_id"] = CIRCLE
    said["annotations"].remove(next(row for row in of[UNMARKED] if row["category_id"] == STAR))
    file.write_text(json.dumps(said))


@pytest.fixture(scope="module")
def project(studio, browser) -> str:
    """A project that has trained and tested a small detector twice on its own shapes."""
    made = make(studio, program(TRAIN))
    data = studio.projects / made / "data"
    make_sample("shapes", data)
    (data / "shapes").rename(data / "mine")
    spoil(data / "mine" / "annotations" / "test.json")
    with visit(browser, studio) as page:
        enter(page, made)
        run(page)
        ended(page)
        expect(page.get_by_role("button", name="看错题")).to_be_visible()
    return made


def open_mistakes(page: Page, project: str) -> None:
    page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/mistakes` }", project)
    expect(page.locator(".kind").first).to_be_visible()


def choose_kind(page: Page, kind: str, label: str = "") -> None:
    """Only mistakes of a kind, by its chip, and of a class, by its row."""
    page.locator(".kind", has=page.locator(f"text={kind}")).click()
    if label:
        page.locator(".classes-name", has_text=label).click()
        expect(page.locator(".classes-name[aria-pressed=true]")).to_have_text(label)
    page.evaluate(TWO_FRAMES)  # the wall shows others with the next one


def open_tile(page: Page, name: str):
    tile = page.locator(f".found-wall .tile:not([hidden])[title$='/{name}']")
    expect(tile).to_be_visible()
    return tile


def open_lab(page: Page, project: str, kind: str, label: str, name: str) -> None:
    open_mistakes(page, project)
    choose_kind(page, kind, label)
    open_tile(page, name).click()
    expect(page.locator(".lab h1")).to_be_focused()


def wait_explained(page: Page) -> None:
    """The heat map has come, and the nearest things of all training pictures."""
    heat = page.locator(".lab-figure").nth(1).locator("img")
    expect(heat).to_be_visible()
    assert heat.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    expect(page.locator(".lab-nearest")).to_have_attribute("aria-busy", "false")
    expect(page.locator(".lab-near li")).to_have_count(8)


def read_objects(studio, project: str, name: str) -> list[str]:
    """The labels of what is marked in a test picture."""
    path = f"/api/projects/{project}/datasets/mine/annotations?path=images/test/{name}"
    return sorted(each["label"] for each in ApiClient(studio).ask("GET", path)["objects"])


def test_a_wrong_label_is_found_mended_and_undone(page: Page, studio, project):
    open_lab(page, project, "认错了", "star", MISLABELED)
    expect(page.get_by_role("heading", name="认错了：其实是 circle，却说成 star")).to_be_visible()
    wait_explained(page)
    expect(page.locator(".lab-near li[data-label='star']")).to_have_count(8)
    expect(page.locator(".lab-pane .pane-head")).to_contain_text("最像它的 8 个，标的都是“star”")
    expect(page.locator(".lab-remedy h3").first).to_have_text("标签标错了")
    filled = page.locator(".lab .btn.pri")
    expect(filled).to_have_count(1)
    expect(filled).to_have_text("改成 star")
    filled.click()
    expect(page.locator(".lab-remedies")).to_contain_text("改成 star 了")
    expect(page.locator(".lab-foot")).to_contain_text("数据改了 1 处")
    assert read_objects(studio, project, MISLABELED) == ["star"]
    page.locator(".lab-remedies").get_by_role("button", name="撤销").click()
    expect(page.locator(".lab-foot")).to_contain_text("数据还没改")
    assert read_objects(studio, project, MISLABELED) == ["circle"]

    page.get_by_role("button", name="选别的类").click()
    page.get_by_role("menuitem", name="square", exact=True).click()
    expect(page.locator(".lab-remedies")).to_contain_text("改成 square 了")
    assert read_objects(studio, project, MISLABELED) == ["square"]
    page.keyboard.press("Control+z")
    expect(page.locator(".lab-foot")).to_contain_text("数据还没改")
    assert read_objects(studio, project, MISLABELED) == ["circle"]


def test_a_box_that_nobody_drew_is_added(page: Page, studio, project):
    before = read_objects(studio, project, UNMARKED)
    open_lab(page, project, "多找了", "star", UNMARKED)
    expect(page.get_by_role("heading", name="多找了：那里没有 star")).to_be_visible()
    wait_explained(page)
    expect(page.locator(".lab-remedy h3").first).to_have_text("那里真的有“star”")
    page.locator(".lab .btn.pri").click()
    expect(page.locator(".lab-remedies")).to_contain_text("框加上了")
    assert read_objects(studio, project, UNMARKED) == sorted([*before, "star"])
    page.keyboard.press("Control+z")
    expect(page.locator(".lab-remedies")).not_to_contain_text("框加上了")
    assert read_objects(studio, project, UNMARKED) == before


def test_why_a_thing_was_missed_is_said_and_its_box_removed(page: Page, studio, project):
    open_mistakes(page, project)
    choose_kind(page, "漏掉了")
    page.locator(".found-wall .tile:not([hidden])").first.click()
    title = page.locator(".lab h1")
    expect(title).to_contain_text("漏掉了")
    wait_explained(page)
    expect(page.locator(".lab-answer b").first).to_have_text("没有")
    proof = page.locator(".lab-proof")
    expect(proof).to_have_text(
        re.compile(r"^它说这里是 ?.*，把握 \d+%，可是不到 \d+% 就不算找到。$|^它在这里什么也没找到。$")
    )
    expect(proof.get_by_role("button")).to_have_count(0)
    name = page.locator(".obj-photo img").get_attribute("src").partition("?")[0].rpartition("/")[2]
    before = read_objects(studio, project, name)
    page.get_by_role("button", name="去掉这个框").or_(
        page.get_by_role("button", name=re.compile("^改成"))
    ).first.click()
    expect(page.locator(".lab-remedies .pill")).to_be_visible()
    assert read_objects(studio, project, name) != before
    page.keyboard.press("Control+z")
    expect(page.locator(".lab-remedies .pill")).to_have_count(0)
    assert read_objects(studio, project, name) == before


def test_what_the_model_looked_at_is_covered(page: Page, project):
    open_lab(page, project, "认错了", "star", MISLABELED)
    wait_explained(page)
    proof = page.locator(".lab-proof")
    expect(proof).to_contain_text("盖住白圈")
    before = page.locator(".obj-photo img").get_attribute("src")
    proof.get_by_role("button").click()
    covered = page.get_by_alt_text("盖住白圈以后的图片")
    expect(covered).to_be_visible()
    assert covered.get_attribute("src") != before
    said = page.locator(".lab-answer").first
    expect(said).to_contain_text("盖住后说")
    words, now = proof.inner_text(), said.locator("b").first.inner_text()
    assert ("什么也找不到" in words) == (now == "没有") and (now == "没有" or now in words)
    page.keyboard.press("c")
    expect(covered).to_have_count(0)
    page.locator(".obj-photo").click()
    expect(page.get_by_role("dialog").locator(".found-line")).not_to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator(".lab h1")).to_be_visible()


def test_the_lab_is_used_by_keys_alone(page: Page, studio, project):
    """From the wall to a mended label, into the bin and back: Enter, F, X, arrows, Escape."""
    open_mistakes(page, project)
    choose_kind(page, "认错了", "star")
    tile = open_tile(page, MISLABELED)
    tile.focus()
    page.keyboard.press("Enter")
    wait_explained(page)
    page.keyboard.press("f")
    expect(page.locator(".lab-foot")).to_contain_text("数据改了 1 处")
    page.keyboard.press("Control+z")
    expect(page.locator(".lab-foot")).to_contain_text("数据还没改")
    page.keyboard.press("x")
    expect(page.locator(".lab-remedies")).to_contain_text("放进回收站了")
    edits = f"/api/projects/{project}/datasets/mine/edits"
    assert ApiClient(studio).ask("GET", edits)["bin"] == 1
    page.keyboard.press("Control+z")
    expect(page.locator(".lab-remedies")).not_to_contain_text("放进回收站了")
    assert ApiClient(studio).ask("GET", edits)["bin"] == 0
    page.keyboard.press("Escape")
    expect(tile).to_be_focused()


def test_arrows_go_through_all_mistakes(page: Page, project):
    open_mistakes(page, project)
    page.locator(".found-wall .tile:not([hidden])").first.click()
    place = page.locator(".lab-head [role=status]")
    count = int(place.inner_text().split("/")[1].split()[0])
    assert count > 10
    seen = {(page.locator(".lab h1").inner_text(), page.locator(".obj-photo .thing.pointed").get_attribute("data-box"))}
    for number in range(2, count + 1):  # quicker than any answer
        page.keyboard.press("ArrowRight")
        expect(place).to_have_text(f"第 {number} / {count} 处错")
        box = page.locator(".obj-photo .thing.pointed").get_attribute("data-box")
        seen.add((page.locator(".lab h1").inner_text(), box))
    assert len(seen) > 0.9 * count
    expect(page.get_by_role("button", name="下一道")).to_be_disabled()
    wait_explained(page)
    expect(page.get_by_role("button", name="添这样的图片")).to_be_visible()
    page.keyboard.press("m")
    expect(page.get_by_role("listbox", name="mine 的图片")).to_be_visible()


def test_without_the_model_file_the_rest_is_there(page: Page, studio, project):
    weights = studio.projects / project / "checkpoints"
    weights.rename(weights.with_name("away"))
    try:
        open_lab(page, project, "认错了", "star", MISLABELED)
        expect(page.locator(".lab-none")).to_contain_text("大考用的模型文件不在了")
        expect(page.locator(".lab-answer").first).to_contain_text("star")
        page.get_by_role("button", name="改成 star").click()
        expect(page.locator(".lab-remedies")).to_contain_text("改成 star 了")
        page.keyboard.press("Control+z")
        expect(page.locator(".lab-foot")).to_contain_text("数据还没改")
    finally:
        weights.with_name("away").rename(weights)


def test_two_trainings_are_compared(page: Page, project):
    open_mistakes(page, project)
    short = page.locator(".cmp-short")
    expect(short.locator(".cmp-pill").first).to_contain_text("多找到")
    words = short.locator(".cmp-pill").last.inner_text()
    assert words in ("多半不是运气", "说不准", "可能只是运气")
    short.get_by_role("button").click()
    expect(page.get_by_text("同样的 30 张图片，前后各考一次")).to_be_visible()
    expect(page.locator(".cmp-pane-head .cmp-pill")).to_have_text(words)
    before, after = map(int, page.locator(".cmp-figure b.big-figure").all_inner_texts())
    both, now, lost, never = map(int, page.locator(".cmp-legend b").all_inner_texts())
    assert (both + lost, both + now) == (before, after) and before < after
    counts = [list(map(int, re.findall(r"\d+", row))) for row in page.locator(".cmp-kinds li").all_inner_texts()]
    assert len(counts) == 5 and now + both + lost + never > counts[-1][1]
    dot = page.locator(".band-dot").bounding_box()
    zero = page.locator(".band-zero").bounding_box()
    band = page.locator(".band-interval").bounding_box()
    assert dot["x"] > zero["x"], "better is at the right"
    assert band["x"] < dot["x"] + dot["width"] / 2 < band["x"] + band["width"]
    text = page.locator("#app").inner_text()
    assert "McNemar" not in text and "p =" not in text
    tile = page.locator('[data-kind="better"] .cmp-tile').first
    tile.focus()
    page.keyboard.press("Enter")
    window = page.get_by_role("dialog")
    expect(window.locator(".thing").first).to_be_visible()
    expect(window.locator("figcaption")).to_have_text(["上次", "这次"])
    first = window.locator("code").inner_text()
    page.keyboard.press("ArrowRight")
    expect(window.locator("code")).not_to_have_text(first)
    page.keyboard.press("Escape")
    expect(tile).to_be_focused()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", ["laptop", "tablet"])
def test_it_fits(browser, studio, project, size, lang):
    zh = lang == "zh"
    with visit(browser, studio, size, lang) as page:
        open_lab(page, project, "认错了" if zh else "Misnamed", "star", MISLABELED)
        wait_explained(page)
        assert layout_faults(page) == []
        shoot(page, f"object-lab-{size}-{lang}")
        page.keyboard.press("c")
        page.keyboard.press("f")
        expect(page.locator(".lab-remedies .pill")).to_be_visible()
        assert layout_faults(page) == []
        shoot(page, f"object-lab-mended-{size}-{lang}")
        page.keyboard.press("Control+z")
        expect(page.locator(".lab-remedies .pill")).to_have_count(0)
        page.keyboard.press("Escape")
        page.locator(".classes-name", has_text="star").click()
        expect(page.locator(".classes-name[aria-pressed=true]")).to_have_count(0)
        choose_kind(page, "漏掉了" if zh else "Missed")
        page.locator(".found-wall .tile:not([hidden])").first.click()
        wait_explained(page)
        assert layout_faults(page) == []
        shoot(page, f"object-lab-missed-{size}-{lang}")
        page.keyboard.press("Escape")
        assert layout_faults(page) == []
        shoot(page, f"found-{size}-{lang}")
        page.locator(".cmp-short button").click()
        expect(page.locator(".band-dot")).to_be_visible()
        expect(page.locator(".cmp-boxes img").first).to_be_visible()
        assert layout_faults(page) == []
        shoot(page, f"found-compare-{size}-{lang}")
        page.locator(".cmp-boxes .cmp-tile").first.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert layout_faults(page) == []
        shoot(page, f"found-pair-{size}-{lang}")
