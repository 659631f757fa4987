"""Running a study: many trainings that differ in a few arguments, the hopeless ones stopped early."""

import math
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean
from typing import Any

from sunmao.core.atomic_files import display_path, require_writable
from sunmao.core.validation import require_whole
from sunmao.data.dataset import Dataset
from sunmao.errors import (
    BadValue,
    ClusterError,
    ClusterUnreachable,
    SunmaoError,
    TrainingDiverged,
    error_from_dict,
    error_to_dict,
)
from sunmao.inference.learnable_model import LearnableModel
from sunmao.inference.training_place import Place, StudyPart, keep_place
from sunmao.protocol.messages import Metric, Progress
from sunmao.runtime import session
from sunmao.runtime.notices import mute_notices, print_progress, show_notice
from sunmao.studies.halving import choose_survivors, count_epochs, list_rungs
from sunmao.studies.learning_curve import Forecast, forecast
from sunmao.studies.study_table import Study, collect_outcomes, name_values
from sunmao.studies.training_watch import ERRORS, TrainingWatch, find_best, get_sign
from sunmao.studies.trainings import StudyLog, StudyTraining
from sunmao.studies.variants import DATA_SHARE, make_variant, prepare_part, require_variation
from sunmao.texts import get_both
from sunmao.training.config_files.schema import list_parameters
from sunmao.training.dataloader import share_images
from sunmao.training.duration_estimate import LONG

FOLDER = "checkpoints/study"
MAX_TRAININGS = 500  # trainings
SHARES = ("accuracy", "mAP", "mIoU")  # marks of which one less the mark is an error


def study(
    model: Any,
    argument: str = "lr",
    values: Any = None,
    epochs: int = 5,
    *,
    argument_2: str | None = None,
    values_2: Any = None,
    argument_3: str | None = None,
    values_3: Any = None,
    seeds: int = 1,
    stop_early: bool = True,
    resume: bool = True,
    random_seed: int = 1,
    save_fold: str | None = None,
) -> Study:
    """Train a model several times with other arguments, and say with which it learns best. The model itself
    stays as it is.

    All trainings begin with a quarter of the epochs; the better half goes on, and half of these to the end (successive
    halving). They are compared by the validation part, where there is none by a fifth of the training part that is put
    aside; the test part is not looked at. A study that was stopped goes on where it stood. A training that fails is a
    row that says why. Where the project trains on a cluster, the trainings of a round are handed in together.

    Args:
        model: any model that learns, with its data loaded.
        argument: what differs: an argument of the model itself ('backbone', 'method', 'image_size' …), of its `train`
            ('lr', 'batch_size' …), `recipe` or `augment`, or 'data_share', the share of the training samples. Then all
            are trained to the end, and it is said what twice as many samples would bring.
        values: a list of the values that it takes. argument_2, values_2, argument_3, values_3: likewise; every
            combination is trained.
        epochs: of each training that goes to its end.
        seeds: how often each variant is trained, with other random numbers.
        stop_early: False: every training goes to its end.
        resume: False: begin anew, also where the same study was begun or ended before.
        random_seed: the same number gives the same study.
        save_fold: the folder for the weights of the best training, and for what a study needs to go on.

    Returns: a Study, a Table with a row for each variant; `best` holds the best values, `checkpoint` its weights.

    Raises: BadValue (no model that learns, an argument or a value that it does not have, nothing to compare),
        DatasetNotLoaded, and what `train` raises.

    Example:
        model = Classification(backbone='LeNet')
        model.load_dataset(path='data/digits')
        table = study(model=model, argument='lr', values=[0.001, 0.01, 0.1], epochs=8)
        show(table)
    """
    if not isinstance(model, LearnableModel):
        raise BadValue("study_no_model", value=repr(model)[:60])
    dataset = model._require_dataset()
    variation = require_variation(type(model), [(argument, values), (argument_2, values_2), (argument_3, values_3)])
    variants, seeds = variation.variants, require_whole("seeds", seeds, 1, MAX_TRAININGS)
    if len(variants) * seeds > MAX_TRAININGS:
        raise BadValue("study_too_many", count=len(variants) * seeds, most=MAX_TRAININGS)
    in_epochs = "epochs" in list_parameters(type(model), "train")
    epochs = require_whole("epochs", epochs, 1) if in_epochs else 1
    first = require_whole("random_seed", random_seed, 1, 2**31 - 1 - seeds)
    with mute_notices():
        for each in variants:
            make_variant(model, each)
    folder = require_writable("save_fold", FOLDER if save_fold is None else save_fold)
    halving = bool(stop_early) and in_epochs and DATA_SHARE not in variation.values and len(variants) > 1
    asked = {
        "model": [model.task, model.backbone, repr(model._get_made()), repr(getattr(model, "_choices", None))],
        "data": dataset.content_hashes(("train", "val"))[0],
        "variants": [repr(each) for each in variants],
        "epochs": epochs,
        "stop_early": halving,
    }
    trainings = [StudyTraining(number, first + seed) for number in range(len(variants)) for seed in range(seeds)]
    log = StudyLog(folder, asked, trainings)
    with keep_place() as place, share_images():
        run = _StudyRun(model, dataset, variants, epochs, log, in_epochs, place)
        run.begin(bool(resume))
        run.climb(list_rungs(epochs) if halving else [epochs])
        return run.end()


