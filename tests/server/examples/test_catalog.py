"""The examples: complete in both languages, without a problem, and the program that the vocabulary prints."""

import pytest

from sunmao.codegen import compile_workspace
from sunmao.server.examples.catalog import FOLDER, get_example, list_examples, localize
from tests.support.blocks.workspace_builder import walk
from tests.support.paths import ROOT

GOLDEN = ROOT / "tests" / "golden"


@pytest.mark.parametrize("identity", list(list_examples()))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_example_compiles_without_a_problem(identity, lang):
    program = compile_workspace(list_examples()[identity].workspace(lang))
    assert program.ok and not program.problems
    compile(program.python, identity, "exec")


@pytest.mark.parametrize("identity", ["digits", "servo", "shapes"])
def test_the_program_is_the_printed_one(identity):
    assert compile_workspace(list_examples()[identity].workspace("zh")).python == (
        GOLDEN / f"example_{identity}.py"
    ).read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_real_board_only_the_boards_name_differs(lang):
    screen, real = (list_examples()[identity].workspace(lang) for identity in ("servo", "servo-arduino"))
    assert not (FOLDER / "servo-arduino" / "workspace.json").exists(), "one workspace file"
    uses = [block for block in walk(real) if block["type"] == "board_use"]
    assert [block["fields"] for block in uses] == [{"name": "arduino-uno"}]
    screens, reals = (compile_workspace(saved).python.splitlines() for saved in (screen, real))
    assert [pair for pair in zip(screens, reals, strict=True) if pair[0] != pair[1]] == [
        ("use_board(name='simulated')", "use_board(name='arduino-uno')")
    ]
    uses[0]["fields"]["name"] = "simulated"
    assert real == screen


def test_both_languages_make_the_same_program_but_for_its_texts():
    import ast

    class Silent(ast.NodeTransformer):
        def visit_Constant(self, node):
            return ast.Constant(0) if isinstance(node.value, str) else node

    for example in list_examples().values():
        zh, en = (
            ast.dump(Silent().visit(ast.parse(compile_workspace(example.workspace(lang)).python)))
            for lang in ("zh", "en")
        )
        assert zh == en


@pytest.mark.parametrize("identity", [path.parent.name for path in FOLDER.glob("*/example.json")])
def test_an_example_says_what_it_is_in_both_languages(identity):
    card = get_example(identity).card
    assert set(card["title"]) == set(card["about"]) == {"zh", "en"} and all(
        [*card["title"].values(), *card["about"].values()]
    )
    assert card["minutes"] > 0 and card["colors"] and card["task"]


def test_a_text_of_one_language_is_kept():
    saved = {"a": [{"zh": "一", "en": "one"}, {"zh": "一"}, "x"], "b": {"zh": "一", "en": "one", "fr": "un"}}
    assert localize(saved, "en") == {"a": ["one", {"zh": "一"}, "x"], "b": saved["b"]}
