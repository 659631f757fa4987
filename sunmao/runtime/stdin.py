"""`input` and `sys.stdin` of a program in the studio: the page asks."""

import builtins
import io
import os
import sys

from sunmao.runtime import session

_terminal_input = builtins.input


def install() -> None:
    """From now on `input()` and `sys.stdin` ask on the page; in a forked process they are Python's own again."""
    sys.stdin = _StdinFromPage()
    builtins.input = ask_text
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_uninstall)


def ask_text(prompt: object = "", /) -> str:
    """Read a line of text from the person who runs the program; the prompt is the question."""
    return session.ask(str(prompt))


def _uninstall() -> None:
    session.set_outbox(None)
    builtins.input = _terminal_input


class _StdinFromPage(io.TextIOBase):
    """Standard input: each line is the answer to a question without words."""

    name, mode, encoding, errors = "<stdin>", "r", "utf-8", "strict"

    def readable(self) -> bool:
        return True

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override]  # typeshed gives text streams that of bytes
        return session.ask("") + "\n"

    def read(self, size: int | None = -1, /) -> str:
        return self.readline()

    def fileno(self) -> int:
        return 0
