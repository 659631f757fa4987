"""Names in a program: none hides another one, Python's own or an import's."""

import pytest

from sunmao.codegen.nodes import Variable
from sunmao.codegen.python_names import PythonNames


@pytest.mark.parametrize(
    ("wished", "given"),
    [
        (["a b", "a-b", "a_b"], ["a_b", "a_b_2", "a_b_3"]),
        (["print", "print_", "print"], ["print_", "print__2", "print__3"]),
        (["np", "np_"], ["np_", "np__2"]),
        (["cat", "cat", "cat"], ["cat", "cat_3", "cat_4"]),
    ],
)
def test_names_do_not_collide(wished, given):
    names = PythonNames({}, frozenset({"np", "cat_2"}))
    assert [names.variable(Variable(str(number), name)) for number, name in enumerate(wished)] == given
    assert names.used == set(given)
    assert names.variable(Variable("0", wished[0])) == given[0]


def test_a_parameter_is_the_variable_of_its_id_or_else_of_its_name():
    first, second = Variable("1", "cat"), Variable("2", "cat")
    names = PythonNames({each.id: each for each in (first, second)})
    assert [names.variable(each) for each in (first, second)] == ["cat", "cat_2"]
    assert [names.parameter("cat", id) for id in ("1", "2", None, "gone")] == ["cat", "cat_2", "cat", "cat"]
    assert names.parameter("dog", "2") == "cat_2" and names.parameter("dog") == names.parameter("dog", "gone") == "dog"


def test_a_name_for_a_while_is_free_again():
    names = PythonNames({})
    names.function("count")
    assert [names.take("count"), names.take("count")] == ["count2", "count3"]
    names.release("count2")
    assert names.take("count") == "count2"
    assert names.handler("count3") == "count3"
