"""Writes the page's types of what it is sent: the events of a run from the dataclasses of `sunmao.protocol`, and what
the routes answer from those of `sunmao.server.answers` and `sunmao.blocks.vocabulary`.

Run `python -m checks.generate_types` after a change of a message or an answer; with `--check` the exit status is 1 where
a file is not up to date.
"""

import dataclasses
import functools
import inspect
import json
import operator
import re
import sys
import textwrap
import types
import typing
from pathlib import Path
from typing import Any

from sunmao.blocks import vocabulary
from sunmao.protocol import learning_messages, messages
from sunmao.protocol.codec import get_optional_fields
from sunmao.server.answers import (
    datasets,
    devices,
    explanations,
    jobs,
    labeling,
    models,
    motions,
    programs,
    projects,
    runs,
    session,
    stage,
    tables,
    teach,
)

FOLDER = Path(__file__).resolve().parents[1] / "static" / "src" / "lib"
WIDTH = 120
# Each file with the modules whose dataclasses and named types it holds.
SOURCES: dict[str, tuple[types.ModuleType, ...]] = {
    "messages.ts": (messages, learning_messages),
    "types.ts": (session, runs, projects, programs, models, explanations, stage),
    "dataset_types.ts": (datasets, labeling, jobs, teach, motions, tables),
    "board_types.ts": (devices,),
    "vocabulary.ts": (vocabulary,),
}
KINDS = {**messages.KINDS, **learning_messages.KINDS}
# Between the studio and the program; the page never sees them.
HIDDEN_KINDS = {*(kind.kind for kind in messages.FROM_STUDIO), "reach"}
# The studio keeps these itself and sends something smaller in their place.
HIDDEN_FIELDS = {"image": {"data"}}
SCALARS = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null", typing.Any: "unknown"}
HEAD = f"""/** Another one is another program: an old page, an old studio. */
export const PROTOCOL_VERSION = {messages.PROTOCOL_VERSION};

/** The states of a run that has ended. */
export const OUTCOMES: readonly string[] = {json.dumps(messages.OUTCOMES).replace('"', "'")};

/** seq counts the events of a run from 1; t: seconds since it began. */
interface Numbered {{
  seq: number;
  t: number;
}}"""


