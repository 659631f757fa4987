"""Workspaces made by chance out of every declared block, well typed, as Blockly saves them."""

import random

from sunmao.blocks import list_blocks
from sunmao.blocks.spec import NUMBER, TEXT, TICK, VARIABLE, Block
from sunmao.blocks.type_hierarchy import list_supertypes
from sunmao.codegen.checks.type_checks import PLAIN
from sunmao.codegen.variable_usage import READERS
from sunmao.codegen.workspace import read_workspace

NAMES = (
    "x",
    "模型",
    "ａ",
    "a",
    "list",
    "class",
    "show",
    "math",
    "count",
    "my name",
    "1st",
    "__proto__",
    "__debug__",
    "",
    "é" * 300,
    "𝐱",
)
TEXTS = (
    "hello",
    "你好",
    '"""\nimport os',
    "'''",
    "\\",
    "a\u2028b",
    "{x}",
    "\ud800",
    "\x00",
    "%1",
    "\n# x\nimport os",
    "__proto__",
    "f'{1}'",
)
NUMBERS = (0, 1, -3, 2.5, 1e300, -0.0, 10**20, "Infinity", "7")
CODES = ("pass", "x = 1", "if x:\n    y = '''a\n b'''", "# only words", "x = (1,\n2)", "for x in y:\n\tpass")
CODES_OF_VALUES = ("0", "x", "1 + 1", "f(1,\n2)", "'a' 'b'", "lambda: 0", "-1", "x if y else z", "[1\n]")
NO_CODES = (
    "1 +",
    "return",
    "\ud800",
    "print('\x00')",
    "x # y",
    "1) + (2",
    "yield",
    "x := 1",
    "break",
    "nonlocal x",
    "import",
    "",
)
NEEDS_PLACE = ("procedures_ifreturn", "controls_flow_statements", "lists_getIndex")  # right in some places only


