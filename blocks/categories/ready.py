"""Ready-made 现成的本领: points, text, codes, colors, movement and people in pictures, without training."""

from sunmao.blocks.spec import Block, Input, menu, of, value
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
    Block(
        "ready_find",
        "在 {image} 里找{what}",
        "find {what} in {image}",
        holes=(
            _IMAGE,
            menu(
                "what",
                "codes",
                ("codes", "二维码和条码", "QR and bar codes"),
                ("markers", "ArUco 和 AprilTag 标记", "ArUco markers and AprilTags"),
                ("text", "文字（中文、英文）", "text (Chinese, English)"),
            ),
        ),
        templates={
            "codes": "find_codes(image={image})",
            "markers": "find_markers(image={image})",
            "text": "read_text(image={image})",
        },
        module="sunmao.ready",
        gives="Result",
        preset=("variables_set", "result"),
        help=(
            "不用训练，读出图片里的二维码、条码、标记的编号，或者印刷的文字。用“里的文字”得到读出来的内容，用“找到的每个”一个一个地看。",
            "Needs no training: reads QR codes, bar codes, the numbers of markers, or printed text. “words in” gives what was read; “for each found” goes through it.",
        ),
        words="ocr read text qr code barcode aruco apriltag marker scan 识字 文字识别 二维码 条形码 扫码 标记",
    ),
    Block(
        "ready_find_color",
        "在 {image} 里找{color}的地方",
        "find {color} areas in {image}",
        "find_color(color={color}, image={image}, **{more})",
        module="sunmao.ready",
        holes=(value("color", ("Colour", "String"), "#ff0000", picker="color"), _IMAGE),
        optional_inputs=(value("least_area", "Number", 100, least=1, label=("至少多少像素", "at least pixels")),),
        gives="Result",
        preset=("variables_set", "result"),
        help=(
            "找出这种颜色的地方，最大的排在最前面。可以选颜色，也可以写名字：red、蓝、黄……光线一变，颜色也会变。",
            "Finds the areas of this color, the largest first. Pick a color or write its name: red, blue, yellow … When the light changes, so do colors.",
        ),
        words="color area blob red blue 颜色 色块 红 蓝",
    ),
    Block(
        "ready_color",
        "{image} 的{part}是什么颜色",
        "color of the {part} of {image}",
        "name_color(image={image}, part={part})",
        module="sunmao.ready",
        holes=(_IMAGE, menu("part", "middle", ("middle", "中间", "middle"), ("all", "整张", "whole"))),
        gives="Result",
        preset=("variables_set", "result"),
        help=(
            "说出中间（或者整张图片）哪种颜色最多：red、orange、yellow、green、cyan、blue、purple、pink、brown、black、white、gray，中文名字也可以问。",
            "Says which color covers most of the middle or of the whole picture: red, orange, yellow, green, cyan, blue, purple, pink, brown, black, white or gray.",
        ),
        words="color name middle what 颜色 什么颜色",
    ),
    Block(
        "ready_motion",
        "从 {before} 到 {image}，哪里动了",
        "where {image} differs from {before}",
        "find_motion(before={before}, image={image}, **{more})",
        module="sunmao.ready",
        holes=(of("before", ("Image", "String"), picker="picture"), _IMAGE),
        optional_inputs=(value("least_area", "Number", 400, least=1, label=("至少多少像素", "at least pixels")),),
        gives="Result",
        preset=("variables_set", "result"),
        level=2,
        help=(
            "摄像头不动，两张图片里不一样的地方就是动了的地方。两张图片要一样大。",
            "With a camera that stands still, what differs between two pictures of one size has moved.",
        ),
        words="motion movement change difference background 动 移动 变化 运动",
    ),
    Block(
        "ready_person",
        "{image} 里的人像",
        "the people in {image}",
        "find_person(image={image})",
        module="sunmao.ready",
        holes=(_IMAGE,),
        gives="Result",
        preset=("variables_set", "result"),
        help=(
            "不用训练，把人从背景里分出来。接着用“换背景”换一张背景，用“描好边”描一圈。",
            "Needs no training: tells people from the background. Then “on the background” replaces it, and “outlined” draws around them.",
        ),
        words="person people selfie segmentation background cut out 人像 抠图 换背景 背景",
    ),
)
