"""Plans of block types, worked out once from each declaration, so that reading a thousand blocks stays quick."""

from typing import Any

from sunmao.blocks import find_block
from sunmao.blocks.spec import VARIABLE, Block, Check, Declaration
from sunmao.codegen.field_values import make_reader
from sunmao.codegen.template_emit import make_emit


class BlockPlan:
    """Rules by which blocks of one type are read and checked.

    variables: (field, default name) pairs; fields: (field, its reader, default) of the others; sets: (field, type,
    input that gives the type) of the variables that it sets; ranges: inputs that take numbers of a range, or a text
    that is not empty; hat, top, ends: it is a hat, can only stand on top, never has a block below it; output: as
    declared; emit: (node, generator) → Python.
    """

    def __init__(self, declaration: Declaration) -> None:
        self.declaration = declaration
        self.emit = make_emit(declaration) if isinstance(declaration, Block) else declaration.emit
        self.output = declaration.output
        self.output_varies = callable(declaration.output)
        self.hat = declaration.shape == "hat"
        self.top = self.hat or declaration.definition
        self.ends = bool(declaration.cap or declaration.definition)
        kinds = declaration.fields.items()
        self.variables = [(name, _get_default_variable(declaration, name)) for name, kind in kinds if kind == VARIABLE]
        self.fields = [
            (name, make_reader(kind), get_default_field(declaration, name, kind))
            for name, kind in kinds
            if kind != VARIABLE
        ]
        self.sets = [
            (name, *_get_set_type(kind)) for name, kind in declaration.sets.items() if name in declaration.fields
        ]
        takes = {name: _list_checks(check) for name, check in declaration.inputs.items()} | dict.fromkeys(
            declaration.bodies, BODY
        )
        self.ranges = {
            name: hole for name in takes if (hole := declaration.hole(name)) and (hole.least, hole.most) != (None, None)
        }
        self._takes = {name: taken for name, taken in takes.items() if name[-1] != "*"}
        self._numbered = {name[:-1]: taken for name, taken in takes.items() if name[-1] == "*"}

    def takes(self, name: str) -> tuple[str, ...] | None:
        """Return what an input takes: statements (BODY), values of these types (none: any); None for no input."""
        found = self._takes.get(name)
        return self._numbered.get(_split_prefix(name) or "") if found is None and self._numbered else found


BODY = ("statements",)  # what a statement input takes
_PLANS: dict[str, BlockPlan] = {}


def get_plan(type: str) -> BlockPlan | None:
    """The plan of a block type; None for an unknown one."""
    declaration = find_block(type)
    if declaration is None:
        return None
    plan = _PLANS.get(type)
    if plan is None or plan.declaration is not declaration:
        plan = _PLANS[type] = BlockPlan(declaration)
    return plan


def parse_input_index(name: str, prefix: str) -> int | None:
    """12 of ADD12 for the prefix ADD; None where no number of at most five digits stands behind it."""
    number = name[len(prefix) :]
    return int(number) if len(number) <= 5 and number.isascii() and number.isdigit() else None


def get_default_field(declaration: Declaration, name: str, kind: Any) -> Any:
    """Return the value of a field that was not saved with a block."""
    hole = declaration.hole(name)
    if hole is not None and isinstance(hole.default, (str, int, float, bool)):
        return hole.default if kind == "tick" else str(hole.default)
    return {"number": 0, "text": "", "tick": False}.get(kind, kind[0]) if kind else ""


def _get_default_variable(declaration: Declaration, name: str) -> str:
    hole = declaration.hole(name)
    return hole.variable if hole and hole.variable else "item"


def _get_set_type(kind: object) -> tuple[str | None, str | None]:
    """The type that a variable then has, or the input that gives it."""
    if not isinstance(kind, str):
        return None, None
    return (None, kind[1:]) if kind.startswith("=") else (kind, None)


def _list_checks(check: Check) -> tuple[str, ...]:
    return (check,) if isinstance(check, str) else check or ()


def _split_prefix(name: str) -> str | None:
    """ADD of ADD12; None when no number of at most five digits ends it."""
    prefix = name.rstrip("0123456789")
    return prefix if 1 <= len(name) - len(prefix) <= 5 else None