class Maker:
    """Makes blocks; everything it decides comes from `rng`. texts: what it writes into text fields."""

    def __init__(self, rng: random.Random, texts=TEXTS):
        self.rng = rng
        self.texts = texts
        self.count = 0
        self.functions: list[str] = []
        blocks = [block for block in list_blocks() if not block.definition]
        self.statements = [block for block in blocks if block.output is None and getattr(block, "shape", "") != "hat"]
        self.values = [block for block in blocks if block.output is not None]
        self.hats = [block for block in blocks if getattr(block, "shape", "") == "hat"]
        self.definitions = [block for block in list_blocks() if block.definition]

    def workspace(self) -> dict:
        rng = self.rng
        self.functions = rng.sample(["f", "x", "list", "on_time"], rng.randint(0, 3))
        stacks = [self.hat(rng.choice(self.hats)) for _ in range(rng.randint(0, 3))]
        stacks += [self.stack(rng.randint(1, 4), 3) for _ in range(rng.randint(0, 2))]
        stacks += [self.definition(name) for name in self.functions]
        variables = [{"name": name, "id": f"v{place}"} for place, name in enumerate(NAMES)]
        for place, stack in enumerate(stacks):
            stack |= {"x": rng.randint(0, 9), "y": place * 100}
        return {"blocks": {"languageVersion": 0, "blocks": stacks}, "variables": variables}

    def hat(self, declaration) -> dict:
        return self.block(declaration, 3) | {"next": {"block": self.stack(self.rng.randint(1, 6), 3)}}

    def definition(self, name: str) -> dict:
        made = self.block(self.rng.choice(self.definitions), 3)
        parameters = [{"name": NAMES[place], "id": f"v{place}"} for place in self.rng.sample(range(len(NAMES)), 2)]
        return made | {"fields": {"NAME": name}, "extraState": {"params": parameters}}

    def stack(self, length: int, depth: int) -> dict:
        made = None
        for _ in range(length):
            below = {"next": {"block": made}} if made else {}
            made = (
                self.block(self.choice(block for block in self.statements if not (below and block.cap)), depth) | below
            )
        return made

    def choice(self, blocks, needs=NEEDS_PLACE):
        """One of the blocks; seldom one of `needs`, which fit in some places only, or a call where nothing is defined."""
        blocks = list(blocks)
        while True:
            block = self.rng.choice(blocks)
            rare = block.type in needs or (block.type.startswith("procedures_call") and not self.functions)
            if not rare or self.rng.random() < 0.05:
                return block

    def value(self, check, depth: int) -> dict:
        """A value block that fits; deep inside one that needs no others."""
        checks = {check} if isinstance(check, str) else set(check or ())
        fitting = [
            block for block in self.values if not checks or callable(block.output) or fitting_type(block.output, checks)
        ]
        if depth <= 0:
            fitting = [block for block in fitting if not block.inputs]
        while True:
            declaration = self.choice(fitting, NEEDS_PLACE + READERS * bool(checks - PLAIN))
            made = self.block(declaration, depth)
            if not callable(declaration.output) or fits(made, checks):
                return made

    def block(self, declaration, depth: int) -> dict:
        self.count += 1
        made = {"type": declaration.type, "id": f"b{self.count}", "fields": self.fields(declaration)}
        inputs, extra = {}, {}
        gear = {option.name for option in declaration.optional_inputs} if isinstance(declaration, Block) else set()
        added = [
            name
            for name in (option.name for option in getattr(declaration, "optional_inputs", ()))
            if self.rng.random() < 0.3
        ]
        if added:
            extra["more"] = added
        for name, check in declaration.inputs.items():
            if name in gear and name not in added:
                continue
            for place in range(self.rng.randint(1, 3)) if name.endswith("*") else [""]:
                if self.rng.random() < 0.998:
                    inputs[name.rstrip("*") + str(place)] = {"block": self.value(check, depth - 1)}
        for name in declaration.bodies:
            if self.rng.random() < 0.8 and depth > 0:
                inputs[name.replace("*", "0")] = {"block": self.stack(self.rng.randint(1, 3), depth - 1)}
        if self.rng.random() < 0.1:
            made["icons"] = {"comment": {"text": self.rng.choice(self.texts)}}
        if self.rng.random() < 0.05:
            made |= self.rng.choice(
                [{"enabled": False}, {"disabledReasons": ["MANUALLY_DISABLED"]}, {"collapsed": True}]
            )
        if declaration.type.startswith("procedures_call"):
            extra["name"] = self.rng.choice(self.functions or ["gone"])
        if any(name.startswith("IF") for name in inputs):
            extra |= {"elseIfCount": self.rng.randint(0, 3), "hasElse": self.rng.random() < 0.5}
        return made | ({"inputs": inputs} if inputs else {}) | ({"extraState": extra} if extra else {})

    def fields(self, declaration) -> dict:
        made = {}
        for name, kind in declaration.fields.items():
            if kind == VARIABLE:
                made[name] = {"id": f"v{self.rng.randrange(len(NAMES))}"}
            elif kind == NUMBER:
                made[name] = self.rng.choice(NUMBERS)
            elif kind == TICK:
                made[name] = self.rng.random() < 0.5
            elif kind == TEXT and name == "code":
                known = CODES_OF_VALUES if declaration.output else CODES
                made[name] = self.rng.choice(NO_CODES if self.rng.random() < 0.02 else known)
            elif kind == TEXT:
                made[name] = self.rng.choice(self.texts)
            else:
                made[name] = self.rng.choice(kind)
        return made


def fits(made: dict, checks: set[str]) -> bool:
    """Does a block whose output depends on its fields give a value of one of these types?"""
    said = read_workspace({"blocks": {"blocks": [made]}}).nodes[0].output
    return said is not None and (
        not checks or any(fitting_type(one, checks) for one in ([said] if isinstance(said, str) else said))
    )


def fitting_type(type: str, checks: set[str]) -> bool:
    """Does a value of this type stand in a hole of these?"""
    return type == "*" or not checks.isdisjoint(list_supertypes(type))


def junk(rng: random.Random):
    """Something that no workspace holds there."""
    return rng.choice(
        [
            None,
            True,
            -1,
            0,
            1e308,
            float("nan"),
            10**5000,
            "",
            "IF0",
            "\ud800",
            [],
            [[]],
            {},
            {"block": {}},
            {"shadow": None},
            {"type": "text"},
            {"type": 5},
            {"type": "__proto__"},
            "<mutation items='3'><arg name='x'/></mutation>",
            "<mutation",
            "<!DOCTYPE x>",
        ]
    )


def mutate(value, rng: random.Random, chance: float):
    """The same JSON with parts replaced, dropped, renamed or doubled."""
    if rng.random() < chance:
        return junk(rng)
    if isinstance(value, dict):
        rows = [(key, mutate(item, rng, chance)) for key, item in value.items() if rng.random() > chance]
        return {
            (rng.choice(["next", "inputs", "TEXT", "A", "type"]) if rng.random() < chance else key): item
            for key, item in rows
        }
    if isinstance(value, list):
        rows = [mutate(item, rng, chance) for item in value]
        return rows + rows[:1] if rng.random() < chance else rows
    return value
