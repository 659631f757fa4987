"""A whole program in the lines and the order of a text: imports and functions stay where the text has them."""

import ast
from collections.abc import Iterator

from sunmao.codegen.kept_text.merge import Line, Merge
from sunmao.codegen.kept_text.program_text import Item
from sunmao.codegen.kept_text.same_program import get_function_name, is_brought, is_import, list_names

BEFORE, AT, AFTER = range(3)  # a statement of the text

Found = tuple[Item, Item | None, bool]  # our statement, the one of the text, and whether all of it is the same


class ProgramMerge(Merge):
    """The top levels of a printed program and of a text."""

    def merge(self, owned: set[int]) -> list[Line]:
        """What did not change as the text has it, what did as it is printed.

        owned: the lines of the printed program that belong to a block.
        """
        items = self.ours.list_items(self.ours.tree.body, 1)
        others = self.theirs.list_items(self.theirs.tree.body, 1)
        brought = [item for item in items if is_import(item.nodes[0]) and item.first not in owned]
        defined = {name: item for item in items if (name := get_function_name(item.nodes[0]))}
        rest = [item for item in items if item not in brought and item not in defined.values()]
        imports = _find_imports(others, rest)
        needed = {name for item in brought for name in _list_names(item)}
        handed = _hand_on_comments(others, imports)
        for other in others[-1:]:
            other.comments += self.theirs.list_last_comments(others)
        names = {place: get_function_name(other.nodes[0]) for place, other in enumerate(others)}
        functions = {place: defined.pop(name) for place, name in names.items() if name in defined}
        places = [place for place in range(len(others)) if place not in imports and place not in functions]
        aligned = self.align(rest, [others[place] for place in places])
        pairs = {place: self.align([item], [others[place]])[0] for place, item in functions.items()}

        start = places[0] if places else len(others)
        order: list[tuple[tuple[int, int], Found]] = []
        place_of = {id(others[place]): place for place in places}
        following = start
        for item, found, exact in aligned:
            if found is None:
                order.append(((following, BEFORE), (item, None, False)))
                continue
            place = place_of[id(found)]
            pairs[place] = item, found, exact
            order.append(((place, AT), (item, found, exact)))
            following = next((each for each in places if each > place), len(others))
        last = (max(functions), AFTER) if functions and max(functions) < start else (start, BEFORE)
        new: list[tuple[tuple[int, int], Found]] = [(last, (item, None, False)) for item in defined.values()]
        for place, item in functions.items():
            early = _is_called(item, [one for key, (one, _, same) in order if key < (place, AT) and not same])
            new.append(((start, BEFORE) if early else (place, AT), pairs[place]))
        order = [*new, *order]

        begin = {place: said for place, said in handed.items() if _begins(pairs.get(place), said)}
        skips = {id(pairs[place][0]): len(said) for place, said in begin.items()}
        entries = [(key, [*self.print_item(*each, "", skip=skips.get(id(each[0]), 0))]) for key, each in order]
        receiver = _find_receivers(len(others), imports)
        for place in imports:
            to = pairs.get(receiver[place])
            used, commented = _list_names(others[place]) <= needed, bool(to and (to[2] or id(to[0]) in skips))
            entries.append(((place, AT), [*self._print_import(others[place], used, commented)]))
        known = {name for place in imports if (has := _list_names(others[place])) <= needed for name in has}
        if lacking := [*self._print_imports(brought, known)]:
            entries.append(((max(imports), AFTER) if imports else (-1, AT), lacking))
        lines = [line for _, each in sorted(entries, key=lambda entry: entry[0]) for line in each]
        while lines and not lines[0][0].strip() and self.theirs.lines[0].strip():
            del lines[0]
        whole = len(others) - 1 in pairs and pairs[len(others) - 1][2]
        tail = self.theirs.lines[others[-1].last :] if whole else [""]
        return [*lines, *((text, 0) for text in tail)]

    def _print_import(self, item: Item, used: bool, commented: bool) -> Iterator[Line]:
        """An import of the text: gone where nothing uses it. commented: whether its comments stand here, too."""
        for line in range(item.lead, item.first):
            if commented or line not in self.theirs.comments:
                yield self.theirs.lines[line - 1], 0
        if used and (commented or not self.theirs.has_comments(item.first, item.last)):
            yield from ((self.theirs.lines[line - 1], 0) for line in range(item.first, item.last + 1))
        elif used:
            yield from ((ast.unparse(node), 0) for node in item.nodes)
        elif commented:
            own = (line for line in range(item.first, item.last + 1) if line in self.theirs.comments)
            yield from ((f"# {self.theirs.comments[line]}", 0) for line in own)

    def _print_imports(self, brought: list[Item], known: set[tuple[str, str, str | None]]) -> Iterator[Line]:
        """What the blocks need and the text does not bring yet."""
        for item in brought:
            lacking = _list_names(item) - known
            if lacking == _list_names(item):
                yield from ((self.ours.lines[line - 1], line) for line in range(item.first, item.last + 1))
            elif lacking:
                yield f"from {next(iter(lacking))[0]} import {', '.join(sorted(name for _, name, _ in lacking))}", 0


def _begins(found: Found | None, said: list[str]) -> bool:
    """Whether a statement still has the comments that were handed on to it."""
    return found is not None and found[0].comments[: len(said)] == said


def _is_called(function: Item, changed: list[Item]) -> bool:
    """Whether some lines call a function."""
    name = get_function_name(function.nodes[0])
    return any(isinstance(each, ast.Name) and each.id == name for item in changed for each in ast.walk(item.nodes[0]))


def _list_names(item: Item) -> set[tuple[str, str, str | None]]:
    return {name for node in item.nodes if is_import(node) for name in list_names(node)}


def _find_imports(others: list[Item], rest: list[Item]) -> list[int]:
    """The places of the imports in the text that the blocks bring."""
    typed = {ast.dump(item.nodes[0]) for item in rest}  # by the child, in blocks of Python
    return [
        place
        for place, other in enumerate(others)
        if all(map(is_brought, other.nodes)) and ast.dump(other.nodes[0]) not in typed
    ]


def _find_receivers(count: int, imports: list[int]) -> dict[int, int]:
    """The place of an import → of the next statement that is none of them."""
    return {place: next((each for each in range(place, count) if each not in imports), -1) for place in imports}


def _hand_on_comments(others: list[Item], imports: list[int]) -> dict[int, list[str]]:
    """Adds the comments of imports to those of the next statement, where blocks have them. Returns: its place → they."""
    handed: dict[int, list[str]] = {}
    for place, receiver in _find_receivers(len(others), imports).items():
        if receiver >= 0 and others[place].comments:
            handed.setdefault(receiver, []).extend(others[place].comments)
    for receiver, said in handed.items():
        others[receiver].comments = said + others[receiver].comments
    return handed
