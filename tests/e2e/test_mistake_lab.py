"""The mistake lab: a wrong answer is explained by the model itself, its label is mended and undone, it is left out, more
pictures like it are taken; all of it by keys as well.
"""

import re
import shutil

import pytest
from playwright.sync_api import Page, expect

from sunmao.data.builtin.samples import make_sample
from tests.e2e.hands import wait_for
from tests.e2e.rooms import LANGUAGES, ended, enter, layout_faults, make, program, run, visit
from tests.support.studio import ApiClient

pytestmark = pytest.mark.long  # all ask a model that is trained for them
TRAIN = """
from sunmao.vision import Classification
model = Classification(backbone='LeNet')
model.load_dataset(path='data/mine', check=False)
model.save_fold = 'checkpoints/mine'
model.train(epochs=1, random_seed=1)
model.evaluate('test')
"""
MISLABELED = "8/three.png"  # a picture of a three
LOADED = "image => image.complete && image.naturalWidth > 0"


@pytest.fixture(scope="module")
def project(studio, browser) -> str:
    """A project that has trained and tested a small network on its own digits, one of which has a wrong label."""
    made = make(studio, program(TRAIN))
    data = studio.projects / made / "data"
    make_sample("digits", data)
    (data / "digits").rename(data / "mine")
    shutil.copy(data / "mine" / "test_set" / "3" / "17.png", data / "mine" / "test_set" / MISLABELED)
    with visit(browser, studio) as page:
        enter(page, made)
        run(page)
        ended(page)
        expect(page.get_by_role("button", name="看错题")).to_be_visible()
    return made


def open_mistakes(page: Page, project: str) -> None:
    page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/mistakes` }", project)
    expect(page.get_by_role("grid")).to_be_visible()


def open_lab(page: Page, project: str, truth: int = 8, answer: int = 3, name: str = "three.png") -> None:
    """The lab of the picture whose label is wrong, or of another one."""
    open_mistakes(page, project)
    page.locator(f'.cm[data-at="{truth},{answer}"]').click()
    page.locator(f'.mark-tile[title$="{name}"]').click()
    expect(page.locator(".lab h1")).to_be_focused()


def wait_explained(page: Page) -> None:
    """The heat map has come, and the nearest pictures of all training pictures."""
    heat = page.locator(".lab-figure").nth(1).locator("img")
    expect(heat).to_be_visible()
    assert heat.evaluate(LOADED)
    expect(page.locator(".lab-nearest")).to_have_attribute("aria-busy", "false")
    expect(page.locator(".lab-near li")).to_have_count(8)


def read_labels(studio, project: str, path: str) -> list[str]:
    """The labels of a picture of the data set, as the Data view shows them."""
    return ApiClient(studio).ask("GET", f"/api/projects/{project}/datasets/mine/picture?path=test_set/{path}")["labels"]


def read_bin(studio, project: str) -> int:
    return ApiClient(studio).ask("GET", f"/api/projects/{project}/datasets/mine/edits")["bin"]


def test_a_wrong_label_is_found_mended_and_undone(page: Page, studio, project):
    open_lab(page, project)
    expect(page.get_by_role("heading", name="其实是 8，却说成 3")).to_be_visible()
    wait_explained(page)
    expect(page.locator(".lab-near li[data-label='3']")).to_have_count(8)
    expect(page.locator(".lab-pane .pane-head")).to_contain_text("最像它的 8 张，标的都是“3”")
    expect(page.locator(".lab-remedy h3").first).to_have_text("标签标错了")
    filled = page.locator(".lab .btn.pri")
    expect(filled).to_have_count(1)
    expect(filled).to_have_text("改成 3")
    filled.click()
    expect(page.locator(".lab-remedy").first).to_contain_text("改成 3 了")
    expect(page.locator(".lab-foot")).to_contain_text("数据改了 1 处")
    assert read_labels(studio, project, MISLABELED) == ["3"]

    page.locator(".lab-remedy").first.get_by_role("button", name="撤销").click()
    expect(page.locator(".lab-foot")).to_contain_text("数据还没改")
    assert read_labels(studio, project, MISLABELED) == ["8"]

    page.get_by_role("button", name="选别的类").click()
    page.get_by_role("menuitem", name="5", exact=True).click()
    expect(page.locator(".lab-remedy").first).to_contain_text("改成 5 了")
    assert read_labels(studio, project, MISLABELED) == ["5"]
    page.keyboard.press("Control+z")
    expect(page.locator(".lab-foot")).to_contain_text("数据还没改")
    assert read_labels(studio, project, MISLABELED) == ["8"]


def test_the_browsers_back_closes_the_lab_and_stays_among_the_mistakes(page: Page, project):
    """Whatever was looked at meanwhile; whoever closes it and goes Back leaves the mistakes at once."""
    page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/data` }", project)
    expect(page.locator(".data")).to_be_visible()
    open_lab(page, project)
    page.go_back()
    expect(page.locator(".lab")).to_have_count(0)
    expect(page.get_by_role("grid")).to_be_visible()
    page.locator('.mark-tile[title$="three.png"]').click()
    expect(page.locator(".lab h1")).to_be_focused()
    page.get_by_role("navigation").get_by_role("link", name="模型", exact=True).click()
    expect(page.locator(".lab")).to_have_count(0)
    page.go_back()
    expect(page.locator(".lab")).to_be_visible()
    page.keyboard.press("Escape")
    wait_for(page, "() => !history.state?.inside")  # the lab closes before the browser has gone back
    expect(page.locator(".lab")).to_have_count(0)
    page.go_back()
    expect(page.locator(".data")).to_be_visible()


