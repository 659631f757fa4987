"""Blocks that programs of other Blocklies bring: a text of several lines, and colors that are computed. No drawer offers them."""

import ast

from sunmao.blocks.spec import Block, Standard, code
from sunmao.blocks.template_helpers import emit_from_inputs

HELPERS = {
    "blend_colors": '''
def blend_colors(first, second, share):
    """The color between two: the first for a share of 0, the second for 1."""
    share = min(max(share, 0), 1)
    parts = [(int(first[i:i + 2], 16), int(second[i:i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)
''',
    "make_color": '''
def make_color(red, green, blue):
    """The color of so much red, green and blue, 0 to 100 each."""
    parts = [round(min(max(part, 0), 100) * 2.55) for part in (red, green, blue)]
    return "#" + "".join(f"{part:02x}" for part in parts)
''',
    "random_color": '''
import random
def random_color():
    """Any color."""
    return f"#{random.randrange(256**3):06x}"
''',
}

BLOCKS = (
    Block(
        "text_multiline",
        "多行文字 {TEXT}",
        "lines of text {TEXT}",
        holes=(code("TEXT", ""),),
        emit=lambda node, gen: ast.Constant(node.field("TEXT")),
        gives="String",
        preset=(),
        help=("几行文字。", "A text of several lines."),
        words="multiline text lines 多行文字 段落",
    ),
    Standard(
        type="colour_rgb",
        drawer="pick",
        emit=emit_from_inputs("{make_color}({RED}, {GREEN}, {BLUE})", RED=0, GREEN=0, BLUE=0),
        output="Colour",
        inputs={"RED": "Number", "GREEN": "Number", "BLUE": "Number"},
        toolbox=(),
    ),
    Standard(
        type="colour_random",
        drawer="pick",
        emit=emit_from_inputs("{random_color}()"),
        output="Colour",
        toolbox=(),
    ),
    Standard(
        type="colour_blend",
        drawer="pick",
        emit=emit_from_inputs(
            "{blend_colors}({COLOUR1}, {COLOUR2}, {RATIO})", COLOUR1="#000000", COLOUR2="#000000", RATIO=0.5
        ),
        output="Colour",
        inputs={"COLOUR1": "Colour", "COLOUR2": "Colour", "RATIO": "Number"},
        toolbox=(),
    ),
)
