"""Pages that watch live topics, in a process of their own: `python -m benchmarks.watching`. Its wishes come on standard
input as JSON.

It says 'watching' when each has a frame.
"""

import json
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress

import simple_websocket

from tests.support.network.live_page import LivePage, page_of
from tests.support.studio import ApiClient


@contextmanager
def start_watchers(visitor: ApiClient, topics: list[str]):
    """So many pages that see and acknowledge every frame they can; a topic each, as it stands in an address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.watching"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        process.stdin.write(json.dumps([page_of(visitor, topic) for topic in topics]) + "\n")
        process.stdin.flush()
        assert process.stdout.readline() == "watching\n", f"{topics} show nothing"
        yield
    finally:
        process.kill()
        process.wait()


def main() -> None:
    """Watch until the end."""
    pages = [LivePage(*wish) for wish in json.loads(sys.stdin.readline())]
    for page in pages:
        page.frame()
    print("watching", flush=True)
    for page in pages:
        threading.Thread(target=follow, args=(page,), daemon=True).start()
    sys.stdin.read()


def follow(page: LivePage) -> None:
    """Take every frame."""
    with suppress(simple_websocket.ConnectionClosed, TimeoutError):
        while True:
            page.frame()


if __name__ == "__main__":
    main()
