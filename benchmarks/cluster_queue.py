"""The queue of a school's cluster: seconds of trainings, the model of the queue against a real one, and a school.

Measured: the processor seconds of small trainings, each in a process of its own as on a cluster, with one thread,
which other work on the computer hardly changes. Declared: the seconds of large ones, as their models declare them.
Simulated: a school of a thousand (`queue_model.py`). The model is checked against a real Ray with two uneven nodes on
this computer and the real list and dispatcher, whose commands sleep: so the cores of this computer do not matter.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path
from random import Random
from statistics import median

import numpy as np

from benchmarks.costs import measure_cost
from benchmarks.queue_model import Node, Order, Pace, QueueRun, QueueSimulation, find_fewest
from benchmarks.rows import MissingRow, NotHere, Row, Size, attempt
from benchmarks.small import change_folder, small_set
from sunmao.cluster.job import Limits, TrainingJob, list_versions
from sunmao.cluster.job_list import FILE, FORMAT, KEPT, JobList
from sunmao.core.module_process import make_module_command
from sunmao.protocol.codec import to_json
from sunmao.studies.halving import list_rungs

NAME = "cluster_queue"
# Trainings that are measured: what their `config.yaml` says beside the folder of the weights.
CONFIGS = {
    "a table": "model: {task: table_classification, method: random_forest}\n"
    "dataset: {path: ../data/iris.csv, target: species}\ntrain: {save_fold: .}\n",
    "sentences": "model: {task: text_classification, backbone: USE-multilingual-v3}\n"
    "dataset: {path: ../data/moods}\ntrain: {save_fold: .}\n",
    "quick pictures": "model: {task: classification, backbone: EfficientNet-Lite0}\n"
    "dataset: {path: ../data/signs}\nquick_train: {random_seed: 3, save_fold: .}\n",
    "small network": "model: {task: classification, backbone: LeNet, weights: fresh}\n"
    "dataset: {path: ../data/digits}\ntrain: {epochs: 12, random_seed: 3, save_fold: .}\n",
}
STUDIED, EPOCHS, VARIANTS = "small network", 12, 6  # the last training of its lesson is a study
PICTURES = {"training_set": 34, "val_set": 8, "test_set": 1}  # of each of three classes: a hundred to learn from
# Trainings that are declared: model and epochs, of a hundred pictures.
DECLARED = {"pictures, all layers": ("EfficientNet-Lite0", 20), "things in pictures": ("RTMDet-Lite0", 10)}

# A school of a thousand. A lesson and its pupils:
LESSON, PUPILS, SCHOOL = 40 * 60.0, 30, 33  # seconds; in a class; classes
MOMENTS = (5 * 60.0, 15 * 60.0, 25 * 60.0)  # at which a class is told to train
APART = 120.0  # seconds by which the moments of a class are earlier or later
LAG = 60.0  # seconds after which a pupil does it, on the mean (exponential)
REST = 30.0  # seconds for which a pupil looks at what came back
CORES = 4  # of a pupil's computer, as many as its trainings ask for
WORKER, MOST = Node(16), 64
WAIT, SHARE = 120.0, 0.95  # 95 % shall begin within two minutes, and come back within the lesson
CLASSES = (1, 2, 3, 6, 9, 12)  # at once
COUNTS = (1, 2, 4, 8, 16, MOST)  # of workers
SEED = 50

# Two uneven nodes of one computer, and what is handed in to them: when, for how long, how many cores.
NODES = (Node(2), Node(1))
SLEEPS = (
    *((0, 14, 1), (0, 9, 1), (1, 17, 1), (2, 12, 1), (3, 8, 2), (5, 11, 1)),
    *((8, 14, 1), (20, 9, 1), (22, 12, 2), (24, 10, 1), (90, 5, 1), (91, 5, 1)),
)
FEW_SLEEPS = ((0, 2, 1), (0, 2, 2), (1, 1, 1))
# Of the school: as `check_model` measured it on two cores of an AMD EPYC, when their load was least. A start takes the
# longer, the more else a computer does; on a school's server each training has its cores.
PACE = Pace(start=3.1, release=1.4, poll=0.012)
QUICK_START = 1.0  # seconds, assumed: of a computer that does nothing else


def measure(size: Size = Size.FULL) -> Iterator[Row | MissingRow]:
    """Rows of trainings, of the list, of the model's check, and of the simulated school."""
    seconds: dict[str, float] = {}
    yield from attempt(f"{NAME}: trainings", measure_trainings, size, seconds)
    yield from attempt(f"{NAME}: a change of the list", measure_list)
    yield from attempt(f"{NAME}: simulated against real", check_model, size)
    if seconds:
        yield from declare_trainings(seconds)
        yield from attempt(f"{NAME}: school", simulate_school, size, School(make_topics(seconds), PACE))


