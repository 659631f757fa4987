"""Every kind of learning is known in every room: its samples, words, blocks, page, file for other computers, benchmark.

What lacks is named, so that who adds a kind sees at once where it has to be said.
"""

from collections.abc import Iterator

import pytest

from benchmarks.__main__ import BENCHMARKS
from sunmao.blocks import list_blocks
from sunmao.codegen.texts import ADVICE, LABELED
from sunmao.data.samples.registry import SAMPLE_KINDS, make_sample_kind
from sunmao.server.dataset_index.model_compatibility import FITTING
from sunmao.tasks.registry import TASKS, load_model_class, make_task
from sunmao.texts import TEXTS
from tests.support.kinds.registration import register
from tests.support.kinds.rows import ROWS
from tests.support.paths import ROOT

# A kind without ONNX says in its learner which form of its own its files have, and why.
OWN_FORM = {"text_classification": ("sunmao/language/text_learner.py", "is not ONNX", ".npz")}
# Kinds that one public class serves.
PUBLIC = dict.fromkeys(("table_classification", "table_regression"), "TableModel")
TASKS_OF_PAGE = ROOT / "static" / "src" / "features" / "tasks"
TEACHING = ROOT / "static" / "src" / "features" / "teach" / "kinds"


def list_lacks(name: str) -> Iterator[tuple[str, str]]:
    """(kind, room) of each room that does not know a kind of learning."""
    task, model = make_task(name), load_model_class(name)
    blocks = {block.type: block for block in list_blocks()}
    words = [TEXTS.get(f"task_{name}"), *(() if name not in FITTING else (LABELED.get(name), ADVICE.get(name)))]
    benchmarks = [(ROOT / "benchmarks" / f"{each}.py").read_text(encoding="utf-8") for each in BENCHMARKS]
    knows = {
        "name": task.name == name and model._task == name,
        "samples": task.sample_kind in SAMPLE_KINDS and make_sample_kind(task.sample_kind).name == task.sample_kind,
        "words": all(pair and all(pair) and pair[0] != pair[1] for pair in words),
        "blocks": FITTING.get(name) in blocks,
        "page": has_page(name),
        "file": hasattr(model, "convert") or states_own_form(name),
        "benchmark": any(PUBLIC.get(name, model.__name__) in text for text in benchmarks),
    }
    yield from ((name, room) for room, known in knows.items() if not known)


def has_page(name: str) -> bool:
    """Whether there is a folder for it: among the tasks of the steps, or one of Teach that trains it."""
    return (TASKS_OF_PAGE / name / "index.ts").is_file() or any(
        f"'{name}'" in file.read_text(encoding="utf-8") for file in TEACHING.rglob("*.ts")
    )


def states_own_form(name: str) -> bool:
    """Whether the learner says why its files are no ONNX, and what they are."""
    if name not in OWN_FORM:
        return False
    file, *said = OWN_FORM[name]
    text = (ROOT / file).read_text(encoding="utf-8")
    return all(each in text for each in said)


@pytest.mark.parametrize("name", TASKS)
def test_every_kind_of_learning_is_declared(name):
    assert list(list_lacks(name)) == []


@pytest.mark.training
def test_a_kind_that_is_only_registered_is_named_with_what_it_lacks(monkeypatch):
    register(monkeypatch, ROWS)
    assert {room for _, room in list_lacks("clusters")} == {"blocks", "page", "file", "benchmark"}
