"""The whole loop of labeling: pictures without boxes, ten labeled by hand, a small detector really trained, which
proposes for the rest, worst first; accepted and corrected, trained again, and both marks side by side.
"""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sunmao.data.builtin.samples import make_sample
from sunmao.data.dataset import Dataset
from sunmao.data.listing import Sample
from tests.e2e.hands import wait_for
from tests.e2e.label_hands import SAVED, SHOWN, drag
from tests.e2e.lessons import go_to
from tests.e2e.rooms import ended, enter, layout_faults, make, program, run
from tests.support.studio import ApiClient

pytestmark = [pytest.mark.training, pytest.mark.long]

PICTURES, BY_HAND, BY_MOUSE, ON_THE_PAGE = 30, 10, 2, 3
CLASSES = ["circle", "triangle", "square", "star"]
TRAIN = """
from sunmao.vision import Detection
model = Detection(backbone='RTMDet-Lite0', image_size=96)
model.load_dataset(path='data/mine', check=False)
model.save_fold = 'models/mine'
model.train(epochs=25, random_seed=1)
model.evaluate(path='data/shapes')
"""
FILLED = """() => [...document.querySelectorAll('#main .btn.pri')]
  .filter(one => one.checkVisibility()).map(one => one.innerText.trim())"""
SHOTS = os.environ.get("SUNMAO_SHOTS")


class Shapes:
    """A project with pictures of shapes that nobody has labeled, and what is in them."""

    def __init__(self, studio):
        self.project = make(studio, program(TRAIN))
        data = studio.projects / self.project / "data"
        drawn = Dataset(Path(make_sample("shapes", data)))
        (data / "mine").mkdir()
        self.truth: dict[str, Sample] = {}
        for item in drawn.items("train")[:PICTURES]:
            shutil.copy(item.path, data / "mine" / item.path.name)
            self.truth[item.path.name] = item
        self.visitor = ApiClient(studio)

    def ask(self, method: str, where: str, body: object = None) -> dict:
        return self.visitor.ask(method, f"/api/projects/{self.project}/datasets/mine/{where}", body)

    def label(self, name: str) -> None:
        """Write what is in a picture, as another page does."""
        objects = [{"label": thing.label, "box": list(thing.box)} for thing in self.truth[name].things]
        self.ask("PUT", "annotations", {"path": name, "seen": None, "objects": objects})


@pytest.fixture
def shapes(studio) -> Shapes:
    return Shapes(studio)


def read_filled(page: Page) -> list[str]:
    """The words of the filled buttons of the view."""
    return page.evaluate(FILLED)


def follow_filled(page: Page, words: str) -> None:
    """Press the one filled button of the view, which says this."""
    expect(page.locator("#main .btn.pri:visible")).to_have_count(1)
    expect(page.locator("#main .btn.pri:visible")).to_contain_text(words)
    page.locator("#main .btn.pri:visible").click()


def shoot(page: Page, name: str) -> None:
    """A picture of the page for people, where they ask for it."""
    if SHOTS:
        page.wait_for_timeout(400)
        page.screenshot(path=os.path.join(SHOTS, f"label-loop-{name}.png"))


def test_from_ten_labeled_pictures_to_a_better_model(page: Page, shapes):
    enter(page, shapes.project)
    say_what_they_are_for(page)
    label_by_hand(page, shapes)
    train(page)
    let_the_model_propose(page, shapes)
    accept_and_correct(page, shapes)
    train(page)
    before, after = read_marks(page)
    print(f"mAP50 of the same 30 pictures: {before} after {BY_HAND} labeled pictures, {after} after {PICTURES}")
    assert after > before


def say_what_they_are_for(page: Page) -> None:
    go_to(page, "数据")
    page.locator(".data-which select").select_option("mine")
    shoot(page, "1-data")
    follow_filled(page, "标注")
    page.get_by_label("类别").fill(", ".join(CLASSES))
    follow_filled(page, "开始标注")
    expect(page.locator(".label-stage > img")).to_be_visible()


