"""Takes screenshots of the page with the real examples, in a real studio: `python docs/screens/take.py FOLDER [PART]`.

PART: `readme`, the pictures of the README alone (FOLDER is this one then); `finding`, those of the model that finds
things; `lessons`, the ways to a first model. Without it, all: about a quarter of an hour. It needs the extras `train`
and `test`, and Chromium. Other views: `take_views.py`.
"""

import argparse
import io
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.e2e.strokes import draw_digit
from tests.support.studio import ApiClient, launch_chromium, start_studio, stop_studio

SIZES = {"1366x768": (1366, 768, False), "1024x768": (1024, 768, True)}
NARROW = {"600x800": (600, 800, True)}  # the ways to a first model, on a small tablet held upright
LOCALES = {"zh": "zh-CN", "en": "en-US"}
EXAMPLE = {"zh": "手写数字：从零到 ONNX", "en": "Handwritten digits, from zero to ONNX"}
FINDER = {"zh": "找形状：画框、数一数", "en": "Find shapes and count them"}
SHAPES = "data/shapes/images/test/293.jpg"
MAKER = {"zh": "看见数字，转动舵机", "en": "See a digit, turn a servo"}
WORDS = {
    "clearer": {"zh": "更清楚的颜色", "en": "Clearer colors"},
    "tablet": {"zh": "在平板上用", "en": "Use on a tablet"},
    "bin": {"zh": "放进回收站", "en": "Delete to the bin"},
}
COLLECTED = {"zh": ("数字", "零，一"), "en": ("numbers", "zero, one")}
MISSING = "data/digits/test_set/3/177.png"
ROUNDS = re.compile("(第|Epoch) [4-8] ")  # of ten: the curve has begun and goes on
COLORS = 256  # a picture of a page keeps its look, at a third of its size
PATIENCE = 180_000  # milliseconds
LEARNS = 1_800_000  # of the model that finds shapes, on a busy computer


def main(target: Path, part: str | None) -> None:
    """One studio with no projects yet for each size and language; one for all that a model finds, as it learns for
    minutes. target: the folder of the pictures; part: take only these.
    """
    target.mkdir(parents=True, exist_ok=True)
    sizes = {"readme": ["1366x768"], "finding": [], "lessons": [*SIZES, *NARROW]}.get(part, [*SIZES, *NARROW])
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright.chromium)
        for size in sizes:
            for lang in LOCALES:
                with tempfile.TemporaryDirectory() as projects:
                    take(browser, Path(projects), target, size, lang, part)
        if part in (None, "finding"):
            with tempfile.TemporaryDirectory() as projects:
                take_finding(browser, Path(projects), target)
        browser.close()


def take_finding(browser: Browser, folder: Path, target: Path) -> None:
    """The example that finds shapes, run once, in every size and language."""
    studio = start_studio(folder)
    visitor, project = ApiClient(studio), ""
    try:
        for size, (width, height, touch) in SIZES.items():
            for lang, locale in LOCALES.items():
                visitor.ask("PUT", "/api/settings", {"lang": lang})
                context = browser.new_context(
                    viewport={"width": width, "height": height}, has_touch=touch, locale=locale
                )
                page = context.new_page()
                page.goto(studio.url)
                project = project or learn_shapes(page)
                visitor.ask("PATCH", f"/api/projects/{project}", {"title": FINDER[lang]})
                look_at_shapes(
                    page,
                    project,
                    folder,
                    lambda state, page=page, size=size, lang=lang: keep(page, target / f"{state}-{size}-{lang}.png"),
                )
                context.close()
    finally:
        stop_studio(studio)


