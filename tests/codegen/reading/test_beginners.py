"""Programs as beginners and their teachers write them: nearly all of their lines are blocks, none is lost, and the blocks
print what the text prints.
"""

from concurrent.futures import ThreadPoolExecutor

import pytest

from benchmarks.beginners import (
    OWN,
    WORKERS,
    count_lost_lines,
    list_code_lines,
    list_programs,
    list_text_lines,
    run_text,
)
from sunmao.codegen.reading.read_program import read_python

FILES = sorted(OWN.glob("*.py"))
MIN_BLOCKS = 0.9


@pytest.mark.slow
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nearly_all_lines_are_blocks_and_none_is_lost(path):
    lines = stay = 0
    for program in list_programs(path):
        read = read_python(program.text)
        assert not [found for found in read.program.problems if found.level == "error"], program.title
        assert count_lost_lines(program.text, read) == 0, program.title
        lines += len(list_code_lines(program.text))
        stay += len(list_text_lines(program.text, read))
    assert stay <= (1 - MIN_BLOCKS) * lines


def test_there_are_programs_in_both_languages():
    titles = [program.title for program in list_programs(OWN)]
    assert len(titles) == len(set(titles)) >= 200
    assert sum(not title.isascii() for title in titles) >= 60


@pytest.mark.process
@pytest.mark.slow
@pytest.mark.long
def test_blocks_print_what_the_text_prints():
    programs = [*list_programs(OWN)]
    printed = [read_python(program.text).program.python for program in programs]
    with ThreadPoolExecutor(WORKERS) as pool:
        alone = [*pool.map(lambda program: run_text(program.text, program.answers), programs)]
        as_blocks = [*pool.map(lambda program, text: run_text(text, program.answers), programs, printed)]
    # None of them stops with an error: they have all the answers that they ask for.
    assert [program.title for program, end in zip(programs, alone, strict=True) if end is None or end[1]] == []
    assert [
        program.title for program, *ends in zip(programs, alone, as_blocks, strict=True) if ends[0] != ends[1]
    ] == []