def measure_trainings(size: Size, seconds: dict[str, float]) -> Iterator[Row]:
    """A row for each training that is measured; what they take goes into `seconds`."""
    from sunmao.data.builtin.samples import make_sample
    from sunmao.tables import sample_table

    if not hasattr(os, "wait4"):
        raise NotHere("no system that tells what a process has used")
    with tempfile.TemporaryDirectory() as folder, change_folder(Path(folder)):
        sample_table("iris")
        make_sample("moods")
        make_sample("digits")
        small_set(Path("data/signs"), counts=PICTURES)
        for name in size.pick([*CONFIGS], [*CONFIGS][:1]):
            wall, processor, memory = run_training(CONFIGS[name], Path(name))
            seconds[name] = processor
            note = f"measured: processor, one thread; by the clock {wall:.1f} s, largest memory {memory / 1e6:.0f} MB"
            yield Row(f"{NAME}: training of {name}", processor, "s", ">= 0", note=note)


def run_training(config: str, folder: Path) -> tuple[float, float, int]:
    """Train in a process of its own with one thread. Returns seconds by the clock, seconds of processors, bytes."""
    folder.mkdir()
    (folder / "config.yaml").write_text(f"format: 1\n{config}")
    command, environment = make_module_command("sunmao.server", "train", str(folder / "config.yaml"))
    since = time.monotonic()
    with open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen(command, env={**environment, "OMP_NUM_THREADS": "1"}, stdout=nowhere)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"a training failed: {config}")
    return time.monotonic() - since, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024


@dataclass(frozen=True)
class Topic:
    """The training of a class at each of the `MOMENTS`, as the rounds of an order."""

    name: str
    orders: tuple[tuple[tuple[float, ...], ...], ...]


def declare_trainings(seconds: dict[str, float]) -> Iterator[Row]:
    """A row for each training whose seconds are declared; they go into `seconds`, in which are those that were
    measured.
    """
    from sunmao.models import find_model

    begins = min(seconds.values())
    for name, (model, epochs) in DECLARED.items():
        declared = find_model(model).seconds
        seconds[name] = begins + epochs * declared
        note = f"declared: {epochs} epochs of {declared:g} s on two cores, and {begins:.1f} s for the process"
        yield Row(f"{NAME}: training of {name}", seconds[name], "s", ">= 0", note=note)


def make_topics(seconds: dict[str, float]) -> list[Topic]:
    """The topics of classes, in turn. seconds: of each training."""
    topics = [Topic(name, tuple(((each,),) for _ in MOMENTS)) for name, each in seconds.items()]
    for place, topic in enumerate(topics):
        if topic.name == STUDIED:  # the last of its lesson is a study
            rounds = list_study_rounds(seconds[STUDIED], min(seconds.values()))
            topics[place] = replace(topic, orders=(*topic.orders[:-1], rounds))
    return topics


def list_study_rounds(whole: float, begins: float) -> tuple[tuple[float, ...], ...]:
    """Seconds of the trainings of each round of a study with halving. whole: of one training; begins: of them those
    of its process, which each round takes again.
    """
    rounds, left, before = [], VARIANTS, 0
    for until in list_rungs(EPOCHS):
        rounds.append((begins + (whole - begins) * (until - before) / EPOCHS,) * left)
        left, before = ceil(left / 2), until
    return tuple(rounds)


def make_people(classes: int, topics: list[Topic], limits: Limits) -> list[list[Order]]:
    """The orders of the pupils of so many classes at once. limits: of each training."""
    random, people = Random(SEED), []
    for place in range(classes):
        orders, shift = topics[place % len(topics)].orders, random.uniform(-APART, APART)
        for _ in range(PUPILS):
            times = [moment + shift + random.expovariate(1 / LAG) for moment in MOMENTS]
            people.append([Order(at, rounds, limits) for at, rounds in zip(times, orders, strict=True)])
    return people


@dataclass(frozen=True)
class School:
    """A school whose lessons are simulated. topics: of its classes, in turn; limits: of each training."""

    topics: list[Topic]
    pace: Pace
    limits: Limits = Limits(CORES)

    def simulate(self, classes: int, nodes: tuple[Node, ...]) -> QueueRun:
        """A lesson of so many classes at once."""
        return QueueSimulation(nodes, make_people(classes, self.topics, self.limits), self.pace, REST).run(LESSON)

    def change_start(self, seconds: float) -> "School":
        """The same school where the start of a job takes so long."""
        return replace(self, pace=replace(self.pace, start=seconds))

    def find_workers(self, classes: int, most: int) -> int | None:
        """The fewest workers with which 95 % wait no longer than `WAIT`; None: not even so many do."""
        return find_fewest(lambda count: find_wait(self.simulate(classes, (WORKER,) * count)) <= WAIT, most)

    def find_break(self, workers: int, most: int) -> int | None:
        """The fewest classes of whose trainings less than 95 % are back within the lesson; None: not even so many."""
        nodes = (WORKER,) * workers
        # One by one: a class of short trainings more may raise the share again.
        return next((count for count in range(1, most + 1) if self.simulate(count, nodes).share_back < SHARE), None)


