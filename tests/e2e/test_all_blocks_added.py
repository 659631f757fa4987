"""Every block of every drawer in one program, once each, as the drawers propose it one after the other: nothing that a
drawer proposes gets in the way of what it proposed before.
"""

import json

import pytest
from playwright.sync_api import Page

from sunmao.blocks import DRAWERS
from tests.e2e.hands import WORKSPACE
from tests.e2e.rooms import enter, visit
from tests.e2e.test_drawer_proposals import OPEN_HOLES, STEPS, Program, make_projects
from tests.support.blocks.added_blocks import iter_blocks
from tests.support.studio import ApiClient

pytestmark = pytest.mark.long

# Statements go to the end, above a loop that never ends there; values into a print. A drawer is opened anew after each
# block that may change what it proposes next.
ADD = f"""drawer => {{
  const workspace = {WORKSPACE}, toolbox = workspace.getToolbox();
  const row = toolbox.getToolboxItemById('drawer-' + drawer);
  if (!row.isVisible()) document.querySelector('.drawer-more').click();
  const {{ append, save }} = Blockly.serialization.blocks;
  const inside = {{
    controls_flow_statements: ['controls_repeat_ext', 'DO'], procedures_ifreturn: ['procedures_defnoreturn', 'STACK'],
    functions_return: ['procedures_defnoreturn', 'STACK'],
  }};
  const wrap = (made, type, input) => {{
    const outer = append({{ type }}, workspace);
    const hole = input ? outer.getInput(input) : outer.inputList.find(one => one.connection);
    hole.connection.connect(made.outputConnection ?? made.previousConnection);
    return outer;
  }};
  const open = () => {{
    toolbox.clearSelection();
    toolbox.setSelectedItem(row);
    const full = {{ doFullSerialization: true, saveIds: false }};
    return toolbox.getFlyout().getWorkspace().getTopBlocks(true).map(block => save(block, full));
  }};
  Blockly.Events.disable();
  let added = 0;
  for (let offered = open(); added < offered.length; added++) {{
    let made = append(offered[added], workspace);
    const changes = /"variables_set"|"pick_pin"|"procedures_def|"hat"/.test(JSON.stringify(offered[added]));
    if (made.outputConnection) made = wrap(made, 'show_print');
    if (inside[made.type]) made = wrap(made, ...inside[made.type]);
    if (made.previousConnection) {{
      const starts = workspace.getTopBlocks(false).filter(one => one.type === 'program_start');
      let last = starts[0] ?? append({{ type: 'program_start' }}, workspace);
      while (last.getNextBlock()) last = last.getNextBlock();
      const end = last.nextConnection ?? last.previousConnection.targetConnection;
      if (last.nextConnection || made.nextConnection) end.connect(made.previousConnection);
      else made.dispose();
    }}
    if (changes) offered = open();
  }}
  toolbox.clearSelection();
  Blockly.Events.enable();
  return added;
}}"""
# A second start, and a second loop that never ends, are what the child wanted; a clock has its address in hardware, and
# an accelerometer the same one until a wire moves it.
WANTED = {
    "two_starts": ("program_start",),
    "never_heard": ("program_forever", "camera_each", "sound_each"),
    "address_taken": ("sensor_clock",),
}
PWM = {"3", "5", "6", "11"}  # the pins that a servo leaves it
MADE = ("teach", "steps 0", "servo")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("made", MADE)
def test_all_drawers_in_one_program_bring_no_warning(browser, studio, node, lang, made):
    visitor = ApiClient(studio)
    visitor.ask("PUT", "/api/settings", {"level": 3})
    projects = dict(make_projects(visitor, node(STEPS.format(lang=lang)), lang))
    with visit(browser, studio, lang=lang) as page:
        with page.expect_response("**/choices"):
            enter(page, projects[made]["id"])
        for drawer in DRAWERS:
            assert page.evaluate(ADD, drawer) > 0
        whole = read_workspace(page)
    before = Program(projects[made]["workspace"], studio.projects / projects[made]["id"])
    blocks = {block["id"]: block for top in whole["blocks"]["blocks"] for block, _ in iter_blocks(top)}
    types = {id: block["type"] for id, block in blocks.items()}
    assert set(types.values()) > {"program_forever", "camera_each", "model_train", "board_angle"}
    # All parts together want more of these pins than the board has; while one is free, nothing may want it in vain.
    short = PWM <= {block["fields"]["value"] for block in blocks.values() if block["type"] == "pick_pin"}
    found = [
        (problem.code, types.get(problem.block), problem.text["en"])
        for problem in before.compile(whole)
        if problem.code not in (*before.known, *OPEN_HOLES)
        and types.get(problem.block) not in WANTED.get(problem.code, ())
        and not (short and problem.code.startswith("pin_"))
    ]
    assert found == []


def read_workspace(page: Page) -> dict:
    """The blocks of the program. As text: nested as deep as this, they cannot come otherwise."""
    return json.loads(page.evaluate(f"() => JSON.stringify(Blockly.serialization.workspaces.save({WORKSPACE}))"))
