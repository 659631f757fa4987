"""A table's decision tree: from the rows to a drawn tree, a row of the form through it, and back to the rows."""

from playwright.sync_api import expect

from tests.support.studio import ApiClient


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
    expect(page.get_by_role("img", name="“petal width”和“petal length”的散点图，150 个点")).to_be_visible()
    cells = page.get_by_role("complementary", name="什么和什么一起变")
    expect(cells.get_by_role("button", pressed=True)).to_have_text("0.96")
    expect(cells.get_by_text("几乎一起变")).to_be_visible()
