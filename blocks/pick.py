"""Pickers: shadows that offer what there is. They sit in holes only, print a plain text and take typing as well."""

import ast

from .declare import TEXT, Block, Standard, pick


def _picker(kind: str, zh: str, en: str) -> Block:
    return Block(
        f"pick_{kind}",
        "{value}",
        "{value}",
        holes=(pick(kind),),
        emit=lambda node, gen: ast.Constant(node.field("value")),
        gives="String",
        preset=(),
        help=(zh, en),
    )


BLOCKS = (
    _picker("dataset", "选一个数据集。", "Choose a data set."),
    _picker("picture", "选一张图片。", "Choose a picture."),
    _picker("folder", "选一个文件夹。", "Choose a folder."),
    _picker("model", "选一个模型文件。", "Choose a model file."),
    _picker("label", "选一个标签。", "Choose a label."),
    Standard(
        type="colour_picker",
        drawer="pick",
        emit=lambda node, gen: ast.Constant(node.field("COLOUR")),
        output="Colour",
        fields={"COLOUR": TEXT},
        toolbox=(),
    ),
)
