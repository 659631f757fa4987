"""A program of ready-made blocks in a real studio: a code, a marker, text, a color, movement, a hand and a person are
found in pictures of the project, printed, and shown in Chromium.
"""

import cv2
import numpy as np
import pytest
import segno
from playwright.sync_api import Page, expect

from sunmao.ready.ocr.packages import MODULES
from tests.e2e.rooms import ended, enter, make, read_output, run
from tests.support.blocks.workspace_builder import Block, block, program, say, set_variable, text, variable
from tests.support.paths import SHARED

SIGNS = SHARED / "data" / "sign-digits"
GRAY = np.full((240, 320, 3), 200, np.uint8)


def draw_pictures(folder) -> None:
    """Write the pictures that the program looks at into a folder of the project."""
    folder.mkdir(parents=True)
    rows = segno.make("hello 榫卯", micro=False).matrix_iter(border=4, scale=6)
    cv2.imwrite(str(folder / "qr.png"), np.array([[255 * (1 - dot) for dot in row] for row in rows], np.uint8))
    marker = cv2.aruco.generateImageMarker(cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_4X4_50), 7, 120)
    cv2.imwrite(str(folder / "marker.png"), np.pad(marker, 40, constant_values=255))
    words = np.full((120, 420, 3), 255, np.uint8)
    cv2.putText(words, "OPEN DOOR", (20, 80), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 5)
    cv2.imwrite(str(folder / "words.png"), words)
    before, after = GRAY.copy(), GRAY.copy()
    cv2.rectangle(after, (120, 80), (200, 160), (0, 0, 220), cv2.FILLED)  # blue first: red
    cv2.imwrite(str(folder / "before.png"), before)
    cv2.imwrite(str(folder / "after.png"), after)


def picture(name: str) -> Block:
    return block("pick_picture", {"value": f"data/seen/{name}.png"})


def result() -> Block:
    return variable("result")


def look(kind: str, fields: dict | None = None, told: str = "result_text", **inputs: Block) -> list[Block]:
    """Ask a ready-made block, print and show what it found."""
    found = block(kind, fields, **inputs)
    return [
        set_variable("result", found),
        say(block(told, result=result())),
        block("show_content", content=result()),
    ]


def test_a_program_of_ready_made_blocks_shows_what_it_found(page: Page, studio):
    blocks = [
        *look("ready_find", {"what": "codes"}, image=picture("qr")),
        *look("ready_find", {"what": "markers"}, image=picture("marker")),
        *look("ready_color", {"part": "middle"}, "result_label", image=picture("after")),
        *look("ready_find_color", None, "result_count", color=text("red"), image=picture("after")),
        *look("ready_motion", None, "result_count", before=picture("before"), image=picture("after")),
        *look("ready_motion", None, "result_count", before=picture("before"), image=picture("before")),
        set_variable("points", block("ready_points", {"what": "hand"}, image=picture("before"))),
        say(block("result_count", result=variable("points"))),
        *look("ready_person", None, "result_count", image=picture("before")),
    ]
    project = make(studio, program(blocks))
    draw_pictures(studio.projects / project / "data" / "seen")
    enter(page, project)
    run(page)
    expect(page.locator(".con")).to_contain_text("hello 榫卯")
    ended(page)
    said = read_output(page)
    places = [said.index(each) for each in ("hello 榫卯", "7", "red")]
    assert places == sorted(places) and "Traceback" not in said
    assert [line.strip() for line in said.split("red", 1)[1].split() if line.strip().isdigit()][:5] == list("11000")
    expect(page.locator(".rbody canvas, .rbody img").first).to_be_visible()


@pytest.mark.skipif(not SIGNS.is_dir(), reason="the pictures of hand signs are not on this machine")
@pytest.mark.long
def test_points_of_a_hand_and_text_are_found_by_blocks(page: Page, studio):
    pytest.importorskip(MODULES[0])
    blocks = [
        *look("ready_find", {"what": "text"}, image=picture("words")),
        set_variable("points", block("ready_points", {"what": "hand"}, image=picture("hand"))),
        block("show_content", content=variable("points")),
        say(block("ready_straight", {"finger": "index"}, result=variable("points"))),
    ]
    project = make(studio, program(blocks))
    folder = studio.projects / project / "data" / "seen"
    draw_pictures(folder)
    sign = cv2.imread(str(sorted((SIGNS / "test_set" / "5").iterdir())[3]))
    cv2.imwrite(str(folder / "hand.png"), sign)
    enter(page, project)
    run(page)
    expect(page.locator(".con")).to_contain_text("OPEN")
    ended(page)
    assert "True" in read_output(page) and "Traceback" not in read_output(page)
    expect(page.locator(".rbody canvas, .rbody img").first).to_be_visible()
