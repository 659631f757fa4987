"""Texts about boards, ports and parts."""

TEXTS = {
    "bridge_gone": (
        "和摄像头、话筒、板子说话的那一部分停了。|再运行一次。",
        "The part of the studio that speaks with cameras, microphones and boards has ended. | Run again.",
    ),
    "board_gone": (
        "板子的线松了，或者断开了。|把线插好，再运行一次。",
        "The cable came out. | Plug it in and run again.",
    ),
    "board_check_begins": (
        "试一块板子：只插数据线，引脚会被打开、关上。",
        "Trying a board: with nothing plugged in but its cable, as its pins are switched.",
    ),
    "board_check_open": ("打开", "open"),
    "board_check_abilities": ("本领", "abilities"),
    "board_check_write": ("开关灯", "switch an output"),
    "board_check_pwm": ("调亮度", "PWM"),
    "board_check_servo": ("舵机", "servo"),
    "board_check_read": ("读引脚", "read a pin"),
    "board_check_analog": ("读模拟值", "read an analog pin"),
    "board_check_rest": ("放开再打开", "let go and open again"),
    "board_check_passed": ("全都可以。", "All of it works."),
    "board_check_failed": (
        "有的不行。|把上面整段复制到问题报告里。",
        "Some of it does not work. | Copy all of the above into a report.",
    ),
    "part_notices": ("有反应", "it notices something"),
    "part_notices_nothing": ("还没反应", "nothing noticed yet"),
    "driver_missing": (
        "电脑看到了 {chip} 芯片，可是没有给它串口：它的驱动没有在工作。|{how}",
        "The computer sees the chip {chip}, but gives it no serial port: its driver does not work. | {how}",
    ),
    "driver_on_windows": (
        "用能上网的电脑从芯片厂家的网站下载 {chip} 的驱动，拷过来装上，再把线拔下来插上。",
        "Download the driver for {chip} from its maker's site on a computer with internet, install it here, then pull the "
        "cable out and plug it in.",
    ),
    "driver_on_mac": (
        "macOS 11 以后自带 {chip} 的驱动：先更新系统；还不行，就到“系统设置 → 隐私与安全性”里允许它，再把线拔下来插上。",
        "macOS has a driver for {chip} since version 11: update the system; if that does not help, allow it in System "
        "Settings → Privacy & Security, then pull the cable out and plug it in.",
    ),
    "driver_on_linux": (
        "在终端里运行这一条命令，再把线拔下来插上：{command}",
        "Run this one command in a terminal, then pull the cable out and plug it in: {command}",
    ),
    "board_given_back": (
        "程序已经结束，板子已经还回去了。",
        "The program is over, and the board has been given back.",
    ),
    "board_silent": (
        "板子不回答。|把线拔下来再插上，再运行一次。",
        "The board does not answer. | Pull the cable out, plug it in and run again.",
    ),
    "board_wrong_firmware": (
        "板子里的程序不对：它不会和榫卯说话（{heard}）。|到“设备”里点“装固件”。没有这个按钮的板子：打开 Arduino IDE，选 文件 → 示例 → Firmata → StandardFirmata，再点上传。",
        "Wrong firmware: what is on the board does not speak with Sunmao ({heard}). | Press “Install the firmware” under "
        "Devices. A board without that button: open the Arduino IDE, choose File → Examples → Firmata → StandardFirmata, and upload it.",
    ),
    "board_perhaps_other": (
        "这个端口上的板子没有听懂（{heard}）：它可能不是 Arduino，ESP32 之类的板子也用这种 USB 芯片。|榫卯只能用 Arduino。"
        "如果它是 Arduino，到“设备”里选它是哪一种，再点“装固件”。",
        "What is at this port does not understand Sunmao ({heard}): it may be no Arduino, as boards such as an ESP32 have "
        "the same USB chip. | Sunmao can use Arduinos only. If it is one, choose which under Devices and press “Install the "
        "firmware”.",
    ),
    "board_slow": (
        "板子回答得太慢（{heard}），电脑可能太忙了。|关掉别的程序，再运行一次。要是总这样，就用 Arduino IDE 把 StandardFirmata 再上传一次。",
        "The board answers too slowly ({heard}); the computer may be too busy. | Close other programs and run again. If it "
        "stays so, upload StandardFirmata once more with the Arduino IDE.",
    ),
    "upload_no_answer": (
        "端口 {port} 上的板子没有进入装程序的状态。|按一下板子上的复位键，马上再装一次。要是总这样，它可能不是这种板子。",
        "The board at {port} did not get ready to be loaded. | Press its reset button and load again at once. If it stays "
        "so, it may be another kind of board.",
    ),
    "upload_not_back": (
        "固件写好了，可是端口 {port} 上的板子没有再出现。|把线拔下来再插上，它就会出现。",
        "The firmware is written, but the board that was at {port} did not come back. | Pull the cable out and plug it in, "
        "and it appears.",
    ),
    "upload_wrong_chip": (
        "这块板子用的是别的芯片（{chip}），什么也没有写。|选对板子的种类，再装一次。",
        "This board has another chip ({chip}); nothing was written. | Choose the right kind of board and load again.",
    ),
    "upload_differs": (
        "写进去的和读回来的不一样。|换一根线或换一个插口，再装一次。",
        "What was read back is not what was written. | Try another cable or another socket, and load again.",
    ),
    "upload_not_here": (
        "{board} 的固件榫卯还不会装。|打开 Arduino IDE，选 文件 → 示例 → Firmata → StandardFirmata，再点上传。",
        "Sunmao cannot put its firmware on the {board} yet. | Open the Arduino IDE, choose File → Examples → Firmata → "
        "StandardFirmata, and upload it.",
    ),
    "upload_our_fault": (
        "固件没有装成。这是榫卯的错，不是你的。|把线拔下来再插上，再装一次。",
        "The firmware was not installed. This is Sunmao's fault, not yours. | Pull the cable out, plug it in and load again.",
    ),
    "upload_before": (
        "{port} 上的板子：{heard}。原来的程序会被换掉。",
        "The board at {port}: {heard}. It is replaced now.",
    ),
    "upload_step_find": ("找到板子", "Find the board"),
    "upload_step_write": ("写进去", "Write"),
    "upload_step_verify": ("读回来核对", "Read back and compare"),
    "upload_step_blink": ("让板上的灯闪一下", "Let its LED blink"),
    "upload_cable": (
        "装到一半，板子的线松了。|把线插好，从头再装一次。",
        "The cable came out while the board was being loaded. | Plug it in and load again from the start.",
    ),
    "board_heard_nothing": ("它什么也没说", "it says nothing"),
    "board_heard_noise": ("它说的话听不懂", "it says what nobody understands"),
    "board_heard_name": ("它说自己是 {name} {version}", "it says that it is {name} {version}"),
    "port_missing": (
        "没有找到端口 {port}。|看看线插好了没有，换一个插口或换一根能传数据的线试试。",
        "There is no port {port}. | Look whether the cable is in; try another socket, or a cable that carries data.",
    ),
    "board_missing": (
        "没有找到板子 {board}。|用能传数据的 USB 线把它接到电脑上，再运行一次。Windows 上的兼容板还要装 CH340 驱动。",
        "No {board} was found. | Connect it by a USB cable that carries data, then run again. On Windows, boards of other makers also need the CH340 driver.",
    ),
    "port_busy_by": (
        "端口 {port} 正被 {holder} 使用。|先把它关掉，再运行一次。",
        "{holder} is using the port {port}. | Close it there, then run again.",
    ),
    "port_busy_perhaps": (
        "端口 {port} 正被别的程序使用，可能是 {holder}。|先把它关掉，再运行一次。",
        "Another program is using the port {port}, perhaps {holder}. | Close it there, then run again.",
    ),
    "port_busy": (
        "端口 {port} 正被别的程序使用。|关掉 Arduino IDE、Mind+ 或别的串口窗口，再运行一次。",
        "Another program is using the port {port}. | Close the Arduino IDE, Mind+ or other serial windows, then run again.",
    ),
    "port_denied": (
        "这台电脑不让我们打开端口 {port}。|在终端里运行这一条命令，然后注销再登录：{command}",
        "This computer does not let us open the port {port}. | Run this one command in a terminal, then log out and in again: {command}",
    ),
    "port_unusable": (
        "端口 {port} 打不开：{reason}。|把线拔下来再插上，再运行一次。",
        "The port {port} cannot be opened: {reason}. | Pull the cable out, plug it in and run again.",
    ),
    "board_used_by": (
        "“{who}”正在用 {port}。|先停止那个程序，再运行一次。",
        "“{who}” is using {port}. | Stop that program first, then run again.",
    ),
    "board_unplugged": (
        "屏幕上的板子拔掉了线。|在“设备”里打开它，点“插上线”，再运行一次。",
        "The cable of the board on the screen is out. | Open it in “Devices”, press “Plug it in”, then run again.",
    ),
    "board_package_broken": (
        "别人做的板子 {name} 用不了：软件包 {package} 里有错（{reason}）。|更新这个软件包，或者卸载它，换一块板子。",
        "The board {name}, which the package {package} brings, cannot be used: {reason}. | Update that package, or remove it and use another board.",
    ),
    "board_none_plugged": (
        "没有插着的板子。|用能传数据的 USB 线把板子接到电脑上，或者先用屏幕上的板子。",
        "No board is plugged in. | Connect one by a USB cable that carries data, or use the board on the screen.",
    ),
}
