"""Declarations of blocks: frozen, and checked when they are imported.

`Block` declares one of our own blocks completely: label, holes, optional inputs, Python. `Standard` declares what
Sunmao has to know about a block that Blockly defines: its connections, its fields, where it stands in the toolbox and
how it is printed.

Types of values are Blockly's checks: 'Number', 'String', 'Boolean', 'Array', 'Colour', and ours: 'Dataset', 'Model',
'Image', 'Result', 'Thing', 'Report', 'Table' … A check is one of them, a tuple of them, or None (anything).
"""

import builtins
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property
from keyword import iskeyword
from typing import Any, ClassVar

from sunmao.blocks.emit_types import Emit, EmitNode
from sunmao.blocks.template import MODULES, free_names, holes_of
from sunmao.blocks.variable_names import localize_variable
from sunmao.blocks.vocabulary import Level

Check = str | tuple[str, ...] | None
Words = tuple[str, str]  # zh, en

_SHARED_DRAWERS = {"next": "words"}  # first word of a type → the drawer of another one
SHAPES = ("statement", "value", "hat", "loop")
_HOLE = re.compile(r"\{(\w+)\}")
_WORD = re.compile(r"\{(\w+)\}\.(?:\{(\w+)\}|(\w+))")  # {device}.{action} or {button}.is_pressed in a template

# What a field of a standard block holds, where it is no menu (a menu is the tuple of its values).
TEXT = "text"
NUMBER = "number"
TICK = "tick"
VARIABLE = "variable"


@dataclass(frozen=True, kw_only=True)
class Input:
    """A place in a block for something of the child's: `value`, `of`, `menu`, `var`, `check` and `code` make one.

    kind: 'value' (another block), 'menu', 'var' (a variable's name), 'check' (a tick), 'code' (text kept exactly),
    'pick' (a text with what there is to choose from).
    check: the types it takes. default: what the toolbox puts in (text may be a (zh, en) pair). variable: the toolbox
    puts in the variable block of this name. least, most: the range of a number; of a text, least is 1 where it must not
    be empty. options: a menu's (value, zh, en). picker: the shadow that offers what there is ('dataset', 'picture',
    'folder', 'model', 'label', 'table', 'column', 'pin', 'camera', 'sprite', 'costume', 'note', 'sound', 'color').
    ability: what a pin must be able to do (`sunmao.boards.board_spec.ABILITIES`), where no part says it.
    goes_with: what an optional input goes with; none: all. Backbones (the values of the block's own menu `backbone`,
    else of that of the model in its hole `model`) and types of models, such as 'Classifier'.
    available_for: a menu's option → what it goes with, likewise; one that is not named goes with all.
    defaults_for: backbone, or 'backbone weights', → what an optional input holds when it is added, where that is not
    the default. They are those of the block's own menus, else of the model in its hole `model`.
    """

    name: str
    kind: str = "value"
    check: Check = None
    default: object = None
    variable: str | None = None
    least: float | None = None
    most: float | None = None
    options: tuple[tuple[Any, str, str], ...] = ()
    picker: str | None = None
    ability: str | None = None
    label: Words | None = None  # optional inputs only: the words before the hole
    about: Words | None = None  # likewise: a sentence in the menu in which it is chosen
    goes_with: tuple[str, ...] = ()
    available_for: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    defaults_for: Mapping[str, object] = field(default_factory=dict)

    @property
    def checks(self) -> tuple[str, ...]:
        """The types it takes as a tuple; empty means anything."""
        return (self.check,) if isinstance(self.check, str) else self.check or ()


def value(name: str, check: Check, default: object = None, **more: Any) -> Input:
    """A hole for a value block, filled with a shadow of the default."""
    return Input(name=name, check=check, default=default, **more)


def of(name: str, check: Check, variable: str | None = None, **more: Any) -> Input:
    """A hole filled with the variable block of this name (by default the hole's own)."""
    return Input(name=name, check=check, variable=variable or name, **more)


def menu(name: str, default: object, *options: Any, **more: Any) -> Input:
    """A closed menu. options: (value, zh, en), or a value that is its own word in both languages."""
    rows = tuple(option if isinstance(option, tuple) else (option, str(option), str(option)) for option in options)
    return Input(name=name, kind="menu", default=default, options=rows, **more)


