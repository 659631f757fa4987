"""Lists 列表: many values in a row."""

import ast
from typing import Any

from sunmao.blocks.categories.plain_python import lists as plain
from sunmao.blocks.constant_folding import get_number, is_text_list
from sunmao.blocks.emit_types import Emit, EmitContext, EmitNode
from sunmao.blocks.number_lists import holds_numbers
from sunmao.blocks.one_based_index import ENDS, PLACES, STARTS, index, section
from sunmao.blocks.spec import Standard, number, text, variable
from sunmao.blocks.template import expr, literal, stmts
from sunmao.blocks.template_helpers import emit_from_inputs, emit_from_menu, fill_template

HELPERS = {
    "first_index": '''
def first_index(items, item):
    """The first place of an item in a list, counted from 1; 0 when it is not there."""
    return items.index(item) + 1 if item in items else 0
''',
    "last_index": '''
def last_index(items, item):
    """The last place of an item in a list, counted from 1; 0 when it is not there."""
    return len(items) - items[::-1].index(item) if item in items else 0
''',
    "take_random": '''
import random
def take_random(items):
    """Take one item out of a list by chance."""
    return items.pop(random.randrange(len(items)))
''',
    "number_or_zero": '''
def number_or_zero(item):
    """The number that an item is written as; 0 for anything else."""
    try:
        return float(item)
    except (TypeError, ValueError):
        return 0
''',
}

_FIND = {"FIRST": "{first_index}({VALUE}, {FIND})", "LAST": "{last_index}({VALUE}, {FIND})"}
_SORT = {
    "NUMERIC": "sorted({items}, key={number_or_zero}, **{more})",
    "TEXT": "sorted({items}, key=str, **{more})",
    "IGNORE_CASE": "sorted({items}, key=lambda item: str(item).lower(), **{more})",
}
_DIRECTIONS = ("1", "-1")
_GET_MODES = ("GET", "GET_REMOVE", "REMOVE")
_SET_MODES = ("SET", "INSERT")


def _create(node: EmitNode, gen: EmitContext) -> ast.expr:
    count = node.count_numbered("ADD", "itemCount", "items", default=3)
    return expr("[*{items}]", items=[gen.value(node, f"ADD{i}", None) for i in range(count)])


def _get(node: EmitNode, gen: EmitContext) -> ast.expr | list[ast.stmt]:
    mode, items = node.field("MODE"), gen.value(node, "VALUE", [])
    place = index(node, gen)
    if mode == "GET":
        template = "{random}.choice({items})" if place is None else "{items}[{place}]"
        return fill_template(gen, template, items=items, place=place)
    taken = _take_item(gen, items, place)
    return [ast.Expr(taken)] if mode == "REMOVE" else taken


def _take_item(gen: EmitContext, items: ast.expr, place: ast.expr | None) -> ast.expr:
    if place is None:
        return fill_template(gen, "{take_random}({items})", items=items)
    last = get_number(place) == -1
    return expr("{items}.pop()" if last else "{items}.pop({place})", items=items, place=place)


