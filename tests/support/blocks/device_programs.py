"""Small words with which tests write programs of boards, parts and cameras."""

from sunmao.codegen import compile_workspace
from tests.support.blocks.workspace_builder import block, stack

NAMES = "button camera image led model result servo x"


def program(*tops: list[dict]):
    placed = [stack(top) | {"x": 0, "y": 100 * place} for place, top in enumerate(tops)]
    return compile_workspace(
        {"blocks": {"blocks": placed}, "variables": [{"name": name, "id": f"id_{name}"} for name in NAMES.split()]}
    )


def start(*blocks: dict) -> list[dict]:
    return [block("program_start"), *blocks]


def use(name: str) -> dict:
    return block("board_use", {"name": name})


def pin(name: str) -> dict:
    return block("pick_pin", {"value": name})


def output(name: str, kind: str = "LED") -> dict:
    return block("board_output", {"kind": kind}, pin=pin(name))


def said(found, *codes: str) -> list[tuple[str, str | None]]:
    """(level, block) of the problems with these codes, which are all there are."""
    assert {problem.code for problem in found.problems} <= set(codes), found.problems
    assert all(problem.text["zh"] and problem.text["en"] for problem in found.problems)
    return [(problem.level, problem.block) for problem in found.problems]
