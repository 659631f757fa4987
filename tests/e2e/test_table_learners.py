"""A table's decision tree: from the rows to a drawn tree, a row of the form through it, and back to the rows."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.hands import wait_for
from tests.support.studio import ApiClient


@pytest.mark.long
def test_a_row_of_the_form_goes_through_the_tree_and_ends_lead_to_rows(page, studio):
    api = ApiClient(studio)
    project = api.ask("POST", "/api/projects", {"title": "鸢尾花", "lang": "zh"})["id"]
    api.ask("POST", f"/api/projects/{project}/tables", {"sample": "iris.csv"})
    page.goto(f"{studio.base}/#/project/{project}/data/iris.csv")
    ways = page.get_by_role("group", name="怎么看这张表")
    ways.get_by_role("button", name="决策树").click()
    tree = page.get_by_role("tree")
    expect(tree.get_by_role("treeitem", selected=True)).not_to_have_count(0)
    page.get_by_role("group", name="最多问几层").get_by_role("button", name="1", exact=True).click()
    expect(tree.get_by_role("treeitem")).to_have_count(3)
    form = page.get_by_role("complementary", name="来一行新的")
    field = form.get_by_role("textbox", name="petal width")
    for typed, answer, step in (("0.2", "setosa", "0.2 不比 0.8 大"), ("1.5", "versicolor", "1.5 比 0.8 大")):
        field.fill(typed)
        field.press("Enter")
        expect(form.locator("output")).to_contain_text(answer)
        expect(form.get_by_role("listitem")).to_contain_text(step)
    expect(tree.get_by_role("treeitem", selected=True)).to_have_count(2)
    tree.get_by_role("treeitem", name="setosa 40 行全是").click()
    expect(page.get_by_text("只看这 40 行")).to_be_visible()
    ways.get_by_role("button", name="图", exact=True).click()
    chart = page.get_by_role("group", name="“petal width”和“petal length”的散点图，150 个点")
    points = chart.get_by_role("slider", name="散点图里的点")
    points.focus()
    points.press("Shift+ArrowRight")
    expect(points).to_have_attribute("aria-valuenow", "11")
    said = points.get_attribute("aria-valuetext")
    points.press("Enter")
    expect(page.get_by_text("只看这 1 行")).to_be_visible()
    assert page.get_by_role("rowheader").inner_text() == re.match(r"第 (\d+) 行：petal length 1", said)[1]
    ways.get_by_role("button", name="图", exact=True).click()
    cells = page.get_by_role("complementary", name="什么和什么一起变")
    expect(cells.get_by_role("button", pressed=True)).to_have_text("0.96")
    expect(cells.get_by_text("几乎一起变")).to_be_visible()


@pytest.mark.long
def test_a_tree_of_eight_ends_is_seen_whole_beside_the_form(page, studio):
    project = ApiClient(studio).ask("POST", "/api/projects", {"title": "植物", "lang": "zh"})["id"]
    folder = studio.projects / project / "data"
    folder.mkdir(exist_ok=True)
    rows = [
        (wet, warm, light) for wet in range(5, 100, 10) for warm in range(5, 100, 10) for light in range(5, 100, 10)
    ]
    lines = [f"{wet},{warm},{light},病{4 * (wet > 50) + 2 * (warm > 50) + (light > 50)}" for wet, warm, light in rows]
    (folder / "plants.csv").write_text("\n".join(["土壤湿度,叶片温度,光照时间,状态", *lines]), encoding="utf-8")
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(f"{studio.base}/#/project/{project}/data/plants.csv")
    page.get_by_role("group", name="怎么看这张表").get_by_role("button", name="决策树").click()
    nodes = page.get_by_role("tree").get_by_role("treeitem")
    expect(nodes).to_have_count(15)
    view = page.locator(".tree-view")
    assert view.evaluate("view => view.scrollWidth <= view.clientWidth && view.scrollHeight <= view.clientHeight")
    assert min(node.bounding_box()["width"] for node in nodes.all()) > 140
    ends = page.locator(".tree-node.end b .ell")
    assert all(each.evaluate("text => text.scrollWidth <= text.clientWidth") for each in ends.all())
    nodes.first.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    expect(page.locator(".tree-node.end:focus")).to_have_count(1)


@pytest.mark.long
def test_a_place_of_the_plane_shows_its_neighbors_and_more_of_them_redraw_it(page, studio):
    api = ApiClient(studio)
    project = api.ask("POST", "/api/projects", {"title": "邻居", "lang": "zh"})["id"]
    api.ask("POST", f"/api/projects/{project}/tables", {"sample": "iris.csv"})
    page.goto(f"{studio.base}/#/project/{project}/data/iris.csv")
    page.get_by_role("group", name="怎么看这张表").get_by_role("button", name="看邻居").click()
    plane = page.get_by_role("group", name="“sepal length”和“sepal width”的平面，120 行学过的")
    panel = page.get_by_role("complementary", name="看几个邻居")
    place = plane.get_by_role("slider")
    expect(panel.locator("output")).to_have_text("versicolorversicolor8virginica7")
    box = place.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    corner = plane.bounding_box()
    page.mouse.move(corner["x"] + corner["width"] * 0.25, corner["y"] + corner["height"] * 0.4, steps=6)
    page.mouse.up()
    expect(panel.locator("output")).to_contain_text("setosa")
    before = float(place.get_attribute("aria-valuenow"))
    place.press("Shift+ArrowRight")
    place.press("ArrowLeft")
    low, high = (float(place.get_attribute(f"aria-value{end}")) for end in ("min", "max"))
    now = "document.querySelector('.neighbors-place').getAttribute('aria-valuenow')"
    wait_for(page, f"() => Math.abs({now} - {before + 0.04 * (high - low)}) < 1e-6")
    border = plane.locator(".neighbors-border")
    smooth = border.get_attribute("d")
    panel.get_by_role("slider").fill("1")
    expect(border).not_to_have_attribute("d", smooth)
    expect(panel.get_by_role("button", name="少看一个")).to_be_disabled()
    expect(panel.locator("output")).to_have_text("setosasetosa1")
    lines = plane.locator(".neighbors-line")
    assert lines.get_attribute("d").count("L") == 1
    panel.get_by_role("button", name="多看一个").click()
    expect(panel.locator("output")).to_have_text("setosasetosa2")
    panel.get_by_role("button", name="用 4 列试试").click()
    expect(panel.get_by_role("heading", name="用 4 列，看 2 个邻居")).to_be_visible()
    expect(panel.get_by_text("没见过的 30 行")).to_have_count(2)
