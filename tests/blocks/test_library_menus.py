"""The menus of blocks offer exactly the values that the library takes."""

from sunmao.blocks import find_block
from sunmao.data.mend.kinds import ASKED_KINDS, KINDS
from sunmao.data.mend.mend_plan import ASKED, MENDS
from sunmao.explanation.explain import METHODS
from sunmao.texts import TEXTS


def list_options(type: str, hole: str) -> list[str]:
    return [option[0] for option in find_block(type).hole(hole).options]


def test_every_kind_of_mend_is_offered():
    assert {kind for kind, _ in MENDS.values()} == {*KINDS} and {kind for kind, _ in ASKED.values()} == {*ASKED_KINDS}
    assert list_options("data_mend", "findings") == ["all", *KINDS]
    assert all(f"mend_{kind}" in TEXTS for kind in KINDS + ASKED_KINDS)


def test_every_method_of_explanation_is_offered():
    assert sorted(list_options("test_explain", "method")) == sorted(METHODS)
