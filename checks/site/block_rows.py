"""Text and holes of a block, as rows of parts from which its picture and its heading are made: of our blocks from their
declarations, of Blockly's from Blockly itself.
"""

import json
import re
import subprocess
from functools import cache
from pathlib import Path

from sunmao.blocks.blockly_messages import MESSAGES
from sunmao.blocks.registry import DRAWERS, list_blocks
from sunmao.blocks.spec import Block, Drawer, Input, Standard
from sunmao.blocks.variable_names import localize_variable

STATIC = Path(__file__).resolve().parents[2] / "static"
LANGUAGES = ("zh", "en")
# What stands in holes alone is in no drawer of the toolbox.
GROUPS = {**DRAWERS, "pick": Drawer("pick", "空位里的选择", "Choices in holes", "#8f3a8c", "list")}
Row = list[tuple[str, str]]  # (kind, text); kinds: 'word', 'menu', 'value', 'variable', 'body'
_HOLE = re.compile(r"\{(\w+)\}")


def list_rows(block: Block | Standard, lang: str) -> list[Row]:
    """The rows of a block in one language, 'zh' or 'en'."""
    if isinstance(block, Standard):
        said = read_standard_rows().get(lang, {}).get(block.type)
        return said or [[("word", block.words[LANGUAGES.index(lang)] or block.type)]]
    label = block.zh if lang == "zh" else block.en
    row: Row = []
    for number, part in enumerate(_HOLE.split(label)):
        if number % 2 == 0:
            row += [("word", part.strip())] if part.strip() else []
        elif hole := block.hole(part):
            row.append(_make_part(hole, lang))
        elif block.items:
            row += [("value", "")] * block.items.least
    return [row, [("body", "")]] if block.shape == "loop" else [row]


def make_title(block: Block | Standard, lang: str) -> str:
    """Return the text of a block as one line, without what is in its holes."""
    words = [
        text if kind == "word" else "▢"
        for row in list_rows(block, lang)
        for kind, text in row
        if kind != "body" and (text or kind != "word")
    ]
    return " ".join(words).replace("▢ ，", "▢，").replace("▢ ,", "▢,").replace("▢ 。", "▢。")


@cache
def read_standard_rows() -> dict[str, dict[str, list[Row]]]:
    """language → type → rows of the blocks that Blockly defines, as Blockly builds them in Node, without a page.

    Raises: RuntimeError where there is no Node, CalledProcessError where Blockly cannot be loaded.
    """
    import sys

    sys.path.insert(0, str(STATIC))
    import build_page

    build_page.install()
    types = [block.type for block in list_blocks() if isinstance(block, Standard)]
    done = subprocess.run(
        [build_page.find_node()[0], str(Path(__file__).with_name("standard_blocks.cjs")), str(STATIC)],
        input=json.dumps({"types": types, "messages": MESSAGES}),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    said = json.loads(done.stdout)
    return {
        lang: {type: [[(kind, text) for kind, text in row] for row in rows] for type, rows in found.items()}
        for lang, found in said.items()
    }


def _make_part(hole: Input, lang: str) -> tuple[str, str]:
    """A hole with what the toolbox puts in."""
    at = LANGUAGES.index(lang)
    if hole.kind == "menu":
        return "menu", next((str(row[1 + at]) for row in hole.options if row[0] == hole.default), str(hole.default))
    if hole.kind == "check":
        return "menu", "✓" if hole.default else "✗"
    if hole.variable:
        return "menu" if hole.kind == "var" else "variable", localize_variable(hole.variable, lang)
    default = hole.default[at] if isinstance(hole.default, tuple) else hole.default
    said = "" if default is None else str(default)
    return ("menu" if hole.kind in ("code", "pick") else "value"), said
