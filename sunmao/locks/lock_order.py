"""The locks of all threads, and the one order in which they may be taken: who holds one takes only such as stand
further down. So no two threads wait for each other.

While tests run each lock watches that, in every process that they start (`sunmao/locks/lock_watch.py`).
"""

import os
import threading
from collections.abc import Callable, Hashable
from enum import IntEnum, auto
from typing import Any, Generic, TypeVar
from weakref import WeakValueDictionary

Lock = TypeVar("Lock")
WATCH = "SUNMAO_LOCK_ORDER"  # the switch: a file, to which a line is added where a lock is taken in another order
WATCHED = WATCH in os.environ


class LockOrder(IntEnum):
    """The places, the outermost first."""

    # The studio.
    PROJECT = auto()  # blocks, metadata and folder of one project
    DATASET = auto()  # one data set and its log of edits
    RUN_START = auto()  # no other run of the project begins
    RUN_RECOVERY = auto()  # the runs that a killed studio left in a project
    RUN = auto()  # the state of one run
    RUN_LOG_SYNC = auto()  # the log of a run is brought to the disk, or made again
    RUN_LOG_READ = auto()
    PROJECT_NAMES = auto()  # no other project gets a name
    ENGINE = auto()  # how far the installation is
    LAN = auto()  # whether other devices are let in
    PENDING_IMPORT = auto()  # which imports wait to be taken
    INDEX_JOBS = auto()  # which data set has a job that makes its index
    JOB = auto()  # the process of one job
    MODELS_TRIED = auto()  # which models have a process
    MODEL_TRIED = auto()  # one of them answers
    LABELING_TURN = auto()  # one question after the other
    LABELING = auto()  # its process
    WARM_INTERPRETER = auto()  # the process that waits for a program
    WORKER_START = auto()  # a process that owns devices begins
    # The processes that own devices.
    PART_TRIAL = auto()  # one part is tried after the other
    BOARD_SESSION = auto()  # the board of one program is opened, lost or found again
    PORT = auto()  # a port is opened
    BOARDS = auto()  # which boards are open
    BOARD_WRITE = auto()  # one piece after the other
    SERIAL_END = auto()  # a port is closed
    FRAME = auto()  # a picture of a camera is encoded
    # Programs.
    MODEL_PAGE = auto()  # a model answers one page after the other
    DOWNLOAD = auto()  # of weights, by one program at a time
    BOARD_RETURN = auto()  # a board that is away is waited for
    BOARD_EFFECTS = auto()  # a step of what a part does in the background
    BOARD_SAFE_STATE = auto()  # what is written when the program leaves
    CONTACT = auto()  # which changes of a button count
    # All of them.
    PACKED_FILE = auto()  # a file of many pictures is unpacked
    SENDER = auto()  # one frame after the other, over a connection that has a lock itself
    LEAF = auto()  # never held while another lock is taken, but the last
    SYNTAX_TREE = auto()  # Python makes a syntax tree


# Who holds a lock of the second place may hold several of the first: there is but one who does.
SEVERAL = {LockOrder.DATASET: LockOrder.PROJECT}


def make_lock(place: LockOrder = LockOrder.LEAF) -> threading.Lock:
    """A lock: that of `threading` where nobody watches."""
    return _watch(threading.Lock(), place)


def make_rlock(place: LockOrder = LockOrder.LEAF) -> threading.RLock:
    """As `make_lock`; the thread that holds it may take it again."""
    return _watch(threading.RLock(), place)


def make_condition(place: LockOrder = LockOrder.LEAF) -> threading.Condition:
    """A condition variable, whose lock may be taken again by the thread that holds it."""
    return threading.Condition(make_rlock(place))


class KeyedLocks(Generic[Lock]):
    """A lock for each key, which is forgotten when nobody holds it or waits for it. make: what makes one."""

    def __init__(self, make: Callable[[], Lock]) -> None:
        self._make, self._finding = make, make_lock()
        self._locks: WeakValueDictionary[Hashable, Lock] = WeakValueDictionary()

    def __len__(self) -> int:
        return len(self._locks)

    def find(self, key: Hashable) -> Lock:
        """The lock of a key: the same one for all who have it at a time."""
        with self._finding:
            return self._locks.setdefault(key, self._make())


def _watch(lock: Any, place: LockOrder) -> Any:
    if not WATCHED:
        return lock
    from sunmao.locks.lock_watch import WatchedLock

    return WatchedLock(lock, place, SEVERAL.get(place), os.environ[WATCH])
