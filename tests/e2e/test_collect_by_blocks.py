"""An empty program becomes an own model of three classes by blocks, as the page itself leads there: every action counted.
A child holds things before the camera as the page calls them.
"""

from pathlib import Path

import cv2
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.filming import filmed, slow_down
from tests.e2e.hands import TWO_FRAMES, WORKSPACE, Hands, wait_for
from tests.e2e.rooms import LANGUAGES, QUIET, run, stop
from tests.e2e.things import draw
from tests.support.studio import ApiClient

pytestmark = [pytest.mark.training, pytest.mark.long]

MAX_ACTIONS = 20
CLASSES = ("球", "星星", "条纹")
FRAMES = 30
VIEW = f"() => [{WORKSPACE}.scrollX, {WORKSPACE}.scrollY, {WORKSPACE}.scale]"
BLOCK = f"type => {WORKSPACE}.getBlocksByType(type)[0]?.id ?? null"


class Film:
    """A camera's film that is exchanged while it runs, as a hand changes what it holds."""

    def __init__(self, folder: Path):
        random = np.random.default_rng(7)
        self.clip = folder / "camera.mjpeg"
        self.films = [self._write([draw(kind, random) for _ in range(FRAMES)]) for kind in range(len(CLASSES))]

    def _write(self, frames: list) -> bytes:
        self.clip.write_bytes(b"".join(cv2.imencode(".jpg", frame)[1].tobytes() for frame in frames))
        return slow_down(self.clip).read_bytes()

    def show(self, kind: int) -> None:
        with open(self.clip.with_suffix(".y4m"), "r+b") as film:
            film.write(self.films[kind])


class Child:
    """Counts what a child does: a press, a drag, a typed word, an opened drawer."""

    def __init__(self, page: Page):
        self.page, self.hands, self.actions = page, Hands(page), 0

    def press(self, target: str) -> None:
        self.page.locator(target).first.click()
        self.actions += 1

    def go_on(self, words: str, block: str) -> None:
        """Press the button at the end of the program."""
        button = self.page.locator(".canvas-next")
        expect(button).to_have_text(words)
        self.press(".canvas-next")
        wait_for(self.page, f"type => ({BLOCK})(type) !== null", block)
        self.page.evaluate(TWO_FRAMES)

    def pull(self, kind: str, to: tuple[str, str], drawer: str, inner: str) -> None:
        self.hands.drag(kind, to, drawer=drawer, inner=inner)
        self.actions += 2  # the drawer and the drag

    def write(self, block: str, text: str) -> None:
        self.hands.type_into(block, text)
        self.actions += 2  # the press on the field and the word


@pytest.fixture(scope="module")
def film(tmp_path_factory) -> Film:
    return Film(tmp_path_factory.mktemp("camera"))


@pytest.fixture
def page(browser, film, studio):
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": "zh"})
    with filmed(browser, film.clip) as running:
        context = running.new_context(
            viewport={"width": 1366, "height": 768}, locale=LANGUAGES["zh"], permissions=["camera"]
        )
        page, errors = context.new_page(), []
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(studio.url)
        yield page
    assert [said for said in errors if not any(quiet in said for quiet in QUIET)] == []


def test_an_empty_program_becomes_an_own_model(page, film, studio):
    child = Child(page)
    child.press(".ways .way")
    expect(page.locator(".canvas-hint")).to_be_visible()
    start = page.evaluate(BLOCK, "program_start")
    child.pull("variables_set", (start, "next"), "摄像头", "camera_open")
    child.go_on("用摄像头拍照片", "data_collect_classes")
    collect = page.evaluate(BLOCK, "data_collect_classes")
    child.write(child.hands.inside(collect, "labels"), "、".join(CLASSES))
    child.go_on("放一个模型", "model_classification")
    child.go_on("让模型读入这些图片", "model_load_dataset")
    child.go_on("训练模型", "model_quick_train")
    child.go_on("看摄像头的每一张图片", "camera_each")
    child.go_on("让模型认这张图片", "result_inference")
    child.go_on("显示结果", "show_content")
    expect(page.locator(".canvas-next")).to_be_hidden()
    expect(page.locator(".prob")).to_contain_text("没有发现问题")
    for said in ("'browser'", "'data/photos'", "EfficientNet-Lite0", "collect_dataset("):
        expect(page.locator(".code")).to_contain_text(said)
    child.press("#run.go")
    take_when_called(child, film)
    answer_to(page, film, (2, 0, 1))
    print(f"{child.actions} actions from the first page to an answer")
    assert child.actions <= MAX_ACTIONS
    stop(page)
    use_the_trained_one(page, film)
    ask_again(page)
    run(page)
    page.locator(".ask").get_by_role("button", name="接着用这 90 张").click()
    answer_to(page, film, (1, 2))
    expect(page.locator(".rbody")).not_to_contain_text("训练")
    assert len(list(studio.projects.glob("*/data/photos/*/*.jpg"))) == 90


def run_again_without_a_training(page: Page, film: Film) -> None:
    """The same program: its blocks still train, and it asks once, of pictures and model together; then no more."""
    run(page)
    expect(page.locator(".ask .choices button")).to_have_count(4)
    page.locator(".ask").get_by_role("button", name="都用现成的").click()
    answer_to(page, film, (0, 1))
    expect(page.locator(".code")).to_contain_text("quick_train(")
    expect(page.locator(".rbody")).to_contain_text("没有再训练")
    stop(page)
    run(page)
    answer_to(page, film, (1, 2))
    expect(page.locator(".rbody")).to_contain_text("和上次一样：都用现成的")
    expect(page.locator(".ask")).to_have_count(0)
    stop(page)


def ask_again(page: Page) -> None:
    page.get_by_role("button", name="下次再问").click()
    expect(page.get_by_text("和上次一样：")).to_have_count(0)


def use_the_trained_one(page: Page, film: Film) -> None:
    view = page.evaluate(VIEW)
    page.get_by_role("button", name="以后直接用训练好的").click()
    expect(page.locator(".code")).to_contain_text("load_checkpoint(")
    expect(page.locator(".code")).not_to_contain_text("quick_train(")
    expect(page.locator(".prob")).to_contain_text("没有发现问题")
    assert page.evaluate(VIEW) == pytest.approx(view), "the canvas stays where it is"
    page.locator(".toast").get_by_role("button", name="撤销").click()
    expect(page.locator(".code")).to_contain_text("quick_train(")
    run_again_without_a_training(page, film)
    page.locator(".canvas-tools").get_by_role("button", name="重做").click()
    expect(page.locator(".code")).not_to_contain_text("quick_train(")


def take_when_called(child: Child, film: Film) -> None:
    """Each class when the child is ready; until then its name does not stand below the picture of another."""
    said = child.page.locator(".live-tile .answer-said")
    for kind, name in enumerate(CLASSES):
        expect(child.page.locator(".ask")).to_contain_text(f"{'下' if kind else '第'}一类：{name}")
        expect(said).to_be_hidden()
        film.show(kind)
        child.press(".ask .choices button")
        expect(said).to_have_text(name)


def answer_to(page: Page, film: Film, kinds: tuple[int, ...]) -> None:
    expect(page.locator(".live-tile.answer .answer-bars li")).to_have_count(len(CLASSES))  # no call to hold a class up
    for kind in kinds:
        film.show(kind)
        expect(page.locator(".live-tile.answer .answer-said").first).to_contain_text(CLASSES[kind])
