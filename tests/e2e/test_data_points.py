"""The Data page of a data set of points: every sample drawn, by class, taken out and brought back."""

from playwright.sync_api import expect

from tests.e2e.rooms import layout_faults, make, program
from tests.e2e.test_accessibility import find_barriers
from tests.support.point_tables import make_point_tables


def test_points_are_drawn_by_class_and_taken_out(page, studio):
    project = make(studio, program("1"))
    table = studio.projects / project / "data/手势/石头.csv"
    make_point_tables(table.parent, labels=("石头", "布"), count=103)
    before = table.read_bytes()
    page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/data` }", project)
    tiles, said = page.locator(".point-tiles li"), page.locator(".sentence-page > [role=status]")
    expect(said).to_have_text("206 次里的 200 次")
    page.get_by_role("button", name="再显示一些").click()
    expect(tiles).to_have_count(206)
    expect(page.locator(".point-classes h2")).to_have_text(["布", "石头"])
    page.locator(".data-class", has_text="石头").click()
    expect(tiles).to_have_count(103)
    newest = page.get_by_role("button", name="“石头” 103, 训练")
    assert newest.locator("path").first.get_attribute("d")
    newest.click()
    page.get_by_role("menuitem", name="拿掉这一次").click()
    expect(said).to_have_text("102 次")
    expect(page.locator(".data-class", has_text="石头")).to_contain_text("102")
    page.locator(".toast").get_by_role("button", name="撤销").click()
    expect(said).to_have_text("103 次")
    assert table.read_bytes() == before
    assert find_barriers(page) == [] and layout_faults(page) == []
