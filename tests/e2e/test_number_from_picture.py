"""A number from a picture on the page: the drawn pointers, step by step to the error, the file and a number of one's own."""

import re
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from sunmao.data.builtin import pointers
from sunmao.data.builtin.samples import SAMPLES
from sunmao.images.image_files import encode_png
from tests.e2e.rooms import layout_faults, visit
from tests.e2e.screenshots import shoot
from tests.support.limits import HANG_TIMEOUT_MS

pytestmark = [pytest.mark.training, pytest.mark.long]

STEP_BY_STEP = {"zh": "按步骤做", "en": "Go step by step"}
ESTIMATE = {"zh": "估一个数", "en": "Estimate"}
SCORE = {"zh": r"平均差 [\d.]+°", "en": r"Off by [\d.]+° on average"}


def go_on(page: Page) -> None:
    page.locator(".guide-foot .btn.pri").click()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_pointers_are_learned_and_read(browser, studio, tmp_path, lang):
    picture = tmp_path / "dial.png"
    picture.write_bytes(encode_png(pointers.draw_pointer(60, np.random.default_rng(1))))
    with visit(browser, studio, "laptop", lang) as page:
        page.get_by_role("button", name=STEP_BY_STEP[lang]).click()
        page.locator(".guide-task", has_text=ESTIMATE[lang]).click()
        assert layout_faults(page) == []
        shoot(page, f"number-task-{lang}")
        go_on(page)
        page.locator(".guide-set", has_text=SAMPLES["pointers"].title[lang]).click()
        expect(page.locator(".guide-set.chosen")).to_have_count(1)
        page.locator(".number-unit input").fill("°")
        page.locator(".number-unit input").press("Tab")
        assert layout_faults(page) == []
        shoot(page, f"number-data-{lang}")
        go_on(page)
        page.locator(".guide-method").nth(2).click()  # LeNet
        shoot(page, f"number-method-{lang}")
        go_on(page)
        page.locator(".guide-train-go.pri").click()
        expect(page.locator(".guide-stop[aria-current] .sr")).to_be_attached(timeout=120_000)  # the step is done
        shoot(page, f"number-train-{lang}")
        go_on(page)
        expect(page.locator(".guide-score")).to_have_text(re.compile(SCORE[lang]))
        assert layout_faults(page) == []
        shoot(page, f"number-test-{lang}")
        go_on(page)
        expect(page.locator(".guide-file b").first).to_have_text("pointers.onnx")
        go_on(page)
        try_a_picture(page, picture)
        shoot(page, f"number-use-{lang}")
        page.goto(page.url.split("/guide")[0] + "/mistakes")
        expect(page.locator(".number-scatter circle")).to_have_count(24)
        shoot(page, f"number-evaluation-{lang}")
        see_the_errors(page)
        page.locator(".pane .mark-tile").first.click()
        expect(page.locator(".number-lab .number-mark")).to_have_count(2)
        expect(page.locator(".lab-near li[data-label]")).to_have_count(8, timeout=HANG_TIMEOUT_MS)
        shoot(page, f"number-lab-{lang}")
        try_many_pictures(page, tmp_path, lang)


def try_a_picture(page: Page, picture: Path) -> None:
    """A picture is read: a number with its unit, on a scale from the lowest to the highest."""
    panel = page.locator(".guide-step .try")
    panel.get_by_role("tab").nth(1).click()
    panel.locator("input[type='file']").set_input_files(picture)
    expect(panel.locator(".try-winner[data-value] b")).to_have_text(re.compile(r"^-?[\d.]+°$"))
    expect(panel.locator(".number-scale .number-mark")).to_have_count(1)


def try_many_pictures(page: Page, folder: Path, lang: str) -> None:
    """A folder for each number: every picture has an answer, and how far they are off is said."""
    for angle in (20, 60, 100, 140):
        (folder / "dials" / str(angle)).mkdir(parents=True)
        for number in range(2):
            drawn = pointers.draw_pointer(angle, np.random.default_rng(number))
            (folder / "dials" / str(angle) / f"{number}.png").write_bytes(encode_png(drawn))
    page.goto(page.url.split("/mistakes")[0] + "/models")
    page.locator(".try-batch").click()
    page.locator(".batch-start input[webkitdirectory]").set_input_files(folder / "dials")
    expect(page.locator(".batch-wall [role='option']")).to_have_count(8)
    expect(page.locator(".batch-tools .cap")).to_have_text(re.compile(r"\d°"))
    assert layout_faults(page) == []
    shoot(page, f"number-many-{lang}")
    page.locator(".batch-wall [role='option']").first.dblclick()
    expect(page.locator("dialog .number-scale .number-mark")).to_have_count(2)
    shoot(page, f"number-many-large-{lang}")


def see_the_errors(page: Page) -> None:
    """The evaluation: the mean error far below that of no learning, a point for each picture, the worst first."""
    figures = page.locator(".mistakes-card .big-figure")
    expect(figures).to_have_count(2)
    error, baseline = (float(figures.nth(n).inner_text().removesuffix("°")) for n in (0, 1))
    assert error < 0.5 * baseline
    offs = [
        float(re.search(r"[\d.]+(?=°$)", text)[0]) for text in page.locator(".mark-tile .mark-sure").all_inner_texts()
    ]
    assert len(offs) == 24 and offs == sorted(offs, reverse=True)
    # Of the pictures beside it those below the end of the page are scrolled to.
    assert [fault for fault in layout_faults(page) if not fault.startswith("OUT ")] == []
