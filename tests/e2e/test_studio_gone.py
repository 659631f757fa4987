"""The studio goes away while a view opens, before each of its requests or in the middle of an answer: the page stays
whole, and what did not come is tried again.
"""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.e2e.rooms import LANGUAGES
from tests.e2e.seeded_projects import SeededProjects
from tests.e2e.views import VIEWS

OPENED = ("home", "blocks-idle", "versions", "teach-pictures", "guide-data", "data-classes", "training", "models")
CUT = '[{"half": '  # of an answer


@pytest.fixture(scope="module")
def seeds(studio) -> SeededProjects:
    return SeededProjects(studio)


class Outage:
    """Lets so many of a page's requests through, cuts the answer to the next one, and refuses the others."""

    def __init__(self, page: Page, base: str):
        self.left, self.refused = 0, 0
        page.route(f"{base}/**", self._handle)

    def begin_after(self, count: int) -> None:
        """From now on, so many are let through."""
        self.left, self.refused = count, 0

    def _handle(self, route: Route) -> None:
        self.left -= 1
        if self.left >= 0:
            return route.continue_()
        self.refused += 1
        if self.left == -1 and "/api/" in route.request.url:
            return route.fulfill(status=200, content_type="application/json", body=CUT)
        route.abort()


@pytest.mark.long
@pytest.mark.parametrize("name", OPENED)
def test_a_view_that_the_studio_leaves_breaks_nothing(browser, studio, seeds, name):
    view = VIEWS[name]
    place = view.place if view.place == "/" else f"/project/{seeds.find(view.project, 'en')}/{view.place}"
    address = f"{studio.base}/#{place}"
    context = browser.new_context(locale=LANGUAGES["en"], service_workers="block")
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(f"after {count} requests: {error}"))
    page.goto(studio.url)
    outage, count = Outage(page, studio.base), 0
    while count == 0 or outage.refused:
        count += 1
        page.goto("about:blank")
        outage.begin_after(count)  # the first one is the page itself
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(200)
    context.close()
    assert not errors, errors
    assert count > 5


def test_a_view_that_did_not_come_says_so_and_comes_at_another_try(browser, studio, seeds):
    context = browser.new_context(locale=LANGUAGES["en"], service_workers="block")
    page = context.new_page()
    page.goto(studio.url)
    page.route("**/chunk-*.js", lambda route: route.abort())
    page.goto(f"{studio.base}/#/project/{seeds.find('empty', 'en')}/models")
    trouble = page.locator("#view").get_by_role("alert")
    expect(trouble).to_contain_text("Sunmao is out of reach")
    page.unroute_all()
    trouble.get_by_role("button", name="Try again").click()
    expect(page.locator("#view").get_by_role("heading", name="Models", exact=True)).to_be_visible()
    context.close()