def var(name: str, check: Check) -> Input:
    """A variable that the block sets. check: the type that it then holds."""
    return Input(name=name, kind="var", check=check, variable=name)


def check(name: str, default: bool, **more: Any) -> Input:
    """A tick box."""
    return Input(name=name, kind="check", check="Boolean", default=default, **more)


def code(name: str, default: str) -> Input:
    """Python typed by the child, kept exactly."""
    return Input(name=name, kind="code", default=default)


def pick(picker: str) -> Input:
    """The one field of a picker block."""
    return Input(name="value", kind="pick", default="", picker=picker)


@dataclass(frozen=True)
class Items:
    """A hole that the child may repeat (＋): `item0`, `item1`, …; in the template `*{items}`."""

    prefix: str = "item"
    least: int = 2
    check: Check = None
    step: int = 1  # how many holes ＋ adds: 2 for a key and its value


@dataclass(frozen=True)
class Block:
    """One of our blocks, declared once.

    type: `drawer_verb`, permanent. zh, en: the labels with {holes}. python: the template (see `template.py`); besides
    the label's holes it may use {body} (the statements inside) and {handler} (the function's name); optional inputs go
    where `**{more}` stands, and {math}, {random} or {statistics} is Python's own module. templates: instead of one, by
    the values of one of its menus. emit: instead of a template, a function (node, gen) → expression or statements.
    module: where the template's own names come from. gives: the type of the value that it is ('*' fits everywhere,
    '=kind': what the menu `kind` says, which is then a name of `module`);
    without it the block is a statement. part: the same for a part of a board that it makes, a class of `sunmao.boards`;
    its holes of those names are pins. shape: 'statement', 'value', 'hat' or
    'loop' (has a body). cap: nothing can follow. endless: a loop that runs until Stop, and hears
    events. waits: while it waits, events are heard. handler: a hat's function name, maybe with {holes} for the variable
    or menu in them (without one it is the start). items: the holes that repeat, one
    {items} in label and template. help: one or two sentences, zh and en. preset: how the toolbox offers it when not
    plainly: ('variables_set', name) or ('show_content',) is the block around it, ('variables_set', {kind: name}) offers
    each of these kinds of its menu; () leaves it out. words: more words
    under which the search finds it. example: fields and literals by hole for its golden test, where defaults will not
    do.
    """

    type: str
    zh: str
    en: str
    python: str = ""
    _: KW_ONLY
    help: Words
    holes: tuple[Input, ...] = ()
    optional_inputs: tuple[Input, ...] = ()
    items: Items | None = None
    templates: Mapping[str, str] = field(default_factory=dict)
    emit: Emit | None = None
    module: str = ""
    gives: str | None = None
    part: str | None = None
    shape: str = "statement"
    cap: bool = False
    endless: bool = False
    waits: bool = False
    handler: str = ""
    level: Level = 1
    preset: tuple[str | Mapping[str, str], ...] | None = None
    words: str = ""

    def __post_init__(self) -> None:
        if self.part and not self.gives:
            object.__setattr__(self, "gives", self.part)
        if self.gives and self.shape == "statement":
            object.__setattr__(self, "shape", "value")
        for problem in _find_block_problems(self):
            raise DeclarationError(f"block {self.type}: {problem}")

    @property
    def drawer(self) -> str:
        """The drawer it stands in, the first word of its type."""
        first = self.type.split("_", 1)[0]
        return _SHARED_DRAWERS.get(first, first)

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """The names that each of its templates imports from `module`, by the menu's value; '' is that of the only one."""
        templates = self.templates or {"": self.python}
        return {each: tuple(_find_imported(python)) if self.module else () for each, python in templates.items()}

    def hole(self, name: str) -> Input | None:
        """The hole or optional input of this name."""
        return next((hole for hole in self.holes + self.optional_inputs if hole.name == name), None)

    @cached_property
    def template_menu(self) -> str:
        """The menu that chooses its template; '' where it has only one."""
        values = {*self.templates}
        menus = (hole.name for hole in self.holes if {str(option[0]) for option in hole.options} == values)
        return next(menus, "") if values else ""

    @cached_property
    def said_words(self) -> list[tuple[str, str, str]]:
        """(hole, menu, word) for each word that its template says to what stands in a hole: of a menu, or always the
        same.
        """
        return _WORD.findall(self.python)

    @property
    def chosen(self) -> Input | None:
        """The menu that says what type of value it is."""
        return self.hole(self.gives[1:]) if self.gives and self.gives[0] == "=" else None

    # What follows says the same as the attributes of `Standard`, so that codegen reads one kind of declaration.

    @cached_property
    def output(self) -> str | Callable[[EmitNode], Any] | None:
        """The type of its value, or a function node → type; None for a statement."""
        menu = self.chosen
        return (lambda node: node.field(menu.name)) if menu else self.gives

    @cached_property
    def inputs(self) -> dict[str, Check]:
        """Value input → check."""
        found = {hole.name: hole.check for hole in self.holes + self.optional_inputs if hole.kind == "value"}
        return found | ({f"{self.items.prefix}*": self.items.check} if self.items else {})

    @property
    def loops(self) -> bool:
        """Whether `break` and `continue` may stand inside."""
        return self.shape == "loop"

    @property
    def bodies(self) -> tuple[str, ...]:
        """Its statement inputs."""
        return ("body",) if self.shape == "loop" else ()

    @cached_property
    def fields(self) -> dict[str, object]:
        """Field → a menu's values as text, or what it holds."""
        plain = {"var": VARIABLE, "check": TICK, "code": TEXT, "pick": TEXT}
        return {
            hole.name: plain.get(hole.kind) or tuple(str(option[0]) for option in hole.options)
            for hole in self.holes + self.optional_inputs
            if hole.kind != "value"
        }

    @cached_property
    def sets(self) -> Mapping[str, Check]:
        """The variables that it sets → the type that they then hold."""
        return {hole.name: hole.check for hole in self.holes if hole.kind == "var"}

    starts: ClassVar[Mapping[str, object]] = {}
    definition: ClassVar[bool] = False


