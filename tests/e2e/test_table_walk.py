"""A table of one's own from its CSV file to a prediction: by the page, by blocks, and by their Python elsewhere."""

import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from sunmao.codegen.reading.read_program import read_python
from tests.e2e.rooms import ended, enter, layout_faults, make, read_output, run
from tests.e2e.screenshots import shoot
from tests.support.limits import HANG_TIMEOUT
from tests.support.studio import ApiClient

pytestmark = [pytest.mark.training, pytest.mark.long]

BEANS = {"绿豆": (12.0, 31.0), "蚕豆": (20.0, 55.0)}  # length of the bean in mm, width of the leaf
ASKED = {"绿豆": ("11", "30"), "蚕豆": ("21", "56")}
PROGRAM = """from sunmao.tables import TableModel, read_table

model = TableModel(method='decision_tree')
model.load_dataset(path=read_table('data/beans.csv'), target='种类')
model.train()
for numbers in [[11, 30], [21, 56]]:
    print('这是', model.inference(data=numbers).label)
"""


@pytest.fixture
def beans(tmp_path) -> Path:
    """A CSV file as Excel writes it in China: GBK."""
    rng, path = np.random.default_rng(3), tmp_path / "beans.csv"
    rows = [
        f"{length:.1f},{width:.1f},{kind}"
        for kind, middle in BEANS.items()
        for length, width in rng.normal(middle, 1.5, (40, 2))
    ]
    path.write_text("\r\n".join(["豆长,叶宽,种类", *rng.permutation(rows), ""]), encoding="gbk", newline="")
    return path


def test_by_the_page(page, studio, beans):
    project = ApiClient(studio).ask("POST", "/api/projects", {"title": "认豆子", "lang": "zh"})["id"]
    page.goto(f"{studio.base}/#/project/{project}/data")
    with page.expect_file_chooser() as chosen:
        page.get_by_role("button", name="导入", exact=True).click()
        page.get_by_role("menuitem", name="选一个表格").click()
    chosen.value.set_files(beans)
    page.get_by_role("dialog").get_by_role("button", name="导入 80 行").click()
    expect(page.get_by_role("grid", name="beans.csv")).to_be_visible()
    page.goto(f"{studio.base}/#/project/{project}/guide/task")
    page.locator(".guide-task", has_text="猜一列").click()
    go_on(page)
    page.locator(".guide-set", has_text="beans").click()
    expect(page.locator("#guide-step").get_by_label("要猜的列")).to_have_value("种类")
    expect(page.get_by_text("这一列有 2 类")).to_be_visible()
    go_on(page)
    go_on(page)  # by the method that is offered
    page.locator(".guide-train-go.pri").click()
    expect(page.locator(".guide-stop[aria-current] .sr")).to_be_attached()
    go_on(page)
    expect(page.locator(".guide-score")).to_contain_text("题答对")
    go_on(page)
    expect(page.locator(".guide-file b").first).to_have_text("beans.onnx")
    go_on(page)
    for kind, numbers in ASKED.items():
        for name, number in zip(("豆长", "叶宽"), numbers, strict=True):
            field = page.get_by_role("textbox", name=name)
            field.fill(number)
            field.press("Enter")
        expect(page.locator(".try-winner b")).to_have_text(kind)
    shoot(page, "table-walk-form")
    assert layout_faults(page) == []


def go_on(page: Page) -> None:
    page.locator(".guide-foot .btn.pri").click()


def test_by_blocks_and_by_their_python_elsewhere(page, studio, beans, tmp_path):
    workspace = read_python(PROGRAM).workspace
    assert "program_python" not in str(workspace)  # all of it is blocks
    project = make(studio, workspace)
    (studio.projects / project / "data").mkdir(exist_ok=True)
    shutil.copy(beans, studio.projects / project / "data")
    enter(page, project)
    run(page)
    expect(page.locator("#run.stop")).to_be_visible()
    ended(page)
    expected = ["这是 绿豆", "这是 蚕豆"]
    said = read_output(page)
    assert all(line in said for line in expected)
    with page.expect_download() as download:
        page.get_by_role("button", name="导出").first.click()
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "data").mkdir(parents=True)
    shutil.copy(beans, elsewhere / "data")
    download.value.save_as(elsewhere / "main.py")
    done = subprocess.run(
        [sys.executable, "main.py"],
        cwd=elsewhere,
        capture_output=True,
        encoding="utf-8",
        timeout=HANG_TIMEOUT,
        check=True,
    )
    assert [line for line in done.stdout.splitlines() if line.startswith("这是")] == expected
