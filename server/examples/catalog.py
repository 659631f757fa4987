"""The examples: folders of `examples/` with `example.json` (how it is shown) and `workspace.json` (its blocks).

A text may be `{"zh": …, "en": …}`; a project made from an example gets the one of its language. An example with
`dataset` brings an empty data set, {name, classes}; one with `hidden` begins what the home page offers by other ways
than as an example. An example that shares the blocks of another has no workspace: it names the other in `blocks_of`,
and in `fields` says what differs, block by block.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sunmao.server.errors import HttpProblem

FOLDER = Path(__file__).parent
SHOWN = ("title", "about", "minutes", "colors")


@dataclass(frozen=True)
class ExampleProject:
    """One example. card: what example.json says, with texts in both languages."""

    id: str
    card: dict

    def make_card(self) -> dict:
        """Make the card that the home page shows of the example."""
        return {"id": self.id, **{name: self.card[name] for name in SHOWN}}

    def workspace(self, lang: str) -> dict:
        """Its blocks in one language."""
        saved = localize(_load_example(FOLDER / self.card.get("blocks_of", self.id) / "workspace.json"), lang)
        changes = self.card.get("fields", {})
        for block in _iter_blocks(saved["blocks"]):
            if block["id"] in changes:
                block["fields"] = block["fields"] | changes[block["id"]]
        return saved


def list_examples() -> dict[str, ExampleProject]:
    """The examples that the home page shows by id, in their order."""
    return {identity: example for identity, example in _load_all().items() if not example.card.get("hidden")}


@cache
def _load_all() -> dict[str, ExampleProject]:
    found = [ExampleProject(path.parent.name, _load_example(path)) for path in FOLDER.glob("*/example.json")]
    return {example.id: example for example in sorted(found, key=lambda example: example.card["order"])}


def get_example(identity: str) -> ExampleProject:
    """The example of that id. Raises HttpProblem 404."""
    if identity not in _load_all():
        raise HttpProblem(404, "no_example")
    return _load_all()[identity]


def localize(value: Any, lang: str) -> Any:
    """JSON with every `{"zh": …, "en": …}` replaced by the text of one language."""
    if isinstance(value, dict):
        if value.keys() == {"zh", "en"}:
            return value[lang]
        return {key: localize(item, lang) for key, item in value.items()}
    return [localize(item, lang) for item in value] if isinstance(value, list) else value


def _iter_blocks(value: Any) -> Iterator[dict]:
    """Every block in a piece of a saved workspace."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict) and isinstance(value.get("type"), str):
        yield value
    for part in parts:
        yield from _iter_blocks(part)


def _load_example(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))
