"""The steps with pictures in which nothing is boxed yet: they are read for the task, boxed, and lead back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.archives import take_found
from tests.e2e.rooms import layout_faults, visit
from tests.support.dataset_shapes.pictures import put

pytestmark = [pytest.mark.long]

PICTURES = 10


def choose_folder(page: Page, folder) -> None:
    for number in range(PICTURES):
        put(folder / f"{number}.jpg", number)
    page.locator("input[webkitdirectory]").first.set_input_files(folder)


def begin(page: Page, task: int) -> None:
    page.get_by_role("button", name="按步骤做").click()
    page.locator(".guide-task").nth(task).click()
    page.locator(".guide-foot .btn.pri").click()
    expect(page.locator(".guide-set").first).to_be_visible()


def test_a_plain_folder_is_read_for_the_task(browser, studio, tmp_path):
    with visit(browser, studio) as page:
        begin(page, 1)
        expect(page.locator(".guide-data .cap")).to_have_text("还没有选数据集，第 2 步选。")
        expect(page.locator(".guide-margin .mini")).to_have_count(4)  # each block once
        choose_folder(page, tmp_path / "cells")
        expect(page.locator(".import-sum")).to_contain_text("以后画框")
        expect(page.locator(".import-classes")).to_have_count(0)
        take_found(page)
        expect(page.locator(".guide-set.chosen b")).to_have_text("cells")
        expect(page.locator(".guide-foot .btn.pri")).to_have_count(0)
        expect(page.locator(".guide-hint")).to_have_text("图片还没有标注：先标注，模型才有东西可学")
        expect(page.locator(".guide-doctor-line")).not_to_have_class(re.compile("ok-text|warn-text"))
        assert layout_faults(page) == []
        page.locator(".guide-step").get_by_role("link", name="标注").click()
        expect(page.locator(".label-stage")).to_be_visible()


def test_a_folder_is_one_class_only_where_that_is_said(browser, studio, tmp_path):
    with visit(browser, studio) as page:
        begin(page, 0)
        choose_folder(page, tmp_path / "cells")
        expect(page.locator(".import-finding")).to_have_text(
            "所有图片都在一个文件夹里：这样收下，它们是同一类“cells”。"
        )
        expect(page.locator(".import-readings")).to_be_visible()
        take_found(page)
        expect(page.locator(".guide-set.chosen b")).to_have_text("cells")
