"""The reading of uv's output, in a terminal and in lines."""

import pytest

from sunmao.server.engine.uv_output import UvOutput

MEGABYTE = 2**20
BARS = (
    "Resolved 3 packages in 266ms\r\n⠋ Preparing packages... (0/0)   ",
    "\r\x1b[2K⠙ Preparing packages... (0/3)    \x1b[2mtorch   \x1b[0m   ------------------------------     0 B/190.00 MiB   ",
    "\x1b[1A\r\x1b[2K\x1b[1B⠙ Preparing packages... (1/3)  torch      ------------------------------ 95.00 Mi",
    "B/190.00 MiB    torchvision    ------------------------------ 512.00 KiB/2.00 MiB   ",
)
LINES = ("Resolved 3 packages in 266ms\n", "Downloading torch (190.0MiB)\n", "Downloading torchvision (2.0MiB)\n")


def test_bars_of_a_terminal_are_read_however_they_are_cut():
    whole, cut = UvOutput(), UvOutput()
    for piece in BARS:
        whole.feed(piece)
    for letter in "".join(BARS):
        cut.feed(letter)
    for read in (whole, cut):
        assert read.sizes == {"torch": 190 * MEGABYTE, "torchvision": 2 * MEGABYTE}
        assert read.fetched == {"torch": 95 * MEGABYTE, "torchvision": MEGABYTE // 2}
        assert read.packages == (1, 3) and not read.installing
    whole.feed(
        "\r\x1b[2KPrepared 3 packages in 4.21s\r\n░░░░ [0/3] Installing wheels...\r\x1b[2K█░░░ [1/3] torch==2.15.0 "
    )
    assert whole.installing and whole.packages == (1, 3) and whole.fetched == whole.sizes


def test_lines_are_read_where_there_is_no_terminal():
    read = UvOutput()
    for line in (*LINES, " Downloaded torchvision\n"):
        read.feed(line)
    assert read.fetched == {"torch": 0, "torchvision": 2 * MEGABYTE}
    read.feed("Prepared 3 packages in 2s\n")
    assert read.installing


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("error: Failed to fetch\n  cause: client error (Connect)\n  cause: dns error", "network"),
        ("error: Failed to install torch\n  cause: No space left on device (os error 28)", "disk"),
        ("error: No solution found when resolving dependencies", "other"),
    ],
)
def test_why_it_failed(said, reason):
    read = UvOutput()
    read.feed(said)
    assert read.find_reason() == reason
