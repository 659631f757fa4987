"""The whole loop of labeling: pictures without labels, ten labeled by hand, a small network really trained, which
proposes for the rest, worst first; accepted and corrected, trained again, and both marks side by side.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from sunmao.data.builtin.samples import make_sample
from sunmao.data.dataset import Dataset
from sunmao.data.formats.masks.class_masks import draw_object
from sunmao.data.listing import ObjectAnnotation, Sample
from tests.e2e.hands import wait_for
from tests.e2e.label_hands import SAVED, SHOWN, TO_SCREEN, drag, open_labeling
from tests.e2e.lessons import go_to
from tests.e2e.rooms import ended, enter, layout_faults, make, program, run
from tests.e2e.screenshots import shoot
from tests.support.studio import ApiClient

pytestmark = [pytest.mark.training, pytest.mark.long]

BY_HAND, ON_THE_PAGE = 10, 3


@dataclass(frozen=True)
class Lesson:
    """A lesson of labeling. full: the set that has the answers, and is tested on; pictures: how many of it, by_mouse:
    how many of the ten that are labeled by hand are so on the page; kind: of the library's classes.
    """

    full: str
    classes: tuple[str, ...]
    kind: str
    backbone: str
    side: int
    epochs: int
    pictures: int = 30
    by_mouse: int = BY_HAND

    @property
    def has_outlines(self) -> bool:
        return self.kind == "Segmentation"

    @property
    def code(self) -> str:
        return f"""
