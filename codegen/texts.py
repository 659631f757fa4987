"""The sentences about a program that cannot run yet, zh and en."""

from collections.abc import Iterable

TEXTS: dict[str, tuple[str, str]] = {
    "empty_hole": ("这块积木还缺{need}", "This block lacks {need}"),
    "empty_default": ("这块积木还缺{need}，先用 {value} 代替", "This block lacks {need}; {value} is used for now"),
    "loose": ("这块积木没有接上，不会运行", "This block is not attached and will not run"),
    "unknown_block": ("榫卯没有积木“{type}”，它不会运行", "Sunmao has no block “{type}”; it will not run"),
    "unknown_input": ("这块积木没有“{name}”这个位置", "This block has no place called “{name}”"),
    "unreadable": ("这个文件不是积木程序，或者坏了", "This is no block program, or it is damaged"),
    "wrong_place": ("这块积木不能放在这里", "This block does not fit here"),
    "wrong_type": ("这里放的是{have}，需要的是{need}", "{have} is here, and {need} is needed"),
    "wrong_variable": ("变量“{name}”在这里是{have}，需要的是{need}", "{name} is {have} here, and {need} is needed"),
    "wrong_choice": ("这块积木没有“{value}”这个选项", "This block offers no “{value}”"),
    "option_of_others": (
        "“{option}”不是给 {other} 的；用 ＋ 拿掉它",
        "“{option}” is not for {other}; take it away with ＋",
    ),
    "not_together": ("“{other}”没有“{value}”；可以选{names}", "{other} has no “{value}”; choose {names}"),
    "wrong_number": ("“{value}”不是榫卯能用的数", "“{value}” is no number that Sunmao can use"),
    "empty_text": ("这里还空着，写上字", "Nothing is written here yet"),
    "out_of_range": ("{value} 超出了范围：{least} 到 {most}", "{value} is out of range: {least} to {most}"),
    "too_deep": (
        "积木套得太深了，把里面的一部分先放进变量或函数",
        "Blocks are nested too deeply; put an inner part into a variable or a function first",
    ),
    "repeated": ("同一块积木出现了两次", "The same block is here twice"),
    "unset_variable": (
        "变量“{name}”还没有值；在它前面加一块“把 {name} 设为”",
        "Variable {name} has no value yet; put a block “set {name} to” before it",
    ),
    "no_data": (
        "模型“{name}”还没有数据；在它前面加一块“让 {name} 读入数据”",
        "Model {name} has no data yet; put a block “give {name} the data” before it",
    ),
    "unused_model": (
        "打开了模型文件，下面却没有积木用它；在“认”的积木里选“{name}”",
        "This opens a model file that no block below uses; choose {name} in the block that recognizes",
    ),
    "zero_step": (
        "每次增加 0，永远数不到头；把它改成 1 或别的数",
        "Counting by 0 never gets to the end; make it 1 or another number",
    ),
    "counts_down_too": (
        "终点比起点小的时候，这里会倒着数；只想往上数，就改成“往上数到”",
        "Where the end is below the start, this counts down; to count up only, make it “up to”",
    ),
    "counts_up_too": (
        "终点比起点大的时候，这里会往上数；只想倒着数，就改成“往下数到”",
        "Where the end is above the start, this counts up; to count down only, make it “down to”",
    ),
    "asked_text": (
        "回答“{name}”是一段文本，后面却当数来用；改成“问一个数”",
        "The answer {name} is a text, and it is used as a number further on; ask for a number instead",
    ),
    "no_function": ("没有叫“{name}”的函数", "There is no function called {name}"),
    "two_functions": ("有两个函数都叫“{name}”", "Two functions are called {name}"),
    "same_parameter": ("函数有两个输入都叫“{name}”", "Two inputs of this function are called {name}"),
    "two_starts": (
        "有两个“程序开始时”，它们会从上到下一个接一个运行",
        "There are two starts; they run one after the other, from top to bottom",
    ),
    "never_heard": (
        "循环一直不停，下面的事件就听不到了；用“一直重复”",
        "This loop never ends, so no event is heard; use “forever” at the end of the start",
    ),
    "outside_loop": ("这块积木要放在循环里", "This block belongs inside a loop"),
    "outside_function": ("这块积木要放在函数里", "This block belongs inside a function"),
    "no_board_yet": ("上面还没说用哪块板子；加一块“使用板子”", "No board is named above; add “use the board”"),
    "never_made": (
        "“{name}”还没有做出来，这里等不到它；在“程序开始时”下面做一个",
        "{name} is never made, so nothing is heard from it; make one below the start",
    ),
    "made_later": (
        "“{name}”到下面才做出来；把做它的积木移到这块上面",
        "{name} is made further down; move the block that makes it above this one",
    ),
    "two_hats": (
        "这个按钮的这件事有两段积木，它们会按顺序都运行",
        "Two stacks wait for this event of the button; both run, in order",
    ),
    "cannot_that": ("这是{kind}，没有“{word}”", "This is {kind}; it has no “{word}”"),
    "other_data": (
        "“{path}”里标的是{has}，这个模型要学的是{wants}；{advice}",
        "{path} has {has}, and this model learns {wants}; {advice}",
    ),
    "nothing_chosen": ("这里还没有选；点一下，选一个", "Nothing is chosen here yet; click here and choose"),
    "not_there": (
        "这个项目里没有“{path}”；点一下，选一个有的",
        "This project has no “{path}”; click here and choose one that it has",
    ),
    "from_nothing": (
        "{name} 要从零学起，要很多图片、很多轮；图片不多就换成 {known}，它见过一百万张照片",
        "{name} learns from nothing and needs many pictures and epochs; with few, choose {known}, which has seen a million photographs",
    ),
    "layer_wants_row": (
        "这一层接不上。来的是 {shape}，{layer}要一行数，先展平成 {count} 个",
        "This layer does not fit. {shape} comes, a {layer} wants a row: flatten it to {count} numbers",
    ),
    "layer_wants_picture": (
        "这一层接不上。来的是一行 {count} 个数，{layer}要图片，移到展平前面",
        "This layer does not fit. A row of {count} comes, a {layer} wants pictures: move it above the flatten layer",
    ),
    "layer_filter_large": (
        "这一层接不上。图片只有 {shape}，放不下 {size}×{size} 的格子，最大 {value}",
        "This layer does not fit. {shape} comes, a filter of {size}×{size} is too large: {value} is the largest",
    ),
    "layer_pool_large": (
        "这一层接不上。图片只有 {shape}，分不出 {size}×{size} 的格子，最大 {value}",
        "This layer does not fit. {shape} comes, cells of {size}×{size} are too large: {value} is the largest",
    ),
    "layer_too_many": (
        "层太多了。网络最多 {most} 层，{layer}加不上了",
        "Too many layers. A network has at most {most}, so there is no room for a {layer}",
    ),
    "layer_too_large": (
        "网络太大了，内存不够。加上{layer}要学 {parameters} 个数；少用几个，或者在前面加一层池化",
        "The network is too large for the memory. With this {layer} it learns {parameters} numbers; use fewer, or pool before it",
    ),
    "bad_python": ("这里的 Python 写得不对", "This is not Python yet"),
    "our_fault": ("这是我们的错，你的作品已保存", "This is our fault. Your work is saved"),
}