def test_what_the_model_looked_at_is_covered(page: Page, project):
    open_lab(page, project)
    wait_explained(page)
    proof = page.locator(".lab-proof")
    expect(proof).to_contain_text("盖住白圈")
    expect(page.locator(".lab-scores li")).to_have_count(4)
    before = page.locator(".lab-figure").first.locator("img").get_attribute("src")
    proof.get_by_role("button").click()
    covered = page.get_by_alt_text("盖住白圈以后的图片")
    expect(covered).to_be_visible()
    assert covered.get_attribute("src") != before
    said = page.locator(".lab-answer").first
    expect(said).to_contain_text("盖住后说")
    expect(proof).to_contain_text(f"说 {said.locator('b').first.inner_text()}。")
    page.keyboard.press("c")
    expect(page.get_by_alt_text("其实是 8 的图片")).to_be_visible()


def test_the_lab_is_used_by_keys_alone(page: Page, studio, project):
    """From the Mistakes view to a mended label: Enter and F."""
    open_mistakes(page, project)
    page.locator('.cm[data-at="8,3"]').click()
    page.locator('.mark-tile[title$="three.png"]').focus()
    page.keyboard.press("Enter")
    wait_explained(page)
    page.keyboard.press("f")
    expect(page.locator(".lab-foot")).to_contain_text("数据改了 1 处")
    page.keyboard.press("Control+z")
    expect(page.locator(".lab-foot")).to_contain_text("数据还没改")
    page.keyboard.press("x")
    expect(page.locator(".lab-remedies")).to_contain_text("放进回收站了")
    assert read_bin(studio, project) == 1
    page.keyboard.press("Control+z")
    expect(page.locator(".lab-remedies")).not_to_contain_text("放进回收站了")
    assert read_bin(studio, project) == 0
    page.keyboard.press("Escape")
    expect(page.locator('.mark-tile[title$="three.png"]')).to_be_focused()


def test_arrows_go_through_all_mistakes(page: Page, project):
    open_mistakes(page, project)
    page.get_by_role("button", name=re.compile(r"看 \d+ 道错题")).click()
    page.locator(".mark-tile").first.click()
    place, title = page.locator(".lab-head [role=status]"), page.locator(".lab h1")
    count = int(place.inner_text().split("/")[1].split()[0])
    assert count > 3
    seen = {page.locator(".lab-image").first.get_attribute("src")}
    for number in range(2, count + 1):  # quicker than any answer
        page.keyboard.press("ArrowRight")
        expect(place).to_have_text(f"第 {number} / {count} 道错题")
        seen.add(page.locator(".lab-image").first.get_attribute("src"))
    assert len(seen) == count
    expect(page.get_by_role("button", name="下一道")).to_be_disabled()
    wait_explained(page)
    last = title.inner_text()
    page.get_by_role("button", name="上一道").click()
    page.get_by_role("button", name="下一道").click()
    expect(title).to_have_text(last)
    wait_explained(page)


def test_more_pictures_of_the_right_class_are_taken(page: Page, project):
    open_lab(page, project)
    page.keyboard.press("m")
    expect(page.get_by_role("heading", name="mine")).to_be_visible()
    expect(page.locator('.collect [role="radio"][aria-checked="true"]')).to_contain_text("8")
    open_mistakes_again = page.get_by_role("navigation").get_by_role("link", name="错题本")
    open_mistakes_again.click()
    expect(page.get_by_role("heading", name="其实是 8，却说成 3")).to_be_visible()
    page.get_by_role("button", name="用改好的数据再训练").click()
    expect(page.locator(".blocklyBlockCanvas .blocklyDraggable").first).to_be_visible()


def test_without_the_model_file_the_rest_is_there(page: Page, studio, project):
    weights = studio.projects / project / "checkpoints"
    weights.rename(weights.with_name("away"))
    try:
        open_lab(page, project)
        expect(page.locator(".lab-none")).to_contain_text("大考用的模型文件不在了")
        expect(page.locator(".lab-answer").first).to_contain_text("3")
        expect(page.locator(".lab-nearest")).to_contain_text("没有模型，没法比")
        expect(page.locator(".lab .btn.pri")).to_have_count(0)
        page.get_by_role("button", name="改成 3").click()
        expect(page.locator(".lab-remedies")).to_contain_text("改成 3 了")
        page.get_by_role("button", name="撤销").click()
        expect(page.locator(".lab-foot")).to_contain_text("数据还没改")
        expect(page.locator(".lab-proof")).to_have_count(0)
    finally:
        weights.with_name("away").rename(weights)


def test_another_file_answers_for_the_tested_one_and_that_is_said(page: Page, studio, project):
    [tested] = (studio.projects / project / "checkpoints" / "mine").glob("best_*.pth")
    tested.rename(tested.with_name("renamed.pth"))
    try:
        open_lab(page, project)
        wait_explained(page)
        expect(page.locator(".lab-note")).to_contain_text("这里问的是 mine/renamed.pth")
    finally:
        tested.with_name("renamed.pth").rename(tested)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", ["laptop", "tablet"])
def test_it_fits(browser, studio, project, size, lang):
    with visit(browser, studio, size, lang) as page:
        open_lab(page, project)
        wait_explained(page)
        assert layout_faults(page) == []
        page.keyboard.press("c")
        page.keyboard.press("f")
        expect(page.locator(".lab-remedies .pill")).to_be_visible()
        assert layout_faults(page) == []
        page.keyboard.press("Control+z")
        expect(page.locator(".lab-remedies .pill")).to_have_count(0)
