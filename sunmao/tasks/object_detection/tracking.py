"""Knowing things again from picture to picture.

The sure things are matched first, then the unsure ones with what is left, as ByteTrack does (Zhang et al. 2022,
arXiv:2110.06864); boxes reach further in later rounds, as in C-BIoU (Yang et al. 2023, arXiv:2211.14317), so that what
moves quickly is found again.
"""

from typing import Any

import numpy as np

from sunmao.core.strict import Strict
from sunmao.core.validation import require_label, require_whole
from sunmao.tasks.object_detection.detections import Detections, is_at_least
from sunmao.tasks.object_detection.results import DetectionResult, require_detection_result

# share of the confidence from which things count as found: from here on something may be a thing that is known already
UNSURE = 0.25
NEAR, FAR = (
    (0.0, 0.3),
    0.6,
)  # by how much of its size a box reaches further, round by round; the last one is for what may be far off
SAME = 0.3  # IoU of boxes so widened from which they are the same thing
NEWEST = 0.5  # share of the last step in a thing's speed
SLOWER = 0.95  # what is left of its speed with each picture in which it is not seen


class _Track:
    """One thing that is followed. box: (4,) float, where it is expected; speed: (2,) float, pixels a picture."""

    def __init__(self, label: int, box: np.ndarray) -> None:
        self.label, self.box, self.speed = label, box, np.zeros(2)
        self.sightings, self.unseen, self.id = 1, 0, 0

    def expect(self) -> None:
        """Go on to the next picture."""
        self.box = self.box + np.tile(self.speed, 2)
        self.speed = self.speed * (SLOWER if self.unseen else 1)
        self.unseen += 1

    @property
    def roams(self) -> bool:
        """Whether it may be far from where it is expected: nobody knows yet how quick it is, or it was quick and hidden
        for a while.
        """
        return self.sightings == 1 or self.unseen * np.abs(self.speed).sum() > (self.box[2:] - self.box[:2]).min()

    def see(self, box: np.ndarray) -> None:
        """It is here."""
        step = self.speed + (box - self.box).reshape(2, 2).mean(0) / self.unseen
        self.speed = step if self.sightings == 1 else (1 - NEWEST) * self.speed + NEWEST * step
        self.box, self.sightings, self.unseen = box, self.sightings + 1, 0


class Tracker(Strict):
    """Follows things from picture to picture and gives each a number of its own.

    Args:
        lost_after: a thing that was not seen in so many pictures is a new one when it comes back.
        sightings: a thing gets its number when it was seen in so many pictures one after the other.

    Example:
        tracker = Tracker()
        for image in camera:
            result = tracker.follow(result=model.inference(image=image))
            for thing in result.things:
                print(thing.id, thing.label)
    """

    def __init__(self, *, lost_after: int = 15, sightings: int = 2) -> None:
        self._lost_after = require_whole("lost_after", lost_after, 1)
        self._sightings = require_whole("sightings", sightings, 1)
        self._tracks: list[_Track] = []
        self._classes: list[str] = []
        self._given: list[str] = []  # the label of each thing that got a number

    def follow(self, result: DetectionResult) -> DetectionResult:
        """Give the things of the next picture their numbers.

        Returns: the result with the things that have one (`thing.id`); a thing that was unsure for a moment is among
        them.

        Raises: BadValue when it is no result of a model that finds things.
        """
        found = require_detection_result(result).found
        if self._classes != result.classes:
            self._tracks, self._classes = [], result.classes
        for track in self._tracks:
            track.expect()
        likely, maybe = (is_at_least(found.scores, share * result._least) for share in (1, UNSURE))
        sure, unsure = np.flatnonzero(likely).tolist(), np.flatnonzero(maybe & ~likely).tolist()
        seen = self._match(found, self._tracks, sure, (*NEAR, FAR))
        seen |= self._match(found, [track for track in self._tracks if track.id and track.unseen], unsure, NEAR)
        new = [place for place in sure if place not in seen]
        seen |= {place: _Track(int(found.labels[place]), found.boxes[place].astype(float)) for place in new}
        self._tracks = [track for track in self._tracks if track.unseen <= (self._lost_after if track.id else 0)]
        self._tracks += [seen[place] for place in new]
        return self._number_tracks(result, {place: seen[place] for place in sorted(seen) if self._number(seen[place])})

    def seen(self, label: str | None = None) -> int:
        """Tell how many different things were seen so far, of one label where it is given.

        Raises: BadValue, with the nearest, for a label that the model does not know.
        """
        if label is None or not self._classes:  # nothing was followed yet
            return len(self._given)
        return self._given.count(require_label(label, [*self._classes, *self._given]))

    def __repr__(self) -> str:
        return f"Tracker(lost_after={self._lost_after}, sightings={self._sightings})"

    def _match(self, found: Detections, tracks: list[_Track], places: list[int], rounds: tuple) -> dict[int, _Track]:
        """Place in `found` → the track that it is, for those that are one. Each track meets the box that it overlaps
        most.
        """
        matched = {}
        for wider in rounds:
            # Things seen a moment ago come first: where a lost one is, is a guess.
            for lost in (False, True):
                there = [
                    track
                    for track in tracks
                    if track.unseen and (track.unseen > 1) == lost and (wider < FAR or track.roams)
                ]
                free = [place for place in places if place not in matched]
                shared = _compute_expanded_iou(there, found, free, wider)
                while shared.size and shared.max() >= SAME:
                    row, column = np.unravel_index(shared.argmax(), shared.shape)
                    matched[free[column]] = there[row]
                    there[row].see(found.boxes[free[column]].astype(float))
                    shared[row], shared[:, column] = 0, 0
        return matched

    def _number(self, track: _Track) -> int:
        """The number of a thing; it gets one when it was seen often enough, 0 is none."""
        if not track.id and track.sightings >= self._sightings:
            self._given.append(self._classes[track.label])
            track.id = len(self._given)
        return track.id

    def _number_tracks(self, result: DetectionResult, seen: dict[int, _Track]) -> DetectionResult:
        found, places = result.found, list(seen)
        masks = None if found.masks is None else [found.masks[place] for place in places]
        kept = Detections(found.boxes[places], found.scores[places], found.labels[places], masks)
        return DetectionResult(
            result._image,
            kept,
            result.classes,
            path=result.path,
            truth=result.truth,
            ids=[seen[place].id for place in places],
        )


def _compute_expanded_iou(tracks: list[_Track], found: Detections, places: list[int], wider: float) -> np.ndarray:
    """The IoU of tracks and boxes when each reaches further by so much of its size; 0 for other labels. (T, P) float64."""
    from pycocotools import mask

    if not tracks or not places:
        return np.zeros((0, 0))
    boxes = [_expand_boxes(each, wider) for each in ([track.box for track in tracks], found.boxes[places])]
    same = np.array([track.label for track in tracks])[:, None] == found.labels[places]
    return mask.iou(*boxes, [0] * len(places)) * same


def _expand_boxes(boxes: Any, wider: float) -> np.ndarray:
    """Corners as COCO's x, y, width, height, (N, 4) float64, reaching further on every side."""
    boxes = np.array(boxes, np.float64)
    sides = boxes[:, 2:] - boxes[:, :2]
    return np.hstack([boxes[:, :2] - wider * sides, (1 + 2 * wider) * sides])
