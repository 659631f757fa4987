"""Reading, checking and arranging: what stands where, and what is said of it."""

import pytest

from sunmao.blocks import registry
from sunmao.codegen import compile_workspace
from tests.support.blocks.compiled import list_problems, program, start, workspace
from tests.support.blocks.workspace_builder import block, boolean, list_of, number, set_variable, text, variable


def printing(words: str = "hello") -> dict:
    return block("text_print", TEXT=text(words))


def model() -> dict:
    return set_variable("model", block("model_classification", {"backbone": "LeNet"}))


class TestPlaces:
    def test_a_place_belongs_to_the_value_around_it_or_to_its_line(self):
        words = text("中")
        shown = block("text_print", TEXT=words)
        loop = block("controls_repeat_ext", TIMES=number(2), DO=shown)
        found = program(start(loop))
        assert found.python == "for count in range(2):\n    print('中')\n"
        assert found.find_block((2, 10), (2, 15)) == words["id"] and found.find_block((2, 4), (2, 16)) == shown["id"]
        assert found.find_block((2, 0), (2, 99)) == shown["id"] and found.find_block((1, 0), (1, 99)) == loop["id"]
        assert found.find_block((0, 0), (0, 1)) is None and found.find_block((9, 0), (9, 1)) is None


class TestReading:
    @pytest.mark.parametrize(
        "junk", [None, 5, "x", [], {"blocks": 5}, {"blocks": {"blocks": 5}}, {"blocks": {"blocks": [5]}}]
    )
    def test_what_is_no_workspace(self, junk):
        found = compile_workspace(junk)
        assert (found.ok, list_problems(found)) == (False, [("error", "unreadable", None)])

    def test_nothing_is_a_program(self):
        assert compile_workspace({}).ok and compile_workspace({}).python == ""

    def test_an_unknown_block_is_named_and_the_rest_printed(self):
        strange = block("camera_selfie")
        found = program(start(printing("a"), strange, printing("b")))
        assert list_problems(found) == [("error", "unknown_block", strange["id"])]
        assert "camera_selfie" in found.problems[0].text["zh"]
        assert found.python == "print('a')\nprint('b')\n"

    def test_disabled_blocks_do_not_run(self):
        for way in ({"enabled": False}, {"disabled": True}, {"disabledReasons": ["MANUALLY_DISABLED"]}):
            found = program(start(printing("a"), printing("no") | way, printing("b")))
            assert found.python == "print('a')\nprint('b')\n"

    def test_collapsed_blocks_run(self):
        assert program(start(printing() | {"collapsed": True})).python == "print('hello')\n"

    def test_a_value_that_no_menu_offers(self):
        found = program(start(set_variable("model", block("model_classification", {"backbone": "LeNte"}))))
        assert [problem.code for problem in found.problems] == ["wrong_choice"]
        assert "LeNte" in found.problems[0].text["en"]

    def test_an_input_that_no_block_has(self):
        found = program(start(block("program_wait", seconds=number(1), hours=number(2))))
        assert [problem.code for problem in found.problems] == ["unknown_input"] and found.ok

    def test_a_renamed_block(self, monkeypatch):
        monkeypatch.setitem(registry.RENAMED, "program_sleep", "program_wait")
        assert (
            program(start(block("program_sleep", seconds=number(2)))).python == "from sunmao import wait\n\nwait(2)\n"
        )

    def test_shadows_count_as_values_and_not_as_blocks(self):
        wait = {
            "type": "program_wait",
            "id": "w",
            "inputs": {"seconds": {"shadow": {"type": "math_number", "id": "s", "fields": {"NUM": 3}}}},
        }
        found = program(start(wait))
        assert (found.python, found.block_count) == ("from sunmao import wait\n\nwait(3)\n", 1)

    def test_a_block_over_its_shadow(self):
        slot = {"shadow": number(3), "block": variable("n")}
        wait = {"type": "program_wait", "id": "w", "inputs": {"seconds": slot}}
        assert "wait(n)" in program(start(set_variable("n", number(1)), wait)).python

    def test_stacks_run_from_top_to_bottom(self):
        saved = workspace(printing("below"), printing("above"))
        saved["blocks"]["blocks"][0]["y"] = 900
        assert compile_workspace(saved).python == "print('above')\nprint('below')\n"