class TypeWriter:
    """Writes TypeScript for annotations, dataclasses and typed dictionaries."""

    def __init__(self, sources: dict[str, tuple[types.ModuleType, ...]]) -> None:
        self._aliases: dict[typing.Any, str] = {}  # a named type → its name
        self._files: dict[typing.Any, str] = {}  # a type → the file that holds it
        for file, modules in sources.items():
            for module in modules:
                for name, value in vars(module).items():
                    if is_alias(value) and value not in self._aliases:
                        self._aliases[value] = name
                        self._files[value] = file
                    elif is_record(value, module):
                        self._files[value] = file
        self._used: set[typing.Any] = set()

    def write(self, file: str, modules: tuple[types.ModuleType, ...]) -> str:
        """The text of a file. Raises ValueError for an annotation that has no counterpart."""
        self._used = set()
        parts = [
            self._alias(name, self._convert_hint(of)) for of, name in self._aliases.items() if file == self._files[of]
        ]
        for module in modules:
            for kind in vars(module).values():
                if is_record(kind, module) and getattr(kind, "kind", None) not in HIDDEN_KINDS:
                    parts.append(self.interface(kind))
        if file == "messages.ts":
            union = "\n".join(f"  | {kind.__name__}Event" for kind in KINDS.values() if kind.kind not in HIDDEN_KINDS)
            parts = [HEAD, *parts, f"export type RunEvent =\n{union};"]
        text = "\n\n".join(parts)
        names = ", ".join(f"`{module.__name__.replace('.', '/')}.py`" for module in modules)
        head = comment(f"Generated from {names} by `checks/generate_types.py`: change them there.")
        imports = "\n".join(self._imports(file))
        return "\n\n".join(filter(None, [head, imports, text])) + "\n"

    def interface(self, kind: type) -> str:
        """One dataclass or typed dictionary; a message is numbered when the page sees it."""
        word, hints = getattr(kind, "kind", None), typing.get_type_hints(kind, include_extras=True)
        # What is None in a nested row is left out.
        missing = get_optional_fields(kind) if dataclasses.is_dataclass(kind) and not word else ()
        lines = [f"  kind: '{word}';"] if word else []
        for field, hint in hints.items():
            if typing.get_origin(hint) is typing.ClassVar or field in HIDDEN_FIELDS.get(word or "", ()):
                continue
            text = self.typescript(hint, field)
            optional = field in getattr(kind, "__optional_keys__", ())
            if field in missing:
                text, optional = text.removesuffix(" | null"), True
            lines.append(f"  {field}{'?' if optional else ''}: {text};")
        given = ", ".join(f"{each.__name__} = unknown" for each in getattr(kind, "__parameters__", ()))
        name = name_of(kind) + (f"<{given}>" if given else "") + (" extends Numbered" if word else "")
        return "\n".join([comment(inspect.getdoc(kind) or ""), f"export interface {name} {{", *lines, "}"])

    def typescript(self, hint: Any, field: str = "") -> str:
        """An annotation; by its name where it has one."""
        if hint in self._aliases:
            self._used.add(hint)
            return self._aliases[hint]
        return self._convert_hint(hint, field)

    def _convert_hint(self, hint: Any, field: str = "") -> str:
        origin, parts = typing.get_origin(hint), typing.get_args(hint)
        if hint in SCALARS:
            return SCALARS[hint]
        if isinstance(hint, typing.TypeVar):
            return hint.__name__
        if isinstance(hint, typing.NewType):
            return self.typescript(hint.__supertype__, field)
        if dataclasses.is_dataclass(hint) or typing.is_typeddict(hint):
            self._used.add(hint)
            return name_of(hint)
        if origin is typing.NotRequired:
            return self.typescript(parts[0], field)
        if origin is typing.Annotated:
            value = self.typescript(typing.get_args(hint.__origin__)[1], field)
            return f"{{ {'; '.join(f'{key}: {value}' for key in hint.__metadata__)} }}"
        if origin is typing.Literal:
            return " | ".join(json.dumps(part).replace('"', "'") for part in parts)
        if origin in (typing.Union, types.UnionType):
            certain = [part for part in parts if part is not type(None)]
            if len(certain) < len(parts) and (union := functools.reduce(operator.or_, certain)) in self._aliases:
                return f"{self.typescript(union)} | null"
            return " | ".join(dict.fromkeys(self.typescript(part, field) for part in parts))
        if origin is list:
            item = self.typescript(parts[0], field)
            return f"({item})[]" if " | " in re.sub("<.*>", "", item) else f"{item}[]"
        if origin is tuple:
            return f"[{', '.join(self.typescript(part, field) for part in parts)}]"
        if origin is dict:
            record = f"Record<{self.typescript(parts[0], field)}, {self.typescript(parts[1], field)}>"
            return record if parts[0] is str else f"Partial<{record}>"
        raise ValueError(f"{field}: {hint} has no counterpart in TypeScript")

    def _alias(self, name: str, text: str) -> str:
        line = f"export type {name} = {text};"
        return line if len(line) <= WIDTH else f"export type {name} =\n  | {text.replace(' | ', chr(10) + '  | ')};"

    def _imports(self, file: str) -> list[str]:
        others: dict[str, list[str]] = {}
        for hint in self._used:
            if self._files[hint] != file:
                others.setdefault(self._files[hint], []).append(self._aliases.get(hint) or name_of(hint))
        rows = [(sorted(names), f"./{Path(of).stem}") for of, names in sorted(others.items())]
        every = sorted(name for names in others.values() for name in names)
        again = ["\n" + list_names("export type", every, ";")] if every else []
        return [*(list_names("import type", names, f" from '{of}';") for names, of in rows), *again]


def is_record(value: Any, module: types.ModuleType) -> bool:
    """Whether it is a dataclass or a typed dictionary that a module defines."""
    known = dataclasses.is_dataclass(value) or typing.is_typeddict(value)
    return known and value.__module__ == module.__name__


def name_of(kind: type) -> str:
    """Return the name of a class on the page, which has no other class of that name."""
    return f"{kind.__name__}Event" if getattr(kind, "kind", None) else kind.__name__.removesuffix("Json")


def list_names(statement: str, names: list[str], end: str) -> str:
    """An import or export of names, in one line where it fits."""
    line = f"{statement} {{ {', '.join(names)} }}{end}"
    return line if len(line) <= WIDTH else f"{statement} {{\n  {f',{chr(10)}  '.join(names)},\n}}{end}"


def is_alias(value: Any) -> bool:
    """Whether it is a type that has no name of its own."""
    return isinstance(value, typing.NewType) or typing.get_origin(value) in (
        typing.Literal,
        typing.Annotated,
        typing.Union,
        types.UnionType,
        dict,
    )


def comment(text: str) -> str:
    """A documentation comment, wrapped."""
    lines = [
        line
        for part in text.split("\n\n")
        for line in textwrap.wrap(part, WIDTH - 3, break_long_words=False, break_on_hyphens=False)
    ]
    if len(lines) == 1 and len(lines[0]) <= WIDTH - 7:
        return f"/** {lines[0]} */"
    return "\n".join(["/**", *(f" * {line}" for line in lines), " */"])


def generate() -> dict[str, str]:
    """The text of each file."""
    writer = TypeWriter(SOURCES)
    return {file: writer.write(file, modules) for file, modules in SOURCES.items()}


def main(arguments: list[str]) -> int:
    texts = generate()
    old = [
        file for file, text in texts.items() if not (path := FOLDER / file).is_file() or path.read_text("utf-8") != text
    ]
    if "--check" in arguments:
        print(f"Old: {', '.join(old)}: python -m checks.generate_types" if old else "The page's types are up to date.")
        return 1 if old else 0
    for file in old:
        (FOLDER / file).write_text(texts[file], encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
