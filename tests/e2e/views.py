"""The one table of the page's views, each with real content, and how it is reached: whoever looks at every view (the
accessibility test, `docs/screens/take_views.py`) goes through it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, expect

from tests.e2e.archives import pack
from tests.e2e.hands import TWO_FRAMES, wait_for
from tests.e2e.label_hands import SHOWN, drag
from tests.e2e.rooms import ended
from tests.e2e.seeded_projects import SeededProjects
from tests.e2e.strokes import draw_digit
from tests.support.limits import poll_until
from tests.support.photographs import write_photographs

Step = Callable[[Page, SeededProjects], None]
BOXED = 5  # pictures, which train a detector
# All pictures in sight have come; those further down wait until somebody scrolls to them.
LOADED = """() => [...document.querySelectorAll('main img, dialog img')]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().top < innerHeight).every(one => one.complete)"""


@dataclass(frozen=True)
class View:
    """One view: a project of the seeds, the place in the address behind it (after a slash: beside all projects), and what
    is done there until it shows.
    """

    project: str
    place: str
    steps: tuple[Step, ...] = field(default=())


def open_view(page: Page, seeds: SeededProjects, name: str, lang: str) -> None:
    """Bring a page of the studio into a view of the table, and wait until it shows all of it. lang: 'zh' or 'en'."""
    view = VIEWS[name]
    project = quote(seeds.find(view.project, lang))
    seeds.visitor.ask("PUT", "/api/settings", {"lang": lang})
    place = view.place if view.place.startswith("/") else f"/project/{project}/{view.place}"
    page.goto(f"{seeds.studio.base}/?view={name}#{place}")  # of another view, a page of its own
    for step in view.steps:
        step(page, seeds)
    wait_for(page, LOADED)
    page.mouse.move(5, 400)


def leave_view(page: Page) -> None:
    """Stop what a view runs."""
    if page.locator("#run.stop").is_visible():
        page.locator("#run.stop").click()
        ended(page)


def see(selector: str, count: int | None = None) -> Step:
    """Wait until something shows: at least one, or exactly so many."""

    def step(page: Page, seeds: SeededProjects) -> None:
        if count is not None:
            expect(page.locator(selector)).to_have_count(count)
        else:
            expect(page.locator(selector).first).to_be_visible()

    return step


def press(selector: str, *, nth: int = 0, words: str = "") -> Step:
    """Press something, where words are given the one that has them (a regular expression)."""

    def step(page: Page, seeds: SeededProjects) -> None:
        found = page.locator(selector)
        (found.filter(has_text=re.compile(words)) if words else found).nth(nth).click()

    return step


def press_twice(selector: str) -> Step:
    return lambda page, seeds: page.locator(selector).first.dblclick()


def key(*keys: str) -> Step:
    return lambda page, seeds: [page.keyboard.press(one) for one in keys] and None


def choose(button: str, words: str) -> Step:
    """Choose an entry of a menu."""

    def step(page: Page, seeds: SeededProjects) -> None:
        page.locator(button).last.click()
        page.locator(".menu-item").filter(has_text=re.compile(words)).click()

    return step


def run_until(selector: str, *, over: bool = False) -> Step:
    """Press Run, and wait until something shows, or it is over as well."""

    def step(page: Page, seeds: SeededProjects) -> None:
        page.locator("#run.go").click()
        expect(page.locator(selector).first).to_be_visible()
        if over:
            ended(page)

    return step


def do_once(button: str, done: str) -> Step:
    """Press a button that trains, tests or checks, unless that was done when a view was looked at before."""

    def step(page: Page, seeds: SeededProjects) -> None:
        expect(page.locator(f"{button}, {done}").first).to_be_attached()
        page.wait_for_load_state("networkidle")  # what was done before is known now
        if not page.locator(done).count():
            page.locator(button).first.click()
        expect(page.locator(done).first).to_be_attached()
        ended(page)

    return step


def choose_few_epochs(page: Page, seeds: SeededProjects) -> None:
    """In "find and count", before its training: it is the view that is looked at, not what was learned."""
    expect(page.locator(".find .guide-train-go.pri, .find .guide-score").first).to_be_attached()
    page.wait_for_load_state("networkidle")
    if page.locator(".find .guide-score").count():
        return
    page.locator(".find .teach-way").click()
    own = page.locator(".guide-own > .btn")
    if own.get_attribute("aria-expanded") == "false":
        own.click()
    epochs = page.locator(".guide-own input")
    epochs.fill("5")
    epochs.press("Enter")
    expect(page.locator(".guide-option.chosen input")).to_have_value("5")
    page.locator(".teach-ways-done .btn").click()


def take_test(page: Page, seeds: SeededProjects) -> None:
    """Take the test's pictures of each class, when asked whether it can begin, unless they are there."""
    expect(page.locator(".teach-test .btn.pri, .teach-after").first).to_be_visible()
    if page.locator(".teach-after").count():
        return
    page.locator(".teach-test .btn.pri").click()
    ready = page.locator(".teach-turn .btn.pri")
    for name in page.locator(".teach-slots .ell").all_inner_texts():
        expect(page.locator(".teach-turn b")).to_contain_text(name)
        ready.click()
    expect(page.locator(".teach-after")).to_be_visible()


