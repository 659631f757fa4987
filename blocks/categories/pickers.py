"""Pickers: shadows that offer what there is. They sit in holes only, print a plain text and take typing as well."""

import ast

from sunmao.blocks.emit_types import Emit, EmitContext, EmitNode
from sunmao.blocks.spec import TEXT, Block, Standard, pick


def _make_picker(
    kind: str, zh: str, en: str, emit: Emit = lambda node, gen: ast.Constant(node.field("value"))
) -> Block:
    return Block(
        f"pick_{kind}",
        "{value}",
        "{value}",
        holes=(pick(kind),),
        emit=emit,
        gives="String",
        preset=(),
        help=(zh, en),
    )


def _emit_numbered(node: EmitNode, gen: EmitContext) -> ast.expr:
    return ast.Constant(number_or_text(node.field("value")))


def number_or_text(written: str) -> int | str:
    """A pin or a camera as Python says it: 9 for '9', 'A0' for 'A0'.

    >>> number_or_text('9'), number_or_text('A0'), number_or_text('09')
    (9, 'A0', '09')
    """
    number = int(written) if len(written) <= 4 and written.isascii() and written.isdigit() else written
    return number if str(number) == written else written


BLOCKS = (
    _make_picker("dataset", "选一个数据集。", "Choose a data set."),
    _make_picker("picture", "选一张图片。", "Choose a picture."),
    _make_picker("folder", "选一个文件夹。", "Choose a folder."),
    _make_picker("model", "选一个模型文件。", "Choose a model file."),
    _make_picker("label", "选一个标签。", "Choose a label."),
    _make_picker("table", "选一个表格文件。", "Choose a table file."),
    _make_picker("column", "选一列。", "Choose a column."),
    _make_picker("pin", "选一个引脚。", "Choose a pin.", _emit_numbered),
    _make_picker("camera", "选一个摄像头。", "Choose a camera.", _emit_numbered),
    _make_picker("sprite", "选一个角色。", "Choose a sprite."),
    _make_picker("costume", "选一个造型。", "Choose a costume."),
    _make_picker("note", "选一个音，或者几个音。", "Choose a note, or several."),
    _make_picker("sound", "选一个声音。", "Choose a sound."),
    Standard(
        type="colour_picker",
        drawer="pick",
        emit=lambda node, gen: ast.Constant(node.field("COLOUR")),
        output="Colour",
        fields={"COLOUR": TEXT},
        toolbox=(),
    ),
)