# By the names of the layers in `sunmao.models.layered.layers`.
LAYERS: dict[str, tuple[str, str]] = {
    "Conv": ("卷积层", "convolution"),
    "Pool": ("池化层", "pooling layer"),
    "Linear": ("全连接层", "linear layer"),
    "ReLU": ("ReLU 层", "ReLU layer"),
    "Sigmoid": ("Sigmoid 层", "sigmoid layer"),
    "Tanh": ("Tanh 层", "tanh layer"),
    "Dropout": ("随机丢弃层", "dropout layer"),
    "BatchNorm": ("批归一化层", "batch norm layer"),
    "Flatten": ("展平层", "flatten layer"),
    "LSTM": ("LSTM 层", "LSTM layer"),
}

TYPES: dict[str, tuple[str, str]] = {
    "Number": ("数", "a number"),
    "String": ("文本", "a text"),
    "Boolean": ("对或错", "true or false"),
    "Array": ("列表", "a list"),
    "Dict": ("字典", "a dictionary"),
    "Colour": ("颜色", "a color"),
    "Dataset": ("数据集", "a data set"),
    "Table": ("表格", "a table"),
    "Model": ("模型", "a model"),
    "Classifier": ("分类模型", "a classifier"),
    "Painter": ("涂色模型", "a model that paints"),
    "Regressor": ("数值模型", "a number model"),
    "Tagger": ("多标签模型", "a model of several labels"),
    "TextClassifier": ("文字模型", "a text model"),
    "PointsClassifier": ("动作模型", "a posture model"),
    "SoundClassifier": ("声音模型", "a sound model"),
    "Sound": ("一段声音", "a sound"),
    "MotionClassifier": ("挥动模型", "a gesture model"),
    "Motion": ("动作传感器", "a motion sensor"),
    "MotionClip": ("一段动作", "a piece of motion"),
    "TableLearner": ("表格模型", "a table learner"),
    "Network": ("自己搭的网络", "a network of layers"),
    "PictureNetwork": ("看图的网络", "a network for pictures"),
    "RowNetwork": ("看一行数的网络", "a network for rows of numbers"),
    "NextWord": ("词语接龙机", "a next word machine"),
    "Detector": ("检测模型", "a detector"),
    "Segmenter": ("分割模型", "a segmenter"),
    "Tracker": ("追踪器", "a tracker"),
    "Image": ("图片", "a picture"),
    "Result": ("识别结果", "a result"),
    "Points": ("找到的点", "a result with points"),
    "Sprite": ("角色", "a sprite"),
    "PanelButton": ("面板按钮", "a panel button"),
    "Slider": ("滑杆", "a slider"),
    "ToggleSwitch": ("开关", "a switch"),
    "TextField": ("输入框", "a text field"),
    "Thing": ("一个找到的东西", "a thing in a result"),
    "Report": ("成绩单", "a report"),
    "Camera": ("摄像头", "a camera"),
    "Device": ("零件", "a part"),
    "Sensor": ("传感器", "a sensor"),
    "LED": ("LED 灯", "an LED"),
    "RGBLED": ("彩灯", "a color LED"),
    "NeoPixel": ("灯带", "a strip of lights"),
    "Servo": ("舵机", "a servo"),
    "DriverServo": ("舵机板上的舵机", "a servo of a driver"),
    "Motor": ("电机", "a motor"),
    "Stepper": ("步进电机", "a stepper motor"),
    "Buzzer": ("蜂鸣器", "a buzzer"),
    "Relay": ("继电器", "a relay"),
    "Display": ("显示屏", "a display"),
    "DigitDisplay": ("数码管", "a digit display"),
    "Button": ("按钮", "a button"),
    "DistanceSensor": ("超声波传感器", "a distance sensor"),
    "LightSensor": ("光线传感器", "a light sensor"),
    "SoundSensor": ("声音传感器", "a sound sensor"),
    "Potentiometer": ("旋钮", "a knob"),
    "MotionSensor": ("人体传感器", "a motion sensor"),
    "LineSensor": ("巡线传感器", "a line sensor"),
    "TemperatureHumidity": ("温湿度传感器", "a temperature and humidity sensor"),
    "Accelerometer": ("加速度计", "an accelerometer"),
    "ColorSensor": ("颜色传感器", "a color sensor"),
    "RealTimeClock": ("时钟", "a clock"),
    "Keypad": ("键盘", "a keypad"),
    "Joystick": ("摇杆", "a joystick"),
    "InfraredReceiver": ("遥控接收头", "a remote control receiver"),
}

