"""Faces: 468 points, of which those with names matter to programs (Kartynnik et al. 2019, "Real-time Facial Surface
Geometry from Monocular Video on Mobile GPUs").
"""

from sunmao.landmarks.targets.target import RegionDetectorSpec, RegionRule, Target, TrackingRule

FACE = Target(
    name="face",
    detector=RegionDetectorSpec("face_detection", 192, (4,), 1, True, 0.6),
    region=RegionRule(start=0, end=1, angle=0.0, around_start=False, shift=0.0, scale=1.5),
    tracking=TrackingRule(start=(33,), end=(263,), shift=(-0.01, 0.1), scale=1.9),
    file="face_landmark",
    side=192,
    point_count=468,
    values=3,
    score_is_logit=True,
    has_sides=False,
    point_names={
        1: ("鼻尖", "nose tip"),
        10: ("额头", "forehead"),
        152: ("下巴", "chin"),
        33: ("右眼外角", "right eye outer corner"),
        133: ("右眼内角", "right eye inner corner"),
        159: ("右上眼皮", "right upper eyelid"),
        145: ("右下眼皮", "right lower eyelid"),
        263: ("左眼外角", "left eye outer corner"),
        362: ("左眼内角", "left eye inner corner"),
        386: ("左上眼皮", "left upper eyelid"),
        374: ("左下眼皮", "left lower eyelid"),
        105: ("右眉毛", "right eyebrow"),
        334: ("左眉毛", "left eyebrow"),
        13: ("上嘴唇", "upper lip"),
        14: ("下嘴唇", "lower lip"),
        61: ("右嘴角", "right mouth corner"),
        291: ("左嘴角", "left mouth corner"),
        234: ("右脸颊", "right cheek"),
        454: ("左脸颊", "left cheek"),
    },
    lines=(
        ((10, 454), (454, 152), (152, 234), (234, 10)),
        ((33, 159), (159, 133), (133, 145), (145, 33)),
        ((263, 386), (386, 362), (362, 374), (374, 263)),
        ((61, 13), (13, 291), (291, 14), (14, 61)),
        ((10, 1), (1, 152)),
    ),
    colors=((138, 85, 35), (176, 36, 107), (19, 112, 63), (107, 70, 193), (42, 86, 185)),
    center=(33, 263),
    size=((33, 263), (10, 152)),
)
