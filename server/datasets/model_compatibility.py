"""Whether models are given data sets that they can learn from: said on the block, before the program runs."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from sunmao.codegen.problems import ERROR, WARNING, Problem, problem
from sunmao.codegen.program import Program
from sunmao.codegen.texts import ADVICE, LABELLED
from sunmao.data.dataset import LEARNED_FROM
from sunmao.data.builtin.samples import SAMPLES
from sunmao.server.datasets.picker_options import task_of
from sunmao.server.datasets.index_db import Place, names_in


def judged(program: Program, folder: Path) -> Program:
    """The program with what is said of the data sets in the project's folder."""
    found = list(_problems(program, folder))
    return replace(program, problems=[*program.problems, *found]) if found else program


def _problems(program: Program, folder: Path) -> Iterator[Problem]:
    for each in program.taught:
        task = kind_of(folder, each.path)
        if task in LABELLED and task not in LEARNED_FROM[each.task]:
            level = ERROR if each.surely else WARNING
            yield problem(each.block, "other_data", level, path=each.path[:80], has=LABELLED[task], wants=LABELLED[each.task], advice=ADVICE[task])


def kind_of(folder: Path, path: str) -> str | None:
    """The task of a data set of the project or of a sample that it has not made yet; None where it is not known."""
    parts = PurePosixPath(path).parts
    if len(parts) != 2 or parts[0] != "data":
        return None
    if parts[1] in names_in(folder / "data"):
        return task_of(Place("", folder / "data", parts[1]))
    return SAMPLES[parts[1]].task if parts[1] in SAMPLES and not (folder / path).exists() else None