def _set(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    items, value, place = gen.value(node, "LIST", []), gen.value(node, "TO", None), index(node, gen)
    if node.field("MODE") == "INSERT" and node.field("WHERE") == "LAST":
        return stmts("{items}.append({value})", items=items, value=value)
    if place is not None:
        return _put(node, items, place, value)
    if isinstance(items, ast.Name):
        return _put(node, items, _random_place(gen, items), value)
    with gen.fresh("items") as name:
        return stmts("{x} = {items}", x=name, items=items) + _put(node, name, _random_place(gen, name), value)


def _put(node: EmitNode, items: ast.expr, place: ast.expr, value: ast.expr) -> list[ast.stmt]:
    template = "{items}[{place}] = {value}" if node.field("MODE") == "SET" else "{items}.insert({place}, {value})"
    return stmts(template, items=items, place=place, value=value)


def _random_place(gen: EmitContext, items: ast.expr) -> ast.expr:
    # Not randrange: inserting into an empty list is allowed.
    return fill_template(gen, "int({random}.random() * len({items}))", items=items)


def _sublist(node: EmitNode, gen: EmitContext) -> ast.expr:
    return section(node, gen, gen.value(node, "LIST", []))


def _sort(node: EmitNode, gen: EmitContext) -> ast.expr:
    items, kind = gen.value(node, "LIST", []), node.field("TYPE")
    more = {"reverse": True} if node.field("DIRECTION") == "-1" else {}
    plain = kind == "NUMERIC" and (_is_empty(items) or holds_numbers(node, gen, "LIST"))
    return fill_template(gen, "sorted({items}, **{more})" if plain else _SORT[kind], items=items, more=more)


def _is_empty(items: ast.expr) -> bool:
    return isinstance(items, ast.List) and not items.elts


def _split(node: EmitNode, gen: EmitContext) -> ast.expr:
    return _split_text(node, gen) if node.field("MODE") == "SPLIT" else _join_list(node, gen)


def _split_text(node: EmitNode, gen: EmitContext) -> ast.expr:
    parts = gen.value(node, "INPUT", "")
    if node.child("DELIM") is None:
        gen.value(node, "DELIM", "")
        return expr("{parts}.split()", parts=parts)
    between = gen.value(node, "DELIM", "")
    nothing = isinstance(between, ast.Constant) and between.value == ""
    return expr("list({parts})" if nothing else "{parts}.split({between})", parts=parts, between=between)


def _join_list(node: EmitNode, gen: EmitContext) -> ast.expr:
    items, between = gen.value(node, "INPUT", []), gen.value(node, "DELIM", "")
    plain = is_text_list(items) or items.__dict__.get("variable") in gen.number_lists.texts
    template = "{between}.join({items})" if plain else "{between}.join(map(str, {items}))"
    return expr(template, between=between, items=items)


def _type_taken(node: EmitNode) -> str | None:
    return None if node.field("MODE") == "REMOVE" else "*"


def _type_split(node: EmitNode) -> str:
    return "Array" if node.field("MODE") == "SPLIT" else "String"


_ITEMS = variable("items")


def _list_block(
    kind: str,
    emit: Emit,
    words: tuple[str, str],
    *,
    output: Any = "Array",
    offer: dict[str, Any] | None = None,
    **more: Any,
) -> Standard:
    """A block of this drawer. offer: the inputs of its entry in the toolbox."""
    toolbox = ({"inputs": offer},) if offer else ({},)
    return Standard(
        type=kind, drawer="lists", emit=emit, words=words, level=2, output=output, **{"toolbox": toolbox, **more}
    )


BLOCKS = (
    _list_block(
        "lists_create_with",
        _create,
        ("创建 列表 内容", "create list with"),
        inputs={"ADD*": None},
        toolbox=(
            {"extraState": {"itemCount": 3}, "inputs": {"ADD0": number(1), "ADD1": number(2), "ADD2": number(3)}},
        ),
    ),
    _list_block("lists_create_empty", lambda node, gen: literal([]), ("空 列表", "create empty list")),
    _list_block(
        "lists_repeat",
        emit_from_inputs("[{ITEM}] * {NUM}", ITEM=None, NUM=0),
        ("列表 重复", "create list repeated times"),
        inputs={"ITEM": None, "NUM": "Number"},
        offer={"ITEM": number(0), "NUM": number(5)},
    ),
    _list_block(
        "lists_length",
        emit_from_inputs("len({VALUE})", VALUE=[]),
        ("列表 长度 几项", "length of list"),
        output="Number",
        inputs={"VALUE": ("String", "Array")},
        offer={"VALUE": _ITEMS},
    ),
    _list_block(
        "lists_isEmpty",
        emit_from_inputs("len({VALUE}) == 0", VALUE=[]),
        ("列表 是空的", "list is empty"),
        output="Boolean",
        inputs={"VALUE": ("String", "Array")},
        offer={"VALUE": _ITEMS},
    ),
    _list_block(
        "lists_indexOf",
        emit_from_menu("END", _FIND, VALUE=[], FIND=""),
        ("列表 寻找 位置 出现", "find in list position first last"),
        output="Number",
        inputs={"VALUE": "Array", "FIND": None},
        fields={"END": tuple(_FIND)},
        offer={"VALUE": _ITEMS, "FIND": number(1)},
    ),
    _list_block(
        "lists_getIndex",
        _get,
        ("列表 取得 移除 第几项 随机", "in list get remove item random"),
        output=_type_taken,
        inputs={"VALUE": "Array", "AT": "Number"},
        fields={"MODE": _GET_MODES, "WHERE": PLACES},
        offer={"VALUE": _ITEMS, "AT": number(1)},
    ),
    _list_block(
        "lists_setIndex",
        _set,
        ("列表 设置 插入 添加 第几项", "in list set insert add append item"),
        output=None,
        inputs={"LIST": "Array", "AT": "Number", "TO": None},
        fields={"MODE": _SET_MODES, "WHERE": PLACES},
        offer={"LIST": _ITEMS, "AT": number(1), "TO": number(0)},
    ),
    _list_block(
        "lists_getSublist",
        _sublist,
        ("列表 取一段 子列表", "in list get sublist from to"),
        inputs={"LIST": "Array", "AT1": "Number", "AT2": "Number"},
        fields={"WHERE1": STARTS, "WHERE2": ENDS},
        offer={"LIST": _ITEMS, "AT1": number(1), "AT2": number(2)},
    ),
    _list_block(
        "lists_sort",
        _sort,
        ("列表 排序 升序 降序", "sort list ascending descending"),
        inputs={"LIST": "Array"},
        fields={"TYPE": tuple(_SORT), "DIRECTION": _DIRECTIONS},
        offer={"LIST": _ITEMS},
    ),
    _list_block(
        "lists_reverse",
        emit_from_inputs("list(reversed({LIST}))", LIST=[]),
        ("列表 倒转", "reverse list"),
        inputs={"LIST": "Array"},
        offer={"LIST": _ITEMS},
    ),
    _list_block(
        "lists_split",
        _split,
        ("列表 拆开 合并 分隔符 文本", "make list from text split join delimiter"),
        output=_type_split,
        inputs={"INPUT": ("String", "Array"), "DELIM": "String"},
        fields={"MODE": ("SPLIT", "JOIN")},
        offer={"INPUT": text("a,b,c"), "DELIM": text(",")},
    ),
    *plain.BLOCKS,
)
