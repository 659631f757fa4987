"""Ready-made 现成的本领: the points of hands, bodies and faces, without training."""

from sunmao.blocks.spec import Block, Input, menu, of
from sunmao.landmarks.targets.hand import FINGERS
from sunmao.landmarks.targets.registry import TARGETS

_IMAGE = of("image", ("Image", "String"), picker="picture")
_RESULT = of("result", "Points")
_WHAT = menu("what", "hand", ("hand", "手", "hand"), ("body", "全身", "body"), ("face", "脸", "face"))
_AXIS = menu("axis", "x", ("x", "左右 x", "x"), ("y", "上下 y", "y"), ("z", "前后 z", "depth z"))
_FINGER = menu(
    "finger",
    "index",
    *((name, zh, f"{name} finger".replace("thumb finger", "thumb")) for name, (zh, _) in FINGERS.items()),
)
# Corners of the mouth have both bodies and faces.
_NAMES = dict.fromkeys(
    (english, zh, english) for target in TARGETS.values() for zh, english in target.point_names.values()
)


def _point(name: str, default: str) -> Input:
    return menu(name, default, *_NAMES)


BLOCKS = (
    Block(
        "ready_points",
        "在 {image} 里找{what}的点",
        "points of the {what} in {image}",
        "find_points(what={what}, image={image})",
        module="sunmao.ready",
        holes=(_IMAGE, _WHAT),
        gives="Points",
        preset=("variables_set", "points"),
        help=(
            "不用训练，找出手的 21 个点、全身的 33 个点，或者脸上的点。没有手的图片里什么也找不到：先用“认出了……？”问一问有没有 hand。",
            "Needs no training: finds the 21 points of a hand, the 33 of a body, or those of a face. Where there is none, nothing is found: ask first with 'recognized hand?'.",
        ),
        words="landmarks keypoints pose skeleton mediapipe hand body face 手势 关键点 骨架 姿势 人脸",
    ),
    Block(
        "ready_straight",
        "{result} 的{finger}伸直了？",
        "{finger} of {result} is straight?",
        "{result}.is_straight({finger})",
        holes=(_RESULT, _FINGER),
        gives="Boolean",
        help=(
            "最近的那只手，这根手指伸直了吗？没看到手就是“否”。",
            "Is this finger of the nearest hand straight? Where no hand is seen it is not.",
        ),
        words="finger straight extended count 手指 伸直 数手指",
    ),
    Block(
        "ready_point",
        "{result} 里{point}的{axis}",
        "{axis} of the {point} in {result}",
        "{result}.point({point}).{axis}",
        holes=(_RESULT, _point("point", "index tip"), _AXIS),
        gives="Number",
        level=2,
        help=(
            "点在图片里的位置，单位是像素：x 从左边数，y 从上边数。",
            "Where the point is in the picture, in pixels: x from the left, y from the top.",
        ),
        words="position coordinate place x y 位置 坐标",
    ),
    Block(
        "ready_between",
        "{result} 里{a}到{b}的距离",
        "distance from {a} to {b} in {result}",
        "{result}.distance({a}, {b})",
        holes=(_RESULT, _point("a", "thumb tip"), _point("b", "index tip")),
        gives="Number",
        level=2,
        help=("两个点在图片里离多远，单位是像素。", "How far two points are apart in the picture, in pixels."),
        words="distance pinch far between 距离 捏",
    ),
    Block(
        "ready_angle",
        "{result} 里{a}、{b}、{c}的角度",
        "angle at {b} from {a} to {c} in {result}",
        "{result}.angle({a}, {b}, {c})",
        holes=(
            _RESULT,
            _point("a", "right shoulder"),
            _point("b", "right elbow"),
            _point("c", "right wrist"),
        ),
        gives="Number",
        level=2,
        help=(
            "在第二个点上，到另外两个点的两条线之间的角度，0 到 180 度。",
            "At the second point: the angle between the lines to the two others, 0 to 180 degrees.",
        ),
        words="angle degrees elbow knee bend 角度 弯",
    ),
)