from sunmao.vision import {self.kind}
model = {self.kind}(backbone='{self.backbone}', image_size={self.side})
model.load_dataset(path='data/mine', check=False)
model.save_fold = 'models/mine'
model.train(epochs={self.epochs}, random_seed=1)
model.evaluate(path='data/{self.full}')
"""


LESSONS = {
    "shapes": Lesson(
        "shapes", ("circle", "triangle", "square", "star"), "Detection", "RTMDet-Lite0", 96, 25, by_mouse=2
    ),
    "cells": Lesson("bccd", ("RBC", "WBC", "Platelets"), "Detection", "RTMDet-Lite0", 160, 20),
    "nuclei": Lesson("nuclei-fluo", ("nucleus",), "Segmentation", "RTMDet-ins-Lite0", 160, 20, pictures=20),
}
SEEN = 60  # pixels of a nucleus that a child would click
FILLED = """() => [...document.querySelectorAll('#main .btn.pri')]
  .filter(one => one.checkVisibility()).map(one => one.innerText.trim())"""


class UnlabeledSet:
    """A project with pictures that nobody has labeled, and what is in them."""

    def __init__(self, studio, lesson: Lesson, shared: Path | None):
        self.lesson, self.project = lesson, make(studio, program(lesson.code))
        data = studio.projects / self.project / "data"
        if lesson.full == "shapes":
            full = Dataset(Path(make_sample("shapes", data)))
        else:
            full = Dataset(shutil.copytree(shared / "data" / lesson.full, data / lesson.full))
        (data / "mine").mkdir()
        self.truth: dict[str, Sample] = {}
        for item in full.items("train")[: lesson.pictures]:
            shutil.copy(item.path, data / "mine" / item.path.name)
            self.truth[item.path.name] = item
        self.visitor = ApiClient(studio)

    def ask(self, method: str, where: str, body: object = None) -> dict:
        return self.visitor.ask(method, f"/api/projects/{self.project}/datasets/mine/{where}", body)

    def label(self, name: str) -> None:
        """Write what is in a picture, as another page does."""
        objects = [
            {"label": thing.label, "box": list(thing.box), "polygons": list(map(list, thing.polygons))}
            for thing in self.truth[name].things
        ]
        self.ask("PUT", "annotations", {"path": name, "seen": None, "objects": objects})

    def draw(self, page: Page, name: str, thing: ObjectAnnotation) -> bool:
        """Label a thing with the mouse: its class by a key, then a drag for a box, a click for an outline. False where
        it is too small to be clicked.
        """
        if not self.lesson.has_outlines:
            page.keyboard.press(str(self.lesson.classes.index(thing.label) + 1))
            drag(page, list(thing.box[:2]), list(thing.box[2:]))
            return True
        width, height = self.truth[name].size
        inside = np.pad(draw_object(thing, (width, height)).astype(np.uint8), 1)
        if inside.sum() < SEEN:
            return False
        depth = cv2.distanceTransform(inside, cv2.DIST_L2, 5)[1:-1, 1:-1]
        row, column = np.unravel_index(depth.argmax(), depth.shape)
        page.mouse.click(*page.evaluate(TO_SCREEN, [float(column) + 0.5, float(row) + 0.5]))
        return True


@pytest.fixture
def unlabeled_set(request, studio) -> UnlabeledSet:
    lesson = LESSONS[request.param]
    shared = None if request.param == "shapes" else request.getfixturevalue("shared")
    return UnlabeledSet(studio, lesson, shared)


def read_filled(page: Page) -> list[str]:
    """The words of the filled buttons of the view."""
    return page.evaluate(FILLED)


def follow_filled(page: Page, words: str) -> None:
    """Press the one filled button of the view, which says this."""
    expect(page.locator("#main .btn.pri:visible")).to_have_count(1)
    expect(page.locator("#main .btn.pri:visible")).to_contain_text(words)
    page.locator("#main .btn.pri:visible").click()


@pytest.mark.parametrize("unlabeled_set", LESSONS, indirect=True)
def test_from_ten_labeled_pictures_to_a_better_model(page: Page, unlabeled_set):
    enter(page, unlabeled_set.project)
    say_what_they_are_for(page, unlabeled_set.lesson)
    label_by_hand(page, unlabeled_set)
    train(page)
    let_the_model_propose(page, unlabeled_set)
    accept_and_correct(page, unlabeled_set)
    train(page)
    before, after = read_marks(page)
    full, pictures = unlabeled_set.lesson.full, unlabeled_set.lesson.pictures
    print(f"mAP50 of the test pictures of {full}: {before} after {BY_HAND} labeled pictures, {after} after {pictures}")
    assert after > before


def say_what_they_are_for(page: Page, lesson: Lesson) -> None:
    go_to(page, "数据")
    page.locator(".data-which select").select_option("mine")
    shoot(page, "1-data")
    follow_filled(page, "标注")
    if lesson.has_outlines:
        page.get_by_role("radio", name="实例分割").check()
    page.get_by_label("类别").fill(", ".join(lesson.classes))
    follow_filled(page, "开始标注")
    expect(page.locator(".label-stage > img")).to_be_visible()


def label_by_hand(page: Page, unlabeled_set: UnlabeledSet) -> None:
    """Ten with the mouse, or the last of ten."""
    names, by_mouse = list(unlabeled_set.truth)[:BY_HAND], unlabeled_set.lesson.by_mouse
    for name in names[by_mouse:]:
        unlabeled_set.label(name)
    page.reload()
    for name in names[:by_mouse]:
        open_labeling(page, unlabeled_set.project, name, "mine")
        assert read_filled(page) == []
        label_picture(page, unlabeled_set, name)
        wait_for(page, SAVED)
    expect(page.locator(".label-progress b")).to_have_text(f"标好 {BY_HAND} 张")
    shoot(page, "2-ten")
    assert layout_faults(page) == []


def label_picture(page: Page, unlabeled_set: UnlabeledSet, name: str) -> None:
    """All that can be seen in a picture."""
    if unlabeled_set.lesson.has_outlines:
        page.keyboard.press("k")  # an outline by one click
    labels, drawn = page.locator(".label-stage [role=option]"), 0
    for thing in unlabeled_set.truth[name].things:
        drawn += unlabeled_set.draw(page, name, thing)
        expect(labels).to_have_count(drawn)


def train(page: Page) -> None:
    """From the editor to the program, which learns from the set already, and Run."""
    follow_filled(page, "去搭积木")
    run(page)
    expect(page.locator("#run.stop")).to_be_visible()
    ended(page)
    expect(page.get_by_role("button", name="看错题")).to_be_visible()


def let_the_model_propose(page: Page, unlabeled_set: UnlabeledSet) -> None:
    go_to(page, "数据")
    page.locator(".data-main").get_by_role("link", name="标注").click()
    expect(page.locator(".label-stage > img")).to_be_visible()
    follow_filled(page, "标剩下的")
    expect(page.locator(".label-order option[value=uncertain]")).to_be_attached()
    rows = [row for row in unlabeled_set.ask("GET", "labeling?order=todo")["rows"] if not row["labeled"]]
    assert [row["rank"] for row in rows] == list(range(unlabeled_set.lesson.pictures - BY_HAND)), "worst first"
    assert sum(row["proposals"] for row in rows) > 0
    wait_for(page, SHOWN, rows[0]["path"])


def accept_and_correct(page: Page, unlabeled_set: UnlabeledSet) -> None:
    """Some on the page, by Enter, Delete and new boxes; the others as a program does."""
    stage, corrected = page.locator(".label-stage"), 0
    rows = [row for row in unlabeled_set.ask("GET", "labeling?order=todo")["rows"] if not row["labeled"]]
    for row in sorted(rows, key=lambda row: -row["proposals"])[:ON_THE_PAGE]:
        name = row["path"]
        open_labeling(page, unlabeled_set.project, name, "mine")
        expect(page.locator(".label-proposals li")).to_have_count(row["proposals"])
        shoot(page, f"3-{name}")
        follow_filled(page, "采用全部")
        expect(page.locator(".label-proposals")).to_have_count(0)
        changed, there = correct(page, unlabeled_set, name)
        corrected += changed
        assert stage.get_by_role("option").count() == there
        assert unlabeled_set.lesson.has_outlines or there == len(unlabeled_set.truth[name].things)
    wait_for(page, SAVED)
    print(f"on the page: {ON_THE_PAGE} pictures accepted, {corrected} boxes corrected")
    for row in unlabeled_set.ask("GET", "labeling?order=name")["rows"]:
        if not row["labeled"]:
            unlabeled_set.label(row["path"])
    page.reload()
    expect(page.locator(".label-progress b")).to_have_text(f"标好 {unlabeled_set.lesson.pictures} 张")


def correct(page: Page, unlabeled_set: UnlabeledSet, name: str) -> tuple[int, int]:
    """Make what was accepted what is there: wrong labels go, missing ones are drawn. Returns how many, and how many
    there are then.
    """
    wait_for(page, SAVED)
    found = [(each["label"], each["box"]) for each in unlabeled_set.ask("GET", f"annotations?path={name}")["objects"]]
    left, wrong = list(unlabeled_set.truth[name].things), []
    for number, (label, box) in enumerate(found):
        fits = [thing for thing in left if thing.label == label and max(abs(a - b) for a, b in zip(thing.box, box)) < 8]
        if fits:
            left.remove(fits[0])
        else:
            wrong.append(number)
    page.keyboard.press("k" if unlabeled_set.lesson.has_outlines else "b")
    for number in reversed(wrong):
        page.keyboard.press("Escape")
        page.locator(".label-stage").focus()
        for _ in range(number + 1):
            page.keyboard.press("Tab")
        page.keyboard.press("Delete")
    labels, there = page.locator(".label-stage [role=option]"), len(found) - len(wrong)
    for thing in left:
        there += unlabeled_set.draw(page, name, thing)
        expect(labels).to_have_count(there)
    wait_for(page, SAVED)
    return len(wrong) + len(left), there


def read_marks(page: Page) -> tuple[float, float]:
    """mAP50 of both tests, as the comparison of the two trainings says it."""
    page.get_by_role("button", name="看错题").click()
    page.locator(".cmp-short").get_by_role("button").click()
    expect(page.locator(".cmp-pane-head .cmp-pill")).to_be_visible()
    shoot(page, "4-compared")
    assert layout_faults(page) == []
    before, after = (float(words.rstrip("%")) for words in page.locator(".cmp-marks b").all_inner_texts())
    return before, after
