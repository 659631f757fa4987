"""Kind of mistake of each answer of a test, after TIDE (Bolya, Foley, Hays and Hoffman 2020)."""

from dataclasses import dataclass

import numpy as np

from sunmao.protocol.learning_messages import MarkKind
from sunmao.tasks.object_detection.detections import is_at_least
from sunmao.tasks.object_detection.evaluation.matching import ENOUGH, Matches

KINDS: tuple[MarkKind, ...] = ("right", "wrong", "misplaced", "twice", "imagined", "missed")
RIGHT, WRONG, MISPLACED, TWICE, IMAGINED, MISSED = range(len(KINDS))
UNSURE = -1
TOUCHING = 0.1  # IoU from which an answer was meant for a thing


@dataclass(frozen=True)
class ClassifiedErrors:
    """answers: (N,) int, numbers of `KINDS`, UNSURE below the confidence. things: (M,) int: RIGHT, MISSED, or WRONG or
    MISPLACED where an answer was meant for it and would have found it with another label or another box.
    """

    answers: np.ndarray
    things: np.ndarray

    @property
    def counts(self) -> dict[MarkKind, int]:
        """Counts of answers of each kind, and of missed things."""
        counts = np.bincount(self.answers[self.answers != UNSURE], minlength=len(KINDS))
        counts[MISSED] = (self.things == MISSED).sum()
        return dict(zip(KINDS, counts.tolist(), strict=True))


def classify_errors(compared: Matches, confidence: float) -> ClassifiedErrors:
    """Name each answer that is at least this sure, and each thing.

    right: it found a thing: its label is the thing's, their IoU is at least 0.5, and no surer answer found it. twice: a
    surer answer did. wrong: the thing that it overlaps most, at an IoU of at least 0.5, has another label. misplaced:
    the IoU with the nearest thing of its label is only 0.1 or more. imagined: there is no such thing. missed: a thing
    that no answer found, nor was meant for.

    Differs from TIDE where an answer lies on two things: what it overlaps most decides. What TIDE calls “both” (another
    label and a bad place) is imagined here.
    """
    answers = np.full(len(compared.labels), IMAGINED)
    answers[compared.own >= TOUCHING] = MISPLACED
    answers[compared.other >= ENOUGH] = WRONG
    answers[(compared.own >= ENOUGH) & (compared.own >= compared.other)] = TWICE
    answers[compared.hits >= 0] = RIGHT
    answers[~is_at_least(compared.scores, confidence)] = UNSURE
    things = np.full(len(compared.things), MISSED)
    things[compared.own_at[answers == MISPLACED]] = MISPLACED
    things[compared.other_at[answers == WRONG]] = WRONG
    things[compared.hits[answers == RIGHT]] = RIGHT
    return ClassifiedErrors(answers, things)


def count_by_image(compared: Matches, judged: ClassifiedErrors, pictures: int) -> np.ndarray:
    """Number of mistakes in each picture, (P,): wrong answers of every kind, and missed things."""
    wrong = compared.pictures[judged.answers > RIGHT]
    return np.bincount(wrong, minlength=pictures) + np.bincount(
        compared.things_in[judged.things == MISSED], minlength=pictures
    )
