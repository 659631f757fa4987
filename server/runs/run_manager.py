"""Every run of every project: start one, stop it, answer its questions, read what it said. The only door to running
programs.

Nothing here knows HTTP. `on_events(project_id, run_id, events)` is called in order, without gaps, from one thread a
run, with dicts {"seq", "t", "kind", …} that are already in the log; `on_run(project_id, summary)` when a run begins and
when it has its outcome. No lock of this module is held while they are called, so they may call back.

A run's summary: {"id", "state", "started" (epoch s), "seconds", "code", "text" ({"zh", "en"} or None), "python",
"lines" (block id or None, one a printed line), "blocks" ({block id: [first, last]}), "last_seq"}.
"""

import contextlib
import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sunmao.cluster.cluster_address import describe_place
from sunmao.codegen import CompiledProgram
from sunmao.core.atomic_files import write_atomic
from sunmao.locks.lock_order import KeyedLocks, LockOrder, make_lock
from sunmao.protocol.messages import OUTCOMES, StepMode
from sunmao.server.devices.bridge_tickets import BridgeTickets
from sunmao.server.engine.engine_state import PAUSED
from sunmao.server.engine.extras import ExtraInstallers
from sunmao.server.engine.installer import EngineInstaller
from sunmao.server.engine.program_needs import describe_wait
from sunmao.server.processes.process import get_memory_limit
from sunmao.server.processes.program_imports import list_imports, uses_engine
from sunmao.server.processes.warm_interpreter import InterpreterPool, WarmInterpreter
from sunmao.server.projects.module_shadowing import find_shadowing
from sunmao.server.runs import event_log, run_summaries
from sunmao.server.runs.kept_models import keep_models, list_kept_models, restore_models
from sunmao.server.runs.project_backup import ProjectBackup
from sunmao.server.runs.run import Run
from sunmao.server.runs.run_recovery import RunRecovery
from sunmao.server.runs.run_spec import RunSpec
from sunmao.server.runs.training_history import HistoryReader, TrainingHistory, date_evaluations, is_resumable
from sunmao.server.stage.project_stages import ProjectStages
from sunmao.server.storage.files import make_stray_name, remove_tree
from sunmao.server.storage.safe_files import find_renamed, has_content

log = logging.getLogger(__name__)

FOLDER = "runs"
CLOSES_WITHIN = 5  # seconds
SETTLES = 2  # seconds without a change until an interpreter is made ready for it
ENDS_WITHIN = 15  # seconds, for one that is to be deleted, or gives way to the next


class AlreadyRunning(Exception):
    """The project has a run that has not ended. run: its id."""

    def __init__(self, run: str) -> None:
        super().__init__(f"run {run} has not ended")
        self.run = run


