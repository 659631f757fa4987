"""The ways of a browser into the studio, in which it stays: the printed address, a reload, another tab, another
browser.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.rooms import enter, make, program, visit
from tests.support.studio import start_studio, stop_studio

HOME = "main"


@pytest.fixture
def context(browser):
    """A browser of its own, with nothing remembered."""
    made = browser.new_context(locale="en-US")
    yield made
    made.close()


def test_a_reload_and_a_second_tab_stay_in(context, studio):
    page = context.new_page()
    page.goto(studio.url)
    expect(page.locator(HOME)).to_be_visible()
    assert page.url == f"{studio.base}/" and page.locator("meta[name=page-key]").count() == 0
    page.reload()
    expect(page.locator(HOME)).to_be_visible()
    page.close()
    # The address without anything, as it is typed or remembered by the browser.
    again = context.new_page()
    again.goto(f"{studio.base}/")
    expect(again.locator(HOME)).to_be_visible()


@pytest.mark.long
def test_an_address_opens_one_browser(browser, context, studio):
    address, page = studio.url, context.new_page()
    page.goto(address)
    expect(page.locator(HOME)).to_be_visible()
    page.goto(address)  # the link in the terminal was clicked once more
    expect(page.locator(HOME)).to_be_visible()
    with visit(browser, studio) as other:
        other.context.clear_cookies()
        other.goto(address)
        expect(other.locator("h1[lang=en]")).to_contain_text("Press Enter in the window in which Sunmao was started")
        expect(other.locator("h1").first).to_contain_text("在启动榫卯的窗口里按回车键")
        other.goto(studio.url)  # what Enter shows
        expect(other.locator(HOME)).to_be_visible()
    page.reload()
    expect(page.locator(HOME)).to_be_visible()


@pytest.mark.long
def test_a_file_leads_in_and_a_reload_stays_in(context, studio, tmp_path):
    """As the studio opens the browser: a page elsewhere leads to the address, so that strict cookies come later."""
    file = tmp_path / "login.html"
    file.write_text(f'<!doctype html><meta http-equiv="refresh" content="0;url={studio.url}">')
    page = context.new_page()
    page.goto(file.as_uri())
    expect(page.locator(HOME)).to_be_visible()
    page.reload()
    expect(page.locator(HOME)).to_be_visible()


def test_where_nothing_can_be_remembered_the_page_works_until_it_is_closed(context, studio):
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied') } })")
    project = make(studio, program("pass"))
    page = context.new_page()
    page.goto(studio.url)
    enter(page, project)
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("Press Enter in the window")


@pytest.mark.long
def test_a_tab_without_the_key_comes_in_when_another_one_does(context, studio):
    page = context.new_page()
    page.goto(studio.url)
    expect(page.locator(HOME)).to_be_visible()
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("Press Enter in the window")
    other = context.new_page()
    other.goto(studio.url)
    expect(page.locator(HOME)).to_be_visible()


@pytest.mark.long
def test_a_new_start_asks_for_its_own_address(browser, tmp_path):
    first = start_studio(tmp_path)
    with visit(browser, first) as page:
        stop_studio(first)
        second = start_studio(tmp_path, port=int(first.base.rsplit(":", 1)[1]))
        try:
            page.goto(f"{first.base}/")
            expect(page.locator("h1[lang=en]")).to_contain_text("Sunmao was started anew")
            page.goto(second.url)
            expect(page.locator(HOME)).to_be_visible()
        finally:
            stop_studio(second)


@pytest.mark.long
def test_an_address_that_has_run_out_is_signed_anew_when_it_is_used(context, studio):
    """A picture that is asked for later than it was drawn, a link that is pressed later, a page that slept."""
    project, page = make(studio, program("pass")), context.new_page()
    page.goto(studio.url)
    enter(page, project)
    path = f"/api/projects/{project}/export/main.py"
    link = f"""() => {{
      const link = Object.assign(document.createElement('a'), {{ href: '{path}?expires=1&signature=AAAA', download: '' }});
      link.textContent = 'old link';
      document.body.append(link);
    }}"""
    page.evaluate(link)
    with page.expect_download() as download:
        page.get_by_text("old link").click(force=True)
    assert download.value.path().read_text() == (studio.projects / project / "main.py").read_text()
    image = f"""() => document.body.append(Object.assign(new Image(), {{ id: 'late',
      src: '/api/projects/{project}/files/data/none.png?expires=1&signature=AAAA' }}))"""
    with page.expect_response(re.compile(r"none\.png\?expires=\d\d")) as answered:
        page.evaluate(image)
    assert answered.value.status == 404, "signed anew, and not there"
