"""An open set is filled by what is imported; one without boxes leads to where they are drawn."""

from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.archives import CELLS, bring_in, pack, pack_cells
from tests.e2e.rooms import layout_faults, make, program, visit
from tests.support.photographs import write_photographs
from tests.support.studio import ApiClient, Studio

pytestmark = pytest.mark.long

PEN = {"name": "pens", "task": "detection", "classes": ["pen"]}


def open_set(page: Page, studio: Studio) -> str:
    """A project with an empty set for boxes, which is looked at; returns the project's id."""
    project = make(studio, program())
    ApiClient(studio).ask("POST", f"/api/projects/{quote(project)}/datasets", PEN)
    page.evaluate("id => { location.hash = `#/project/${encodeURIComponent(id)}/data/pens` }", project)
    expect(page.locator(".empty-act .btn")).to_have_count(2)
    return project


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_empty_set_says_how_it_is_filled_and_is(browser, studio, tmp_path, lang):
    with visit(browser, studio, lang=lang) as page:
        project = open_set(page, studio)
        words = {"zh": ["拍照采集", "导入到这个数据集"], "en": ["Collect", "Import into this set"]}
        expect(page.locator(".empty-act .btn")).to_have_text(words[lang])
        assert layout_faults(page) == []
        page.locator("input[accept*=zip]").first.set_input_files(pack_cells(tmp_path))
        expect(page.locator(".import-into [aria-pressed=true]")).to_contain_text("pens")
        page.keyboard.press("Enter")
        expect(page.locator(".data .tile")).not_to_have_count(0)
        rows = ApiClient(studio).ask("GET", f"/api/projects/{quote(project)}/datasets")
        assert [(row["name"], row["pictures"], row["unlabeled"]) for row in rows if not row["builtin"]] == [
            ("pens", sum(CELLS.values()), 0)
        ]


def test_it_can_be_a_new_set_all_the_same(browser, studio, tmp_path):
    with visit(browser, studio) as page:
        project = open_set(page, studio)
        page.locator("input[accept*=zip]").first.set_input_files(pack_cells(tmp_path))
        page.locator(".import-into button").nth(1).click()
        page.locator(".import-foot .btn.pri").click()
        expect(page.locator(".upload")).to_contain_text(f"cells：{sum(CELLS.values())} 张图片")
        rows = ApiClient(studio).ask("GET", f"/api/projects/{quote(project)}/datasets")
        assert {row["name"]: row["pictures"] for row in rows if not row["builtin"]} == {
            "pens": 0,
            "cells": sum(CELLS.values()),
        }


def test_a_set_of_classes_leads_to_the_drawing_of_boxes(browser, studio, tmp_path):
    write_photographs(tmp_path / "pets", ["cat", "dog"], 4)
    with visit(browser, studio) as page:
        page.locator(".way").nth(1).click()
        page.locator(".guide-task").nth(1).click()
        page.locator(".guide-foot .btn.pri").click()
        expect(page.locator(".guide-ways")).to_be_visible()
        bring_in(page, pack(tmp_path / "pets"))
        page.locator(".guide-refused").get_by_role("button", name="给这些图片画方框").click()
        expect(page.locator(".labeling .label-class")).to_have_count(2)
        expect(page.locator(".label-progress")).to_contain_text("8")
