"""Boards & parts 板子与零件: gpiozero's classes and verbs, for every board that is registered."""

from typing import Any

from sunmao.blocks.spec import Block, Check, Input, check, menu, of, value
from sunmao.boards.registry import BOARDS

_LEVEL = {"least": 0, "most": 1}


def pin(name: str, default: int | str, **more: Any) -> Input:
    """A pin of the board in use."""
    return value(name, ("Number", "String"), default, picker="pin", **more)


def device(kinds: Check, variable: str) -> Input:
    """A part, by default the variable of this name."""
    return of("device", kinds, variable)


SERVO_PULSES = (
    value("min_pulse", "Number", 0.5, least=0.3, most=3, label=("最短脉冲（毫秒）", "shortest pulse (ms)")),
    value("max_pulse", "Number", 2.5, least=0.3, most=3, label=("最长脉冲（毫秒）", "longest pulse (ms)")),
)

BLOCKS = (
    Block(
        "board_use",
        "使用板子 {name}",
        "use the board {name}",
        "use_board(name={name}, **{more})",
        module="sunmao.boards",
        holes=(menu("name", "simulated", *((name, board.zh, board.en) for name, board in BOARDS.items())),),
        optional_inputs=(value("port", "String", "auto", label=("接口", "port")),),
        help=(
            "下面接的零件都在这块板子上。屏幕上的板子不用接线。",
            "The parts below belong to this board. The board on the screen needs no cable.",
        ),
        words="arduino uno nano mega leonardo simulated connect port serial 单片机 连接 串口 模拟",
    ),
    Block(
        "board_output",
        "{kind} 接在引脚 {pin}",
        "{kind} on pin {pin}",
        "{kind}(pin={pin}, **{more})",
        module="sunmao.boards",
        holes=(
            menu(
                "kind",
                "LED",
                ("LED", "LED 灯", "LED"),
                ("Buzzer", "蜂鸣器", "buzzer"),
                ("Relay", "继电器", "relay"),
                ("NeoPixel", "灯带", "strip of lights"),
            ),
            pin("pin", 13),
        ),
        optional_inputs=(
            check("active_high", False, label=("高电平打开", "on when high")),
            value("n", "Number", 8, least=1, most=60, label=("灯带有几盏灯", "lights of the strip")),
        ),
        part="=kind",
        preset=("variables_set", {"LED": "led", "Buzzer": "buzzer", "Relay": "relay", "NeoPixel": "strip"}),
        help=("说出引脚上接了什么。", "Says what is wired to a pin."),
        words="light lamp buzzer relay sound switch neopixel ws2812 strip 灯 灯带 蜂鸣器 继电器 声音 开关",
    ),
    Block(
        "board_switch",
        "{action} {device}",
        "{action} {device}",
        "{device}.{action}()",
        holes=(
            menu("action", "on", ("on", "打开", "turn on"), ("off", "关掉", "turn off"), ("toggle", "切换", "toggle")),
            device("Device", "led"),
        ),
        help=("打开、关掉零件，或者换成另一种。", "Turns a part on or off, or to the other of both."),
        words="light led relay buzzer motor 灯 开关 点亮 熄灭",
    ),
    Block(
        "board_brightness",
        "{device} 的亮度设为 {value}",
        "set the brightness of {device} to {value}",
        "{device}.value = {value}",
        holes=(device("LED", "led"), value("value", "Number", 0.5, **_LEVEL)),
        level=2,
        help=(
            "0 是不亮，1 是最亮。引脚要能输出 PWM（带 ~）。",
            "0 is dark, 1 is brightest. The pin must be able to do PWM (marked ~).",
        ),
        words="pwm dim light 亮暗 调光",
    ),
    Block(
        "board_blink",
        "让 {device} 闪 {n} 次",
        "blink {device} {n} times",
        "{device}.blink(n={n}, **{more})",
        holes=(device(("LED", "RGBLED", "Buzzer", "Relay"), "led"), value("n", "Number", 3, least=1)),
        optional_inputs=(
            value("on_time", "Number", 0.5, least=0, label=("亮几秒", "seconds on")),
            value("off_time", "Number", 0.5, least=0, label=("灭几秒", "seconds off")),
            check("background", True, label=("一边闪一边往下走", "go on meanwhile")),
        ),
        level=2,
        help=("一亮一灭，重复几次。", "On and off again, so many times."),
        words="flash light 闪烁 灯",
    ),
    Block(
        "board_rgb",
        "彩灯 红 {red} 绿 {green} 蓝 {blue}",
        "color LED on pins {red}, {green}, {blue}",
        "RGBLED(red={red}, green={green}, blue={blue})",
        module="sunmao.boards",
        holes=(pin("red", 9), pin("green", 10), pin("blue", 11)),
        part="RGBLED",
        level=2,
        preset=("variables_set", "light"),
        help=("三个引脚上的彩色灯。", "A light of three colors, one pin each."),
        words="rgb light colour 灯 颜色 三色",
    ),
    Block(
        "board_color",
        "让 {device} 变成 {color}",
        "make {device} {color}",
        "{device}.color = {color}",
        holes=(
            device(("RGBLED", "NeoPixel"), "light"),
            value("color", ("Colour", "String"), "#ff0000", picker="color"),
        ),
        level=2,
        help=("彩灯或者整条灯带换一种颜色。", "Gives a color LED, or a whole strip of lights, another color."),
        words="rgb light colour 灯 颜色",
    ),
    Block(
        "board_pixel",
        "让 {device} 第 {number} 盏灯变成 {color}",
        "make light {number} of {device} {color}",
        "{device}.set_pixel(number={number}, color={color})",
        holes=(
            device("NeoPixel", "strip"),
            value("number", "Number", 1, least=1, most=60),
            value("color", ("Colour", "String"), "#ff0000", picker="color"),
        ),
        level=2,
        help=("灯带上只有这一盏换颜色，别的不变。", "Only this light of the strip gets another color."),
        words="neopixel ws2812 strip light pixel colour rainbow 灯带 灯 颜色 彩虹 跑马灯",
    ),
    Block(
        "board_servo",
        "舵机接在引脚 {pin}",
        "servo on pin {pin}",
        "Servo(pin={pin}, **{more})",
        module="sunmao.boards",
        holes=(pin("pin", 9),),
        optional_inputs=(
            value("min_angle", "Number", 0, label=("最小角度", "smallest angle")),
            value("max_angle", "Number", 180, label=("最大角度", "largest angle")),
            *SERVO_PULSES,
        ),
        part="Servo",
        preset=("variables_set", "servo"),
        help=("能转到一个角度的电机。", "A motor that turns to an angle."),
        words="motor arm angle 电机 角度 机械臂",
    ),
    Block(
        "board_driver_servo",
        "舵机接在舵机板 {channel} 号口",
        "servo at place {channel} of a servo driver",
        "DriverServo(channel={channel}, **{more})",
        module="sunmao.boards",
        holes=(value("channel", "Number", 0, least=0, most=15),),
        optional_inputs=SERVO_PULSES,
        part="DriverServo",
        level=2,
        preset=("variables_set", "servo"),
        help=(
            "舵机板（PCA9685）接在 I2C 两个引脚上，能带 16 个舵机。",
            "A servo driver (PCA9685) on the two I2C pins has room for 16 servos.",
        ),
        words="pca9685 servo driver i2c sixteen arm robot 舵机 扩展板 十六路 机械臂 机器人",
    ),
    Block(
        "board_angle",
        "让 {device} 转到 {angle} 度",
        "turn {device} to {angle} degrees",
        "{device}.angle = {angle}",
        holes=(device("Servo", "servo"), value("angle", "Number", 90, least=0, most=180)),
        help=("舵机转到这个角度，停在那里。", "The servo turns to this angle and stays there."),
        words="servo rotate move 舵机 转动 角度",
    ),
    Block(
        "board_motor",
        "电机 正转 {forward} 反转 {backward}",
        "motor on pins {forward} and {backward}",
        "Motor(forward={forward}, backward={backward}, **{more})",
        module="sunmao.boards",
        holes=(pin("forward", 5), pin("backward", 6)),
        optional_inputs=(pin("enable", 10, label=("使能引脚", "enable pin")),),
        part="Motor",
        level=2,
        preset=("variables_set", "motor"),
        help=("电机驱动板的两个引脚：一个正转，一个反转。", "The two pins of a motor driver: one for each direction."),
        words="wheel drive car 轮子 小车 马达",
    ),
    Block(
        "board_drive",
        "让 {device} {direction}，速度 {speed}",
        "run {device} {direction} at speed {speed}",
        "{device}.{direction}(speed={speed})",
        holes=(
            device("Motor", "motor"),
            menu("direction", "forward", ("forward", "前进", "forward"), ("backward", "后退", "backward")),
            value("speed", "Number", 0.5, **_LEVEL),
        ),
        level=2,
        help=("电机转起来，速度从 0 到 1。", "Runs the motor, at a speed from 0 to 1."),
        words="motor wheel car speed 小车 马达 速度",
    ),
    Block(
        "board_stepper",
        "步进电机 引脚 {in1} {in2} {in3} {in4}",
        "stepper motor on pins {in1} {in2} {in3} {in4}",
        "Stepper(in1={in1}, in2={in2}, in3={in3}, in4={in4}, **{more})",
        module="sunmao.boards",
        holes=(pin("in1", 8), pin("in2", 9), pin("in3", 10), pin("in4", 11)),
        optional_inputs=(
            value("steps_per_turn", "Number", 2048, least=4, most=10_000, label=("一圈的步数", "steps of a turn")),
        ),
        part="Stepper",
        level=2,
        preset=("variables_set", "stepper"),
        help=(
            "一步一步转、能数步数的电机，例如 28BYJ-48 和驱动板 ULN2003。",
            "A motor that turns by steps and counts them, such as 28BYJ-48 with its driver ULN2003.",
        ),
        words="28byj-48 uln2003 steps motor 步进 电机 减速",
    ),
    Block(
        "board_turn",
        "让 {device} 再转 {degrees} 度",
        "turn {device} {degrees} degrees farther",
        "{device}.turn(degrees={degrees}, **{more})",
        holes=(device("Stepper", "stepper"), value("degrees", "Number", 90, least=-36_000, most=36_000)),
        optional_inputs=(
            value("speed", "Number", 10, least=0.1, most=15, label=("每分钟几圈", "turns a minute")),
            check("background", True, label=("一边转一边往下走", "go on meanwhile")),
        ),
        level=2,
        help=("从现在的位置再转这么多度，负数往回转。", "Turns so much from where it stands; below 0 it turns back."),
        words="rotate steps stepper motor 步进 转动 角度 圈",
    ),
    Block(
        "board_tone",
        "让 {device} 响 {tone}",
        "let {device} play {tone}",
        "{device}.play(tone={tone}, **{more})",
        holes=(device("Buzzer", "buzzer"), value("tone", "String", "C4", picker="note")),
        optional_inputs=(
            value("seconds", "Number", 0.5, least=0, label=("每个音几秒", "seconds each")),
            check("background", True, label=("一边响一边往下走", "go on meanwhile")),
        ),
        level=2,
        help=("一个音，或者几个音连成的曲子。", "One note, or several notes as a melody."),
        words="note melody music sound song 音符 旋律 音乐 唱歌",
    ),
    Block(
        "board_display",
        "显示屏 {kind}",
        "display {kind}",
        "Display(kind={kind})",
        module="sunmao.boards",
        holes=(menu("kind", "lcd1602", ("lcd1602", "LCD1602", "LCD1602"), ("oled", "OLED", "OLED")),),
        part="Display",
        level=2,
        preset=("variables_set", "display"),
        help=("接在 I2C 两个引脚上的小屏幕。", "A small screen on the two I2C pins."),
        words="screen lcd oled i2c text 屏幕 液晶 文字",
    ),
    Block(
        "board_digits",
        "数码管 CLK {clk} DIO {dio}",
        "digit display on pins CLK {clk} and DIO {dio}",
        "DigitDisplay(clk={clk}, dio={dio})",
        module="sunmao.boards",
        holes=(pin("clk", 2), pin("dio", 3)),
        part="DigitDisplay",
        level=2,
        preset=("variables_set", "digits"),
        help=(
            "四位数码管（TM1637），能显示数和时间，例如 12:34。",
            "Four digits (TM1637) for numbers and times such as 12:34.",
        ),
        words="tm1637 clock seven segment number time 数码管 时钟 数字 四位",
    ),
    Block(
        "board_show",
        "在 {device} 上显示 {content}",
        "show {content} on {device}",
        "{device}.show({content}, **{more})",
        holes=(
            device(("Display", "DigitDisplay"), "display"),
            value("content", ("String", "Number", "Image"), ("你好", "hello")),
        ),
        optional_inputs=(
            value("line", "Number", 1, least=1, label=("第几行", "line")),
            check("scroll", True, label=("滚动", "scroll")),
        ),
        level=2,
        help=(
            "在小屏幕上写字、写数，OLED 还能显示图片。",
            "Writes a text or a number on the small screen; an OLED shows pictures too.",
        ),
        words="display lcd oled write text 屏幕 文字 显示屏",
    ),
    Block(
        "board_write",
        "引脚 {pin} 输出 {value}",
        "set pin {pin} to {value}",
        "write_pin(pin={pin}, value={value})",
        module="sunmao.boards",
        holes=(pin("pin", 5, ability="output"), value("value", "Number", 1, **_LEVEL)),
        level=3,
        help=("0 是低电平，1 是高电平，中间的数是 PWM。", "0 is low, 1 is high, and a number between is PWM."),
        words="digital analog pwm output gpio 数字 模拟 输出 电平",
    ),
    Block(
        "board_close",
        "关闭 {device}",
        "close {device}",
        "{device}.close()",
        holes=(device(("Device", "Camera"), "camera"),),
        level=3,
        help=(
            "不再用它，引脚就空出来了。程序结束时都会关闭。",
            "Lets it go, so that its pin is free. At the end everything is closed anyway.",
        ),
        words="release free end 释放 结束",
    ),
)
