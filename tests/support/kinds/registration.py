"""Registering a kind of learning for a test: what the lines in the product's registries do."""

from dataclasses import dataclass

from sunmao.data.formats.base import DatasetFormat
from sunmao.data.formats.registry import FORMATS
from sunmao.data.samples.registry import SAMPLE_KINDS
from sunmao.tasks.registry import TASKS, TaskEntry
from sunmao.texts import TEXTS


@dataclass(frozen=True)
class Registration:
    """The lines that a kind of learning adds: its samples, format, task and words."""

    sample_kind: tuple[str, str]
    format: DatasetFormat
    task: tuple[str, TaskEntry]
    texts: dict[str, tuple[str, str]]


def register(monkeypatch, kind: Registration) -> None:
    """Add the lines of a kind until the test ends."""
    monkeypatch.setitem(SAMPLE_KINDS, *kind.sample_kind)
    monkeypatch.setitem(FORMATS, kind.format.name, kind.format)
    monkeypatch.setitem(TASKS, *kind.task)
    for key, words in kind.texts.items():
        monkeypatch.setitem(TEXTS, key, words)
