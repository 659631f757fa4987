"""Lists 列表: many values in a row."""

import ast
from typing import Any

from sunmao.blocks.constant_folding import get_number, is_text_list
from sunmao.blocks.emit_types import Emit, EmitContext, EmitNode
from sunmao.blocks.number_lists import holds_numbers
from sunmao.blocks.one_based_index import ENDS, PLACES, STARTS, index, section
from sunmao.blocks.spec import Block, Items, Standard, menu, number, of, text, value, var, variable
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


def _slice(node: EmitNode, gen: EmitContext) -> ast.expr:
    added = node.extra.get("more")
    parts = [
        gen.value(node, name) if isinstance(added, list) and name in added else None
        for name in ("start", "stop", "step")
    ]
    return ast.Subscript(gen.value(node, "list"), ast.Slice(*parts))


def _item(node: EmitNode, gen: EmitContext) -> ast.expr:
    return expr("{list}[{place}]", list=gen.value(node, "list"), place=gen.value(node, "place"))


def _set_item(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    parts = {name: gen.value(node, name) for name in ("list", "place", "value")}
    return stmts("{list}[{place}] = {value}", **parts)


_ANY_LIST = of("list", "Array", "items")
_ITEM = value("item", None, 1)
_PYTHONS = (
    Block(
        "lists_remove",
        "从 {list} 去掉 {item}",
        "remove {item} from {list}",
        "{list}.remove({item})",
        holes=(_ANY_LIST, _ITEM),
        level=2,
        help=(
            "去掉第一个这样的项。列表里没有它，程序就会出错停下。",
            "The first such item is gone. Where the list has none, the program stops with an error.",
        ),
        words="delete 删除 移除",
    ),
    Block(
        "lists_extend",
        "把 {others} 的每一项加到 {list} 后面",
        "add all items of {others} to {list}",
        "{list}.extend({others})",
        holes=(of("others", "Array", "items"), _ANY_LIST),
        level=3,
        help=("列表变长；另一个不变。", "The list grows; the other one stays as it is."),
        words="append extend 合并 追加",
    ),
    Block(
        "lists_arrange",
        "{action} {list}",
        "{action} {list}",
        templates={
            "sort": "{list}.sort()",
            "sort_down": "{list}.sort(reverse=True)",
            "reverse": "{list}.reverse()",
            "shuffle": "{random}.shuffle({list})",
            "clear": "{list}.clear()",
        },
        holes=(
            menu(
                "action",
                "sort",
                ("sort", "从小到大排好", "sort"),
                ("sort_down", "从大到小排好", "sort downward"),
                ("reverse", "倒过来", "reverse"),
                ("shuffle", "打乱", "shuffle"),
                ("clear", "清空", "empty"),
            ),
            _ANY_LIST,
        ),
        level=2,
        help=("列表自己变了，不是另做一个。", "The list itself changes; no other one is made."),
        words="order random sort reverse shuffle clear 排序 随机 顺序",
    ),
    Block(
        "lists_search",
        "{item} 在 {list} 里的 {what}",
        "{what} of {item} in {list}",
        "{list}.{what}({item})",
        holes=(
            _ITEM,
            _ANY_LIST,
            menu("what", "count", ("count", "个数", "number"), ("index", "位置（从 0 数）", "place, counted from 0,")),
        ),
        gives="Number",
        level=3,
        help=(
            "有几个这样的项，或者第一个在哪里；要找位置，它必须在列表里。",
            "How many such items there are, or where the first one stands; for its place it must be there.",
        ),
        words="count index find 寻找 数一数",
    ),
    Block(
        "lists_slice",
        "{list} 的一段（从 0 数）",
        "part of {list}, counted from 0",
        emit=_slice,
        holes=(of("list", ("Array", "String"), "items"),),
        optional_inputs=(
            value("start", "Number", 0, label=("从", "from")),
            value("stop", "Number", 2, label=("到（不含）", "up to, without,")),
            value("step", "Number", 2, label=("每隔", "in steps of")),
        ),
        gives="*",
        level=3,
        help=(
            "像 Python 的 [从:到:步长]。列表的一段是列表，文本的一段是文本。",
            "As Python's [from:to:step]. Part of a list is a list, part of a text is a text.",
        ),
        words="slice sublist substring 切片 子列表",
    ),
    Block(
        "lists_item",
        "{list} 的 [ {place} ] 项",
        "{list} [ {place} ]",
        emit=_item,
        holes=(of("list", None, "items"), value("place", None, 0)),
        gives="*",
        level=3,
        help=(
            "像 Python 那样从 0 数；列表、文本、字典都可以。",
            "Counted from 0, as Python does: of a list, a text or a dictionary.",
        ),
        words="index item letter key 第几项 下标",
    ),
    Block(
        "lists_set_item",
        "把 {list} 的 [ {place} ] 项设为 {value}",
        "set {list} [ {place} ] to {value}",
        emit=_set_item,
        holes=(of("list", None, "items"), value("place", None, 0), value("value", None, 1)),
        level=3,
        help=(
            "像 Python 那样从 0 数；列表、字典都可以。",
            "Counted from 0, as Python does: of a list or a dictionary.",
        ),
        words="index item key assign change 第几项 下标 修改",
    ),
    Block(
        "lists_swap",
        "交换 {list} 的 [ {first} ] 项和 [ {second} ] 项",
        "swap {list} [ {first} ] and [ {second} ]",
        "{list}[{first}], {list}[{second}] = {list}[{second}], {list}[{first}]",
        holes=(of("list", None, "items"), value("first", None, 0), value("second", None, 1)),
        level=3,
        help=("像 Python 那样从 0 数，比如排序时用。", "Counted from 0, as Python does: for instance to sort a list."),
        words="exchange sort 交换 排序",
    ),
    Block(
        "lists_delete",
        "删除 {list} 的第 {place} 项（从 0 数）",
        "delete item {place} of {list}, counted from 0",
        "del {list}[{place}]",
        holes=(value("place", "Number", 0), _ANY_LIST),
        level=3,
        help=("后面的项往前移一位。", "The items behind it move up."),
        words="remove del 去掉",
    ),
    Block(
        "lists_tuple",
        "元组 {items}",
        "tuple {items}",
        "(*{items},)",
        items=Items(),
        gives="Array",
        level=3,
        help=("几个值放在一起，以后不能再改。", "Several values together, which stay as they are."),
        words="pair point 元组 一对",
    ),
    Block(
        "lists_set",
        "集合 {items}",
        "set {items}",
        "{*{items}}",
        items=Items(),
        gives="Array",
        level=3,
        help=("每个值只有一份，没有先后。", "Each value is there once, in no order."),
        words="unique 集合 不重复",
    ),
    Block(
        "lists_convert",
        "把 {list} 变成 {kind}",
        "{list} as {kind}",
        templates={
            "list": "list({list})",
            "tuple": "tuple({list})",
            "set": "set({list})",
            "reversed": "reversed({list})",
            "enumerate": "enumerate({list})",
            "enumerate_one": "enumerate({list}, 1)",
            "enumerate_start": "enumerate({list}, start=1)",
            "copy": "{list}.copy()",
        },
        holes=(
            of("list", None, "items"),
            menu(
                "kind",
                "list",
                ("list", "列表", "a list"),
                ("tuple", "元组", "a tuple"),
                ("set", "集合", "a set"),
                ("reversed", "倒过来的顺序", "reversed order"),
                ("enumerate", "带编号（从 0 数）的项", "numbered items, from 0"),
                ("enumerate_one", "带编号（从 1 数）的项", "numbered items, from 1"),
                ("enumerate_start", "带编号（start=1）的项", "numbered items, start=1"),
                ("copy", "一份复制", "a copy"),
            ),
        ),
        gives="Array",
        level=3,
        help=(
            "文本、列表、字典或一串数，变成另一种。原来的不变。",
            "Made of a text, a list, a dictionary or a row of numbers, which stays as it is.",
        ),
        words="list tuple set reversed enumerate copy 转换 编号",
    ),
    Block(
        "lists_range",
        "一串整数 range {items}",
        "whole numbers, range {items}",
        "range(*{items})",
        items=Items(least=1, check="Number"),
        gives="Array",
        level=3,
        help=(
            "一个数：从 0 到它前面；两个：从第一个到第二个前面；三个：第三个是每次加多少。",
            "One number: from 0 up to it, without it. Two: from the first. Three: in steps of the third.",
        ),
        words="range numbers count 数列 整数",
    ),
    Block(
        "lists_zip",
        "{first} 和 {second} 一对一对",
        "pairs of {first} and {second}",
        "zip({first}, {second})",
        holes=(of("first", None, "items"), of("second", None, "items")),
        gives="Array",
        level=3,
        help=("两个列表里同样位置的项合成一对。", "The items at the same place of both lists, as pairs."),
        words="zip together 配对 合并",
    ),
    Block(
        "lists_each_as",
        "{list} 的每一项变成 {kind}",
        "each of {list} as {kind}",
        templates={"int": "map(int, {list})", "float": "map(float, {list})", "str": "map(str, {list})"},
        holes=(
            of("list", None, "items"),
            menu(
                "kind",
                "int",
                ("int", "整数", "a whole number"),
                ("float", "小数", "a number"),
                ("str", "文本", "a text"),
            ),
        ),
        gives="Array",
        level=3,
        help=("比如把拆开的几段文本都变成数。", "For instance numbers out of the parts of a text that was split."),
        words="map int float str convert 转换 变成数",
    ),
    Block(
        "lists_made",
        "列表：{list} 里每个 {item} 的 {value}",
        "list of {value} for each {item} in {list}",
        "[{value} for {item} in {list}]",
        holes=(_ANY_LIST, var("item", None), of("value", None, "item")),
        gives="Array",
        level=3,
        help=("用每一项算出一个值，合成新的列表。", "A new list: one value worked out of each item."),
        words="comprehension map 推导式 生成",
    ),
    Block(
        "lists_picked",
        "列表：{list} 里满足 {condition} 的每个 {item} 的 {value}",
        "list of {value} for each {item} in {list} if {condition}",
        "[{value} for {item} in {list} if {condition}]",
        holes=(_ANY_LIST, value("condition", "Boolean", True), var("item", None), of("value", None, "item")),
        gives="Array",
        level=3,
        help=("只留下满足条件的项。", "A new list of those items for which the condition holds."),
        words="comprehension filter 推导式 筛选",
    ),
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
    *_PYTHONS,
)
