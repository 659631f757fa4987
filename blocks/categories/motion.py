"""Motion 挥动: what an accelerometer feels, and models that tell gestures apart by how something is moved."""

from sunmao.blocks.shared_inputs import RANDOM_SEED, UNKNOWN, VALIDATE, make_least_confidence
from sunmao.blocks.spec import Block, menu, of, value

_MOTION = of("motion", "Motion", "movement")
_MODEL = of("model", "MotionClassifier")

BLOCKS = (
    Block(
        "motion_open",
        "动作传感器，来自{source}",
        "motion sensor from the {source}",
        "Motion(source={source})",
        module="sunmao.motion",
        gives="Motion",
        holes=(
            menu(
                "source",
                "board",
                ("board", "板子", "board"),
                ("phone", "手机或平板", "phone or tablet"),
                ("simulated", "屏幕上的板子", "board on the screen"),
            ),
        ),
        preset=("variables_set", "movement"),
        help=(
            "板子上的加速度计（MPU6050），每秒量 50 次怎么动。没有板子，就用打开着榫卯的手机、平板，或者屏幕上的板子。",
            "The accelerometer of the board (MPU6050), which feels 50 times a second how it is moved. Without a board take a phone or tablet on which Sunmao is open, or the board on the screen.",
        ),
        words="accelerometer mpu6050 sensor imu tilt shake gesture wand 加速度 传感器 陀螺仪 动作 挥动 手势 魔法棒",
    ),
    Block(
        "motion_record",
        "把 {motion} 录 {seconds} 秒，存成 {path}",
        "record {motion} for {seconds} seconds as {path}",
        "{motion}.record(path={path}, seconds={seconds})",
        holes=(
            _MOTION,
            value("seconds", "Number", 2, least=0),
            value("path", "String", "data/wand/circle/1.csv", least=1),
        ),
        help=(
            "录一个动作，存成表格：x、y、z 三列。每一类放一个文件夹，每类录十个。",
            "Records one gesture as a table with the columns x, y and z. Put each class into its folder, ten gestures of each.",
        ),
        words="record take sample csv table save 录 采集 表格 保存 样本",
    ),
    Block(
        "motion_read",
        "{motion} 接下来 {seconds} 秒的动作",
        "the next {seconds} seconds of {motion}",
        "{motion}.read(seconds={seconds})",
        holes=(_MOTION, value("seconds", "Number", 2, least=0)),
        gives="MotionClip",
        level=2,
        help=(
            "等上几秒，给出传感器在这几秒里量到的三条曲线。",
            "Waits for so long, and gives the three curves that the sensor felt meanwhile.",
        ),
        words="read take feel curve window 读 量 曲线",
    ),
    Block(
        "motion_model",
        "挥动模型",
        "gesture-by-motion model",
        "MotionClassification()",
        module="sunmao.motion",
        gives="MotionClassifier",
        preset=("variables_set", "model"),
        help=(
            "一个还要学习的模型，学会分辨画圈、摇晃、甩。每一类录十个，就能开始。快慢轻重都不算。",
            "A model that will learn to tell circles, shakes or swings apart. Ten of each class are a beginning. How fast and how hard they are made does not count.",
        ),
        words="motion gesture accelerometer wave circle shake classify wand 动作 挥动 手势 画圈 摇晃 分类 魔法棒",
    ),
    Block(
        "motion_train",
        "让 {model} 学它的动作",
        "let {model} learn its gestures",
        "{model}.train(**{more})",
        holes=(_MODEL,),
        optional_inputs=(
            VALIDATE,
            RANDOM_SEED,
        ),
        help=(
            "把三条曲线变成一行数，几秒钟就学会。先让模型读入数据。",
            "Turns the curves into rows of numbers and learns in a few seconds. Give the model its data first.",
        ),
        words="train learn fit 训练 学习",
    ),
    Block(
        "motion_inference",
        "让 {model} 认动作 {motion}",
        "what {model} says to the motion {motion}",
        "{model}.inference(motion={motion}, **{more})",
        holes=(_MODEL, value("motion", ("MotionClip", "String"), "circle.csv", least=1)),
        optional_inputs=(UNKNOWN,),
        gives="Result",
        preset=("variables_set", "result"),
        help=(
            "模型说这两秒的动作属于哪一类，把握多大。长的只看动得最多的两秒。",
            "The model says which class two seconds of motion belong to, with its confidence. Of a longer one it takes the two that move most.",
        ),
        words="recognize predict gesture csv 识别 预测 认 手势",
    ),
    Block(
        "motion_when",
        "当 {model} 从 {motion} 认出 {label} 时",
        "when {model} recognizes {label} in {motion}",
        "@{model}.when_moved({label}, source={motion}, **{more})\ndef {handler}():\n    {body}",
        holes=(_MODEL, _MOTION, value("label", "String", ("画圈", "circle"), picker="label")),
        optional_inputs=(make_least_confidence(0.7),),
        shape="hat",
        handler="on_moved",
        help=(
            "做完这个动作，下面的积木运行一次；停半秒以后再做，就再运行一次。",
            "The blocks below run once when the gesture is over, and again only after half a second without it.",
        ),
        words="gesture wave shake move event wand 动作 挥动 手势 摇晃 事件 魔法棒",
    ),
)
