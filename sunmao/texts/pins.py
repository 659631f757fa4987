"""Texts about parts and the pins that they sit on; in an error a bar divides what happened from what to do."""

TEXTS = {
    # The parts, as nouns.
    "part_LED": ("LED 灯", "LED"),
    "part_RGBLED": ("彩灯", "color LED"),
    "part_NeoPixel": ("灯带", "strip of lights"),
    "part_Servo": ("舵机", "servo"),
    "part_DriverServo": ("舵机板上的舵机", "servo on a driver"),
    "part_Motor": ("电机", "motor"),
    "part_Stepper": ("步进电机", "stepper motor"),
    "part_Buzzer": ("蜂鸣器", "buzzer"),
    "part_Relay": ("继电器", "relay"),
    "part_Button": ("按钮", "button"),
    "part_Potentiometer": ("旋钮", "knob"),
    "part_LightSensor": ("光线传感器", "light sensor"),
    "part_SoundSensor": ("声音传感器", "sound sensor"),
    "part_LineSensor": ("巡线传感器", "line sensor"),
    "part_MotionSensor": ("人体传感器", "motion sensor"),
    "part_DistanceSensor": ("超声波传感器", "distance sensor"),
    "part_TemperatureHumidity": ("温湿度传感器", "temperature and humidity sensor"),
    "part_Accelerometer": ("加速度计", "accelerometer"),
    "part_ColorSensor": ("颜色传感器", "color sensor"),
    "part_RealTimeClock": ("时钟", "clock"),
    "part_Joystick": ("摇杆", "joystick"),
    "part_Keypad": ("键盘", "keypad"),
    "part_InfraredReceiver": ("遥控接收头", "remote control receiver"),
    "part_Display": ("显示屏", "display"),
    "part_DigitDisplay": ("数码管", "digit display"),
    "part_I2C": ("I2C 设备", "I2C device"),
    "part_OutputPin": ("引脚输出", "output of the pin"),
    "part_InputPin": ("引脚输入", "input of the pin"),
    # Ends of wires on a part, where nothing is printed.
    "wire_long_leg": ("长脚，先接 220\u00a0Ω 电阻", "long leg, through 220\u00a0Ω"),
    "wire_short_leg": ("短脚", "short leg"),
    "wire_red_leg": ("红脚，先接 220\u00a0Ω 电阻", "leg for red, through 220\u00a0Ω"),
    "wire_green_leg": ("绿脚，先接 220\u00a0Ω 电阻", "leg for green, through 220\u00a0Ω"),
    "wire_blue_leg": ("蓝脚，先接 220\u00a0Ω 电阻", "leg for blue, through 220\u00a0Ω"),
    "wire_longest_leg": ("最长的脚", "longest leg"),
    "wire_longer_leg": ("长脚", "longer leg"),
    "wire_shorter_leg": ("短脚", "shorter leg"),
    "wire_orange": ("橙线（或黄线）", "orange or yellow"),
    "wire_red": ("红线", "red"),
    "wire_brown": ("棕线（或黑线）", "brown or black"),
    "wire_one_side": ("一边", "one side"),
    "wire_other_side": ("另一边", "other side"),
    "wire_outer_leg": ("旁边的脚", "outer leg"),
    "wire_middle_leg": ("中间的脚", "middle leg"),
    "wire_other_outer_leg": ("另一边的脚", "other outer leg"),
    # What may break.
    "caution_resistor": (
        "LED 一定要串上 220\u00a0Ω 电阻，不然会烧坏。",
        "The LED needs its 220\u00a0Ω resistor, or it burns out.",
    ),
    "caution_many_lights": (
        "超过 8 盏灯，要用单独的 5 V 电源，GND 接在一起。",
        "More than 8 lights need a 5 V supply of their own, with its GND joined to the board's.",
    ),
    "caution_servo_supply": (
        "两个以上的舵机，或者力气大的舵机，要用单独的电源，GND 接在一起。",
        "More than one servo, or a strong one, needs a supply of its own, with its GND joined to the board's.",
    ),
    "caution_driver_supply": (
        "舵机的电从舵机板的 V+ 和 GND 来：接 5 到 6 V 的电源，不要用板子的 5V。",
        "Servos get their current from V+ and GND of the driver: 5 to 6 V from a supply, not the board's 5V.",
    ),
    "caution_motor_driver": (
        "电机接在驱动板上，电池也接在驱动板上。电机不能直接接引脚。",
        "The motor goes to the driver, and so does its battery. Never wire a motor to a pin.",
    ),
    "caution_mains": (
        "继电器只接电池或 12 V 以下的电，不碰墙上插座的电。",
        "Let the relay switch batteries or at most 12 V, never the current of a wall socket.",
    ),
    # What a pin can do: "the pin cannot …".
    "ability_output": ("打开和关掉东西", "switch things on and off"),
    "ability_input": ("感觉开和关", "feel on and off"),
    "ability_pullup": ("接按钮", "read a button"),
    "ability_pwm": ("只开一部分，比如半亮（PWM）", "be partly on, such as half bright (PWM)"),
    "ability_servo": ("带舵机", "turn a servo"),
    "ability_analog": ("量大小", "measure how much"),
    "ability_i2c": ("用 I2C 说话", "speak I2C"),
    "ability_tone": ("放出音调", "play tones"),
    "ability_sonar": ("听超声波的回声", "listen for an echo"),
    "ability_dht": ("读温湿度传感器", "read such a sensor"),
    "ability_pixels": ("点亮灯带", "light a strip"),
    "ability_remote": ("听遥控器", "listen to a remote control"),
    # What works in place of a part.
    "instead_NeoPixel": ("可以用三个引脚接一个彩灯（RGBLED）。", "A color LED on three pins (RGBLED) works."),
    "instead_DistanceSensor": ("可以换成人体传感器或光线传感器。", "A motion sensor or a light sensor works."),
    "instead_TemperatureHumidity": (
        "可以把模拟温度传感器（例如 LM35）接在 A0 上，用 read_pin 来读。",
        "An analog temperature sensor such as LM35 on A0, read with read_pin, works.",
    ),
    "instead_InfraredReceiver": ("可以换成按钮或键盘。", "Buttons or a keypad work."),
    "instead_Buzzer": ("打开、关掉和闪都能用。", "On, off and blink work."),
    "instead_Display": ("可以用 lcd1602 或 oled。", "The kinds lcd1602 and oled work."),
    # What is in the way.
    "pin_missing": (
        "{board} 没有引脚“{pin}”。 | 可以用：{names}。",
        "The {board} has no pin '{pin}'. | Pins to use: {names}.",
    ),
    "pin_is_cable": (
        "引脚 {pin} 要用来和电脑说话，不能接零件。 | 可以用：{names}。",
        "Pin {pin} is needed to speak with the computer and cannot hold a part. | Pins to use: {names}.",
    ),
    "pin_cannot": (
        "{board} 的引脚 {pin} 不能{ability}。 | 在设引脚的那块积木里，改用这些引脚中的一个：{names}。",
        "Pin {pin} of the {board} cannot {ability}. | Where the pin is set, use one of these instead: {names}.",
    ),
    "pin_taken": (
        "引脚 {pin} 已经接着 {holder} 了。 | 换一个引脚，或者先关掉 {holder}。",
        "Pin {pin} is already used by the {holder}. | Use another pin, or close the {holder} first.",
    ),
    "pin_silenced": (
        "用了舵机以后，引脚 {pin} 就不能输出开和关之间的大小（PWM）了。 | 换到这些引脚：{names}。",
        "While a servo is used, pin {pin} cannot give what lies between on and off (PWM). | Use one of these pins: {names}.",
    ),
    "channel_taken": (
        "舵机板的 {channel} 号口已经接着一个舵机了。 | 换一个口，从 0 到 15。",
        "Place {channel} of the servo driver has a servo already. | Use another place, from 0 to 15.",
    ),
    "part_needs_sketch": (
        "{part} 在这里用不了：{board} 里的程序 {firmware} 不能{ability}。 | {instead}也可以到“设备”里给板子装固件，或者用 Arduino IDE 写入 FirmataExpress。",
        "The {part} does not work here: {firmware} on the {board} cannot {ability}. | {instead} Or install the firmware on the board under Devices, or load FirmataExpress with the Arduino IDE.",
    ),
    "part_needs_sketch_own": (
        "{part} 在这里用不了：{board} 里的程序 {firmware} 不能{ability}。 | {instead}也可以到“设备”里给板子装我们的固件。",
        "The {part} does not work here: {firmware} on the {board} cannot {ability}. | {instead} Or install our firmware on the board under Devices.",
    ),
    "part_needs_board": (
        "{board} 用不了 {part}。 | {instead}能用它的板子：{names}。",
        "No {part} works on the {board}. | {instead} Boards that can: {names}.",
    ),
    "part_needs_other": (
        "{board} 用不了 {part}，现在能用的别的板子也不行。 | {instead}",
        "No {part} works on the {board}, nor on any other board that works here now. | {instead}",
    ),
    "display_needs_board": (
        "{board} 没有 {kind} 显示屏。 | {instead}",
        "The {board} has no display '{kind}'. | {instead}",
    ),
    "part_out_of_range": (
        "{argument} 不能是 {value}：要 {least} 到 {most} 之间的数。 | 换一个数再试。",
        "{argument} cannot be {value}: a number from {least} to {most} is expected. | Try another number.",
    ),
    "part_same_ends": (
        "min_angle 和 max_angle 都是 {value}，舵机没有地方可转。 | 给它们两个不同的角度。",
        "min_angle and max_angle are both {value}, so the servo has nowhere to turn. | Give them two different angles.",
    ),
    "part_bad_color": (
        "没有颜色“{value}”。{guess} | 写颜色的名字（例如 'red'）、'#ff0000'，或者三个 0 到 1 的数。",
        "There is no color '{value}'. {guess} | Write the name of a color such as 'red', '#ff0000', or three numbers from 0 to 1.",
    ),
    "part_bad_tone": (
        "没有音“{value}”。 | 写音名，例如 'C4'、'F#4'，几个音用空格分开；也可以写每秒振动的次数（{least} 到 {most}）。",
        "There is no tone '{value}'. | Write notes such as 'C4' or 'F#4' with spaces between, or how often a second it swings ({least} to {most}).",
    ),
    "part_closed": ("这个 {part} 已经关掉了。 | 再建一个新的。", "This {part} is closed. | Make a new one."),
    "part_silent": (
        "{part} 没有回答（{pins}）。 | 看看线接对了没有，插紧了没有。",
        "The {part} does not answer ({pins}). | Check that its wires are right and tight.",
    ),
    "part_bad_time": (
        "“{value}”不是时间。 | 写成 '2026-09-01 07:05:09' 这样，年份从 2000 到 2099。",
        "'{value}' is no time. | Write it as '2026-09-01 07:05:09', with a year of this century.",
    ),
    "address_taken": (
        "{holder} 和 {part} 的 I2C 地址都是 {address}，不能接在一起。 | 只接一个，或者给其中一个换地址（加速度计把 AD0 接 3.3V，再写 address=0x69）。",
        "The {holder} and the {part} both have the I2C address {address} and cannot be together. | Connect one of them, or give one another address (accelerometer: AD0 to 3.3V, and address=0x69).",
    ),
    "part_single": (
        "一块板子只能接一个 {part}。 | 只留一个，去掉别的。",
        "A board can have only one {part}. | Keep one, and take the others away.",
    ),
    "part_no_handler": (
        "{event} 要一个函数，不能是 {value}。 | 写函数的名字，后面不要加括号。",
        "{event} takes a function, not {value}. | Write the function's name without brackets.",
    ),
    "part_cannot_show": (
        "{part} 不能显示这个：{value}。 | 给它一行文字、一个数或者一张图片。",
        "The {part} cannot show this: {value}. | Give it text, a number or a picture.",
    ),
    # The board.
    "board_which": ("接着好几块板子，用哪一块？", "There are several boards. Which one?"),
    "board_wait": ("线松了，插回去就接着走。", "The cable is out. Plug it in to go on."),
    "board_restarted": ("板子重启了，已经重新设好。", "The board restarted, and has been set up again."),
    "part_no_letter": (
        "{kind} 写不了“{letter}”。 | 用英文字母和数字，或者换成 oled。",
        "The {kind} cannot write '{letter}'. | Use English letters and digits, or an oled.",
    ),
    # What the parts of a board on the screen do, where there is no page to see it.
    "told_part": ("{part} {pins}：{does}", "{part} {pins}: {does}"),
    "told_on": ("开", "on"),
    "told_off": ("关", "off"),
    "told_forward": ("前进 {speed}%", "forward {speed}%"),
    "told_backward": ("后退 {speed}%", "backward {speed}%"),
    "told_too_much": ("后面的变化太快，先不写了。", "What follows changes too fast to be written here."),
}
