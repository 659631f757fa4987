"""Blocks that were read from a text take the place of those that were there: what did not change stays what it was."""

import uuid
from collections import Counter
from collections.abc import Hashable, Iterator
from typing import Any

from sunmao.blocks import RENAMED, find_block
from sunmao.codegen.alignment import find_gaps, match_equal
from sunmao.codegen.block_plans import get_plan
from sunmao.codegen.kept_text.program_text import ProgramText
from sunmao.codegen.kept_text.same_program import is_same_program
from sunmao.codegen.program import CompiledProgram, compile_workspace
from sunmao.codegen.reading.source import Json
from sunmao.codegen.stacks import sort_stacks
from sunmao.codegen.workspace import read_workspace

GAP = 200  # pixels below the lowest stack
LOOKS = ("x", "y", "collapsed", "inline", "deletable", "movable", "editable", "data", "icons")


def match_blocks(read: Json, program: CompiledProgram, before: Json) -> Json:
    """The workspace that a text was read into, made of the blocks of the one before as far as their lines say the same:
    those keep their ids and places, whether they are folded, and what stands in them. A block of the same type in the
    place of another keeps its id. Switched-off blocks stay below the block that they stood below, and stacks that do
    not run are not touched.

    read, program: the new workspace and what it compiles to. before: the one that is shown; it is not changed, and
    nothing of it is taken where it is no workspace that Blockly saved.
    """
    if not _is_saved(before):
        return read
    matched = _Matching(read, program, before)
    for make in (matched.match, matched.match_types, matched.renew):
        made = make()
        if _is_same(compile_workspace(made).python, program.python):
            return made
    return read