class TestChecking:
    def test_an_empty_hole(self):
        wait = block("program_wait_until")
        found = program(start(wait))
        assert list_problems(found) == [("error", "empty_hole", wait["id"])]
        assert found.problems[0].text == {"zh": "这块积木还缺一个条件", "en": "This block lacks a condition"}

    def test_an_empty_hole_with_a_default_of_its_own(self):
        assert program(start(block("program_wait"))).python.endswith("wait(1)\n")

    def test_an_empty_standard_hole_takes_blocklys_default(self):
        show = block("text_print")
        found = program(start(show))
        assert (found.ok, list_problems(found)) == (True, [("warning", "empty_default", show["id"])])

    def test_a_variable_of_the_wrong_kind(self):
        read = variable("model")
        load = block("model_load_dataset", model=read, path=text("data/digits"))
        found = program(start(set_variable("model", block("data_sample", {"name": "digits"})), load))
        assert list_problems(found) == [("error", "wrong_variable", read["id"])]
        assert found.problems[0].text == {
            "zh": "变量“model”在这里是数据集，需要的是模型",
            "en": "model is a data set here, and a model is needed",
        }

    def test_where_assignments_disagree_nothing_is_refused(self):
        load = block("model_load_dataset", model=variable("x"), path=text("data"))
        sets = [set_variable("x", number(1)), set_variable("x", block("model_classification"))]
        assert program(start(*sets, load)).ok

    def test_a_type_goes_from_variable_to_variable(self):
        sets = [set_variable("x", block("data_sample")), set_variable("y", variable("x"))]
        found = program(start(*sets, block("result_print", model=variable("y"), result=variable("result"))))
        assert "wrong_variable" in [problem.code for problem in found.problems]

    def test_a_value_of_the_wrong_type(self):
        wrong = list_of(number(1))
        found = program(start(block("program_wait", seconds=wrong)))
        assert list_problems(found) == [("error", "wrong_type", wrong["id"])]
        assert found.problems[0].text["en"] == "a list is here, and a number is needed"

    def test_a_number_out_of_range(self):
        many = number(5000)
        load = block("model_load_dataset", model=variable("model"), path=text("data"))
        found = program(start(model(), load, block("model_train", model=variable("model"), epochs=many)))
        assert list_problems(found) == [("warning", "out_of_range", many["id"])]

    def test_a_statement_in_a_value_hole_and_the_reverse(self):
        wrong = printing()
        assert ("error", "wrong_place", wrong["id"]) in list_problems(program(start(block("text_print", TEXT=wrong))))
        wrong = number(1)
        found = program(start(printing(), wrong))
        assert list_problems(found) == [("error", "wrong_place", wrong["id"])]
        assert found.python == "print('hello')\n"

    def test_nothing_follows_a_cap(self):
        late = printing()
        assert list_problems(program(start(block("program_stop"), late))) == [("error", "wrong_place", late["id"])]

    def test_a_hat_stands_on_top(self):
        hat = block("program_every", seconds=number(1))
        assert ("error", "wrong_place", hat["id"]) in list_problems(program(start(hat)))

    def test_loose_blocks(self):
        lost, value = printing("lost"), number(1)
        found = program(start(printing("on")), lost, value)
        assert list_problems(found) == [("warning", "loose", value["id"]), ("warning", "loose", lost["id"])]
        assert found.python == "print('on')\n"
        assert program(printing("a"), printing("b")).python == "print('a')\nprint('b')\n"

    def test_two_starts_run_one_after_the_other(self):
        found = program(start(printing("a")), start(printing("b")))
        assert [problem.code for problem in found.problems] == ["two_starts"]
        assert found.python == "print('a')\nprint('b')\n"

    def test_a_variable_without_a_value(self):
        read = variable("x")
        found = program(start(block("text_print", TEXT=read), block("text_print", TEXT=variable("x"))))
        assert list_problems(found) == [("warning", "unset_variable", read["id"])]

    def test_loops_that_hear_no_event(self):
        hat = [block("program_every", seconds=number(1)), printing()]
        endless = block("controls_whileUntil", {"MODE": "WHILE"}, BOOL=boolean(True), DO=printing())
        assert ("warning", "never_heard", endless["id"]) in list_problems(program(start(endless), hat))
        waiting = block(
            "controls_whileUntil", {"MODE": "WHILE"}, BOOL=boolean(True), DO=block("program_wait", seconds=number(1))
        )
        assert list_problems(program(start(waiting), hat)) == []
        assert list_problems(program(start(endless))) == []

    def test_two_definitions_of_one_name(self):
        first, second = (block("procedures_defnoreturn", {"NAME": "f"}, STACK=printing(name)) for name in "ab")
        found = program(start(), first, second)
        assert list_problems(found) == [("error", "two_functions", second["id"])]


class TestNames:
    @pytest.mark.parametrize(
        ("name", "wanted"),
        [
            ("模型", "模型"),
            ("class", "class_"),
            ("print", "print_"),
            ("my name", "my_name"),
            ("1st", "_1st"),
            ("ａ", "a"),
            ("𝐢𝐟", "if_"),
            ("x²", "x2"),
            ("", "id_"),
            ("__debug__", "__debug___"),
            ("a\nb", "a_b"),
            ("match", "match"),
            ("ﷺ", None),
        ],
    )
    def test_names(self, name, wanted):
        saved = {"blocks": {"blocks": [set_variable("", number(1))]}, "variables": [{"name": name, "id": "id_"}]}
        written = compile_workspace(saved).python.split(" = ")[0]
        assert written.isidentifier()
        assert wanted is None or written == wanted

    def test_an_import_keeps_its_name(self):
        saved = workspace(
            start(set_variable("show", number(1)), block("show_content", content=variable("show"))), names="show"
        )
        saved["blocks"]["blocks"][0]["next"]["block"]["inputs"]["VALUE"]["block"] = block("data_sample")
        assert "show_ = sample_dataset(name='digits')\nshow(show_)" in compile_workspace(saved).python

    def test_without_the_import_the_child_keeps_it(self):
        assert compile_workspace(workspace(set_variable("show", number(1)), names="show")).python == "show = 1\n"

    def test_names_that_python_takes_for_one(self):
        saved = workspace([set_variable("a", number(1)), set_variable("ａ", number(2))], names="a ａ")
        assert compile_workspace(saved).python == "a = 1\na_2 = 2\n"

    def test_a_loop_takes_no_name_of_the_childs(self):
        loop = block("controls_repeat_ext", TIMES=number(2), DO=set_variable("count", number(1)))
        assert compile_workspace(workspace(loop, names="count")).python == "for count2 in range(2):\n    count = 1\n"