def draw(digit: int) -> Step:
    return lambda page, seeds: draw_digit(page, digit)


def box_pictures(page: Page, seeds: SeededProjects) -> None:
    """Take pictures of the camera in "find and count", and draw a box on each of the first five, unless they are there."""
    expect(page.locator(".teach-card, .box-card").first).to_be_visible()
    if not page.locator(".box-card").count():
        page.locator(".teach-kinds button").nth(1).click()
    expect(page.locator(".box-class .num")).to_have_text(re.compile("^[0-9]"))
    if page.locator(".box-class .num", has_text=re.compile("^[1-9]")).count():
        return
    page.locator(".box-tools .teach-hold").hover()
    page.mouse.down()
    expect(page.locator(".label-hint").first).to_contain_text(str(BOXED + 1))
    page.mouse.up()
    expect(page.locator(".label-tile").nth(BOXED - 1)).to_be_attached()
    boxes = page.locator(".label-stage [role=option]")
    for number in range(BOXED):
        wait_for(page, SHOWN, "")
        # Right after pictures were taken the stage changes to the newest one, which ends a drag.
        poll_until(boxes.count, "a box", lambda: (drag(page, [60, 60], [150, 140]), page.evaluate(TWO_FRAMES)))
        if number + 1 < BOXED:
            page.locator(".box-next.pri").click()
            expect(boxes).to_have_count(0)


def bring_in_pets(page: Page, seeds: SeededProjects) -> None:
    """Choose a zip of two classes."""
    folder = seeds.studio.projects.parent / "pets"
    if not folder.is_dir():
        write_photographs(folder, ["cat", "dog"], 6)
        (folder / "cat" / "torn.jpg").write_bytes(b"\xff\xd8\xff\xe0 no picture")
    page.locator("input[accept*=zip]").first.set_input_files(pack(folder))


def try_pictures(page: Page, seeds: SeededProjects) -> None:
    """Choose a folder of digits for the model that is tried."""
    found = sorted(Path(seeds.studio.projects).glob("*/data/digits/test_set"))[0]
    page.locator(".batch-start input:not([webkitdirectory])").set_input_files(
        [picture for label in "357" for picture in sorted((found / label).iterdir())[:8]]
    )
    expect(page.locator(".batch-progress progress")).to_have_count(0)


def wait_labeling(page: Page, seeds: SeededProjects) -> None:
    wait_for(page, SHOWN, "")


BLOCKS = see(".blocklyBlockCanvas .blocklyDraggable")
TILES = see(".tile:not([hidden]) img")
MORE, NAME = ".top [aria-haspopup=menu]", ".name-button"
GO_ON = press(".guide-foot .btn.pri")
TEACH_DONE = do_once(".teach-go.pri", ".teach-done")
GUIDE_SET = (press(".guide-task"), GO_ON, press(".guide-set", words="photos"))
GUIDE_DONE = do_once(".guide-train-go.pri", ".guide-stop[aria-current] .sr")

