"""The command line stands on the site as its own parser tells it."""

import os

import pytest

from checks.site.command_pages import list_parsers, make_command_page
from sunmao.server.cli.main import make_parser


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_verb_and_option_is_there(lang):
    before, page = os.environ.get("SUNMAO_LANG"), make_command_page(lang)
    for parser in list_parsers(make_parser()):
        assert f"## `{parser.prog}`\n" in page
        for action in parser._actions:
            assert all(option in page for option in action.option_strings if option not in ("-h", "--help"))
    assert os.environ.get("SUNMAO_LANG") == before


def test_it_speaks_both_languages():
    assert "积木" in make_command_page("zh") and "积木" not in make_command_page("en")
