"""A table from its file to its rows, an empty cell filled in, and back."""

from playwright.sync_api import expect

from tests.support.studio import ApiClient

PLANTS = "名字,浇水,高,发芽\n豆豆,50,12.5,是\n小绿,50ml,13.0,否\n阿高,80,,是\n阿矮,20,9.5,否\n"


def test_a_table_is_imported_sorted_and_mended(page, studio, tmp_path):
    project = ApiClient(studio).ask("POST", "/api/projects", {"title": "种豆", "lang": "zh"})["id"]
    file = tmp_path / "种豆.csv"
    file.write_text(PLANTS, encoding="utf-8")
    page.goto(f"{studio.base}/#/project/{project}/data")
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="导入", exact=True).click()
        page.get_by_role("menuitem", name="选一个表格").click()
    chosen.value.set_files(file)
    dialog = page.get_by_role("dialog", name="导入“种豆.csv”")
    expect(dialog.get_by_label("“浇水”是什么")).to_have_value("number")
    dialog.get_by_role("button", name="导入 4 行").click()
    grid = page.get_by_role("grid", name="种豆.csv")
    expect(grid.get_by_role("rowheader")).to_have_text(["1", "2", "3", "4"])
    expect(grid.locator(".table-empty")).to_have_count(1)
    grid.get_by_role("button", name="浇水").click()
    expect(grid.get_by_role("rowheader")).to_have_text(["4", "1", "2", "3"])
    page.get_by_role("button", name="高 缺 1").click()
    page.get_by_role("button", name="填中间那个数：12.5").click()
    expect(grid.locator(".table-empty")).to_have_count(0)
    expect(grid.locator(".table-filled")).to_have_count(1)
    page.get_by_role("button", name="刚才：“高”的空格子填了 12.5").click()
    expect(grid.locator(".table-empty")).to_have_count(1)