class _Matching:
    """old: what the workspace before compiles to; found: what is read of it. ids, functions: what the read one calls
    variables and functions → the ids and names of before.
    """

    def __init__(self, read: Json, program: CompiledProgram, before: Json) -> None:
        self.read = read
        self.before = {key: value for key, value in before.items() if key != "python"}
        self.old = compile_workspace(self.before)
        self.old_said, self.new_said = list_said(self.old), list_said(program)
        self.found = read_workspace(self.before)
        named = {variable.name: variable.id for variable in self.found.variables.values()}
        named |= {name: id for id, name in self.old.variable_names.items()}
        self.ids = {each["id"]: named.get(each["id"]) or _make_id() for each in read["variables"]}
        self.functions = {python: name for name, python in self.old.function_names.items()}
        self.moved = self._find_moved()
        self.used: set[str] = set()
        self.types_only = False

    def match_types(self) -> Json:
        """As `match`, but no old block stays for what it says alone: it may bring what the text now has itself."""
        self.used, self.types_only = set(), True
        return self.match()

    def match(self) -> Json:
        """The new workspace out of the old one."""
        running, resting = self._sort_tops()
        mains = [top for top in running if not _is_hat(top) or top["type"] == "program_start"]
        events = [top for top in running if top not in mains]
        new_main, *new_events = self.read["blocks"]["blocks"]
        tops = self._match_main(mains, new_main)
        pairs = self._match_events(events, new_events)
        lowest = max((_get_y(top) for top in [*running, *resting]), default=0)
        for place, top in enumerate(new_events):
            if place in pairs:
                tops.append(self._match_chain(pairs[place], top))
            else:
                lowest += GAP
                tops.append(self._renew(top) | {"y": lowest})
        return self._make([*tops, *resting])

    def _match_events(self, old: list[Json], new: list[Json]) -> dict[int, Json]:
        """The place of each new hat and function → the old one: first what says the same, then functions of the same
        name, then what is of the same type.
        """
        free = [*old]
        found: dict[int, Json] = {}
        for describe in (self._describe_whole, self._describe_name, self._describe_type):
            waiting = [place for place in range(len(new)) if place not in found]
            keys = [describe(top, self.old_said) for top in free]
            pairs = match_equal(keys, [describe(new[place], self.new_said) for place in waiting])
            found |= {waiting[to]: free[at] for at, to in pairs if keys[at] is not None}
            free = [top for top in free if all(top is not each for each in found.values())]
        return found

    def renew(self) -> Json:
        """The new workspace as it was read, beside the stacks of the old one that do not run."""
        self.used, self.moved = set(), {}
        return self._make([*map(self._renew, self.read["blocks"]["blocks"]), *self._sort_tops()[1]])

    def _make(self, tops: list[Json]) -> Json:
        variables = self.before.get("variables", [])
        gone = self.old.variable_names.keys() - {*self.ids.values()} - {*_iter_variables(tops)}
        known = {each.get("id") for each in variables}
        variables = [each for each in variables if each.get("id") not in gone]
        variables += [{"id": id, "name": name} for name, id in self.ids.items() if id not in known]
        whole = {"languageVersion": 0, **self.before.get("blocks", {}), "blocks": tops}
        return {**self.before, "blocks": whole, "variables": variables}

    def _sort_tops(self) -> tuple[list[Json], list[Json]]:
        """The stacks of the old workspace that run, from the top, and those that do not."""
        stacks = sort_stacks(self.found.tops, [])
        running = [*stacks.main, *stacks.hats, *stacks.definitions.values()]
        heads = {id(node.top.raw) for node in running}
        raws = [node.raw for node in self.found.tops]
        return [raw for raw in raws if id(raw) in heads], [raw for raw in raws if id(raw) not in heads]

    def _match_main(self, old: list[Json], new: Json) -> list[Json]:
        """The stacks that run from top to bottom; a new statement goes where the one before it stands."""
        if not old:
            return [self._renew(new)]
        chains = [_list_chain(top) for top in old]
        heads = [chain.pop(0) if chain[0]["type"] == "program_start" else None for chain in chains]
        owners = [number for number, chain in enumerate(chains) for _ in chain]
        made: list[list[Json]] = [[] for _ in chains]
        at = 0
        statements = _list_chain(new)[1:]
        for block, place in self._match_stack([block for chain in chains for block in chain], statements):
            at = at if place is None else owners[place]
            made[at].append(block)
        heads = [
            head and self._keep_comment(head, chain, blocks)
            for head, chain, blocks in zip(heads, chains, made, strict=True)
        ]
        stacks = [[*([head] if head else []), *blocks] for head, blocks in zip(heads, made, strict=True)]
        places = [{"x": top.get("x", 0), "y": top.get("y", 0)} for top in old]
        return [_chain(blocks) | place for blocks, place in zip(stacks, places, strict=True) if blocks]

    def _keep_comment(self, head: Json, old: list[Json], new: list[Json]) -> Json:
        """A start with its comment, which the text has above the first statement; without it where that is another."""
        above, now = ([block.get("id") for block in chain[:1]] for chain in (old, new))
        same = above == now and all(
            one.get("icons") == other.get("icons") for one, other in zip(old[:1], new, strict=False)
        )
        return head if same or "icons" not in head else head | {"icons": _set_comment(head["icons"], None)}

    def _match_chain(self, old: Json, new: Json) -> Json:
        """A hat or a function with what hangs below it."""
        first, *rest = _list_chain(new)
        old_first, *old_rest = _list_chain(old)
        blocks = [self._match_block(old_first, first), *(block for block, _ in self._match_stack(old_rest, rest))]
        return _chain(blocks)

    def _match_stack(self, old: list[Json], new: list[Json]) -> list[tuple[Json, int | None]]:
        """The blocks of a stack, each with the place of the old one that it was."""
        shown = [place for place, block in enumerate(old) if self._says(block)]
        said = [self.old_said[old[place]["id"]][1] for place in shown]
        new_said = [self.new_said.get(block["id"], ((), ""))[1] for block in new]
        exact = match_equal(said, new_said)
        found = {to: shown[at] for at, to in exact}
        for left, right in find_gaps(exact, len(shown), len(new)):
            kinds = [_get_type(old[shown[at]]) for at in left]
            for at, to in match_equal(kinds, [_get_type(new[to]) for to in right]):
                if new_said[right[to]] not in self.moved:
                    found[right[to]] = shown[left[at]]
        made: list[tuple[Json, int | None]] = []
        for place, block in enumerate(new):
            if place in found:
                made.append((self._match_block(old[found[place]], block), found[place]))
            elif (before := self.moved.get(new_said[place])) is not None:
                made.append((self._match_block(before, block), None))
            else:
                made.append((self._renew(_cut(block)), None))
        for place in range(len(old)):
            if place not in shown:
                above = [at for at, (_, was) in enumerate(made) if was is not None and was < place]
                made.insert(above[-1] + 1 if above else 0, (_cut(old[place]), place))
        return made

    def _match_block(self, old: Json, new: Json) -> Json:
        """A block without what hangs below it: the old one where it says the same, else the new one in its looks."""
        comments, said = self.old_said.get(old["id"], ((), None))
        new_comments, new_said = self.new_said.get(new["id"], ((), ""))
        if old["id"] in self.used:
            return self._renew(_cut(new))
        if said == new_said and not self.types_only:
            made = _cut(old)
        else:
            made = self._take_looks(old, self._rename(_cut(new)))
            made["inputs"] = self._match_inputs(old, new)
        self.used |= {block["id"] for block in _iter_inside(made) if "id" in block}
        if comments != new_comments:
            made["icons"] = _set_comment(made.get("icons"), new.get("icons"))
        return made

    def _match_inputs(self, old: Json, new: Json) -> Json:
        made: Json = {}
        for name, slot in new["inputs"].items():
            inner = slot.get("block") or slot.get("shadow")
            was = old.get("inputs", {}).get(name, {})
            old_inner = was.get("block") or was.get("shadow")
            if inner is None:
                continue
            if is_statement(inner):
                blocks = self._match_stack(_list_chain(old_inner) if old_inner else [], _list_chain(inner))
                made[name] = {"block": _chain([block for block, _ in blocks])}
            elif old_inner is None:
                made |= {} if inner["type"] == "logic_null" else {name: self._renew_slot(slot)}
            elif _get_type(old_inner) == inner["type"]:
                key = "block" if was.get("block") else "shadow"
                made[name] = {**was, key: self._match_value(old_inner, inner)}
            else:
                made[name] = {**({"shadow": was["shadow"]} if "shadow" in was else {}), "block": self._renew(inner)}
        return made

    def _match_value(self, old: Json, new: Json) -> Json:
        """A value block of the same type."""
        if old.get("id") in self.used:
            return self._renew(new)
        made = self._take_looks(old, self._rename(new))
        self.used.add(made["id"])
        return made | {"inputs": self._match_inputs(old, new)}

    def _take_looks(self, old: Json, new: Json) -> Json:
        """The new block with the id and the looks of the old one."""
        defines = new["type"].startswith("procedures_def")  # what a function keeps for itself, the new text says
        looks = {key: old[key] for key in LOOKS if key in old and not (defines and key == "data")}
        return {**new, "id": old.get("id") or _make_id(), **looks}

    def _renew(self, new: Json) -> Json:
        """A block with all inside and below it, under new ids; statements inside that stood elsewhere keep theirs."""
        blocks = [{**self._rename(block), "id": _make_id()} for block in _list_chain(new)]
        for block in blocks:
            block["inputs"] = {name: self._renew_slot(slot) for name, slot in block["inputs"].items()}
        return _chain(blocks)

    def _renew_slot(self, slot: Json) -> Json:
        return {key: self._renew_inner(inner) for key, inner in slot.items()}

    def _renew_inner(self, inner: Json) -> Json:
        if not is_statement(inner):
            return self._renew(inner)
        return _chain([block for block, _ in self._match_stack([], _list_chain(inner))])

    def _rename(self, new: Json) -> Json:
        """A block with the variables and functions as the old workspace calls them."""
        made = {**new, "fields": {name: self._rename_field(value) for name, value in new["fields"].items()}}
        extra = new.get("extraState")
        if isinstance(extra, dict) and "params" in extra and isinstance(extra["params"], list):
            params = [
                {**each, "id": self.ids.get(each.get("id"))} if isinstance(each, dict) else each
                for each in extra["params"]
            ]
            made["extraState"] = {**extra, "params": params}
        if new["type"].startswith("procedures_def") and "NAME" in new["fields"]:
            made["fields"]["NAME"] = self.functions.get(new["fields"]["NAME"], new["fields"]["NAME"])
        elif new["type"].startswith("procedures_call") and isinstance(extra, dict):
            made["extraState"] = {**made["extraState"], "name": self.functions.get(extra["name"], extra["name"])}
        return made

    def _rename_field(self, value: Any) -> Any:
        return {"id": self.ids.get(value["id"], value["id"])} if isinstance(value, dict) and "id" in value else value

    def _find_moved(self) -> dict[str, Json]:
        """Map the text of each statement that occurs once in the old program and once in the new to its old block."""
        old = [node.raw for node in self.found.nodes if node.id in self.old_said]
        new = [block for top in self.read["blocks"]["blocks"] for block in _iter_inside(top)]
        said = [(self.old_said[block["id"]][1], block) for block in old if is_statement(block) and not _is_hat(block)]
        new_said = [
            self.new_said[block["id"]][1] for block in new if is_statement(block) and block["id"] in self.new_said
        ]
        counts, new_counts = Counter(text for text, _ in said), Counter(new_said)
        return {text: block for text, block in said if counts[text] == 1 == new_counts[text]}

    def _says(self, block: Json) -> bool:
        return block.get("id") in self.old_said

    def _describe_whole(self, top: Json, said: dict[str, Any]) -> Hashable:
        return _get_type(top), *(said.get(block.get("id", ""), ((), ""))[1] for block in _list_chain(top))

    def _describe_name(self, top: Json, said: dict[str, Any]) -> Hashable:
        name: str | None = top.get("fields", {}).get("NAME")
        return self.old.function_names.get(name, name) if name and said is self.old_said else name

    def _describe_type(self, top: Json, said: dict[str, Any]) -> Hashable:
        return _get_type(top)