def simulate_school(size: Size, school: School) -> Iterator[Row]:
    """Rows of a school: what hardware, what waits, where it breaks; with the start of `PACE`, and a quicker one."""
    most = size.pick(MOST, 2)
    for start in (school.pace.start, *size.pick((QUICK_START,), ())):
        each, more = school.change_start(start), f"start {start:.1f} s"
        for classes in size.pick(CLASSES, (1,)):
            fewest = each.find_workers(classes, most)
            nodes = (WORKER,) * (fewest or most)
            said = "" if fewest else f"no more workers bring it to {WAIT:.0f} s"
            name = f"classes {classes}, workers {len(nodes)}, {more}"
            yield make_school_row(name, each.simulate(classes, nodes), said)
        for workers in size.pick(COUNTS, (1,)):
            classes = each.find_break(workers, size.pick(SCHOOL, 1)) or SCHOOL + 1
            note = f"simulated: of so many at once less than 95 % come back within the lesson; {SCHOOL + 1}: never"
            yield Row(f"{NAME}: workers {workers}, {more}: breaks by", classes, "classes", ">= 0", note=note)
    if size is Size.FULL:
        yield from vary_school(school)


def vary_school(school: School) -> Iterator[Row]:
    """Rows of six classes and eight workers, and of what changes where one thing is otherwise."""
    six, nodes = len(CONFIGS) + len(DECLARED), (WORKER,) * 8
    for cores in (2, CORES, 8):
        other = replace(school, limits=Limits(cores))
        yield make_school_row(f"trainings of {cores} cores", other.simulate(six, nodes))
    uneven = (Node(64), *[Node(8)] * 8)  # as many cores together
    yield make_school_row("one of 64 cores and eight of 8", school.simulate(six, uneven))


def make_school_row(name: str, run: QueueRun, said: str = "") -> Row:
    """The row of a lesson: the seconds within which 95 % have begun."""
    waits = run.waits
    parts = [
        *filter(None, [said]),
        f"{len(waits)} trainings, half begin within {np.median(waits):.0f} s, all within {waits.max():.0f} s",
        f"{100 * run.utilization:.0f} % used",
        f"{100 * run.share_back:.0f} % back within the lesson",
    ]
    note = f"simulated: {'; '.join(parts)}"
    return Row(f"{NAME}: {name}: 95 % begin within", find_wait(run), "s", ">= 0", note=note)


def find_wait(run: QueueRun) -> float:
    """Seconds within which 95 % have begun."""
    return float(np.quantile(run.waits, SHARE))


def check_model(size: Size) -> Iterator[Row]:
    """Rows of a real cluster's pace, and of the same jobs there and in the model with this pace."""
    from tests.support.ray_cluster import find_private_address, has_ray

    address = find_private_address()
    if not has_ray() or address is None or sys.platform != "linux":
        raise NotHere("no Ray, no Linux, or no address that is private alone")
    from benchmarks.real_queue import measure_pace, run_sleeps, start_nodes

    sleeps = size.pick(SLEEPS, FEW_SLEEPS)
    with tempfile.TemporaryDirectory() as folder, start_nodes(Path(folder), NODES, address) as ray:
        pace = measure_pace(ray, Path(folder), NODES[0].processors, size.pick(3, 1))
        for name in ("start", "release", "poll"):
            note = f"measured, on a computer with a load of {os.getloadavg()[0]:.0f}"
            yield Row(f"{NAME}: {name} of a job", 1000 * getattr(pace, name), "ms", ">= 0", note=note)
        real = run_sleeps(ray, Path(folder, "real"), sleeps)
    people = [[Order(at, ((seconds,),), Limits(cores))] for at, seconds, cores in sleeps]
    model = QueueSimulation(NODES, people, pace).run(until=3600).trainings
    waits, simulated = (np.array([each.begun - each.handed_in for each in some]) for some in (real, model))
    order, planned = (list(np.argsort([each.begun for each in some])) for some in (real, model))
    yield Row(f"{NAME}: mean wait, simulated", simulated.mean(), "s", "<= 1.25", waits.mean(), "a real Ray")
    off, note = np.abs(simulated - waits).mean() / waits.mean(), f"of {len(waits)} jobs, by the mean wait"
    yield Row(f"{NAME}: a simulated wait is off by", 100 * off, "%", "<= 25", note=note)
    yield Row(f"{NAME}: begun in the same order", 100.0 * (order == planned), "%", ">= 100")


def measure_list() -> Row:
    """The row of one change of the durable list, when as many have ended as it keeps."""
    with tempfile.TemporaryDirectory() as folder:
        job = TrainingJob("", "0" * 64, ".", "job.yaml", "models/digits", list_versions(), results="0" * 64)
        ids = [f"{number:016x}" for number in range(KEPT + 1)]
        rows = [to_json(replace(job, id=id, state="finished" if id != ids[-1] else "handed")) for id in ids]
        Path(folder, FILE).write_text(json.dumps({"format": FORMAT, "jobs": rows}))
        jobs = JobList(Path(folder))
        costs = []
        for _ in range(5):
            with measure_cost(time.process_time) as cost:
                jobs.update(ids[-1], results="1" * 64)
            costs.append(cost.processor)
    note = f"measured: processor, {KEPT} jobs kept; each running training makes one for each checkpoint"
    return Row(f"{NAME}: a change of the list", 1000 * median(costs), "ms", ">= 0", note=note)
