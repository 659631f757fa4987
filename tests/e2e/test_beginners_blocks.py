"""Beginners' programs as blocks on the canvas: every block stands where it was put, and is saved as it came."""

import json

import pytest

from benchmarks.beginners import OWN, list_programs
from sunmao.codegen import compile_workspace
from sunmao.codegen.reading.read_program import read_python
from tests.e2e.rooms import enter, visit
from tests.support.studio import ApiClient

pytestmark = pytest.mark.long

# On a workspace that is not drawn: hundreds of programs are too much to lay out.
LOAD = """saved => {
  const { load, save } = Blockly.serialization.workspaces, workspace = new Blockly.Workspace();
  try {
    load(saved, workspace);
    return JSON.stringify(save(workspace));
  } catch (error) {
    return JSON.stringify({ error: String(error) });
  } finally {
    workspace.dispose();
  }
}"""


def test_the_canvas_takes_every_block_that_is_read(browser, studio):
    visitor = ApiClient(studio)
    visitor.ask("PUT", "/api/settings", {"level": 3})
    project = visitor.ask("POST", "/api/projects", {"name": "beginners"})
    broken = {}
    with visit(browser, studio) as page:
        enter(page, project["id"])
        for program in list_programs(OWN):
            read = read_python(program.text)
            saved = compile_saved(page.evaluate(LOAD, read.workspace))
            if saved != read.program.python:
                broken[program.title] = saved
    assert broken == {}


def compile_saved(saved: str) -> str:
    """The Python of a workspace that the page saved; what it said where it could not load it."""
    found = json.loads(saved)
    return found.get("error") or compile_workspace(found).python