def label_by_hand(page: Page, shapes: Shapes) -> None:
    """Most of ten as a program does; the last two with the mouse, a drag for each box and a key for its class."""
    names = sorted(shapes.truth, key=lambda name: int(Path(name).stem))
    for name in names[2:BY_HAND]:
        shapes.label(name)
    page.reload()
    for name in names[:BY_MOUSE]:
        page.locator(f".label-tile[title='{name}']").click()
        wait_for(page, SHOWN, name)
        assert read_filled(page) == []
        for thing in shapes.truth[name].things:
            page.keyboard.press(str(CLASSES.index(thing.label) + 1))
            drag(page, list(thing.box[:2]), list(thing.box[2:]))
    wait_for(page, SAVED)
    expect(page.locator(".label-progress b")).to_have_text(f"标好 {BY_HAND} 张")
    shoot(page, "2-ten")
    assert layout_faults(page) == []


def train(page: Page) -> None:
    """From the editor to the program, which learns from the set already, and Run."""
    follow_filled(page, "去搭积木")
    run(page)
    expect(page.locator("#run.stop")).to_be_visible()
    ended(page)
    expect(page.get_by_role("button", name="看错题")).to_be_visible()


def let_the_model_propose(page: Page, shapes: Shapes) -> None:
    go_to(page, "数据")
    page.locator(".data-main").get_by_role("link", name="标注").click()
    expect(page.locator(".label-stage > img")).to_be_visible()
    follow_filled(page, "标剩下的")
    expect(page.locator(".label-order option[value=uncertain]")).to_be_attached()
    rows = [row for row in shapes.ask("GET", "labeling?order=todo")["rows"] if not row["labeled"]]
    assert [row["rank"] for row in rows] == list(range(PICTURES - BY_HAND)), "worst first"
    assert sum(row["proposals"] for row in rows) > 0
    wait_for(page, SHOWN, rows[0]["path"])


def accept_and_correct(page: Page, shapes: Shapes) -> None:
    """Some on the page, by Enter, Delete and new boxes; the others as a program does."""
    stage, corrected = page.locator(".label-stage"), 0
    rows = [row for row in shapes.ask("GET", "labeling?order=todo")["rows"] if not row["labeled"]]
    for row in sorted(rows, key=lambda row: -row["proposals"])[:ON_THE_PAGE]:
        name = row["path"]
        page.locator(f".label-tile[title='{name}']").click()
        wait_for(page, SHOWN, name)
        expect(page.locator(".label-proposals li")).to_have_count(row["proposals"])
        shoot(page, f"3-{name}")
        follow_filled(page, "采用全部")
        expect(page.locator(".label-proposals")).to_have_count(0)
        corrected += correct(page, shapes, name)
        assert stage.get_by_role("option").count() == len(shapes.truth[name].things)
    wait_for(page, SAVED)
    print(f"on the page: {ON_THE_PAGE} pictures accepted, {corrected} boxes corrected")
    for row in rows:
        if not next(r for r in shapes.ask("GET", "labeling?order=name")["rows"] if r["path"] == row["path"])["labeled"]:
            shapes.label(row["path"])
    page.reload()
    expect(page.locator(".label-progress b")).to_have_text(f"标好 {PICTURES} 张")


def correct(page: Page, shapes: Shapes, name: str) -> int:
    """Make what was accepted what is there: wrong boxes go, missing ones are drawn. Returns how many."""
    wait_for(page, SAVED)
    found = [(each["label"], each["box"]) for each in shapes.ask("GET", f"annotations?path={name}")["objects"]]
    left, wrong = list(shapes.truth[name].things), []
    for number, (label, box) in enumerate(found):
        fits = [thing for thing in left if thing.label == label and max(abs(a - b) for a, b in zip(thing.box, box)) < 8]
        if fits:
            left.remove(fits[0])
        else:
            wrong.append(number)
    page.keyboard.press("b")
    for number in reversed(wrong):
        page.keyboard.press("Escape")
        page.locator(".label-stage").focus()
        for _ in range(number + 1):
            page.keyboard.press("Tab")
        page.keyboard.press("Delete")
    for thing in left:
        page.keyboard.press(str(CLASSES.index(thing.label) + 1))
        drag(page, list(thing.box[:2]), list(thing.box[2:]))
    wait_for(page, SAVED)
    return len(wrong) + len(left)


def read_marks(page: Page) -> tuple[float, float]:
    """mAP50 of both tests, as the comparison of the two trainings says it."""
    page.get_by_role("button", name="看错题").click()
    page.locator(".cmp-short").get_by_role("button").click()
    expect(page.locator(".cmp-pane-head .cmp-pill")).to_be_visible()
    shoot(page, "4-compared")
    assert layout_faults(page) == []
    before, after = (float(words.rstrip("%")) for words in page.locator(".cmp-marks b").all_inner_texts())
    return before, after