@dataclass(frozen=True, kw_only=True)
class Standard:
    """A block that Blockly defines; Sunmao says how it is checked, offered and printed.

    output: the type of its value ('*': anything), None for a statement, or a function node → one of these, where a
    field decides. inputs: value input → check; a name that ends in '*' stands for numbered ones ('ADD*': ADD0, ADD1 …).
    bodies: statement inputs ('DO', 'DO*'). fields: field → the values of its menu, or TEXT, NUMBER, TICK, VARIABLE.
    sets: VARIABLE field that the block assigns → the type that it then holds, None when
    unknown, '=NAME' for the type of what stands in that input. starts: VARIABLE field → the value from which the block
    goes on when nothing was set before (`change x by 1`: 0).
    emit: (node, gen) → `ast.expr` for a value, `list[ast.stmt]` for a statement (see `sunmao.codegen.generator`).
    cap: nothing can follow. waits: while it waits, events are heard. definition: a function's definition (its name in
    the field NAME), which stands before the program.
    toolbox: entries as Blockly's toolbox JSON without kind and type (fields, inputs with shadows, extraState); a (zh,
    en) pair stands for a text by language; () leaves the block out. words: search words in zh and en.
    """

    type: str
    drawer: str
    emit: Emit
    level: Level = 1
    output: Check | Callable[[EmitNode], Check] = None
    inputs: Mapping[str, Check] = field(default_factory=dict)
    bodies: tuple[str, ...] = ()
    fields: Mapping[str, object] = field(default_factory=dict)
    sets: Mapping[str, str | None] = field(default_factory=dict)
    starts: Mapping[str, object] = field(default_factory=dict)
    cap: bool = False
    waits: bool = False
    definition: bool = False
    toolbox: tuple[Mapping[str, Any], ...] = ({},)
    words: Words = ("", "")

    @property
    def loops(self) -> bool:
        """Whether `break` and `continue` may stand inside."""
        return self.drawer == "loops" and bool(self.bodies)

    def hole(self, name: str) -> Input | None:
        """Blockly's blocks have no holes of ours."""
        return None

    # What only our own blocks have, so that codegen reads one kind of declaration.

    said_words: ClassVar[tuple[()]] = ()
    holes: ClassVar[tuple[Input, ...]] = ()
    optional_inputs: ClassVar[tuple[Input, ...]] = ()
    chosen: ClassVar[Input | None] = None
    part: ClassVar[str | None] = None
    handler: ClassVar[str] = ""
    shape: ClassVar[str] = ""
    endless: ClassVar[bool] = False


