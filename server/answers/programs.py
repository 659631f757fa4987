"""Programs between blocks and text."""

from typing import NotRequired, TypedDict

from sunmao.protocol.messages import Text
from sunmao.server.answers.projects import Program, Workspace


class UnfinishedText(TypedDict):
    """Description of a syntax error in a text that is no Python. line: where, from 1; cause: what Python says; indent:
    the spaces that belong in front of the line, where it is off by less than a step.
    """

    line: int
    text: Text
    cause: str
    indent: NotRequired[int]


class TextMistake(TypedDict):
    """A name that nothing has. line: from 1; start, end: columns in characters, from 0; near: the name that was
    probably meant, or ''; brings: the line that would import it, or ''.
    """

    line: int
    start: int
    end: int
    text: Text
    near: str
    brings: str


class ReadBlocks(TypedDict):
    """A text as blocks: the workspace and its program, or why there is none. kept: the first and last lines, from 1, of
    what no block says, which stands as text in blocks of Python. types: variables → the type that each always has.
    """

    workspace: NotRequired[Workspace]
    program: NotRequired[Program]
    kept: list[tuple[int, int]]
    types: NotRequired[dict[str, str]]
    mistakes: NotRequired[list[TextMistake]]
    unfinished: NotRequired[UnfinishedText]


class ValueSpans(TypedDict):
    """Places of the values of a program in its text, outer before inner. spans: block, line (from 1) and column (from
    0, in units of UTF-16) where it begins, and where it ends.
    """

    python: str
    spans: list[tuple[str, int, int, int, int]]


class Completion(TypedDict):
    """Something that may be typed. insert: as it is typed, each value that is usually changed as `${value}`; label: as
    its block says it; help: what it does.
    """

    name: str
    insert: Text
    label: Text
    help: Text


class NameCompletion(Completion):
    """A name that a program may import. module: from where."""

    module: str


class Completions(TypedDict):
    """members: a type of value → what it can do."""

    members: dict[str, list[Completion]]
    names: list[NameCompletion]