def _is_saved(workspace: Json) -> bool:
    """Whether a workspace has the form in which Blockly saves one."""
    blocks, variables = workspace.get("blocks", {}), workspace.get("variables", [])
    tops = blocks.get("blocks", []) if isinstance(blocks, dict) else None
    if not isinstance(tops, list) or not isinstance(variables, list):
        return False
    if not all(isinstance(each, dict) and isinstance(each.get("id", ""), str) for each in variables):
        return False
    waiting = [*tops]
    while waiting:
        block = waiting.pop()
        if not isinstance(block, dict) or not isinstance(block.get("type"), str):
            return False
        parts = [block.get(name, {}) for name in ("inputs", "fields", "next", "icons")]
        if not all(isinstance(part, dict) for part in parts) or not isinstance(block.get("id", ""), str):
            return False
        slots = [*parts[0].values(), parts[2]]
        if not all(isinstance(slot, dict) for slot in slots) or not isinstance(parts[3].get("comment", {}), dict):
            return False
        waiting += [inner for slot in slots for name, inner in slot.items() if name in ("block", "shadow")]
    return True


def _iter_variables(tops: list[Json]) -> Iterator[str]:
    """The ids of the variables in the fields of some stacks, and of the parameters of functions."""
    for top in tops:
        for block in _iter_inside(top):
            values = [*block.get("fields", {}).values()]
            extra = block.get("extraState")
            values += extra["params"] if isinstance(extra, dict) and isinstance(extra.get("params"), list) else []
            yield from (each["id"] for each in values if isinstance(each, dict) and isinstance(each.get("id"), str))


