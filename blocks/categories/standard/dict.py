"""Dictionaries 字典: values that are found by a key."""

import ast

from sunmao.blocks.emit_types import EmitContext, EmitNode
from sunmao.blocks.spec import Block, Items, menu, of, value, var
from sunmao.blocks.template import expr, stmts


def _create(node: EmitNode, gen: EmitContext) -> ast.expr:
    count = node.count_numbered("item", "items", default=2)
    parts = [gen.value(node, f"item{place}") for place in range(count + count % 2)]
    return ast.Dict(list(parts[::2]), parts[1::2])


# Written as an item of a list is, so that only what is known of the types tells which of the two blocks it is.
def _get(node: EmitNode, gen: EmitContext) -> ast.expr:
    return expr("{dict}[{key}]", dict=gen.value(node, "dict"), key=gen.value(node, "key"))


def _set(node: EmitNode, gen: EmitContext) -> list[ast.stmt]:
    parts = {name: gen.value(node, name) for name in ("dict", "key", "value")}
    return stmts("{dict}[{key}] = {value}", **parts)


_DICT = of("dict", "Dict", "dictionary")
_KEY = value("key", None, ("苹果", "apple"))

BLOCKS = (
    Block(
        "dict_create",
        "字典 {items}",
        "dictionary {items}",
        emit=_create,
        items=Items(step=2),
        gives="Dict",
        level=2,
        help=(
            "每个键对应一个值，像词典里的词和解释。先放键，再放它的值。",
            "Each key has a value, as a word in a dictionary has its meaning. A key comes first, then its value.",
        ),
        words="lookup table map key value 键 值 查找 对应 创建",
    ),
    Block(
        "dict_empty",
        "空字典",
        "empty dictionary",
        "{}",
        gives="Dict",
        level=2,
        help=("还没有键的字典。", "A dictionary that has no keys yet."),
        words="create new 创建",
    ),
    Block(
        "dict_get",
        "{dict} 里 {key} 的值",
        "value of {key} in {dict}",
        emit=_get,
        holes=(_DICT, _KEY),
        gives="*",
        level=2,
        help=(
            "这个键对应的值。没有这个键，程序就会出错停下。",
            "What the dictionary holds for this key. Without such a key, the program stops with an error.",
        ),
        words="read look up item 查 取得 键",
    ),
    Block(
        "dict_get_or",
        "{dict} 里 {key} 的值，没有就用 {default}",
        "value of {key} in {dict}, or {default}",
        "{dict}.get({key}, {default})",
        holes=(_DICT, _KEY, value("default", None, 0)),
        gives="*",
        level=2,
        help=(
            "这个键对应的值；没有这个键，就是后面那个值。",
            "What the dictionary holds for this key; where it has no such key, the other value.",
        ),
        words="default missing 默认 查 键",
    ),
    Block(
        "dict_find",
        "{dict} 里 {key} 的值，没有就是空",
        "value of {key} in {dict}, or nothing",
        "{dict}.get({key})",
        holes=(_DICT, _KEY),
        gives="*",
        level=3,
        help=(
            "这个键对应的值；没有这个键，就是空（None）。",
            "What the dictionary holds for this key; None where it has no such key.",
        ),
        words="none missing 没有 查 键",
    ),
    Block(
        "dict_set",
        "让 {dict} 里 {key} 的值变成 {value}",
        "in {dict} set {key} to {value}",
        emit=_set,
        holes=(_DICT, _KEY, value("value", None, 1)),
        level=2,
        help=(
            "记下这个键的值；原来有值，就换掉。",
            "Keeps a value for this key; one that was there before is replaced.",
        ),
        words="put add change 添加 修改 键",
    ),
    Block(
        "dict_remove",
        "从 {dict} 删除 {key}",
        "delete {key} from {dict}",
        "del {dict}[{key}]",
        holes=(_DICT, _KEY),
        level=2,
        help=("键和它的值都不在了。", "The key and its value are gone."),
        words="remove del 去掉 键",
    ),
    Block(
        "dict_parts",
        "{dict} 的所有 {part}",
        "all {part} of {dict}",
        "{dict}.{part}()",
        holes=(
            _DICT,
            menu(
                "part",
                "keys",
                ("keys", "键", "keys"),
                ("values", "值", "values"),
                ("items", "键和值", "keys and values"),
            ),
        ),
        gives="Array",
        level=2,
        help=("像列表一样，可以用循环一个一个地看。", "A loop goes through them one by one, as through a list."),
        words="keys values items 列表 循环",
    ),
    Block(
        "dict_each",
        "对 {dict} 的每个键 {key} 和值 {value}",
        "for each key {key} and value {value} of {dict}",
        "for {key}, {value} in {dict}.items():\n    {body}",
        holes=(_DICT, var("key", None), var("value", None)),
        shape="loop",
        level=2,
        help=("里面的积木对每个键和它的值各运行一次。", "The blocks inside run once for each key and its value."),
        words="loop items 循环 遍历 键 值",
    ),
    Block(
        "dict_update",
        "把 {other} 的内容都加进 {dict}",
        "add all of {other} to {dict}",
        "{dict}.update({other})",
        holes=(of("other", "Dict", "dictionary"), _DICT),
        level=3,
        help=("同一个键用新的值。", "Where both have a key, the new value stays."),
        words="merge 合并",
    ),
)
ALSO: tuple[tuple[str, dict[str, object]], ...] = (("logic_contains", {}),)
