"""Lists as Python writes them: places counted from 0, tuples, sets, comprehensions."""

import ast

from sunmao.blocks.emit_types import EmitContext, EmitNode
from sunmao.blocks.spec import Block, Items, menu, of, value, var
from sunmao.blocks.template import expr, stmts


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
BLOCKS = (
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
