"""Keeps the studio's own connections open in a program that closes every descriptor it can count."""

import errno
import os


def protect_descriptors(own: list[int]) -> None:
    """From now on `os.close` and `os.closerange` leave these descriptors open, as if no such file were open.

    A forked process has Python's own functions again: there, the connection is its parent's.
    """
    kept = sorted(set(own))
    close, close_range = os.close, os.closerange

    def close_other(fd: int) -> None:
        if fd in kept:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        close(fd)

    def close_others(fd_low: int, fd_high: int, /) -> None:
        for fd in kept:
            if fd_low <= fd < fd_high:
                close_range(fd_low, fd)
                fd_low = fd + 1
        close_range(fd_low, fd_high)

    def restore() -> None:
        os.close, os.closerange = close, close_range

    os.close, os.closerange = close_other, close_others
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=restore)