def _is_same(made: str, text: str) -> bool:
    """Whether both are the same program with the same comments: functions may stand in another order."""
    if made == text:
        return True
    one, other = ProgramText(made), ProgramText(text)
    return is_same_program(one, other) and sorted(one.comments.values()) == sorted(other.comments.values())


def list_said(program: CompiledProgram) -> dict[str, tuple[tuple[str, ...], str]]:
    """The id of each block → the comments above its lines, and its lines without their indent."""
    lines = program.python.split("\n")
    found = {}
    for block, (first, last) in program.blocks.items():
        top = first - 1
        while top and program.lines[top - 1] == block and lines[top - 1].lstrip().startswith("#"):
            top -= 1
        comments = tuple(line.strip() for line in lines[top : first - 1])
        if block is not None:
            indent = lines[first - 1][: -len(lines[first - 1].lstrip()) or None]
            # Not `textwrap.dedent`, for which lines of spaces are all the same.
            found[block] = comments, "\n".join(line.removeprefix(indent) for line in lines[first - 1 : last])
    return found


def _list_chain(top: Json) -> list[Json]:
    """A block and those below it."""
    found: list[Json] = []
    block: Json | None = top
    while block:
        found.append(block)
        block = block.get("next", {}).get("block")
    return found


def _chain(blocks: list[Json]) -> Json:
    """One below the other. Returns: the first."""
    below: Json | None = None
    for block in reversed(blocks):
        below = {**_cut(block), **({"next": {"block": below}} if below else {})}
    return below or {}


def _cut(block: Json) -> Json:
    """A block without those below it."""
    return {key: value for key, value in block.items() if key != "next"}


def _iter_inside(block: Json) -> Iterator[Json]:
    waiting = [block]
    while waiting:
        each = waiting.pop()
        yield each
        slots = [*each.get("inputs", {}).values(), each.get("next", {})]
        waiting += [inner for slot in slots for name, inner in slot.items() if name in ("block", "shadow")]


def _set_comment(icons: Json | None, new: Json | None) -> Json:
    """The icons of a block, with another comment."""
    rest = {key: value for key, value in (icons or {}).items() if key != "comment"}
    return rest if not new else {**rest, "comment": {**(icons or {}).get("comment", {}), **new["comment"]}}


def is_statement(block: Json) -> bool:
    """Whether a block is one of a stack, and no value."""
    declaration = find_block(_get_type(block))
    return declaration is not None and declaration.output is None


def _is_hat(block: Json) -> bool:
    plan = get_plan(_get_type(block))
    return bool(plan and plan.hat) or bool(plan and plan.declaration.definition)


def _get_type(block: Json) -> str:
    written: str = block["type"]
    return RENAMED.get(written, written)


def _get_y(block: Json) -> float:
    y = block.get("y", 0)
    return y if isinstance(y, (int, float)) else 0


def _make_id() -> str:
    return uuid.uuid4().hex[:20]