@dataclass(frozen=True)
class Drawer:
    """A drawer of the toolbox. color: white on it has a contrast of at least 5. icon: a Lucide name.

    group: which groups of lines its blocks belong to: a blank line stands between two groups at top level; '' stays
    with the group before. rank: where the toolbox has not room for all, drawers of rank 1 stay, those of rank 2 wait
    under More. custom: Blockly's dynamic flyout, 'VARIABLE' or 'PROCEDURE'.
    """

    id: str
    zh: str
    en: str
    color: str
    icon: str
    group: str = ""
    standard: bool = False
    rank: int = 2
    custom: str | None = None


Declaration = Block | Standard


class DeclarationError(Exception):
    """A declaration contradicts itself: a mistake of ours, found at import."""


def number(value: float) -> dict[str, Any]:
    """A shadow for a toolbox entry: the number block."""
    return {"shadow": {"type": "math_number", "fields": {"NUM": value}}}


def text(zh: str, en: str | None = None) -> dict[str, Any]:
    """A shadow for a toolbox entry: the text block, by language."""
    return {"shadow": {"type": "text", "fields": {"TEXT": (zh, zh if en is None else en)}}}


def variable(name: str) -> dict[str, Any]:
    """A shadow for a toolbox entry: the variable block (`variables_get` alone may be a shadow with a variable), by
    language.
    """
    named = (localize_variable(name, "zh"), name)
    return {"shadow": {"type": "variables_get", "fields": {"VAR": {"name": named, "type": ""}}}}


def _find_imported(template: str) -> list[str]:
    return [name for name in free_names(template) if not hasattr(builtins, name)]


def _find_block_problems(block: Block) -> Iterator[str]:
    declared = [hole.name for hole in block.holes] + (["items"] if block.items else [])
    names = declared + [option.name for option in block.optional_inputs]
    if len(set(names)) != len(names) or any(not name.isidentifier() or iskeyword(name) for name in names):
        yield f"holes need names of their own that Python can write: {names}"
    for language, label in (("zh", block.zh), ("en", block.en)):
        if sorted(_HOLE.findall(label)) != sorted(declared):
            yield f"the {language} label has other holes than are declared: {label}"
    if not all(block.help):
        yield "help is missing"
    if (block.shape == "value") != bool(block.gives) or block.shape not in SHAPES:
        yield f"shape {block.shape!r} with gives {block.gives!r}"
    if block.gives and block.gives[0] == "=" and (block.chosen is None or block.chosen.kind != "menu"):
        yield f"gives {block.gives!r}, but has no such menu"
    if [bool(block.emit), bool(block.python), bool(block.templates)].count(True) != 1:
        yield "either a template, or templates by a menu, or an emit function"
    if block.templates and not block.template_menu:
        yield f"no menu has the values {[*block.templates]}"
    for template in [block.python] if block.python else block.templates.values():
        yield from _find_template_problems(block, template, [name for name in declared if name != block.template_menu])
    for option in block.optional_inputs:
        if not option.label:
            yield f"optional input {option.name} has no label"
        if (option.available_for or option.goes_with) and not (block.hole("backbone") or block.hole("model")):
            yield f"optional input {option.name} hangs on a model, and the block has none"


def _find_template_problems(block: Block, template: str, declared: list[str]) -> Iterator[str]:
    own = {"body"} if block.shape in ("hat", "loop") else set()
    own |= {"handler"} if block.handler else set()
    if unknown := set(_HOLE.findall(block.handler)) - set(declared):
        yield f"the handler's name has holes that are not declared: {unknown}"
    own |= {"more"} if block.optional_inputs else set()
    if holes_of(template) - MODULES != set(declared) | own:
        yield f"the template has other holes than the label: {template}"
    if bool(_find_imported(template) or block.chosen) != bool(block.module):
        yield f"module {block.module!r}, but the template imports {_find_imported(template)}"
