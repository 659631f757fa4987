"""A model of a cluster's queue in simulated time, by discrete events.

The order is not modeled: the cluster's own `Dispatcher` looks at the cluster's own list, kept in memory, and hands
jobs to a simulated Ray. What is modeled is Ray, which starts one process a job where there is room and frees its
cores after it, and people, who hand in their next training when the last has come back.

No library for discrete events: simpy's resources have one size and one order, and here the order is the dispatcher's
and the room that of nodes with several cores and cards, so what is left of it is a heap.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from math import inf
from pathlib import Path

import numpy as np

from sunmao.cluster.dispatcher import PAUSE, Dispatcher
from sunmao.cluster.job import Limits, TrainingJob
from sunmao.cluster.job_list import JobList
from sunmao.cluster.ray_jobs import CommandProgress

PACKED = 0.5  # share of a node's cores up to which Ray fills it before it takes the next


@dataclass(frozen=True)
class Node:
    """A computer of the cluster. processors: cores; cards: graphics cards; speed: times that of the computer on which
    the seconds of trainings were measured.
    """

    processors: int
    cards: int = 0
    speed: float = 1.0


@dataclass(frozen=True)
class Pace:
    """Seconds that are no training. start: from room for a job until its process begins; release: from its end until
    its cores are free; poll: one question of the dispatcher, how far a job is.
    """

    start: float = 0.0
    release: float = 0.0
    poll: float = 0.0


@dataclass(frozen=True)
class Order:
    """A training that a person hands in, or a study, whose trainings are several jobs.

    at: seconds, before which it is not handed in. rounds: seconds of the trainings of each round; those of a round are
    handed in together, when all of the round before have come back. limits: of each training.
    """

    at: float
    rounds: tuple[tuple[float, ...], ...]
    limits: Limits = Limits()


@dataclass
class Served:
    """A training: how long it takes, when it was handed in, begun and ended, seconds; `inf`: not yet."""

    seconds: float
    limits: Limits
    handed_in: float
    begun: float = inf
    ended: float = inf


@dataclass(frozen=True)
class QueueRun:
    """The record of a simulation up to `until` seconds. orders: how many there were, also those not handed in."""

    nodes: tuple[Node, ...]
    trainings: list[Served]
    back: list[float]
    orders: int
    until: float

    @property
    def waits(self) -> np.ndarray:
        """Seconds from handing in to the beginning, of those that had not begun up to the end; (trainings,) float."""
        return np.array([min(each.begun, self.until) - each.handed_in for each in self.trainings])

    @property
    def utilization(self) -> float:
        """Share of the time in which cores trained, 0 to 1; of cards where these are the scarcer."""
        shares = []
        for name in ("processors", "cards"):
            if has := sum(getattr(node, name) for node in self.nodes):
                spans = [max(0.0, min(each.ended, self.until) - each.begun) for each in self.trainings]
                used = sum(span * getattr(each.limits, name) for span, each in zip(spans, self.trainings, strict=True))
                shares.append(used / (has * self.until))
        return max(shares)

    @property
    def share_back(self) -> float:
        """Share of all orders that came back up to the end, 0 to 1."""
        return len(self.back) / self.orders


class MemoryJobList(JobList):
    """The list without its file, and without what had ended before the last change."""

    def __init__(self) -> None:
        super().__init__(Path())

    def _read(self) -> list[TrainingJob]:
        return []

    def _keep(self, jobs: dict[str, TrainingJob]) -> None:
        ended = {id for id, job in self._jobs.items() if job.has_ended}
        self._jobs = {id: job for id, job in jobs.items() if id not in ended}


class EventClock:
    """Simulated time, and what happens in it."""

    def __init__(self) -> None:
        self.now = 0.0
        self._events: list[tuple[float, int, Callable[[], None]]] = []
        self._numbers = count()

    def call_at(self, time: float, action: Callable[[], None]) -> None:
        """Let it happen then; of one moment, what was said first happens first."""
        heapq.heappush(self._events, (time, next(self._numbers), action))

    def run(self, until: float) -> None:
        """Let happen what happens up to a moment."""
        while self._events and self._events[0][0] <= until:
            self.now, _, action = heapq.heappop(self._events)
            action()


@dataclass
class SimulatedRay:
    """A stand-in for Ray, the dispatcher's engine: the oldest command first, on the node whose cores are
    used least; those that are used by less than `PACKED` are alike, and the first of them takes it.
    https://docs.ray.io/en/latest/ray-core/scheduling/index.html

    served: the trainings by the ids of their jobs. on_end: is called with the id of each that has ended.
    """

    clock: EventClock
    nodes: tuple[Node, ...]
    pace: Pace
    served: dict[str, Served]
    on_end: Callable[[str], None]
    polls: int = 0  # since the dispatcher's look began
    _progress: dict[str, CommandProgress] = field(default_factory=dict)
    _pending: list[tuple[str, Limits]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._free = [[node.processors, node.cards] for node in self.nodes]

    def submit(self, name: str, command: str, limits: Limits, environment: dict[str, str]) -> None:
        """As `RayJobs.submit`. Raises ValueError for what no node has."""
        if not any(node.processors >= limits.processors and node.cards >= limits.cards for node in self.nodes):
            raise ValueError(f"no node has {limits}")
        self._progress[name] = CommandProgress("pending")

        def arrive() -> None:
            self._pending.append((name, limits))
            self._place()

        self.clock.call_at(self.clock.now + self.polls * self.pace.poll, arrive)

    def get_progress(self, name: str) -> CommandProgress:
        """As `RayJobs.get_progress`."""
        self.polls += 1
        return self._progress.get(name, CommandProgress("unknown"))

    def list_nodes(self) -> dict[str, Limits]:
        """As `RayJobs.list_nodes`."""
        self.polls += 1
        return {str(place): Limits(node.processors, node.cards) for place, node in enumerate(self.nodes)}

    def stop(self, name: str) -> None:
        """Nobody stops a training here."""
        raise NotImplementedError

    def _place(self) -> None:
        """Start what waits, in order, as long as there is room."""
        while self._pending:
            name, limits = self._pending[0]
            fits = [
                place
                for place, (processors, cards) in enumerate(self._free)
                if processors >= limits.processors and cards >= limits.cards
            ]
            if not fits:
                return
            del self._pending[0]
            self._begin(name, limits, min(fits, key=self._rate_use))

    def _rate_use(self, place: int) -> float:
        used = 1 - self._free[place][0] / self.nodes[place].processors
        return used if used >= PACKED else 0.0

    def _begin(self, name: str, limits: Limits, place: int) -> None:
        id = name.rpartition("-")[0]
        served = self.served[id]
        self._take(place, limits, -1)

        def begin() -> None:
            self._progress[name], served.begun = CommandProgress("running", str(place)), self.clock.now
            self.clock.call_at(self.clock.now + served.seconds / self.nodes[place].speed, end)

        def end() -> None:
            del self._progress[name]
            served.ended = self.clock.now
            self.on_end(id)
            self.clock.call_at(self.clock.now + self.pace.release, release)

        def release() -> None:
            self._take(place, limits, 1)
            self._place()

        self.clock.call_at(self.clock.now + self.pace.start, begin)

    def _take(self, place: int, limits: Limits, sign: int) -> None:
        self._free[place][0] += sign * limits.processors
        self._free[place][1] += sign * limits.cards


class QueueSimulation:
    """People, the list, the dispatcher and a simulated Ray.

    Args:
        nodes: of the cluster. people: the orders of each, in turn. pace: seconds that are no training.
        rest: seconds for which a person looks at what has come back, before the next order.
    """

    def __init__(self, nodes: tuple[Node, ...], people: list[list[Order]], pace: Pace, rest: float = 0.0) -> None:
        self._nodes, self._people, self._rest, self._pace = nodes, people, rest, pace
        self._clock, self._jobs, self._back = EventClock(), MemoryJobList(), list[float]()
        self._served: dict[str, Served] = {}
        self._on_end: dict[str, Callable[[], None]] = {}
        self._ray = SimulatedRay(self._clock, nodes, pace, self._served, self._note_end)
        self._dispatcher = Dispatcher(self._jobs, self._ray, lambda job: (job.id, {}))
        self._listens, self._look_number = 0.0, 0

    def run(self, until: float) -> QueueRun:
        """Let so many seconds pass. Raises ValueError for a training that fits no node."""
        for orders in self._people:
            self._plan(orders, 0)
        self._clock.run(until)
        served = [*self._served.values()]
        return QueueRun(self._nodes, served, self._back, sum(map(len, self._people)), until)

    def _plan(self, orders: list[Order], number: int) -> None:
        """Let a person hand in their next order when it is time."""
        if number < len(orders):
            at = max(orders[number].at, self._clock.now + (self._rest if number else 0.0))
            self._clock.call_at(at, lambda: self._hand_in(orders, number, 0))

    def _hand_in(self, orders: list[Order], number: int, round_number: int) -> None:
        order = orders[number]
        if round_number == len(order.rounds):
            self._back.append(self._clock.now)
            self._plan(orders, number + 1)
            return
        left = len(order.rounds[round_number])

        def note_end() -> None:
            nonlocal left
            left -= 1
            if not left:
                self._hand_in(orders, number, round_number + 1)

        for seconds in order.rounds[round_number]:
            id = f"{len(self._served):08d}"
            self._served[id] = Served(seconds, order.limits, self._clock.now)
            self._on_end[id] = note_end
            self._jobs.add(TrainingJob(id, "", "", "", "", limits=order.limits))
        self._wake()

    def _note_end(self, id: str) -> None:
        self._jobs.update(id, state="finished")
        self._on_end.pop(id)()
        self._wake()

    def _wake(self) -> None:
        """The list has changed: the dispatcher looks at once, unless it is just looking and hears nothing."""
        if self._clock.now >= self._listens:
            self._look_at(self._clock.now)

    def _look_at(self, time: float) -> None:
        """The next look is then, and at no other time."""
        self._look_number += 1
        number = self._look_number

        def look() -> None:
            if number == self._look_number:
                self._look()

        self._clock.call_at(time, look)

    def _look(self) -> None:
        self._dispatcher.step()
        self._listens = self._clock.now + self._ray.polls * self._pace.poll
        self._ray.polls = 0
        if any(job.state == "waiting" for job in self._jobs.list_jobs()):
            self._look_at(self._listens + PAUSE)


def find_fewest(is_enough: Callable[[int], bool], most: int) -> int | None:
    """The smallest number from 1 to `most` that is enough, where all larger ones are, too; None: not even `most` is."""
    if not is_enough(most):
        return None
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if is_enough(middle) else (middle, high)
    return high
