"""The proposals of the drawers in every project that Sunmao itself makes: added to the program, no block brings a
warning that is not the child's. Each drawer is opened in the real page; what stands in it is what a drag takes.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from sunmao.blocks import DRAWERS
from sunmao.blocks.type_hierarchy import list_supertypes
from sunmao.codegen.problems import Problem
from sunmao.codegen.program import check_workspace
from sunmao.server.dataset_index.model_compatibility import add_problems
from sunmao.server.examples.catalog import list_examples
from sunmao.server.models.picker_options import list_options
from sunmao.server.programs.compile_workspace import compile_and_explain
from sunmao.server.storage.missing_files import add_missing
from tests.e2e.hands import WORKSPACE
from tests.e2e.rooms import enter, visit
from tests.support.blocks.added_blocks import add_block, iter_blocks
from tests.support.studio import ApiClient

pytestmark = pytest.mark.long

OFFERED = f"""drawer => {{
  const toolbox = {WORKSPACE}.getToolbox();
  const row = toolbox.getToolboxItemById('drawer-' + drawer);
  if (!row) return [];
  if (!row.isVisible()) document.querySelector('.drawer-more').click();
  toolbox.setSelectedItem(row);
  const full = {{ doFullSerialization: true, saveIds: false }};
  return toolbox.getFlyout().getWorkspace().getTopBlocks(true).map(block => Blockly.serialization.blocks.save(block, full));
}}"""

STEPS = """import {{ lang }} from './lib/texts';
import {{ makeProgram }} from './features/project/training_program';
lang.value = '{lang}';
const plan = {{ imageSize: null, unit: '°', train: {{ quick: false, epochs: 7 }}, tested: true, converted: true, watch: {{ confidence: 0.5 }} }};
said.push(...[
  ['classification', 'EfficientNet-Lite0', 'data/digits'], ['multi_label', 'EfficientNet-Lite0', 'data/digits'], ['detection', 'RTMDet-Lite0', 'data/shapes'],
  ['instance', 'RTMDet-ins-Lite0', 'data/shapes_outlines'], ['semantic', 'UNet-Lite0', 'data/shapes_areas'],
  ['regression', 'EfficientNet-Lite0', 'data/pointers'],
].map(([task, backbone, path]) => makeProgram({{ ...plan, task, backbone, path }} as never)));
"""
# A start or a function more is what the child wanted.
WANTED = {"program_start": "two_starts", "procedures_defnoreturn": "two_functions"}
OPEN_HOLES = ("empty_hole", "empty_default")  # the drawer leaves them open for a block of the child's
MAX_FILES = 5  # of a kind are tried in place of the proposed one
MADE_BY_US = ("teach", "guide", *list_examples())


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_block_of_a_drawer_brings_a_warning_that_another_proposal_would_not(browser, studio, node, lang):
    visitor = ApiClient(studio)
    visitor.ask("PUT", "/api/settings", {"level": 3})
    found = []
    with visit(browser, studio, lang=lang) as page:
        for name, project in make_projects(visitor, node(STEPS.format(lang=lang)), lang):
            with page.expect_response("**/choices"):
                enter(page, project["id"])
            program = Program(project["workspace"], studio.projects / project["id"])
            offered = list_offered(page)
            assert {drawer for drawer, _ in offered} == set(DRAWERS)
            found += [
                (name, drawer, get_inner_type(block), problem.code, problem.text["en"])
                for drawer, block in offered
                for problem in program.find_ours(block)
            ]
    assert found == []


def make_projects(visitor: ApiClient, steps: list[dict], lang: str):
    """(name, project) of every project that Teach, Steps or an example made."""
    for name in MADE_BY_US:
        yield name, visitor.ask("POST", "/api/projects", {"title": f"{name} {lang}", "lang": lang, "example": name})
    for number, workspace in enumerate(steps):
        project = visitor.ask("POST", "/api/projects", {"title": f"steps {number} {lang}", "lang": lang})
        body = {"workspace": workspace, "base": project["version"]}
        visitor.ask("PUT", f"/api/projects/{quote(project['id'])}/workspace", body)
        yield f"steps {number}", {**project, "workspace": workspace}


def list_offered(page: Page) -> list[tuple[str, dict]]:
    """(drawer, block as a drag takes it) of all drawers."""
    return [(drawer, block) for drawer in DRAWERS for block in page.evaluate(OFFERED, drawer)]


def get_inner_type(block: dict) -> str:
    """The type of what a block is about: of what it sets or shows."""
    inside = next((hole["block"] for hole in block.get("inputs", {}).values() if "block" in hole), None)
    return inside["type"] if inside else block["type"]


@dataclass(frozen=True)
class Program:
    """The blocks of a project, to which others are added."""

    workspace: dict
    folder: Path

    def find_ours(self, block: dict) -> list[Problem]:
        """List the problems that a block of a drawer brings and would not bring with another variable or pin in it."""
        brought = self.list_problems(block)
        if all(problem.code in (*OPEN_HOLES, WANTED.get(block["type"])) for problem in brought):
            return []
        least = min(len(self.list_problems(other)) for other in [block, *self.iter_proposals(block)])
        return brought if least < len(brought) else [one for one in brought if one.code.startswith("pin_")]

    def list_problems(self, block: dict) -> list[Problem]:
        """The problems of the program with a block more, without those that it had before."""
        return [one for one in self.compile(add_block(self.workspace, block)) if one.code not in self.known]

    @cached_property
    def known(self) -> set[str]:
        return {problem.code for problem in self.compile(self.workspace)}

    @cached_property
    def types(self) -> dict[str, set[str]]:
        """Variable id → its type and wider ones, where these are known."""
        return {id: set(list_supertypes(kind)) for id, kind in check_workspace(self.workspace).variables.types.items()}

    def compile(self, workspace: dict) -> list[Problem]:
        program = compile_and_explain(workspace)
        problems = add_problems(add_missing(program, self.folder), self.folder).problems
        return [problem for problem in problems if problem.level != "hint"]

    @cached_property
    def offered(self) -> dict[str, list[dict]]:
        """The options that pickers can offer in the project, by their kind."""
        return list_options(self.folder)

    def iter_proposals(self, block: dict) -> Iterator[dict]:
        """The block with each variable of the program where it reads one that fits, and with each file that there is."""
        for place, (inside, takes) in enumerate(iter_blocks(block)):
            for fields in self.iter_fields(inside, takes):
                changed = deepcopy(block)
                list(iter_blocks(changed))[place][0]["fields"].update(fields)
                yield changed

    def iter_fields(self, inside: dict, takes: tuple[str, ...]) -> Iterator[dict]:
        if inside["type"] == "variables_get":
            for variable in self.workspace.get("variables", []):
                if self.types.get(variable["id"], set()).intersection(takes):
                    yield {"VAR": variable}
        kind = inside["type"].removeprefix("pick_")
        if kind in ("dataset", "picture", "folder", "model"):
            yield from ({"value": option["value"]} for option in self.offered[kind][:MAX_FILES])
