"""Classes that are typed into the block that collects them: what was understood stands on the block."""

import pytest
from playwright.sync_api import expect

from tests.e2e.hands import WORKSPACE, Hands, wait_for
from tests.e2e.rooms import enter, make

pytestmark = pytest.mark.long

SAID = f"() => {WORKSPACE}.getBlocksByType('data_collect_classes')[0].getField('understood')?.getText()"


def collecting(labels: str) -> dict:
    labeled = {"shadow": {"type": "text", "id": "labels", "fields": {"TEXT": labels}}}
    collect = {"type": "data_collect_classes", "id": "collect", "inputs": {"labels": labeled}}
    put = {"type": "variables_set", "fields": {"VAR": {"id": "set"}}, "inputs": {"VALUE": {"block": collect}}}
    start = {"type": "program_start", "x": 0, "y": 0, "next": {"block": put}}
    return {
        "blocks": {"languageVersion": 0, "blocks": [start]},
        "variables": [{"id": "set", "name": "dataset"}],
    }


@pytest.mark.parametrize(
    ("typed", "kept", "said"),
    [
        ("1 2 5", "1、2、5", "（3 类）"),
        ("猫 狗", "猫、狗", "（2 类）"),
        ("1；2", "1；2", "（2 类）"),
        ("red apple", "red apple", "（1 类）"),
    ],
)
def test_what_is_typed_is_said(page, studio, typed, kept, said):
    enter(page, make(studio, collecting("a, b")))
    wait_for(page, f"() => ({SAID})() === '（2 类）'")
    Hands(page).type_into("labels", typed)
    wait_for(page, f"said => ({SAID})() === said", said)
    expect(page.locator(".code")).to_contain_text(f"labels='{kept}'")


def test_a_saved_name_with_spaces_stays_one_class(page, studio):
    enter(page, make(studio, collecting("1 2 5")))
    wait_for(page, f"() => ({SAID})() === '（1 类）'")
    expect(page.locator(".code")).to_contain_text("labels='1 2 5'")