VIEWS: dict[str, View] = {
    "home": View("spoiled", "/", (see(".card-frame"), see(".example-picture"))),
    "home-menu": View("spoiled", "/", (press(".card-frame [aria-haspopup=menu]"), see(".menu-item:visible"))),
    "home-checkup": View("spoiled", "/", (press(".computer .btn"), see(".checkup > .btn:enabled"))),
    "bin": View("deleted", "/bin", (see(".bin-row"),)),
    # Blocks: the program at rest, running, asking, over, with an error, seeing, turning.
    "blocks-empty": View("empty", "", (BLOCKS,)),
    "blocks-idle": View("digits", "", (BLOCKS, see(".ln"))),
    "blocks-drawer": View("digits", "", (BLOCKS, press(".blocklyToolboxCategory", nth=2), see(".blocklyFlyout"))),
    "blocks-search": View("digits", "", (BLOCKS, press(".canvas-find-input"), key("m", "o"), see(".blocklyFlyout"))),
    "blocks-keys": View("digits", "", (BLOCKS, key("Control+b"), see(".area"))),
    "blocks-stepping": View("digits", "", (BLOCKS, key("F9"), see(".variables"))),
    "blocks-asks": View("asks", "", (BLOCKS, run_until(".ask input"))),
    "blocks-drawing": View(
        "asks",
        "",
        (BLOCKS, run_until(".ask input:focus"), key("x", "Enter"), see(".board"), draw(3), see(".pad .btn.pri")),
    ),
    "blocks-error": View("spoiled", "", (BLOCKS, run_until(".bubble", over=True))),
    "blocks-answers": View("answers", "", (BLOCKS, run_until(".live-tile.answer .answer-bars"))),
    "blocks-board": View("board", "", (BLOCKS, run_until(".part-card [data-angle]"))),
    "blocks-servo": View("servo", "", (BLOCKS, see(".part-card"))),
    "blocks-trained": View("trained", "", (BLOCKS, see(".prog.ok"))),
    "project-menu": View("digits", "", (BLOCKS, press(NAME), see(".menu-item:visible"))),
    "more-menu": View("digits", "", (BLOCKS, press(MORE, nth=-1), see(".menu-item:visible"))),
    "keys": View("digits", "", (BLOCKS, key("?"), see("dialog"))),
    "tablet": View("digits", "", (BLOCKS, choose(MORE, "平板|tablet"), see(".tablet-let-in"))),
    "export": View("trained", "", (BLOCKS, choose(NAME, "zip|ZIP"), see(".export-parts li:nth-child(2)"))),
    "versions": View("trained", "versions", (see(".version-drawing .blocklyDraggable, .version-drawing svg"),)),
    # Teach: classes and things, in each stage.
    "teach-empty": View("untaught", "teach", (see(".teach-card"),)),
    "teach-pictures": View("taught", "teach", (see(".teach-card img"),)),
    "teach-trained": View("taught", "teach", (TEACH_DONE,)),
    "teach-tested": View("taught", "teach", (TEACH_DONE, take_test)),
    "find-empty": View("untaught", "teach", (press(".teach-kinds button", nth=1), see(".box-card"))),
    "find-boxes": View("found", "teach", (box_pictures, see(".find .guide-train-go.pri"), see(".label-stage > img"))),
    "find-trained": View(
        "found",
        "teach",
        (
            box_pictures,
            choose_few_epochs,
            do_once(".find .guide-train-go.pri", ".find .guide-score"),
            see(".find .try"),
        ),
    ),
    # Steps: each step.
    "guide-task": View("unguided", "guide", (see(".guide-task"),)),
    "guide-data": View("guided", "guide/task", (*GUIDE_SET, see(".guide-foot .btn.pri:enabled"))),
    "guide-method": View("guided", "guide/method", (see(".guide-method.chosen b"),)),
    "guide-train": View("guided", "guide/train", (GUIDE_DONE, see(".guide-train .curve"))),
    "guide-test": View("guided", "guide/test", (see(".guide-score"),)),
    "guide-file": View("guided", "guide/convert", (see(".guide-file b"),)),
    "guide-use": View("guided", "guide/use", (see(".guide-step .try"),)),
    # Data: sets of each kind, what is done with them.
    "data-empty": View("empty", "data", (see(".data-way"),)),
    "data-classes": View("pictures", "data/mixed", (TILES,)),
    "data-boxes": View("pictures", "data/shapes", (TILES, see(".tile:not([hidden]) .thing"))),
    "data-paint": View("pictures", "data/garden", (TILES,)),
    "data-tags": View("pictures", "data/beach", (TILES,)),
    "data-picture": View("pictures", "data/shapes", (TILES, press_twice(".tile:not([hidden])"), see("dialog .thing"))),
    "data-chosen": View(
        "pictures", "data/mixed", (TILES, press(".tile:not([hidden])"), key("Control+a"), see(".edit-bar"))
    ),
    "data-check": View("pictures", "data/mixed", (TILES, do_once(".data-side .btn.pri", ".data-findings > li"))),
    "data-suspects": View(
        "pictures", "data/mixed", (see(".suspects-row"), press(".suspects-row .btn"), see(".suspect-card"))
    ),
    "data-map": View(
        "pictures",
        "data/mixed",
        (
            TILES,
            press(".data-tools .btn", words="地图|Map"),
            see('.map-frame:not([data-shown="pca"])'),
            see(".map-progress", 0),
        ),
    ),
    "data-split": View("pictures", "data/mixed", (TILES, press(".data-tools .btn", words="划分|Split"), see("dialog"))),
    "data-collect": View(
        "pictures", "data/mixed", (TILES, press(".data-tools .btn", words="采集|Collect"), see(".col-hold"))
    ),
    "data-menu": View(
        "pictures", "data/mixed", (TILES, press(".data-which [aria-haspopup=menu]"), see(".menu-item:visible"))
    ),
    "data-filter": View(
        "pictures", "data/mixed", (TILES, press(".data-tools [aria-haspopup=menu]", nth=1), see(".menu-item:visible"))
    ),
    "import-found": View("pictures", "data/mixed", (TILES, bring_in_pets, see(".import-samples img"))),
    "import-taken": View(
        "importing", "data", (bring_in_pets, press(".import-foot .btn.pri"), see(".upload .left-out, .tile"))
    ),
    # Labeling, of each kind.
    "label-task": View("pictures", "data/unsaid%2Flabel", (see(".label-begin"),)),
    "label-boxes": View("proposed", "data/squares%2Flabel", (wait_labeling, see(".label-proposals li"))),
    "label-outlines": View("outlined", "data/outlines%2Flabel", (wait_labeling,)),
    "label-paint": View("pictures", "data/garden%2Flabel", (wait_labeling,)),
    "label-tags": View("pictures", "data/beach%2Flabel", (wait_labeling,)),
    "label-keys": View("proposed", "data/squares%2Flabel", (wait_labeling, key("n"), see(".label-hint"))),
    # What was learned, and what it got wrong.
    "training-none": View("empty", "training", (see(".empty:visible"),)),
    "training": View("trained", "training", (see(".training-plot canvas"),)),
    "training-finder": View("finder", "training", (see(".training-plot canvas"),)),
    "mistakes-none": View("empty", "mistakes", (see(".empty:visible"),)),
    "mistakes": View("trained", "mistakes", (see(".mark-tile img"),)),
    "mistakes-lab": View(
        "trained", "mistakes", (press(".mark-tile"), see(".lab-near li img"), see(".lab-nearest[aria-busy=false]"))
    ),
    "mistakes-compared": View("compared", "mistakes", (press("#mistakes-compare"), see(".cmp-tile img"))),
    "mistakes-found": View("finder", "mistakes", (see(".found-wall .tile:not([hidden]) .thing"),)),
    "mistakes-found-lab": View("finder", "mistakes", (press(".found-wall .tile:not([hidden])"), see(".lab h1"))),
    # Models: the files, tried, made smaller, many pictures.
    "models-none": View("empty", "models", (see(".empty:visible"),)),
    "models": View("trained", "models/models%2Fdigits.onnx", (see(".models tbody tr"), see(".try"))),
    "models-drawing": View(
        "trained", "models/models%2Fdigits.onnx", (press("#try-draw"), draw(3), see(".try-winner:not(.waiting)"))
    ),
    "models-smaller": View("trained", "models", (press(".compression-head .btn"), see(".compression tbody tr"))),
    "models-batch": View(
        "trained",
        "models/models%2Fdigits.onnx",
        (press(".try .btn", words="认一批|many pictures"), try_pictures, see(".batch-wall .tile img")),
    ),
    "devices": View("board", "devices", (see(".kind-card"),)),
}
USUAL = (
    "home",
    "blocks-idle",
    "blocks-error",
    "data-classes",
    "label-boxes",
    "teach-pictures",
    "guide-task",
    "devices",
)
