"""A whole program in the lines and the order of a text: imports and functions stay where the text has them."""

import ast
from collections.abc import Iterator

from sunmao.codegen.kept_text.merge import Line, Merge
from sunmao.codegen.kept_text.program_text import Item
from sunmao.codegen.kept_text.same_program import Name, get_function_name, is_brought, is_import, list_names

BEFORE, AT, AFTER = range(3)  # a statement of the text

Place = tuple[int, int]  # the number of a statement of the text, and one of these three
Found = tuple[Item, Item | None, bool]  # our statement, the one of the text, and whether all of it is the same


class ProgramMerge(Merge):
    """The top levels of a printed program and of a text."""

    def merge(self, owned: set[int]) -> list[Line]:
        """Merge the programs: unchanged statements as the text has them, changed ones as they are printed.

        owned: the lines of the printed program that belong to a block.
        """
        items = self.ours.list_items(self.ours.tree.body, 1)
        others = self.theirs.list_items(self.theirs.tree.body, 1)
        brought = [item for item in items if is_import(item.nodes[0]) and item.first not in owned]
        defined = {name: item for item in items if (name := get_function_name(item.nodes[0]))}
        own = {id(item) for item in [*brought, *defined.values()]}
        rest = [item for item in items if id(item) not in own]
        imports = _find_imports(others, rest)
        handed = _hand_on_comments(others, imports)
        for other in others[-1:]:
            other.comments += self.theirs.list_last_comments(others)
        order = self._order(rest, defined, others, {*imports})
        place_of = {id(other): place for place, other in enumerate(others)}
        pairs = {place_of[id(found[1])]: found for _, found in order if found[1] is not None}

        begin = {place: said for place, said in handed.items() if _begins(pairs.get(place), said)}
        skips = {id(pairs[place][0]): len(said) for place, said in begin.items()}
        entries = [(place, [*self.print_item(*each, "", skip=skips.get(id(each[0]), 0))]) for place, each in order]
        entries += self._place_imports(others, imports, brought, pairs, skips)
        lines = [line for _, each in sorted(entries, key=lambda entry: entry[0]) for line in each]
        while lines and not lines[0][0].strip() and self.theirs.lines[0].strip():
            del lines[0]
        whole = len(others) - 1 in pairs and pairs[len(others) - 1][2]
        tail = self.theirs.lines[others[-1].last :] if whole else [""]
        return [*lines, *((text, 0) for text in tail)]

    def _order(
        self, rest: list[Item], defined: dict[str, Item], others: list[Item], imports: set[int]
    ) -> list[tuple[Place, Found]]:
        """Determine the places of our statements: at those of the text, new ones before the next of them; functions
        where the text has them, or before new lines that call them.
        """
        names = {place: get_function_name(other.nodes[0]) for place, other in enumerate(others)}
        functions = {place: defined[name] for place, name in names.items() if name in defined}
        places = [place for place in range(len(others)) if place not in imports and place not in functions]
        after = dict(zip(places, [*places[1:], len(others)], strict=True))
        place_of = {id(others[place]): place for place in places}
        start = following = places[0] if places else len(others)
        order: list[tuple[Place, Found]] = []
        for item, other, exact in self.align(rest, [others[place] for place in places]):
            place = (following, BEFORE) if other is None else (place_of[id(other)], AT)
            following = following if other is None else after[place[0]]
            order.append((place, (item, other, exact)))
        found: list[tuple[Place, Found]] = []
        last = (max(functions), AFTER) if functions and max(functions) < start else (start, BEFORE)
        there = {id(item) for item in functions.values()}
        found += [(last, (item, None, False)) for item in defined.values() if id(item) not in there]
        for at, item in functions.items():
            early = _is_called(item, [one for place, (one, _, same) in order if place < (at, AT) and not same])
            found.append(((start, BEFORE) if early else (at, AT), self.align([item], [others[at]])[0]))
        return [*found, *order]

    def _place_imports(
        self,
        others: list[Item],
        imports: list[int],
        brought: list[Item],
        pairs: dict[int, Found],
        skips: dict[int, int],
    ) -> Iterator[tuple[Place, list[Line]]]:
        """The imports of the text that the blocks still need, and below them those that it lacks."""
        needed = {name for item in brought for name in _list_names(item)}
        known: set[Name] = set()
        receiver = _find_receivers(len(others), imports)
        for place in imports:
            to = pairs.get(receiver[place])
            names = _list_names(others[place])
            known |= names if names <= needed else set()
            commented = bool(to and (to[2] or id(to[0]) in skips))
            yield (place, AT), [*self._print_import(others[place], names <= needed, commented)]
        yield (max(imports), AFTER) if imports else (-1, AT), [*self._print_imports(brought, known)]

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

    def _print_imports(self, brought: list[Item], known: set[Name]) -> Iterator[Line]:
        """Print the imports that the blocks need and the text does not have yet."""
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


def _list_names(item: Item) -> set[Name]:
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
