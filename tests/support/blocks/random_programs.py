"""Programs by chance out of standard blocks, well typed and sure to end: what Blockly and Sunmao must both run alike.

Chance itself is left out, powers that grow beyond bounds, and `abs`: Blockly's turns whole numbers into fractions.
"""

import random
from collections.abc import Callable

from sunmao.blocks import find_block
from tests.support.blocks import workspace_builder as w
from tests.support.blocks.workspace_builder import Block, block

_WORDS = ("abc", "a b", "", "Aa", "你好")
_NUMBERS = (0, 1, 2, 3, 5, -1, 2.5, 0.5)


class Programs:
    """A source of programs: the same seed gives the same programs."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)

    def program(self) -> list[Block]:
        """The statements of one program, every variable set first."""
        begin = {"n": w.number(3), "s": w.text("banana"), "xs": w.numbers(4, 2, 4, 7), "b": w.boolean(True)}
        begin["k"] = w.number(self.chance.choice((2, 2, 4.5)))
        return [w.set_variable(name, value) for name, value in begin.items()] + self.statements(2)

    def statements(self, depth: int, looped: bool = False) -> list[Block]:
        """One to three statements; nothing follows a `break`."""
        made = []
        for _ in range(self.chance.randint(1, 3)):
            made.append(self.statement(depth, looped))
            if made[-1]["type"] == "controls_flow_statements":
                break
        return made

    def statement(self, depth: int, looped: bool) -> Block:
        plain = [
            self.printed,
            self.printed,
            self.assigned,
            self.assigned,
            self.changed,
            self.appended,
            self.placed,
            self.removed,
        ]
        around = [self.branch, self.repeated, self.counted, self.each] if depth > 0 else []
        leave = [self.left] if looped else []
        make = self.chance.choice([*plain, *around, *leave])
        return make(depth - 1, looped) if make in around else make()

    def printed(self) -> Block:
        return w.say(self.any_value(3))

    def assigned(self) -> Block:
        name = self.chance.choice(("n", "k", "s", "b", "xs"))
        makers = {"n": self.small, "k": self.small, "s": self.short, "b": self.truth, "xs": self.list}
        return w.set_variable(name, makers[name](3))

    def changed(self) -> Block:
        return block("math_change", _named(self.chance.choice("nk")), DELTA=self.small(2))

    def appended(self) -> Block:
        return block("text_append", _named("s"), TEXT=self.chance.choice((self.small, self.short, self.truth))(2))

    def small(self, depth: int) -> Block:
        """A number between bounds, so that nothing grows beyond them in a loop."""
        return block("math_constrain", VALUE=self.number(depth), LOW=w.number(-9), HIGH=w.number(9))

    def short(self, depth: int) -> Block:
        """At most nine letters."""
        extra, fields = '<mutation at1="false" at2="true"></mutation>', {"WHERE1": "FIRST", "WHERE2": "FROM_START"}
        return block("text_getSubstring", fields, extra, STRING=self.text(depth), AT2=w.number(9))

    def placed(self) -> Block:
        fields, extra, at = self.place("lists_setIndex", 2)
        return block("lists_setIndex", fields, extra, LIST=w.variable("xs"), AT=at, TO=self.number(2))

    def removed(self) -> Block:
        fields, extra, at = self.place("lists_getIndex", 2, MODE="REMOVE")
        return block(
            "lists_getIndex",
            fields,
            extra.replace("<mutation", '<mutation statement="true"'),
            VALUE=w.variable("xs"),
            AT=at,
        )

    def left(self) -> Block:
        return block("controls_flow_statements", self.menus("controls_flow_statements"))

    def branch(self, depth: int, looped: bool) -> Block:
        more, otherwise = self.chance.randint(0, 2), self.chance.random() < 0.5
        inputs = {f"IF{i}": self.truth(2) for i in range(more + 1)} | {
            f"DO{i}": self.statements(depth, looped) for i in range(more + 1)
        }
        inputs |= {"ELSE": self.statements(depth, looped)} if otherwise else {}
        return block("controls_if", None, {"elseIfCount": more, "hasElse": otherwise}, **inputs)

    def repeated(self, depth: int, looped: bool) -> Block:
        times = self.chance.choice((w.number(3), w.number(2.5), w.variable("k")))
        return block("controls_repeat_ext", TIMES=times, DO=self.statements(depth, True))

    def counted(self, depth: int, looped: bool) -> Block:
        ends = [
            w.variable("k") if bound == "k" else w.number(bound)
            for bound in (
                self.chance.choice((1, 0, 4, 0.5, "k")),
                self.chance.choice((3, -2, 2.5, "k")),
                self.chance.choice((1, 2, -1, 0.5)),
            )
        ]
        inputs = dict(zip(("FROM", "TO", "BY"), ends))
        return block("controls_for", _named(self.chance.choice("ik")), **inputs, DO=self.statements(depth, True))

    def each(self, depth: int, looped: bool) -> Block:
        return block("controls_forEach", _named("n"), LIST=w.numbers(1, 2), DO=self.statements(depth, True))

    def any_value(self, depth: int) -> Block:
        return self.chance.choice((self.number, self.text, self.truth, self.list))(depth)

    def number(self, depth: int) -> Block:
        if depth <= 0 or self.chance.random() < 0.3:
            return self.chance.choice((w.number(self.chance.choice(_NUMBERS)), w.variable("n"), w.variable("k")))
        return self.grown(_NUMBER_BLOCKS, depth - 1, skip=("POWER", "EXP", "POW10", "ABS", "RANDOM", "MODE", "REMOVE"))

    def text(self, depth: int) -> Block:
        if depth <= 0 or self.chance.random() < 0.3:
            return self.chance.choice((w.text(self.chance.choice(_WORDS)), w.variable("s")))
        if self.chance.random() < 0.2:
            parts = [self.any_value(depth - 1) for _ in range(self.chance.randint(0, 3))]
            return block(
                "text_join", None, {"itemCount": len(parts)}, **{f"ADD{i}": part for i, part in enumerate(parts)}
            )
        return self.grown(_TEXT_BLOCKS, depth - 1, skip=("RANDOM",))

    def list(self, depth: int) -> Block:
        if depth <= 0 or self.chance.random() < 0.3:
            return self.chance.choice((w.numbers(3, 1, 2.5), w.variable("xs")))
        if self.chance.random() < 0.3:
            return w.list_of(*[self.number(depth - 1) for _ in range(self.chance.randint(1, 3))])
        return self.grown(_LIST_BLOCKS, depth - 1)

    def truth(self, depth: int) -> Block:
        if depth <= 0 or self.chance.random() < 0.2:
            return self.chance.choice((w.boolean(True), w.boolean(False), w.variable("b")))
        return self.grown(_TRUTH_BLOCKS, depth - 1)

    def grown(self, kinds: dict[str, dict[str, str]], depth: int, skip: tuple[str, ...] = ()) -> Block:
        """One of the block types, its menus by chance, its inputs filled by the makers that are named."""
        kind = self.chance.choice(list(kinds))
        if "WHERE" in find_block(kind).fields:
            fields, extra, at = self.place(kind, depth)
            return block(kind, fields, extra, VALUE=self.made(kinds[kind]["VALUE"], depth), AT=at)
        if "WHERE1" in find_block(kind).fields:
            return self.cut(kind, depth, kinds[kind])
        fields = self.menus(kind, skip)
        inputs = {name: self.made(maker, depth) for name, maker in kinds[kind].items()}
        return block(kind, fields, _state(kind, fields), **inputs)

    def made(self, maker: str, depth: int) -> Block:
        make: Callable[[int], Block] = getattr(self, maker)
        return make(depth)

    def menus(self, kind: str, skip: tuple[str, ...] = ()) -> dict[str, str]:
        menus = {name: values for name, values in find_block(kind).fields.items() if isinstance(values, tuple)}
        return {
            name: self.chance.choice([value for value in values if value not in skip]) for name, values in menus.items()
        }

    def place(self, kind: str, depth: int, **fields: str) -> tuple[dict, str, Block | None]:
        """WHERE with the state and the AT that belong to it."""
        chosen = self.menus(kind, skip=("RANDOM", "REMOVE")) | fields
        at = chosen["WHERE"].startswith("FROM")
        return chosen, f'<mutation at="{str(at).lower()}"></mutation>', self.number(depth) if at else None

    def cut(self, kind: str, depth: int, inputs: dict[str, str]) -> Block:
        chosen = self.menus(kind)
        at1, at2 = (chosen[name].startswith("FROM") for name in ("WHERE1", "WHERE2"))
        extra = f'<mutation at1="{str(at1).lower()}" at2="{str(at2).lower()}"></mutation>'
        ends = {"AT1": self.number(depth) if at1 else None, "AT2": self.number(depth) if at2 else None}
        return block(kind, chosen, extra, **{name: self.made(maker, depth) for name, maker in inputs.items()}, **ends)


def _named(name: str) -> dict:
    return {"VAR": {"id": f"id_{name}"}}


def _state(kind: str, fields: dict[str, str]) -> str | None:
    """The extraState that Blockly saves beside these menus."""
    if kind == "math_on_list":
        return f'<mutation op="{fields["OP"]}"></mutation>'
    if kind == "math_number_property":
        return f'<mutation divisor_input="{str(fields["PROPERTY"] == "DIVISIBLE_BY").lower()}"></mutation>'
    return None


_NUMBER_BLOCKS = {
    "math_arithmetic": {"A": "number", "B": "number"},
    "math_single": {"NUM": "number"},
    "math_round": {"NUM": "number"},
    "math_modulo": {"DIVIDEND": "number", "DIVISOR": "number"},
    "math_on_list": {"LIST": "list"},
    "math_constrain": {"VALUE": "number", "LOW": "number", "HIGH": "number"},
    "text_length": {"VALUE": "text"},
    "lists_length": {"VALUE": "list"},
    "text_indexOf": {"VALUE": "text", "FIND": "text"},
    "lists_indexOf": {"VALUE": "list", "FIND": "number"},
    "text_count": {"SUB": "text", "TEXT": "text"},
    "lists_getIndex": {"VALUE": "list"},
    "logic_ternary": {"IF": "truth", "THEN": "number", "ELSE": "number"},
}
_TEXT_BLOCKS = {
    "text_charAt": {"VALUE": "text"},
    "text_getSubstring": {"STRING": "text"},
    "text_changeCase": {"TEXT": "text"},
    "text_trim": {"TEXT": "text"},
    "text_replace": {"FROM": "text", "TO": "text", "TEXT": "text"},
    "text_reverse": {"TEXT": "text"},
}
_LIST_BLOCKS = {"lists_getSublist": {"LIST": "list"}, "lists_sort": {"LIST": "list"}, "lists_reverse": {"LIST": "list"}}
_TRUTH_BLOCKS = {
    "logic_compare": {"A": "number", "B": "number"},
    "logic_operation": {"A": "truth", "B": "truth"},
    "logic_negate": {"BOOL": "truth"},
    "text_isEmpty": {"VALUE": "text"},
    "lists_isEmpty": {"VALUE": "list"},
    "math_number_property": {"NUMBER_TO_CHECK": "number"},
}
