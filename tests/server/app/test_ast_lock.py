"""Threads that read programs at the same time, in a process of their own: what is changed there is Python's own."""

import subprocess
import sys

import pytest

READERS = """
import ast, gc, sys, threading
from sunmao.server.app.ast_lock import lock_ast_parse

lock_ast_parse()
gc.set_threshold(5)
sys.setswitchinterval(1e-6)


class Garbage:
    def __init__(self):
        self.me = self

    def __del__(self):  # Python code in the middle of a tree: where another thread gets its turn
        sum(range(50))


def read():
    for _ in range(20):
        garbage = [Garbage() for _ in range(20)]
        ast.parse("x = [1, 2, {'a': (3, 4)}]\\n" * 300)
        ast.literal_eval("[1, {'a': (3, 4)}]")


threading.excepthook = lambda args: print(args.exc_value)
threads = [threading.Thread(target=read) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


@pytest.mark.process
def test_threads_read_programs_at_the_same_time():
    done = subprocess.run([sys.executable, "-c", READERS], capture_output=True, text=True, check=True)
    assert done.stdout == ""