# What is missing is counted: a type of another measure word than 个, and those that are called otherwise then.
MEASURES = dict.fromkeys(("Image", "Table", "Report"), "一张") | {"LED": "一盏 ", "RGBLED": "一盏"}
MISSING: dict[str, tuple[str, str]] = {
    "String": ("一段文字", "a text"),
    "Boolean": ("一个条件", "a condition"),
    "Colour": ("一种颜色", "a color"),
    "Thing": ("一个找到的东西", "a thing in a result"),
}
MAX_MISSING = 4  # types that are named


# What the pictures of a data set are labeled with, by its task, and what to try when a model learns something else.
LABELED: dict[str, tuple[str, str]] = {
    "classification": ("每张图片的类别", "a class for each picture"),
    "multi_label": ("每张图片的几个标签", "several labels for each picture"),
    "detection": ("方框", "boxes"),
    "instance": ("轮廓", "outlines"),
    "semantic": ("每个像素的类别", "a class for each pixel"),
    "regression": ("每张图片的一个数", "a number for each picture"),
    "text_classification": ("每句话的类别", "a class for each sentence"),
    "points_classification": ("手、全身或脸的点", "points of hands, bodies or faces"),
    "sound_classification": ("每段声音的类别", "a class for each sound"),
    "motion_classification": ("每个动作的类别", "a class for each gesture"),
    "table_classification": ("每一行的类别", "a class for each row"),
    "table_regression": ("每一行的一个数", "a number for each row"),
}
ADVICE: dict[str, tuple[str, str]] = {
    "classification": ("用一个分类的模型，或者换一个数据集", "use a classifier, or another data set"),
    "multi_label": ("用一个多标签的模型，或者换一个数据集", "use a model of several labels, or another data set"),
    "detection": ("用一个检测的模型，或者换一个数据集", "use a detector, or another data set"),
    "instance": ("用一个检测或分割的模型，或者换一个数据集", "use a detector or a segmenter, or another data set"),
    "semantic": ("用一个涂色的模型，或者换一个数据集", "use a model that paints, or another data set"),
    "regression": ("用一个数值模型，或者换一个数据集", "use a number model, or another data set"),
    "text_classification": ("用一个文字模型，或者换一个数据集", "use a text model, or another data set"),
    "points_classification": ("用一个动作模型，或者换一个数据集", "use a posture model, or another data set"),
    "sound_classification": ("用一个声音模型，或者换一个数据集", "use a sound model, or another data set"),
    "motion_classification": ("用一个挥动模型，或者换一个数据集", "use a gesture model, or another data set"),
    "table_classification": ("用一个表格模型，或者换一个数据集", "use a table model, or another data set"),
    "table_regression": ("用一个表格模型，或者换一个数据集", "use a table model, or another data set"),
}


def describe_types(types: Iterable[str]) -> tuple[str, str]:
    """The words for one type or several: ('模型或文本', 'a model or a text'). A type of a third party is its own word."""
    pairs = [TYPES.get(name, (name, name)) for name in types]
    return "或".join(pair[0] for pair in pairs), " or ".join(pair[1] for pair in pairs)


def describe_missing(types: Iterable[str]) -> tuple[str, str]:
    """The words for what a hole lacks that takes these types: ('一张图片或一段文字', 'a picture or a text'); without
    types, or with many, a value. What is made by other blocks comes before what can be written.
    """
    names = sorted(types, key=lambda name: name in ("Number", "String"))
    if not 1 <= len(names) <= MAX_MISSING:
        return "一个值", "a value"
    pairs = [MISSING.get(name) or _count(name) for name in names]
    return "或".join(pair[0] for pair in pairs), " or ".join(pair[1] for pair in pairs)


def _count(name: str) -> tuple[str, str]:
    zh, en = TYPES.get(name, (name, name))
    return MEASURES.get(name, "一个") + zh, en
