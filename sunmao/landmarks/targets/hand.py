"""Hands: 21 points (Zhang et al. 2020, "MediaPipe Hands: On-device Real-time Hand Tracking")."""

import math

from sunmao.landmarks.targets.target import RegionDetectorSpec, RegionRule, Target, TrackingRule

FINGERS = {
    "thumb": ("拇指", 1),
    "index": ("食指", 5),
    "middle": ("中指", 9),
    "ring": ("无名指", 13),
    "little": ("小指", 17),
}
JOINTS = (("指根", "base"), ("中节", "middle joint"), ("末节", "end joint"), ("指尖", "tip"))


HAND = Target(
    name="hand",
    detector=RegionDetectorSpec("palm_detection", 192, (8, 16, 16, 16), 2, False, 0.5),
    region=RegionRule(start=0, end=2, angle=math.pi / 2, around_start=False, shift=-0.5, scale=2.6),
    tracking=TrackingRule(start=(0,), end=(9,), shift=(0.0, -0.2), scale=2.8),
    file="hand_landmark",
    side=224,
    point_count=21,
    values=3,
    score_is_logit=False,
    has_sides=True,
    point_names={
        0: ("手腕", "wrist"),
        **{
            first + place: (f"{zh}{joint_zh}", f"{finger} {joint}")
            for finger, (zh, first) in FINGERS.items()
            for place, (joint_zh, joint) in enumerate(JOINTS)
        },
    },
    lines=(
        ((0, 1), (1, 2), (2, 3), (3, 4)),
        ((0, 5), (5, 6), (6, 7), (7, 8)),
        ((5, 9), (9, 10), (10, 11), (11, 12)),
        ((9, 13), (13, 14), (14, 15), (15, 16)),
        ((13, 17), (0, 17), (17, 18), (18, 19), (19, 20)),
    ),
    colors=((138, 85, 35), (176, 36, 107), (42, 86, 185), (19, 112, 63), (107, 70, 193)),
    center=(0,),
    size=((0, 5), (0, 9), (0, 13), (0, 17)),
)
