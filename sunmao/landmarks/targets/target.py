"""The declaration of something that has points: the models that find it, and what its points are called."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RegionDetectorSpec:
    """A model that finds regions in a whole picture by anchors (Liu et al. 2016, "SSD: Single Shot MultiBox Detector").

    file: its name in `models/`. side: pixels of its square input. strides: of its layers, whose anchors are joined
    where they are equal. anchors: for each place of a layer. signed: whether pixels are given as −1…1, else as 0…1.
    threshold: the least score, 0 to 1.
    """

    file: str
    side: int
    strides: tuple[int, ...]
    anchors: int
    signed: bool
    threshold: float


@dataclass(frozen=True)
class RegionRule:
    """Way from a region that was found to the square that is looked at closely.

    start, end: the numbers of two keypoints; the square is turned until the line from the one to the other points at
    `angle` radians (0 to the right, π/2 upward). around_start: the square lies around the first keypoint, half as large
    as their distance, else around the region's box. shift: by which part of the box's height it moves along its own
    axis. scale: how much larger it is.
    """

    start: int
    end: int
    angle: float
    around_start: bool
    shift: float
    scale: float


@dataclass(frozen=True)
class TrackingRule:
    """Way from the points of one picture of a camera to the region in the next one. The numbers were measured: so the
    square lies to the points when the detector places it (medians over pictures).

    start, end: points whose means are the ends of the line that is turned as `RegionRule.angle` says. shift: from the
    mean of the `size` points to the square's middle, along x and y of the turned square; scale: its side; both in parts
    of the size.
    """

    start: tuple[int, ...]
    end: tuple[int, ...]
    shift: tuple[float, float]
    scale: float


@dataclass(frozen=True)
class Target:
    """Something that has points.

    name: 'hand', 'body', 'face'. file, side: of the model of its points, and pixels of that model's square input.
    point_count: how many of its points count. values: for each point that the model answers: x, y, depth, and where
    there are five a logit of its visibility, and one of its presence. score_is_logit: whether its second answer is one,
    else a score of 0 to 1. has_sides: whether its third says how likely it is a right hand in a mirror, 0 to 1.
    point_names: by the number of each point that has one: the names (zh, en) by which programs ask for it. lines: pairs
    of numbers of points that are joined when it is drawn, in groups that have a color each. colors: RGB of the groups.
    center, size: the points whose mean is the middle, and the pairs whose mean distance is the size, for what shall not
    depend on where it is and how near. mirrored: for each point the number of that on the other side, to turn left into
    right; None where a point is mirrored in place. least_visibility: from which a point counts as seen.
    """

    name: str
    detector: RegionDetectorSpec
    region: RegionRule
    tracking: TrackingRule
    file: str
    side: int
    point_count: int
    values: int
    score_is_logit: bool
    has_sides: bool
    point_names: dict[int, tuple[str, str]]
    lines: tuple[tuple[tuple[int, int], ...], ...]
    colors: tuple[tuple[int, int, int], ...]
    center: tuple[int, ...]
    size: tuple[tuple[int, int], ...]
    mirrored: tuple[int, ...] | None = None
    least_visibility: float = 0.5