class RunManager:
    """The runs of one studio. Safe to use from several threads.

    Args:
        on_events, on_run: see above.
        memory: how many bytes a program may use (None: most of what the computer has).
        bridges: the way of a program to boards and cameras (None: there is none).
        engine: what trains, where it may still be on its way (None: it is there).
        extras: packages that are brought when a program first uses them (None: they are there).
    """

    def __init__(
        self,
        on_events: Any = lambda project, run, events: None,
        on_run: Any = lambda project, summary: None,
        *,
        memory: int | None = None,
        bridges: BridgeTickets | None = None,
        engine: EngineInstaller | None = None,
        extras: ExtraInstallers | None = None,
    ) -> None:
        self._bridges = bridges or BridgeTickets({})
        self._on_events, self._on_run, self._memory = on_events, on_run, memory or get_memory_limit()
        self._lock = make_lock()
        self._starting = KeyedLocks(
            partial(make_lock, LockOrder.RUN_START)
        )  # by project: the slow disk of one holds up no other
        self._live: dict[str, tuple[str, Run]] = {}
        self._engine, self._extras = engine, extras
        self._standby = InterpreterPool(engine.is_ready) if engine else InterpreterPool()
        if engine:
            engine.on_ready(self._standby.renew)
        self._reader, self._recovery = HistoryReader(), RunRecovery()
        self.stages = ProjectStages()

    def start(
        self,
        project_id: str,
        folder: Path,
        program: dict,
        lang: str = "zh",
        resume: bool = False,
        mode: StepMode = "run",
        breakpoints: Sequence[str] = (),
        until: str = "",
        compiled: CompiledProgram | None = None,
        train_on: str = "",
    ) -> dict:
        """Run the compiled program: `folder/main.py` becomes program["python"]. Returns the summary at once (state
        'starting').

        resume: a training that was stopped goes on where it was. mode, breakpoints: see `set_pace`. until: the block
        before which it ends, as if it were over.
        train_on: the name of the cluster on which it trains, '' for here. compiled: what `program` is
        the dictionary of; it knows where value blocks stand.
        Raises AlreadyRunning, and OSError when the run's folder cannot be written.
        """
        folder = folder.resolve()
        self.recover(project_id)
        with self._starting.find(project_id):
            self._wait_for_release(project_id)
            if (live := self.find_running(project_id)) is not None:
                raise AlreadyRunning(live)
            environment = _make_environment(program["python"], lang, resume, until, train_on)
            name, run = made = self._make(project_id, folder, program, environment, until, compiled)
            with self._lock:
                self._live[project_id] = made
        summary = {**(self.get_summary(project_id, folder, name) or {}), "state": "starting"}
        self._announce(project_id, summary)
        run.set_pace(mode, breakpoints)
        # An interpreter that has loaded libraries already would not see that the project hides one of them.
        find = WarmInterpreter if find_shadowing(folder) else partial(self._standby.take, program["python"])
        run.start(partial(self._find_interpreter, run, program["python"], find))
        return summary

    def stop(self, project_id: str, run: str) -> bool:
        """Ask the run to stop; force follows by itself. False when it is not running (any more)."""
        live = self._find(project_id, run)
        return live is not None and live.stop()

    def end(self, project_id: str) -> bool:
        """Stop the project's run, if there is one, and wait until its last word is written. False when it does not
        end.
        """
        self.recover(project_id)
        deadline = time.monotonic() + ENDS_WITHIN
        while (run := self.find_running(project_id)) is not None:
            self.stop(project_id, run)
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True

    def remove(self, project_id: str, folder: Path, run: str) -> bool:
        """Delete a run that is over, with all that it said and showed. False while it is not over. Raises OSError."""
        home = self._find_home(project_id, folder, run)
        if home is not None and self._find(project_id, run) is None:
            gone = home.with_name(make_stray_name(home.name))
            home.rename(gone)
            remove_tree(gone)
            return True
        return home is None

    def answer(self, project_id: str, run: str, ask: int, value: str | bytes) -> bool:
        """Answer question `ask`: a text, an option, or the bytes of a PNG. The first answer wins: False when it came
        too late.

        Raises ValueError when the value does not fit the question (no option, no picture, too long).
        """
        live = self._find(project_id, run)
        return live is not None and live.answer(ask, value)

    def end_sound(self, project_id: str, run: str, sound: int) -> None:
        """A page has played sound `sound` to its end; a run that is over does not mind."""
        live = self._find(project_id, run)
        if live is not None:
            live.end_sound(sound)

    def set_pace(self, project_id: str, run: str, mode: StepMode, breakpoints: list[str]) -> bool:
        """Set how the run goes on: mode 'run', 'slow', 'step' or '' (as before: see `messages.StepControl`); the blocks
        at which it pauses.

        Blocks that have no line of their own are passed over. False when the run has ended.
        """
        live = self._find(project_id, run)
        return live is not None and live.set_pace(mode, breakpoints)

    def find_running(self, project_id: str) -> str | None:
        """The id of the project's run that has not ended, or None."""
        with self._lock:
            return self._live[project_id][0] if project_id in self._live else None

    def get_folder(self, project_id: str) -> Path | None:
        """The folder of a project that runs, also when its program has deleted it; else None."""
        with self._lock:
            return self._live[project_id][1].folder if project_id in self._live else None

    def get_newest(self, project_id: str, folder: Path) -> dict | None:
        """The summary of the project's newest run; None where there is none, or where they cannot be read."""
        try:
            names = self._list_runs(project_id, folder)
        except OSError as error:
            log.warning("the runs of %r cannot be read: %s", project_id, error)
            return None
        return self.get_summary(project_id, folder, names[-1]) if names else None

    def find_newer(self, run: str, project_id: str, folder: Path) -> dict | None:
        """The summary of the project's newest run where that began after `run` ('': whatever is there), or None."""
        names = self._list_runs(project_id, folder)
        is_newer = names and run_summaries.is_newer(names[-1], run)
        return self.get_summary(project_id, folder, names[-1]) if is_newer else None

    def get_summary(self, project_id: str, folder: Path, run: str) -> dict | None:
        """The summary of a run, or None when there is no such run."""
        home, live = folder / FOLDER / run, self._find(project_id, run)
        # A program may have deleted its own record; it can be seen and stopped all the same.
        return (
            run_summaries.make_public(run_summaries.read_summary(home), live, self._is_starting(project_id))
            if live or self._find_home(project_id, folder, run)
            else None
        )

    def list_runs(self, project_id: str, folder: Path) -> list[dict]:
        """Every run, the newest first, with what it learned in short: see `training_history.TrainingHistory.short`."""
        return [self._row(project_id, folder / FOLDER / name) for name in reversed(self._list_runs(project_id, folder))]

    def get_training_history(self, project_id: str, folder: Path, run: str) -> dict | None:
        """Return what a run learned and how it was tested (`training_history.TrainingHistory.full`), or None when there
        is no such run.
        """
        home = self._find_home(project_id, folder, run)
        return None if home is None else self._reader.full(home, self._state(project_id, home)["state"] in OUTCOMES)

    def read_events(self, project_id: str, folder: Path, run: str, after: int = 0) -> list[dict]:
        """Read the events of the run after number `after`, from its log: at most about 2 MB; ask again until the list
        is empty.
        """
        live, home = self._find(project_id, run), self._find_home(project_id, folder, run)
        if live is not None:
            return live.log.read(after)
        return [] if home is None else event_log.read_events(home, after)

    def find_picture(self, project_id: str, folder: Path, run: str, name: str) -> Path | None:
        """The file of a picture of the run (`Image.file`), or None."""
        home = self._find_home(project_id, folder, run)
        return None if home is None else event_log.find_picture(home, name)

    def has_models(self, folder: Path, run: str) -> bool:
        """Whether the model files that a run made can be made the project's own again."""
        home = run_summaries.find_run_folder(folder / FOLDER, run)
        return home is not None and bool(list_kept_models(home))

    def restore_models(self, project_id: str, folder: Path, run: str, replaced: str) -> list[str]:
        """Make the model files of a run the project's own, in place of those of the run `replaced`; returns their
        paths.

        Raises AlreadyRunning, and OSError.
        """
        homes = [run_summaries.find_run_folder(folder / FOLDER, each) for each in (run, replaced)]
        with self._lock_idle(project_id):
            return [] if homes[0] is None or homes[1] is None else restore_models(folder, homes[0], homes[1])

    def add_evaluation(self, project_id: str, folder: Path, run: str, event: dict) -> dict:
        """Add a test of a model that a run trained, made since the run ended, to what it said; returns the event with
        its number and its time, 'at'.

        Raises AlreadyRunning, and OSError; KeyError when there is no such run.
        """
        with self._lock_idle(project_id):
            if (home := self._find_home(project_id, folder, run)) is None:
                raise KeyError(run)
            event = {"t": self._state(project_id, home)["seconds"], **event, "at": round(time.time(), 3)}
            with contextlib.closing(event_log.EventLog(home)) as written:
                written.append([event])
                written.sync()
            return event

    def keep_evaluation(self, project_id: str, folder: Path, python: str, model: str, event: dict) -> dict:
        """Keep a test of a model with the newest run that made its file or tested it, or as a run of its own where
        there is none; one that found the same as the last test there is kept already. model: the file's path. python:
        the project's program. Returns the event that is kept. Raises AlreadyRunning, and OSError.
        """
        for run in reversed(self._list_runs(project_id, folder)):
            history = self.get_training_history(project_id, folder, run) or {"trainings": [], "marks": []}
            made = [each["ended"].get("path") for each in history["trainings"] if each["ended"]]
            tests = [each for each in history["marks"] if each.get("model") == model]
            if tests and {**tests[-1], **event} == tests[-1]:
                return tests[-1]
            if tests or model in made:
                return self.add_evaluation(project_id, folder, run, event)
        self.record_test(project_id, folder, python, event)
        return event

    def record_test(self, project_id: str, folder: Path, python: str, event: dict) -> None:
        """Keep a test that no run asked for, of a model that came in with the project, as a run of its own. python: the
        project's program. Raises AlreadyRunning, and OSError.
        """
        with self._lock_idle(project_id):
            name = run_summaries.record_finished_run(folder / FOLDER, python, [event])
        self._announce(project_id, self.get_summary(project_id, folder, name) or {})

    def prepare(self, python: str) -> None:
        """A project with this program was opened: make a standby interpreter ready for what it imports."""
        self._standby.want(python)

    def revise(self, project_id: str, python: str) -> None:
        """The program is another one now: make ready what it needs, unless it runs, which needs the memory itself."""
        if self.find_running(project_id) is None:
            self._standby.want(python, SETTLES)

    def expect_lost_runs(self, projects: Iterable[tuple[str, Path]]) -> None:
        """Say which projects, by id and folder, a killed studio may have left runs in: each is recovered before it is
        used. Before the first start; opens nothing.
        """
        self._recovery.expect((project, folder / FOLDER) for project, folder in projects)

    def recover(self, project_id: str) -> None:
        """End the runs that a killed studio left in the project, as 'lost', with a sentence, unless that was done."""
        self._recovery.recover(project_id)

    def close(self) -> None:
        """Stop everything: the runs, their processes, the standby interpreter."""
        self._recovery.close()
        self._standby.close()
        with self._lock:
            lives = [run for _, run in self._live.values()]
        for run in lives:
            run.stop("closed")
        end = time.monotonic() + CLOSES_WITHIN
        for run in lives:
            run.wait(max(0, end - time.monotonic()))

    @contextlib.contextmanager
    def _lock_idle(self, project_id: str) -> Iterator[None]:
        """Within, no run of the project begins. Raises AlreadyRunning when there is one that has not ended."""
        with self._starting.find(project_id):
            if (live := self.find_running(project_id)) is not None:
                raise AlreadyRunning(live)
            yield

    def _wait_for_release(self, project_id: str) -> None:
        """A run whose outcome was told a moment ago may still let go of its board and camera: wait for it."""
        with self._lock:
            _, run = self._live.get(project_id, (None, None))
        if run is not None and run.state in OUTCOMES:
            run.wait(ENDS_WITHIN)

    def _find_interpreter(self, run: Run, python: str, find: Callable[[], WarmInterpreter]) -> WarmInterpreter | None:
        """An interpreter for the program, once what it trains with is there. None: it was stopped, or the engine is not
        wanted now. Raises OSError.
        """
        imports = list_imports(python)
        if self._extras:
            self._extras.bring(run, python, imports)
            if run.is_stopping():
                return None
        if self._engine and not self._engine.is_ready() and uses_engine(python, imports):
            if self._engine.status.state == PAUSED:
                self._engine.resume()
            if self._engine.is_coming():
                run.notify(describe_wait(self._engine.status))
                if not self._engine.wait_ready(run.is_stopping):
                    return None
        return find()

    def _make(
        self,
        project_id: str,
        folder: Path,
        program: dict,
        environment: dict,
        until: str,
        compiled: CompiledProgram | None,
    ) -> tuple[str, Run]:
        main = folder / "main.py"
        python = program["python"].encode()
        if not has_content(main, python):
            write_atomic(main, python)
        home = run_summaries.create_run(folder / FOLDER, program)
        spec = RunSpec(
            main,
            folder,
            home,
            environment,
            self._memory,
            ProjectBackup(folder, home / run_summaries.NAME),
            program.get("lines", []),
            program.get("blocks", {}),
            until,
            compiled.typed if compiled else (),
            compiled.find_block if compiled else None,
        )
        on_end = partial(self._announce_end, project_id, home, os.stat(folder), program["python"])
        on_events, issue_ticket = (
            partial(self._on_events, project_id, home.name),
            partial(self._bridges.issue_ticket, project_id, home.name),
        )
        stage = self.stages.find(project_id)
        run = Run(
            spec,
            on_events=on_events,
            on_start=partial(run_summaries.update_summary, home),
            on_end=on_end,
            issue_ticket=issue_ticket,
            on_stop=partial(self._bridges.rest_outputs, project_id, home.name),
            on_stage=stage.take,
            settings=stage.list_settings(),
        )
        stage.begin(run.deliver_input)
        return home.name, run

    def _announce_end(self, project_id: str, home: Path, place: os.stat_result, python: str, run: Run) -> None:
        self._bridges.revoke(project_id, home.name)
        if (moved := find_renamed(run.folder, place)) is not None:  # its program has renamed it
            home = moved / FOLDER / home.name
        try:
            run_summaries.update_summary(home, run)
        except OSError:
            log.exception("the record of run %s could not be written", home.name)
        keep_models(home.parent.parent, home, time.time() - run.seconds)
        with self._lock:
            del self._live[project_id]
        self._standby.want(python)
        self._announce(project_id, run_summaries.make_public(run_summaries.read_summary(home), run))

    def _announce(self, project_id: str, summary: dict) -> None:
        try:
            self._on_run(project_id, summary)
        except Exception:
            log.exception("a run could not be announced")

    def _row(self, project_id: str, home: Path) -> dict:
        row = self._state(project_id, home)
        try:
            found = self._reader.short(home, row["state"] in OUTCOMES)
        except OSError as error:  # the other runs are listed all the same
            log.warning("the log of run %s of %r cannot be read: %s", home.name, project_id, error)
            found = TrainingHistory().short()
        date_evaluations(found["marks"], row["started"])
        return {**row, "resumable": is_resumable(row["state"], found["trainings"]), **found}

    def _state(self, project_id: str, home: Path) -> dict:
        live, starting = self._find(project_id, home.name), self._is_starting(project_id)
        found = run_summaries.make_public(run_summaries.read_summary(home), live, starting)
        return {key: found[key] for key in ("id", "state", "started", "seconds")}

    def _is_starting(self, project_id: str) -> bool:
        """Whether a run of the project is being made: its record may be there before it is."""
        return self._starting.find(project_id).locked()

    def _list_runs(self, project_id: str, folder: Path) -> list[str]:
        """See `run_summaries.list_runs`; none of them is one that a killed studio left unfinished."""
        self.recover(project_id)
        return run_summaries.list_runs(folder / FOLDER)

    def _find_home(self, project_id: str, folder: Path, run: str) -> Path | None:
        """See `run_summaries.find_run_folder`; it is not one that a killed studio left unfinished."""
        self.recover(project_id)
        return run_summaries.find_run_folder(folder / FOLDER, run)

    def _find(self, project_id: str, run: str) -> Run | None:
        with self._lock:
            name, live = self._live.get(project_id, (None, None))
        return live if name == run else None


def _make_environment(python: str, lang: str, resume: bool, until: str, train_on: str) -> dict[str, str]:
    """Make the environment variables that a run gets beside its program.

    A program that looks through a camera trains at each run before it does: where nothing has changed, it asks. Who
    presses *Train* (`until`, `resume`) wants a training.
    """
    found = {"SUNMAO_LANG": lang, **describe_place(train_on)}
    if resume:
        return {**found, "SUNMAO_RESUME": "1"}
    asks = not until and "train(" in python and "sunmao.cameras" in list_imports(python)
    return {**found, "SUNMAO_TRAINED": "ask"} if asks else found
