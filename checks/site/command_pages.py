"""The page of the command line, from the parser that reads it."""

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager

from checks.site.block_pages import escape
from sunmao.server.cli.main import make_parser

TITLES = {"zh": "命令行", "en": "The command line"}


def make_command_page(lang: str) -> str:
    """Every verb with its words and options, in one language, as MyST Markdown."""
    with _use_language(lang):
        parts = [f"# {TITLES[lang]}", *(_describe(parser) for parser in list_parsers(make_parser()))]
    return "\n\n".join(parts) + "\n"


def list_parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """A parser and those of its verbs, each before its own verbs."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for each in action.choices.values():
                yield from list_parsers(each)


def _describe(parser: argparse.ArgumentParser) -> str:
    usage = parser.format_usage().partition(": ")[2].strip()
    rows = [row for action in parser._actions if (row := _make_row(action))]
    table = "\n".join(["| | |", "|---|---|", *rows]) if rows else ""
    return "\n\n".join(
        filter(None, (f"## `{parser.prog}`", escape(parser.description or ""), f"```text\n{usage}\n```", table))
    )


def _make_row(action: argparse.Action) -> str:
    """Make the table row on one word or option; '' where it needs no explanation."""
    if isinstance(action, argparse._HelpAction | argparse._SubParsersAction) or action.help == argparse.SUPPRESS:
        return ""
    shown = action.metavar or (action.dest.upper() if action.nargs != 0 else "")
    name = ", ".join(action.option_strings) if action.option_strings else ""
    said = (action.help or "").replace("%%", "%")
    if action.choices:
        said += f" ({', '.join(map(str, action.choices))})"
    return f"| `{' '.join(filter(None, (name, str(shown) if shown else '')))}` | {escape(said.strip())} |"


@contextmanager
def _use_language(lang: str) -> Iterator[None]:
    """Sentences of this computer are in this language meanwhile."""
    before = os.environ.get("SUNMAO_LANG")
    os.environ["SUNMAO_LANG"] = lang
    try:
        yield
    finally:
        if before is None:
            del os.environ["SUNMAO_LANG"]
        else:
            os.environ["SUNMAO_LANG"] = before
