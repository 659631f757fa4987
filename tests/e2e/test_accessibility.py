"""Nothing that a screen reader or weak eyes cannot use: axe looks at every view with its real content."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.rooms import LANGUAGES, SIZES
from tests.e2e.seeded_projects import SeededProjects
from tests.e2e.views import USUAL, VIEWS, leave_view, open_view
from tests.support.studio import FAKE_CAMERA, launch_chromium

GRAVE = ("critical", "serious")


@pytest.fixture(scope="module")
def seeds(studio) -> SeededProjects:
    return SeededProjects(studio)


@pytest.fixture(scope="module")
def seeing(browser):
    """A browser with a camera, which every page may use."""
    running = launch_chromium(browser.browser_type, FAKE_CAMERA, "--use-fake-ui-for-media-stream")
    yield running
    running.close()


@pytest.fixture(scope="module", params=LANGUAGES)
def lang(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def page(seeing, studio, lang) -> Page:
    """One page for all views of a language, on a laptop."""
    width, height, _ = SIZES["laptop"]
    context = seeing.new_context(
        viewport={"width": width, "height": height},
        locale=LANGUAGES[lang],
        permissions=["camera"],
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(studio.url)
    yield page
    context.close()


def find_barriers(page: Page) -> list[str]:
    """List the critical and serious findings of axe on the page as it stands: the rule, the place, and what to do."""
    return [
        f"{found['impact']} {found['id']}: {node['html'][:160]} | {node['failureSummary']}"
        for found in Axe().run(page).response["violations"]
        if found["impact"] in GRAVE
        for node in found["nodes"]
    ]


@pytest.mark.parametrize(
    "name", [name if name in USUAL else pytest.param(name, marks=pytest.mark.long) for name in VIEWS]
)
def test_a_view_has_no_barrier(page, seeds, lang, name):
    open_view(page, seeds, name, lang)
    try:
        assert find_barriers(page) == []
    finally:
        leave_view(page)


def test_a_barrier_is_found(page, seeds, lang):
    """The check itself: a button without a name."""
    open_view(page, seeds, "guide-task", lang)
    page.evaluate("() => document.querySelector('main').append(document.createElement('button'))")
    [found] = find_barriers(page)
    assert "critical button-name" in found
