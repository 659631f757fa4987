"""Teach from the first page, as a child does: how many actions and seconds until the first answer, by points of hands
before the camera and by sentences, in both languages, in Chromium.

An action is one press, or one text that is typed or pasted. The child holds the button of each class for 2.6 seconds and
needs 2 to show the next sign; what else the seconds hold is the studio's and the browser's, whose processor time the note
has: on a computer that does nothing else it is about what they take by the clock.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

from benchmarks.bench import Bench, open_browser, studio_in
from benchmarks.costs import measure_cost
from benchmarks.rows import NotHere, Row, Size, attempt
from tests.e2e.rooms import LANGUAGES, visit
from tests.e2e.sentences import teach_sentences
from tests.e2e.signs import SIGNS, collect_signs, read_signs, train_signs
from tests.e2e.things import StagedChild
from tests.support.studio import FAKE_CAMERA, launch_chromium


def measure(size: Size = Size.FULL) -> Iterator[Row]:
    """Rows of each kind and language: actions; seconds by the clock."""
    with tempfile.TemporaryDirectory() as folder, studio_in(Path(folder)) as bench, open_browser() as shared:
        browser = launch_chromium(shared.browser_type, FAKE_CAMERA)
        for kind, teach in (("points", teach_signs), ("sentences", teach_sentences)):
            for lang in size.pick([*LANGUAGES], ["zh"]):
                yield from attempt(f"teach by {kind}, {lang}", measure_teaching, bench, browser, kind, teach, lang)
        browser.close()


def measure_teaching(bench: Bench, browser, kind: str, teach, lang: str) -> Iterator[Row]:
    """The rows of one kind in one language."""
    with (
        visit(browser, bench.studio, lang=lang, permissions=["camera"], reduced_motion="reduce") as page,
        measure_cost() as cost,
    ):
        actions = teach(page, lang)
    yield Row(f"teach by {kind}, {lang}: actions", actions, "", "<= 8")
    note = f"{cost.processor:.0f} s of processor time, browser included"
    yield Row(f"teach by {kind}, {lang}: to the first answer", cost.wall, "s", "<= 60", note=note)


def teach_signs(page: Page, lang: str) -> int:
    """Rock, paper, scissors, from the first page to the first answer. Returns the actions. Raises NotHere."""
    if not SIGNS.is_dir():
        raise NotHere(f"no folder {SIGNS}")
    child = StagedChild(page, read_signs())
    child.press(".hero .btn.pri")
    collect_signs(child)
    train_signs(child)
    return child.actions
