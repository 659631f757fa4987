"""A recipe is chosen with its sentences and seen on the pictures before anything is trained; a teacher teaches."""

import pytest
from playwright.sync_api import expect

from tests.e2e.hands import press_button, wait_for
from tests.e2e.rooms import ended, enter, layout_faults, make, program, run, visit
from tests.e2e.screenshots import shoot

pytestmark = [pytest.mark.training, pytest.mark.long]

WORDS = {
    "zh": ("两张叠在一起", "盖住一块", "两张图片半透明叠在一起"),
    "en": ("two pictures blended", "a piece covered", "Two pictures shine through each other"),
}
MODEL = {"model": {"block": {"type": "variables_get", "fields": {"VAR": {"id": "m", "name": "model"}}}}}
DATA = {"path": {"block": {"type": "data_sample", "fields": {"name": "digits"}}}}
CLASSIFIER = {"type": "model_classification", "fields": {"backbone": "LeNet"}}
PREVIEW = {"type": "model_preview_augmentation", "inputs": MODEL | {"count": {"shadow": {"type": "math_number", "fields": {"NUM": 6}}}}}  # fmt: skip
LOADED = (
    "() => [...document.querySelectorAll('.wall .shot img')].every(image => image.complete && image.naturalWidth > 200)"
)


def chain(*blocks: dict) -> dict:
    """A saved workspace of the start block and these below it."""
    below: dict = {}
    for block in reversed(blocks):
        below = {"next": {"block": {**block, **below}}}
    start = {"type": "program_start", "id": "start", "x": 40, "y": 24, **below}
    return {"blocks": {"languageVersion": 0, "blocks": [start]}, "variables": [{"name": "model", "id": "m"}]}


@pytest.mark.parametrize(("size", "lang"), [("laptop", "zh"), ("tablet", "en")])
def test_a_chosen_recipe_is_seen_on_the_pictures_before_the_training(browser, studio, size, lang):
    project = make(
        studio,
        chain(
            {"type": "variables_set", "fields": {"VAR": {"id": "m"}}, "inputs": {"VALUE": {"block": CLASSIFIER}}},
            {"type": "model_load_dataset", "inputs": MODEL | DATA},
            {"type": "model_augment", "id": "changes", "fields": {"policy": "off"}, "inputs": MODEL},
            {"type": "show_content", "inputs": {"content": {"block": PREVIEW}}},
        ),
    )
    with visit(browser, studio, size, lang) as page:
        enter(page, project)
        expect(page.locator(".code")).to_contain_text("model.augment(policy='off')")
        press_button(page, "changes", -1)
        mixed, covered, sentence = WORDS[lang]
        expect(page.locator(".gear-about").first).to_contain_text(sentence)
        shoot(page, f"recipe-gear-{size}-{lang}")
        page.get_by_role("menuitemcheckbox", name=mixed, exact=True).click()
        page.get_by_role("menuitemcheckbox", name=covered, exact=True).click()
        page.keyboard.press("Escape")
        expect(page.locator(".code")).to_contain_text("model.augment(policy='off', mixup=0.2, random_erasing=0.25)")
        run(page)
        ended(page)
        page.locator(".shot.rest").click()
        expect(page.locator(".wall .shot img")).to_have_count(6)
        wait_for(page, LOADED)
        shoot(page, f"recipe-preview-{size}-{lang}")
        assert layout_faults(page) == []
    assert not (studio.projects / project / "checkpoints").exists(), "nothing was trained"


DISTILL = """
from sunmao.data import sample_dataset
from sunmao.vision import Classification
dataset = sample_dataset('digits')
teacher = Classification(backbone='LeNet')
teacher.load_dataset(path=dataset)
teacher.train(epochs=3, random_seed=1, save_fold='models/teacher')
student = Classification(backbone='LeNet')
student.load_dataset(path=dataset)
student.distill(teacher, epochs=1, random_seed=2, save_fold='models/student')
"""
TABLES = {"zh": "表格", "en": "Tables"}
WHO = {"zh": ["老师", "学生自己学", "老师教的学生"], "en": ["teacher", "student alone", "student with teacher"]}


@pytest.mark.parametrize(("size", "lang"), [("laptop", "zh"), ("tablet", "en")])
def test_a_teacher_and_its_student_are_seen_side_by_side(browser, studio, size, lang):
    project = make(studio, program(DISTILL))
    with visit(browser, studio, size, lang) as page:
        enter(page, project)
        run(page)
        expect(page.locator("#run.stop")).to_be_visible()
        ended(page)
        page.get_by_role("tab", name=TABLES[lang]).or_(
            page.get_by_role("button", name=TABLES[lang], exact=True)
        ).click()
        rows = page.locator("table tbody tr").filter(has_text=WHO[lang][0])
        expect(rows.first).to_be_visible()
        table = rows.first.locator("xpath=ancestor::table")
        assert [words.split("\n")[0] for words in table.locator("tbody tr td:first-child").all_inner_texts()] == WHO[
            lang
        ]
        marks = [float(text.split("%")[0]) for text in table.locator("tbody tr td:nth-child(2)").all_inner_texts()]
        assert marks[0] > 90 > marks[1] > 20
        shoot(page, f"distill-{size}-{lang}")
