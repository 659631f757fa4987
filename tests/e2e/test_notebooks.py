"""A lesson's notebook becomes a project on the first page, and goes back as one."""

import json

import pytest
from playwright.sync_api import expect

from sunmao.codegen import compile_workspace
from tests.e2e.rooms import visit
from tests.e2e.test_projects_page import blocks_of, choose, shown
from tests.support.studio import ApiClient, Studio

CELLS = [
    {"cell_type": "markdown", "metadata": {}, "source": ["# Dice"]},
    {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": ["%matplotlib inline\n", "total = 0"]},
    {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": ["total  =  total + 41\n", "print( total + 1 )"]},
]  # fmt: skip


@pytest.mark.long
def test_a_notebook_becomes_blocks_runs_and_goes_back_as_a_notebook(browser, studio: Studio, tmp_path):
    lesson = tmp_path / "lesson.ipynb"
    lesson.write_text(
        json.dumps({"cells": CELLS, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), encoding="utf-8"
    )
    with visit(browser, studio) as page:
        page.locator("input[accept*=ipynb]").set_input_files(lesson)
        expect(page.locator(".name-line")).to_contain_text("lesson")
        saved = ApiClient(studio).ask("GET", f"/api/projects/{shown(page)}")["workspace"]
        assert "print( total + 1 )" in compile_workspace(saved).python
        assert "math_arithmetic" in json.dumps(blocks_of(studio, shown(page)))
        page.locator("#run").click()
        expect(page.locator(".con")).to_contain_text("42")
        with page.expect_download() as download:
            choose(page, "导出 notebook")
        back = json.loads(download.value.path().read_text(encoding="utf-8"))
    sources = ["".join(cell["source"]) for cell in back["cells"]]
    assert sources == ["# Dice", "# %matplotlib inline\ntotal = 0", "total  =  total + 41\nprint( total + 1 )"]
    assert download.value.suggested_filename == "lesson.ipynb"
