"""Takes a picture of every view of `tests/e2e/views.py`, in each size and language, to be looked at one by one:
`python docs/screens/take_views.py FOLDER`; with names behind the folder, only those views. It says which were not
reached, and what `tests/e2e/audit.js` finds wrong with each. It needs the extras `train` and `test`, and Chromium.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Error, Page, expect, sync_playwright

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from tests.e2e.rooms import LANGUAGES, layout_faults  # noqa: E402
from tests.e2e.seeded_projects import SeededProjects  # noqa: E402
from tests.e2e.views import VIEWS, leave_view, open_view  # noqa: E402
from tests.support.limits import HANG_TIMEOUT_MS  # noqa: E402
from tests.support.studio import FAKE_CAMERA, launch_chromium, start_studio, stop_studio  # noqa: E402

SIZES = {"1366x768": (1366, 768, False), "1024x768": (1024, 768, True), "600x800": (600, 800, True)}


def main(folder: Path, names: list[str]) -> None:
    """Take the named views, or all, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    expect.set_options(timeout=HANG_TIMEOUT_MS)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as projects:
        browser = launch_chromium(playwright.chromium, FAKE_CAMERA, "--use-fake-ui-for-media-stream")
        studio = start_studio(Path(projects))
        try:
            seeds = SeededProjects(studio)
            for size, (width, height, touch) in SIZES.items():
                for lang, locale in LANGUAGES.items():
                    view = {"width": width, "height": height}
                    context = browser.new_context(viewport=view, has_touch=touch, locale=locale)
                    page = context.new_page()
                    page.goto(studio.url)
                    for name in names or VIEWS:
                        take(page, seeds, name, lang, folder / f"{name}-{size}-{lang}.png")
                    context.close()
        finally:
            stop_studio(studio)
            browser.close()


def take(page: Page, seeds: SeededProjects, name: str, lang: str, file: Path) -> None:
    """One picture. A view that is not reached does not keep the others from being taken."""
    try:
        open_view(page, seeds, name, lang)
    except (AssertionError, Error) as error:
        print(f"{file.stem}: not reached: {str(error).splitlines()[0]}")
    page.screenshot(path=file)
    for fault in layout_faults(page):
        print(f"{file.stem}: {fault}")
    leave_view(page)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
