"""Several labels a picture on the page: a CSV data set, learned by blocks, and the mistakes of each label."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.rooms import enter, make
from tests.e2e.screenshots import shoot
from tests.support.blocks.workspace_builder import block, number, program, set_variable, text, variable
from tests.support.drawn_tags import draw_tagged
from tests.support.studio import ApiClient

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def preloads() -> bool:
    """As pupils have it: the training engine is loaded ahead."""
    return True


def make_workspace() -> dict:
    """The blocks of a training on several labels, too short to be right everywhere."""
    model = block("model_multi_label", {"backbone": "LeNet"})
    train = block(
        "model_train",
        {"validate": True},
        {"more": ["random_seed"]},
        model=variable("model"),
        epochs=number(1),
        random_seed=number(1),
    )
    test = block("test_model", model=variable("model"))
    return program(
        [
            set_variable("model", model),
            block("model_load_dataset", model=variable("model"), path=text("data/beach")),
            train,
            block("show_content", content=test),
        ]
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_table_of_labels_is_learned_and_its_mistakes_are_seen(page, studio, lang):
    ApiClient(studio).ask("PUT", "/api/settings", {"lang": lang, "level": 2})
    project = make(studio, make_workspace(), f"beach {lang}")
    draw_tagged(studio.projects / project / "data" / "beach")
    page.reload()
    enter(page, project)
    expect(page.locator(".code")).to_contain_text("MultiLabel(backbone='LeNet')")
    page.locator("#run.go").click()
    done = page.locator(".prog.ok")
    expect(done).to_be_visible(timeout=120_000)
    done.get_by_role("button", name={"zh": "看错题", "en": "See the mistakes"}[lang]).or_(
        done.locator(".pri")
    ).first.click()
    missed = page.locator(".classes button[data-kind='missed']")
    expect(missed).to_have_count(3)
    counts = page.locator(".classes button[data-kind]")
    shoot(page, f"tags-{lang}")
    chosen = next(counts.nth(n) for n in range(counts.count()) if int(counts.nth(n).inner_text()))
    wanted = int(chosen.inner_text())
    chosen.click()
    expect(page.locator(".pane .mark-tile")).to_have_count(wanted)
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".pane-head h2")).to_contain_text(re.compile("sky|sea|sun"))
    shoot(page, f"tags-chosen-{lang}")
    page.locator(".pane .mark-link").first.click()
    expect(page.locator(".label-class[aria-pressed]")).to_have_count(3)
