"""Texts about cameras."""

TEXTS = {
    "camera_no_source": (
        "没有叫 {value} 的摄像头。 | 改成 0（电脑上的第一个摄像头）、'simulated'（模拟的摄像头）、'browser'（浏览器的摄像头）、一个视频文件，或者一个网址。",
        "There is no camera {value}. | Use 0 (the first camera of this computer), 'simulated' (a pretend camera), 'browser' (the camera of the browser), a video file or a web address.",
    ),
    "camera_missing": (
        "没有找到摄像头 {name}。 | 检查一下摄像头插好了没有，再试一次。也可以用 'simulated'。",
        "There is no camera {name}. | Check that it is plugged in and try again, or use 'simulated'.",
    ),
    "camera_silent": (
        "摄像头 {name} 没有给出图片。 | 拔下来再插好，然后再试一次。",
        "Camera {name} gives no picture. | Take its cable out, plug it in and try again.",
    ),
    "camera_held": (
        "摄像头 {name} 正被 {holder} 使用。 | 先关掉那个程序，再试一次。",
        "Camera {name} is used by {holder}. | Close that program and try again.",
    ),
    "camera_held_here": (
        "这个程序已经打开了摄像头 {name}。 | 用已经打开的那一个，或者先关闭它。",
        "This program has opened camera {name} already. | Use that one, or close it first.",
    ),
    "camera_perhaps_held": (
        "打不开摄像头 {name}：也许正被 {holder} 使用。 | 先关掉那个程序，再试一次。",
        "Camera {name} cannot be opened: perhaps {holder} uses it. | Close that program and try again.",
    ),
    "camera_denied": (
        "这台电脑不让我们用摄像头 {name}。 | {repair}",
        "This computer does not let us use camera {name}. | {repair}",
    ),
    "camera_repair_group": (
        "在终端里运行这一条命令，然后注销再登录：{command}",
        "Run this one command in a terminal, then log out and in again: {command}",
    ),
    "camera_repair_settings": (
        "请大人打开系统设置里的“隐私 → 摄像头”，允许这个程序使用。",
        "Ask an adult to open Privacy, Camera in the system's settings and to allow this program.",
    ),
    "camera_gone": (
        "摄像头 {name} 断开了。 | 把它插好，再运行一次。",
        "Camera {name} is gone. | Plug it in and run again.",
    ),
    "camera_no_picture": (
        "{name} 没有图片传来。 | 检查一下网址，看看那边的摄像头开着没有。",
        "No picture comes from {name}. | Check the address, and that the camera there is on.",
    ),
    "camera_unreachable": (
        "连不上 {name}（{why}）。 | 检查一下网址和网络。",
        "{name} cannot be reached ({why}). | Check the address and the network.",
    ),
    "camera_stopped": (
        "{name} 不再传来图片了。 | 看看那边的摄像头和网络，再运行一次。",
        "No picture comes from {name} any more. | Check the camera there and the network, then run again.",
    ),
    "camera_file_missing": (
        "找不到文件“{path}”。{guess} | 检查一下名字和文件夹。",
        "There is no file '{path}'. {guess} | Check its name and its folder.",
    ),
    "camera_no_film": (
        "“{name}”不是能播放的视频或图片。 | 换一个 MP4 视频，或者 JPEG、PNG 图片。",
        "'{name}' is no film or picture that can be shown. | Use an MP4 film, or a JPEG or PNG picture.",
    ),
    "camera_film_over": (
        "视频“{name}”放完了。 | 用“对摄像头的每一张图片”来看，它会在放完时结束。",
        "The film '{name}' is over. | Go through it with 'for image in camera', which ends with the film.",
    ),
    "camera_closed": ("摄像头已经关闭了。 | 再打开一个。", "The camera is closed. | Open it again."),
    "camera_no_model": (
        "{value} 认不出东西：它不是模型。 | 把装着模型的变量放在这里。",
        "{value} recognizes nothing: it is no model. | Put the variable with the model here.",
    ),
    "camera_dark": (
        "摄像头 {name} 的画面全是黑的：镜头盖着，还是被挡住了？",
        "The pictures of camera {name} are dark: is the lens cap on, or is it covered?",
    ),
    "camera_allow": (
        "再允许一次使用摄像头。 | 在浏览器的地址栏旁边选“允许”，程序就接着走。",
        "Allow the camera again. | Choose “Allow” beside the browser's address, and the program goes on.",
    ),
    "camera_waits": (
        "页面的摄像头还没有送来画面。 | 让榫卯的页面一直开着，别切到别的标签页；画面一来，程序就接着走。",
        "No picture comes from the page's camera yet. | Keep the page of Sunmao open and in front; the program goes on with the first picture.",
    ),
    "camera_browser_alone": (
        "这里没有榫卯的页面，所以用这台电脑的第一个摄像头。",
        "There is no page of Sunmao here, so the first camera of this computer is used.",
    ),
    "camera_not_recorded": (
        "不能把录像写到“{path}”。 | 换一个以 .mp4 结尾的名字，换一个文件夹，或者看看磁盘还有没有地方。",
        "The film cannot be written to '{path}'. | Use a name that ends in .mp4 or another folder, or make room on the disk.",
    ),
    "camera_recorded": ("录好了：{path}。", "Recorded {path}."),
}
