"""Estimate of the duration of a training: before it, by what its network took when it was measured; in it, by its pace
of late, said when it is long, with what would be quicker when it does not end within a lesson.
"""

from typing import Any

from sunmao.errors import UnknownModel
from sunmao.models import MODELS, find_model, list_classifiers
from sunmao.models.model_spec import DetectorModel, ModelSpec
from sunmao.runtime.notices import show_notice
from sunmao.texts import LANGUAGES, get_both
from sunmao.training.gradient_accumulation import MIN_SIDE

LONG = 3 * 60  # seconds
LESSON = 40  # minutes
SURE = 4.0  # seconds of learning, after which the pace is known; the first batches are slower than the rest
ALIKE = 1.5  # times the seconds of the quickest: about as quick
HALF_LIFE = 6.0  # seconds after which what was counts half
SIDES = (192, 160, 128, 112, 96, 64)  # pixels


def estimate_duration(info: dict, way: str) -> float:
    """Estimate the seconds that a training takes on two processor cores, by what its network took when it was measured;
    0 where it was not.

    Args:
        info: what the weights files say: model, parameters, data.
        way: 'train', 'quick_train' or 'distill'.
    """
    try:
        entry = find_model(info["model"])
    except UnknownModel:  # what is fitted at once, or learns from no pictures
        return 0.0
    pictures = info["data"]["pictures"]["train"] / 100
    if way == "quick_train":
        return (getattr(entry, "quick_seconds", None) or 0.0) * pictures
    return entry.seconds * pictures * (info["parameters"].get("epochs") or 1)


class RecentPace:
    """The seconds that something takes which is done again and again: the mean of late, of which slow first times and
    a load that is gone are soon no part.
    """

    def __init__(self) -> None:
        self._seconds = self._times = 0.0

    def note(self, seconds: float) -> None:
        """It was done once more, in so many seconds."""
        kept = 0.5 ** (seconds / HALF_LIFE)
        self._seconds = self._seconds * kept + seconds
        self._times = self._times * kept + 1

    @property
    def seconds(self) -> float:
        """Seconds for once; 0 before the first time."""
        return self._seconds / self._times if self._times else 0.0


class DurationEstimate:
    """Observer that estimates the whole time once, early.

    Args:
        info: what the weights files say: model, image_size, parameters.
    """

    def __init__(self, info: dict) -> None:
        self._info, self._said = info, False

    def after_step(self, training: Any) -> None:
        if not self._said and training.step > 2 and training.learning_seconds > SURE:
            self._announce(training)

    def after_epoch(self, training: Any) -> None:
        if not self._said:
            self._announce(training)

    def _announce(self, training: Any) -> None:
        self._said = True
        whole, lesson = training.seconds + training.seconds_left, 60 * (training.config.minutes or LESSON)
        minutes = max(1, round(whole / 60))
        if whole > lesson:
            epoch = whole / (training.config.epochs - training.resumed)
            ways = self._ways(whole, lesson, epoch)
            show_notice("too_long", level="warn", minutes=minutes, lesson=f"{lesson / 60:g}", ways=ways)
        elif whole > LONG:
            show_notice("takes_long", minutes=minutes)

    def _ways(self, whole: float, lesson: float, epoch: float) -> dict:
        entry, size = find_model(self._info["model"]), self._info["image_size"]
        ways = []
        if (epochs := int(lesson / epoch)) >= 1:
            ways.append(get_both("way_epochs", epochs=epochs))
        if (side := find_smaller_side(entry, size, whole, lesson)) is not None:
            ways.append(get_both("way_size", size=side))
        if entry.task != "classification":
            ways += [get_both("way_model", name=quicker.name)] if (quicker := find_quickest(entry)) else []
        elif entry.quick:
            ways.append(get_both("way_quick"))
        elif names := [name for name in list_classifiers() if find_model(name).quick]:
            ways.append(get_both("way_quick_model", name=names[0]))
        return {lang: {"zh": "；", "en": "; "}[lang].join(way[lang] for way in ways) for lang in LANGUAGES}


def find_quickest(entry: ModelSpec | DetectorModel) -> ModelSpec | DetectorModel | None:
    """The model for the same task that learns quickest, where it takes less than half of the time.

    Of those that are about as quick it is one whose weights come along: it learns the same from fewer pictures.
    """
    others = [other for other in MODELS.values() if other.task == entry.task]
    quick = ALIKE * min(other.seconds for other in others)
    best = min(
        (other for other in others if other.seconds <= quick), key=lambda other: (not other.packaged, other.seconds)
    )
    return best if 2 * best.seconds < entry.seconds else None


def find_smaller_side(entry: ModelSpec | DetectorModel, size: int, whole: float, lesson: float) -> int | None:
    """The largest smaller side of the pictures with which the training ends in time: its time goes with their area."""
    if entry.fixed_size:
        return None
    sides = range(size - entry.divisor, MIN_SIDE - 1, -entry.divisor) if isinstance(entry, DetectorModel) else SIDES
    return next((side for side in sides if side < size and whole * (side / size) ** 2 < lesson), None)
