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


def test_a_name_for_a_while_is_free_again():
    names = PythonNames({})
    names.function("count")
    assert [names.take("count"), names.take("count")] == ["count2", "count3"]
    names.release("count2")
    assert names.take("count") == "count2"
    assert names.handler("count3") == "count3"
