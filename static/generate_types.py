"""Writes `src/lib/messages.ts`, the page's types of what a running program sends, from the dataclasses of `sunmao.protocol.messages`.

python static/generate_types.py           # after a change of a message
python static/generate_types.py --check   # exit status 1 where the file is not up to date
"""

import dataclasses
import inspect
import re
import sys
import textwrap
import types
import typing
from pathlib import Path

from sunmao.protocol import messages

TARGET = Path(__file__).resolve().parent / "src" / "lib" / "messages.ts"
WIDTH = 120
# Between the studio and the program; the page never sees them.
HIDDEN_KINDS = {"start", "answer", "reached", "stop", "pace", "reach"}
# The studio keeps these itself and sends something smaller in their place.
HIDDEN_FIELDS = {"image": {"data"}}
SCALARS = {str: "string", int: "number", float: "number", bool: "boolean", type(None): "null"}
# Logs that were written before a field was added.
OPTIONAL = {
    "image": {"scores"},
    "training": {"task", "config"},
    "progress": {"memory"},
    "marks": {"digests"},
}
# What Python's annotation does not say: the words that a text can be, and what lists and dictionaries hold.
PRECISE = {
    "output": {"stream": "'stdout' | 'stderr' | 'native'"},
    "line": {"others": "number[]"},
    "values": {"values": "Record<string, string>", "changed": "string[]"},
    "metric": {"values": "Record<string, number | null>"},
    "image": {"scores": "[label: string, share: number][]"},
    "table": {"columns": "string[]", "rows": "Cell[][]"},
    "training": {"parameters": "Record<string, Parameter>", "dataset": "TrainingData"},
    "trained": {"reason": "'finished' | 'early' | 'stopped' | 'error'", "best": "BestEpoch"},
    "marks": {
        "classes": "string[]",
        "matrix": "number[][]",
        "by_class": "number[][]",
        "averages": "Record<string, number>",
        "pictures": "[path: string, truth: number, answer: number, confidence: number][]",
        "digests": "string[]",
    },
    "boxmarks": {
        "classes": "string[]",
        "averages": "Record<string, number | null>",
        "counts": "Partial<Record<MarkKind, number>>",
        "by_class": "(number | null)[][]",
        "curves": "number[][]",
        "pictures": "BoxPicture[]",
    },
    "paintmarks": {
        "classes": "string[]",
        "averages": "Record<string, number>",
        "by_class": "(number | null)[][]",
        "pictures": "[path: string, iou: number | null, missed: number, extra: number, differences: string][]",
    },
    "tagmarks": {
        "classes": "string[]",
        "averages": "Record<string, number | null>",
        "by_class": "(number | null)[][]",
        "pictures": "[path: string, labels: number[], answers: [confidence: number, recognized: number][]][]",
    },
    "numbermarks": {
        "averages": "Record<'mae' | 'rmse' | 'r2' | 'baseline_mae', number>",
        "pictures": "{ path: string; truth: number; answer: number }[]",
    },
    "ask": {"form": "'text' | 'choice' | 'picture' | 'device'", "options": "string[]", "text": "Text | null"},
    "device": {"what": "'board' | 'camera'"},
    "error": {"title": "Text", "hint": "Text"},
    "state": {"state": "RunState", "text": "Text | null"},
}


def generate() -> str:
    """The text of the file. Raises ValueError for a list or dictionary of which `PRECISE` does not say what it holds."""
    shown = [kind for kind in messages.KINDS.values() if kind.kind not in HIDDEN_KINDS]
    interfaces = "\n\n".join(interface(kind) for kind in shown)
    used = sorted(
        {name for name in re.findall(r"\b[A-Z]\w+", "\n".join(types_of(PRECISE))) if name not in ("Record", "Partial")}
    )
    union = "\n".join(f"  | {kind.__name__}Event" for kind in shown)
    return f"""{comment("The events of a run. Generated from `sunmao/protocol/messages.py` by `static/generate_types.py`: change them there.")}

import type {{ {", ".join(used)} }} from './types';

/** Another one is another program: an old page, an old studio. */
export const PROTOCOL_VERSION = {messages.PROTOCOL_VERSION};

/** seq counts the events of a run from 1; t: seconds since it began. */
interface Numbered {{
  seq: number;
  t: number;
}}

{interfaces}

export type RunEvent =
{union};
"""


def types_of(precise: dict) -> list[str]:
    return [text for fields in precise.values() for text in fields.values()]


def interface(kind: type[typing.Any]) -> str:
    """One message. Raises ValueError also where a table above names a field that the message does not have."""
    known = {field.name for field in dataclasses.fields(kind)}
    named = {*PRECISE.get(kind.kind, ()), *OPTIONAL.get(kind.kind, ()), *HIDDEN_FIELDS.get(kind.kind, ())}
    if not named <= known:
        raise ValueError(f"{kind.__name__} has no field {', '.join(sorted(named - known))}")
    lines = [
        comment(inspect.getdoc(kind) or ""),
        f"export interface {kind.__name__}Event extends Numbered {{",
        f"  kind: '{kind.kind}';",
    ]
    for field in dataclasses.fields(kind):
        if field.name in HIDDEN_FIELDS.get(kind.kind, ()):
            continue
        mark = "?" if field.name in OPTIONAL.get(kind.kind, ()) else ""
        lines.append(
            f"  {field.name}{mark}: {PRECISE.get(kind.kind, {}).get(field.name) or typescript(field.type, f'{kind.__name__}.{field.name}')};"
        )
    return "\n".join([*lines, "}"])


def typescript(annotation, name: str) -> str:
    parts = typing.get_args(annotation) if isinstance(annotation, types.UnionType) else (annotation,)
    if not all(part in SCALARS for part in parts):
        raise ValueError(f"{name} is {annotation}: PRECISE must say what it holds")
    return " | ".join(SCALARS[part] for part in parts)


def comment(text: str) -> str:
    lines = [
        line
        for part in text.split("\n\n")
        for line in textwrap.wrap(part, WIDTH - 3, break_long_words=False, break_on_hyphens=False)
    ]
    if len(lines) == 1 and len(lines[0]) <= WIDTH - 7:
        return f"/** {lines[0]} */"
    return "\n".join(["/**", *(f" * {line}" for line in lines), " */"])


def main(arguments: list[str]) -> int:
    if "--check" in arguments:
        current = TARGET.is_file() and TARGET.read_text(encoding="utf-8") == generate()
        print(
            "The types of messages are up to date."
            if current
            else "The types of messages are old: python static/generate_types.py"
        )
        return 0 if current else 1
    TARGET.write_text(generate(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
