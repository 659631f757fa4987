"""Camera 摄像头: the same words for a device, a file, an address, the browser's camera and the simulated one."""

from sunmao.blocks.spec import Block, check, of, value, var

_CAMERA = of("camera", "Camera")

BLOCKS = (
    Block(
        "camera_open",
        "摄像头 {source}",
        "camera {source}",
        "Camera(source={source}, **{more})",
        module="sunmao.cameras",
        holes=(value("source", ("String", "Number"), "simulated", picker="camera"),),
        optional_inputs=(
            value("width", "Number", 640, least=16, label=("宽", "width")),
            value("height", "Number", 480, least=16, label=("高", "height")),
            check("mirror", True, label=("左右相反", "mirrored")),
        ),
        gives="Camera",
        preset=("variables_set", "camera"),
        help=(
            "打开一个摄像头、视频文件或者模拟的摄像头。",
            "Opens a camera, a film in a file, or the simulated camera.",
        ),
        words="webcam video device file browser simulated 视频 摄像 模拟",
    ),
    Block(
        "camera_each",
        "对 {camera} 的每一张 {image}",
        "for every picture {image} from {camera}",
        "for {image} in {camera}:\n    {body}",
        holes=(_CAMERA, var("image", "Image")),
        shape="loop",
        endless=True,
        help=(
            "一张接一张地看摄像头，总是最新的一张，直到你点“停止”或者视频放完。",
            "Looks at picture after picture, always the newest, until Stop or the end of the film.",
        ),
        words="loop video frame picture 循环 视频 画面 每一帧",
    ),
    Block(
        "camera_read",
        "{camera} 拍的一张图",
        "picture from {camera}",
        "{camera}.read()",
        holes=(_CAMERA,),
        gives="Image",
        level=2,
        preset=("variables_set", "image"),
        help=("拍一张新的图片。", "Takes one new picture."),
        words="photo snapshot frame take 拍照 照片",
    ),
    Block(
        "camera_record",
        "用 {camera} 录 {seconds} 秒，存成 {path}",
        "record {camera} for {seconds} seconds as {path}",
        "{camera}.record(path={path}, seconds={seconds})",
        holes=(_CAMERA, value("seconds", "Number", 5, least=0), value("path", "String", "clip.mp4", least=1)),
        level=2,
        help=("把看到的录成一个视频文件。", "Records what the camera sees as a film in a file."),
        words="video film save mp4 录像 视频 保存",
    ),
    Block(
        "camera_motion",
        "{camera} 里的动静",
        "movement in {camera}",
        "{camera}.motion",
        holes=(_CAMERA,),
        gives="Number",
        level=2,
        help=("画面变了多少：0 是不动，1 是全变了。", "How much the picture changes: 0 is still, 1 is all of it."),
        words="motion change move detect 移动 运动 变化",
    ),
)

# Where a child who wants to take pictures looks first.
ALSO: tuple[tuple[str, dict[str, object]], ...] = (("data_collect_classes", {}),)
