"""Addresses of the page of a lesson's program."""

import socket

from sunmao.runtime.notices import show_notice

HOST = "127.0.0.1"


def find_free_port(first: int = 0) -> int:
    """A port that nobody listens on: `first`, or one that the system chooses."""
    with socket.socket() as found:
        if first:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                found.bind((HOST, first))
                return first
            except OSError:
                return find_free_port()
        found.bind((HOST, 0))
        return found.getsockname()[1]


def say_address(port: int) -> None:
    """Say where the page is."""
    show_notice("web_page_at", address=f"http://{HOST}:{port}")