@dataclass
class _StudyRun:
    """A study while it runs. variants: the values of each; log: its trainings; in_epochs: whether they have
    any; place: another computer that trains; mark: what is measured; done: epochs so far, of those that are planned;
    reached: by variant and epoch what its trainings have reached; timed: whether it is known how long all of them take;
    away: the trainings at the other place, with their models and watches, by their folders.
    """

    model: Any
    dataset: Dataset
    variants: list[dict[str, Any]]
    epochs: int
    log: StudyLog
    in_epochs: bool
    place: Place | None = None
    mark: str = ""
    done: int = 0
    planned: int = 1
    reached: dict[tuple[int, int], list[float]] = field(default_factory=dict)
    timed: bool = False
    away: dict[Path, tuple[StudyTraining, LearnableModel, TrainingWatch]] = field(default_factory=dict)

    def begin(self, resume: bool) -> None:
        """Take over what is known of the same study, else clear the folder of what an earlier one has left."""
        if resume and self.log.read():
            done = sum(len(each.values) > 0 for each in self.log.trainings)
            if done:
                show_notice("study_goes_on", done=done, count=len(self.log.trainings))
        else:
            for each in self.log.folder.glob("[0-9]*_[0-9]*"):
                if self.place is not None:
                    self.place.abandon(each)
                shutil.rmtree(each, ignore_errors=True)
            self.log.write()

    def climb(self, rungs: list[int]) -> None:
        """Train up to each rung those that are left, and send the worse half away. Raises what a training raises."""
        left = list(range(len(self.variants)))
        self.planned = count_epochs(rungs, len(left)) * self._count_seeds()
        for each in self.log.trainings:
            for epoch, value in enumerate(each.values, 1):
                self._tell(each.variant, epoch, value)
        for until in rungs:
            going = [each for each in self.log.trainings if each.variant in left]
            self._train_all([each for each in going if each.can_go_on and len(each.values) < until], until)
            self.mark = self.mark or self._find_mark()
            if until < rungs[-1]:
                left = choose_survivors({number: self._rate(number) for number in left})
                self._forget_weights(left)

    def end(self) -> Study:
        """Outcome in a sentence."""
        outcomes = collect_outcomes(self.variants, self.log.trainings, self.mark, self.epochs)
        best = next((number for number, each in enumerate(outcomes) if each.state == "best"), None)
        if best is None:
            raise self._make_error()
        sign = get_sign(self.mark)
        own = [each for each in self.log.trainings if each.variant == best]
        kept = max(own, key=lambda each: sign * (find_best(each.values, self.mark) or 0.0))
        self._forget_weights([best])
        stopped = sum(each.state == "stopped_early" for each in outcomes)
        show_notice(
            "study_found" if stopped else "study_found_all", best=outcomes[best].name, mark=get_both(self.mark), value=f"{outcomes[best].mean:.4g}",
            count=len(self.variants), stopped=stopped,
        )  # fmt: skip
        ahead = self._make_forecast()
        if ahead is not None:
            self._announce_forecast(ahead)
        path = self.log.folder / kept.folder / kept.file
        return Study(outcomes, self.mark, ahead, display_path(path) if path.is_file() else "")

    def _train_all(self, trainings: list[StudyTraining], until: int) -> None:
        """Train several up to an epoch: one after the other, or all that can be handed in at once at the other place."""
        try:
            for each in trainings:
                self._train(each, until)
        except KeyboardInterrupt:
            if not self.away:
                raise
            session.request_stop()
        self._bring_back()

    def _train(self, training: StudyTraining, until: int) -> None:
        """Train one up to an epoch, or hand it in, and note on the disk how it went."""
        values, folder = self.variants[training.variant], self.log.folder / training.folder
        name = name_values(values) + (f" · {training.seed}" if self._count_seeds() > 1 else "")
        line = "study_trains" if self.in_epochs else "study_fits"
        print_progress(line, name=name, until=until, epochs=self.epochs)
        began, done = time.monotonic(), self.done
        with mute_notices():
            variant, arguments = make_variant(self.model, values)
            part = StudyPart(values.get(DATA_SHARE, 1.0), training.seed, until)
            watch = prepare_part(
                variant, part, lambda epoch, value: self._tell(training.variant, epoch, value), len(training.values)
            )
            chosen = variant._require_dataset()
            training.samples, training.tested = len(chosen.items("train")), len(chosen.items("val"))
            own = {"epochs": self.epochs, "resume": True} if self.in_epochs else {}
            error: BaseException | None = None
            try:
                variant.train(**own, **arguments, random_seed=training.seed, save_fold=folder.as_posix())
            except (ClusterError, ClusterUnreachable):
                raise
            except BaseException as broken:
                error = broken
        if error is None and variant._trained is None:
            self.away[folder] = training, variant, watch
        elif self._end_training(training, variant, watch, error):
            self._announce_duration(time.monotonic() - began, self.done - done)
        else:
            assert error is not None
            raise error

    def _bring_back(self) -> None:
        """Wait for the trainings at the other place, and note on the disk how each went."""
        if not self.away:
            return
        assert self.place is not None
        began, done, interrupted = time.monotonic(), self.done, None
        for folder, error in self.place.follow(lambda folder, *marks: self.away[folder][2].take(*marks)):
            if self._end_training(*self.away.pop(folder), error):
                self._announce_duration(time.monotonic() - began, self.done - done)
            else:
                interrupted = error
        if interrupted:
            raise interrupted

    def _end_training(
        self, training: StudyTraining, model: LearnableModel, watch: TrainingWatch, error: BaseException | None
    ) -> bool:
        """Note on the disk how a training ended. error: what it raised. Returns False where that ends the study, too."""
        from sunmao.training.checkpoints.checkpointing import list_checkpoints

        if error is not None and not isinstance(error, SunmaoError):
            training.values = watch.values[: watch.part.until - 1]  # its next run says how far it came, and ends it
            self.log.write()
            return False
        if isinstance(error, TrainingDiverged):
            training.state = "diverged"
        elif isinstance(error, SunmaoError):
            training.state, training.error = "failed", error_to_dict(error)
        else:
            training.state = "finished" if len(watch.values) >= self.epochs else "paused"
        training.values = watch.values or training.values
        left = list_checkpoints(self.log.folder / training.folder, model._make_learner().ending)
        training.file = left[0].name if left else ""
        self.log.write()
        return True

    def _announce_duration(self, seconds: float, epochs: int) -> None:
        """Say once, after the first training, how long the others will take, where that is long."""
        if self.timed or not epochs:
            return
        self.timed = True
        left = seconds / epochs * (self.planned - self.done)
        if left > LONG:
            show_notice("study_takes_long", minutes=round(left / 60))

    def _find_mark(self) -> str:
        """Find the mark that was measured. Raises BadValue where there was none."""
        variant = self.model._make_variant()
        metrics = variant._make_learner().make_metrics(self.dataset, {})
        if not any(math.isfinite(value) for each in self.log.trainings for value in each.values):
            raise self._make_error()
        return "mae" if "mae" in (*metrics.kept, metrics.best) else metrics.progress

    def _make_error(self) -> SunmaoError:
        """The error of a study that has no best: of the first training that failed, where one did."""
        if failed := next((each for each in self.log.trainings if each.state == "failed"), None):
            return error_from_dict(failed.error)
        if any(each.state == "diverged" for each in self.log.trainings):
            return TrainingDiverged("study_all_diverged", count=len(self.log.trainings))
        return BadValue("study_no_marks")

    def _rate(self, number: int) -> float | None:
        """The mean over the trainings of a variant, more is better; None where one of them broke."""
        own = [each for each in self.log.trainings if each.variant == number]
        found = [find_best(each.values, self.mark) for each in own]
        if any(each.is_broken for each in own) or None in found:
            return None
        return get_sign(self.mark) * mean(value for value in found if value is not None)

    def _forget_weights(self, left: list[int]) -> None:
        """Give the disk back what trainings that are over have taken."""
        for each in self.log.trainings:
            if each.variant not in left:
                shutil.rmtree(self.log.folder / each.folder, ignore_errors=True)

    def _tell(self, variant: int, epoch: int, value: float) -> None:
        """Show how far a variant is: one curve, the mean of its trainings."""
        if math.isfinite(value) and self.in_epochs:
            reached = self.reached.setdefault((variant, epoch), [])
            reached.append(value)
            curve: dict[str, float | None] = {name_values(self.variants[variant]): mean(reached)}
            session.emit(Metric(values=curve, step=epoch, total=self.epochs, panel="plot"))
        self.done += 1
        session.emit(Progress(done=min(self.done, self.planned), total=self.planned))

    def _count_seeds(self) -> int:
        return len(self.log.trainings) // len(self.variants)

    def _make_forecast(self) -> Forecast | None:
        """Forecast for twice as many samples, where only their number was varied."""
        if list(self.variants[0]) != [DATA_SHARE]:
            return None
        known = [(each, find_best(each.values, self.mark)) for each in self.log.trainings if each.state == "finished"]
        pairs = [(each.samples, value) for each, value in known if value is not None]
        share = self.mark in SHARES
        errors = [1 - value if share else value for _, value in pairs]
        if not (share or self.mark in ERRORS):
            return None
        tested = self.log.trainings[0].tested if self.mark == "accuracy" else None
        return forecast([samples for samples, _ in pairs], errors, tested)

    def _announce_forecast(self, ahead: Forecast) -> None:
        share = self.mark in SHARES
        numbers = {"now": ahead.error, "then": ahead.expected, "low": ahead.low, "high": ahead.high}
        shown = {name: f"{100 * value:.1f} %" if share else f"{value:.3g}" for name, value in numbers.items()}
        key = "study_more_helps" if ahead.helps else "study_more_unsure"
        kind = get_both("study_errors" if share else self.mark)
        show_notice(key, count=ahead.count, more=ahead.more, kind=kind, **shown)
