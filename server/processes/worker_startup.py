"""Start of a worker in its own process."""

import os

import psutil

from sunmao.protocol.connection import MessageConnection, connect_to_studio
from sunmao.runtime.reaper import become_subreaper

NICER = 5  # the page, and a training, come first


def start_worker() -> MessageConnection:
    """The connection to the studio, of a process that works beside programs: it leaves the processor to them."""
    connection = connect_to_studio()
    become_subreaper()
    try:
        psutil.Process().nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if os.name == "nt" else NICER)
    except (psutil.Error, OSError):
        pass  # it is only a courtesy
    return connection