def learn_shapes(page: Page) -> str:
    """Open the example, run it to its end, and return the project's id as it stands in addresses."""
    page.locator(".cards .card").filter(has_text=FINDER["zh"]).click()
    expect(page.locator(".blocklyBlockCanvas .deploy_convert")).to_be_visible(timeout=PATIENCE)
    page.locator("#run.go").click()
    expect(page.locator("#run.stop")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#run.go")).to_be_visible(timeout=LEARNS)
    return page.url.split("/project/")[1]


def look_at_shapes(page: Page, project: str, folder: Path, see: Callable[[str], None]) -> None:
    """What the page shows of it: the run, the curves, the mistakes, one of them, and a picture to try."""
    page.evaluate("id => { location.hash = `#/project/${id}` }", project)
    expect(page.locator(".prog.ok")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".curve canvas")).to_be_visible(timeout=PATIENCE)
    see("finding")
    go_to(page, "training")
    expect(page.locator(".training-plot canvas").nth(1)).to_be_visible(timeout=PATIENCE)
    page.mouse.move(5, 400)
    see("finding-training")
    go_to(page, "mistakes")
    tiles = page.locator(".found-wall .tile:not([hidden])")
    expect(tiles.nth(5)).to_be_visible(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    see("finding-mistakes")
    tiles.first.dblclick()
    expect(page.locator(".found-line").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    see("finding-picture")
    page.keyboard.press("Escape")
    go_to(page, "models")
    page.locator("#try-picture").click()
    page.locator(".try input[type=file]").set_input_files(next(folder.glob(f"*/{SHAPES}")))
    expect(page.locator(".try-winner.waiting")).to_have_count(0, timeout=PATIENCE)
    page.mouse.move(5, 400)
    see("finding-models")


def take(browser: Browser, folder: Path, target: Path, size: str, lang: str, part: str | None) -> None:
    """The screenshots of one size and language; on a narrow page, only those of the ways to a first model."""
    studio = start_studio(folder, host="0.0.0.0")
    width, height, touch = (SIZES | NARROW)[size]
    context = browser.new_context(viewport={"width": width, "height": height}, has_touch=touch, locale=LOCALES[lang])
    page = context.new_page()
    try:
        ApiClient(studio).ask("PUT", "/api/settings", {"lang": lang})
        page.goto(studio.url)
        expect(page.locator(".cards .card").nth(2)).to_be_visible()

        def see(state: str) -> None:
            keep(page, target / f"{state}-{size}-{lang}.png")

        if part == "readme":
            open_digits(page, lang)
            run_digits(page, see)
        elif part == "lessons" or size in NARROW:
            see("home")
            begin_lesson(page, see)
        else:
            walk(page, see, lang)
    finally:
        context.close()
        stop_studio(studio)


def keep(page: Page, file: Path) -> None:
    """Write what the page shows as a PNG with a palette."""
    shown = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    shown.quantize(COLORS, dither=Image.Dither.NONE).save(file, optimize=True)


def walk(page: Page, see: Callable[[str], None], lang: str) -> None:
    """From the first visit to a program that ends with an error, as a child goes."""
    see("home")
    check_up(page, see)
    open_digits(page, lang)
    see("idle")
    look_clearer(page, see, lang)
    step(page, see)
    run_digits(page, see)
    expect(page.locator(".board")).to_be_visible(timeout=PATIENCE)
    draw_digit(page, 3)
    see("waiting")
    page.locator(".pad .btn.pri").click()
    finish(page)
    see("done")
    page.locator(".prog.ok .btn.pri").click()
    expect(page.locator(".mark-tile img").first).to_be_visible(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    see("mistakes")
    go_to(page, "models")
    page.locator("#try-draw").click()
    draw_digit(page, 3)
    expect(page.locator(".try-winner.waiting")).to_have_count(0, timeout=PATIENCE)
    see("models")
    go_to(page, "")
    page.locator("[data-id=pick_picture]").click()
    page.locator(".picker-input").fill(MISSING)
    page.locator(".picker-input").press("Enter")
    page.locator("#run.go").click()
    expect(page.locator(".bubble-fix")).to_be_visible(timeout=PATIENCE)
    finish(page)
    see("error")
    go_to(page, "versions")
    expect(page.locator(".diff-line.came").first).to_be_visible(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    see("versions")
    go_to(page, "training")
    expect(page.locator(".view canvas").first).to_be_visible(timeout=PATIENCE)
    page.mouse.move(5, 400)
    see("training")
    choose(page, ".top", WORDS["tablet"][lang])
    expect(page.locator(".tablet-code")).to_be_visible()
    see("tablet")
    page.keyboard.press("Escape")
    choose(page, ".top .menu-root:has(.name-button)", WORDS["bin"][lang])
    expect(page.locator(".cards .card").first).to_be_visible()
    page.evaluate("location.hash = '#/bin'")
    expect(page.locator(".bin-row")).to_be_visible()
    expect(page.locator(".toast")).to_have_count(0, timeout=PATIENCE)
    see("bin")
    make(page, see, lang)
    gather(page, see, lang)
    label(page, see)
    begin_lesson(page, see)


def open_digits(page: Page, lang: str) -> None:
    """Open the example of handwritten digits."""
    page.locator(".cards .card").filter(has_text=EXAMPLE[lang]).click()
    expect(page.locator(".blocklyBlockCanvas .deploy_convert")).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".ln").nth(10)).to_be_visible()


def run_digits(page: Page, see: Callable[[str], None]) -> None:
    """Run it until its curve is there."""
    page.locator("#run.go").click()
    expect(page.locator(".prog")).to_contain_text(ROUNDS, timeout=PATIENCE)
    expect(page.locator(".curve canvas")).to_be_visible()
    see("running")


def label(page: Page, see: Callable[[str], None]) -> None:
    """The drawn shapes again: with a tool to draw boxes, and as a map."""
    go_to(page, "data/shapes%2Flabel")
    expect(page.locator(".label-stage > img")).to_be_visible(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    see("labeling")
    go_to(page, "data/shapes")
    page.get_by_role("button", name=re.compile("^(地图|Map)$")).click()
    expect(page.locator('.map-frame:not([data-shown="pca"])')).to_be_visible(timeout=LEARNS)
    expect(page.locator(".map-progress")).to_have_count(0, timeout=LEARNS)
    page.wait_for_timeout(800)  # the points have wandered to their groups
    page.mouse.move(5, 400)
    see("map")


def begin_lesson(page: Page, see: Callable[[str], None]) -> None:
    """The two ways from the first page: teaching with pictures, and step by step to a model in use."""
    page.evaluate("location.hash = '#/'")
    page.locator(".hero .btn.pri").click()
    expect(page.locator(".teach-card").nth(2)).to_be_visible(timeout=PATIENCE)
    see("teach")
    page.evaluate("location.hash = '#/'")
    page.get_by_role("button", name=re.compile("按步骤做|Go step by step")).click()
    expect(page.locator(".guide-task").nth(1)).to_be_visible(timeout=PATIENCE)
    see("guide")
    page.locator(".guide-task").first.click()
    go_on(page)
    page.locator(".guide-set").filter(has_text=re.compile("手写数字|handwritten", re.IGNORECASE)).first.click()
    expect(page.locator(".guide-foot .btn.pri")).to_be_enabled(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    see("guide-data")
    go_on(page)
    expect(page.locator(".guide-method.chosen b").first).to_be_visible(timeout=PATIENCE)
    see("guide-method")
    go_on(page)
    page.locator(".guide-train-go.pri").click()
    expect(page.locator(".guide-stop[aria-current] .sr")).to_be_attached(timeout=LEARNS)  # it has learned
    expect(page.locator(".guide-train .curve")).to_be_visible(timeout=PATIENCE)
    see("guide-train")
    go_on(page)
    expect(page.locator(".guide-score")).to_be_visible(timeout=PATIENCE)
    page.wait_for_function("[...document.querySelectorAll('.guide-mistakes img')].every(each => each.naturalWidth)")
    see("guide-test")
    go_on(page)
    expect(page.locator(".guide-file b").first).to_be_visible(timeout=PATIENCE)
    see("guide-file")
    go_on(page)
    expect(page.locator(".guide-step .try")).to_be_visible(timeout=PATIENCE)
    see("guide-use")


def go_on(page: Page) -> None:
    """The one filled button below the step."""
    expect(page.locator(".guide-foot .btn.pri")).to_be_enabled(timeout=PATIENCE)
    page.locator(".guide-foot .btn.pri").click()


def gather(page: Page, see: Callable[[str], None], lang: str) -> None:
    """The data of a new project: none yet, a class being collected, a sample of drawn shapes, and one of its pictures."""
    page.evaluate("location.hash = '#/'")
    page.locator(".card.new").click()
    expect(page.locator(".blocklyBlockCanvas .program_start")).to_be_visible(timeout=PATIENCE)
    go_to(page, "data")
    expect(page.locator(".data-way").nth(2)).to_be_visible(timeout=PATIENCE)
    see("empty")
    collect(page, see, lang)
    go_to(page, "data/shapes")
    expect(page.locator(".tile:not([hidden]) img").nth(20)).to_be_visible(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    page.locator(".tile:not([hidden])").nth(2).click()
    expect(page.locator(".data-picture .thing").first).to_be_visible(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    page.mouse.move(5, 400)
    see("data")
    page.locator(".tile:not([hidden])").nth(2).dblclick()
    expect(page.get_by_role("dialog").locator(".thing").first).to_be_visible(timeout=PATIENCE)
    see("picture")
    page.keyboard.press("Escape")


def collect(page: Page, see: Callable[[str], None], lang: str) -> None:
    """Two classes, one of which has some pictures of the simulated camera."""
    page.locator(".data-way .btn.pri").first.click()
    for field, words in zip(page.get_by_role("dialog").locator("input[type=text]").all(), COLLECTED[lang], strict=True):
        field.fill(words)
    page.get_by_role("dialog").locator("[type=submit]").click()
    page.locator("#col-computer").click()
    page.locator(".col-camera select").select_option("simulated")
    hold = page.locator(".col-hold")
    expect(hold).to_be_enabled(timeout=PATIENCE)
    hold.hover()
    page.mouse.down()
    expect(page.locator(".col-shots img").nth(5)).to_be_visible(timeout=PATIENCE)
    page.mouse.up()
    expect(page.locator(".col-hold.rest")).to_be_enabled(timeout=PATIENCE)
    page.mouse.move(5, 400)
    see("collect")


def make(page: Page, see: Callable[[str], None], lang: str) -> None:
    """The example with camera, model and servo on the board on the screen: beside its blocks, and as a device."""
    page.evaluate("location.hash = '#/'")
    page.locator(".cards .card").filter(has_text=MAKER[lang]).first.click()
    expect(page.locator(".part-card")).to_be_visible(timeout=PATIENCE)
    page.locator("#run.go").click()
    expect(page.locator(".part-card [data-kind=Servo]")).to_have_attribute(
        "data-angle", re.compile(r"\d"), timeout=PATIENCE
    )
    page.mouse.move(5, 400)
    see("board")
    go_to(page, "devices")
    expect(page.locator(".scene .high")).to_be_visible(timeout=PATIENCE)
    see("devices")
    page.locator("#run.stop").click()
    finish(page)


def check_up(page: Page, see: Callable[[str], None]) -> None:
    """The full check-up of this computer, and back."""
    card = page.locator(".computer")
    card.locator(".btn").click()
    expect(card.locator(".checkup > .btn:enabled")).to_be_visible(timeout=PATIENCE)
    see("checkup")
    card.locator(".btn").last.click()


def look_clearer(page: Page, see: Callable[[str], None], lang: str) -> None:
    """The blocks in clearer colors, and back."""
    for clearer in (True, False):
        choose(page, ".top", WORDS["clearer"][lang])
        expect(page.locator(":root.clearer")).to_have_count(int(clearer))
        if clearer:
            page.mouse.move(5, 400)
            page.wait_for_timeout(500)  # the blocks follow
            see("clearer")


def step(page: Page, see: Callable[[str], None]) -> None:
    """Some steps of the program, then Stop."""
    for steps in range(1, 4):
        page.keyboard.press("F9")
        expect(
            page.locator(f".variables tbody tr:nth-child({steps - 1})" if steps > 1 else ".variables")
        ).to_be_visible(timeout=PATIENCE)
    page.mouse.move(5, 400)
    see("paused")
    page.locator("#run.stop").click()
    finish(page)


def choose(page: Page, menu: str, entry: str) -> None:
    """Choose an entry of a menu of the top bar: the last one, or a named one."""
    page.locator(menu).locator("[aria-haspopup=menu]").last.click()
    page.locator(".menu-item").filter(has_text=entry).click()


def go_to(page: Page, view: str) -> None:
    """Go to another view of the project."""
    page.evaluate(
        "view => { location.hash = location.hash.split('/').slice(0, 3).join('/') + (view && `/${view}`) }", view
    )


def finish(page: Page) -> None:
    """Wait until the run is over, with the mouse out of the way."""
    page.mouse.move(5, 400)
    expect(page.locator("#run.go")).to_be_visible(timeout=PATIENCE)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", type=Path, metavar="FOLDER")
    parser.add_argument("part", nargs="?", choices=["readme", "finding", "lessons"])
    given = parser.parse_args()
    main(given.target, given.part)
