"""Bodies: 33 points (Bazarevsky et al. 2020, "BlazePose: On-device Real-time Body Pose tracking")."""

import math

from sunmao.landmarks.targets.target import RegionDetectorSpec, RegionRule, Target, TrackingRule

PARTS = (
    ("眼内角", "inner eye"),
    ("眼", "eye"),
    ("眼外角", "outer eye"),
)
PAIRS = (
    (7, ("耳", "ear")),
    (9, ("嘴角", "mouth corner")),
    (11, ("肩", "shoulder")),
    (13, ("肘", "elbow")),
    (15, ("手腕", "wrist")),
    (17, ("小指", "little finger")),
    (19, ("食指", "index finger")),
    (21, ("拇指", "thumb")),
    (23, ("髋", "hip")),
    (25, ("膝", "knee")),
    (27, ("脚踝", "ankle")),
    (29, ("脚跟", "heel")),
    (31, ("脚尖", "toe")),
)


BODY = Target(
    name="body",
    detector=RegionDetectorSpec("pose_detection", 224, (8, 16, 32, 32, 32), 2, True, 0.5),
    region=RegionRule(start=0, end=1, angle=math.pi / 2, around_start=True, shift=0.0, scale=1.25),
    tracking=TrackingRule(start=(23, 24), end=(11, 12), shift=(0.0, 0.62), scale=4.94),
    file="pose_landmark",
    side=256,
    point_count=33,
    values=5,
    score_is_logit=False,
    has_sides=False,
    point_names={
        0: ("鼻子", "nose"),
        **{1 + place: (f"左{zh}", f"left {en}") for place, (zh, en) in enumerate(PARTS)},
        **{4 + place: (f"右{zh}", f"right {en}") for place, (zh, en) in enumerate(PARTS)},
        **{
            first + right: (f"{'左右'[right]}{zh}", f"{('left', 'right')[right]} {en}")
            for first, (zh, en) in PAIRS
            for right in (0, 1)
        },
    },
    lines=(
        ((8, 6), (6, 5), (5, 4), (4, 0), (0, 1), (1, 2), (2, 3), (3, 7), (9, 10)),
        ((11, 12), (11, 23), (12, 24), (23, 24)),
        ((11, 13), (13, 15), (15, 17), (15, 19), (15, 21), (17, 19)),
        ((12, 14), (14, 16), (16, 18), (16, 20), (16, 22), (18, 20)),
        ((23, 25), (25, 27), (27, 29), (27, 31), (29, 31)),
        ((24, 26), (26, 28), (28, 30), (28, 32), (30, 32)),
    ),
    colors=((138, 85, 35), (42, 86, 185), (19, 112, 63), (176, 36, 107), (19, 112, 63), (176, 36, 107)),
    center=(11, 12, 23, 24),
    size=((11, 23), (12, 24), (11, 12)),
    mirrored=(0, 4, 5, 6, 1, 2, 3, *(each for first in range(7, 33, 2) for each in (first + 1, first))),
)
