"""Small workspaces, compiled, and the problems that are found in them."""

from sunmao.codegen import compile_workspace
from tests.support.blocks.workspace_builder import block, stack


def workspace(*tops: dict | list, names: str = "model dataset result x y n") -> dict:
    placed = [stack(top) | {"x": 0, "y": 100 * place} for place, top in enumerate(tops)]
    return {
        "blocks": {"languageVersion": 0, "blocks": placed},
        "variables": [{"name": name, "id": f"id_{name}"} for name in names.split()],
    }


def program(*tops: dict | list):
    return compile_workspace(workspace(*tops))


def start(*blocks: dict) -> list:
    return [block("program_start"), *blocks]


def list_problems(found) -> list[tuple[str, str, str]]:
    return [(problem.level, problem.code, problem.block) for problem in found.problems]
