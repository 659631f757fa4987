"""Texts about sounds that are played, and about microphones."""

TEXTS = {
    "sound_unknown": (
        "没有叫“{name}”的声音。{guess} | 从菜单里选一个声音，或者写项目里一个声音文件（wav、mp3、ogg）的名字。",
        "There is no sound '{name}'. {guess} | Choose one from the menu, or write the name of a sound file of the project (wav, mp3, ogg).",
    ),
    "sound_outside": (
        "“{name}”不在这个项目里，网页放不了它。 | 把这个文件放进项目的文件夹，再写它的名字。",
        "'{name}' is not in this project, so the page cannot play it. | Put the file into the folder of the project and write its name.",
    ),
    "sound_no_player": (
        "这台电脑上没有找到能放声音的喇叭或程序：程序照样往下走，只是听不见。 | 接上喇叭或耳机；Linux 请大人安装 alsa-utils。",
        "No loudspeaker, or nothing that plays sounds, was found on this computer: the program goes on in silence. | Plug in a loudspeaker or headphones; on Linux ask an adult to install alsa-utils.",
    ),
    "sound_no_voice": (
        "这台电脑没有会说话的声音：文字照样显示，程序照样往下走。 | Linux 请大人安装 espeak-ng。",
        "This computer has no voice: the text is shown, and the program goes on. | On Linux ask an adult to install espeak-ng.",
    ),
    "microphone_no_source": (
        "没有叫 {value} 的话筒。 | 改成 'browser'（浏览器的话筒）、'device'（电脑的话筒）、'simulated'（模拟的话筒），或者一个声音文件。",
        "There is no microphone {value}. | Use 'browser' (the browser's), 'device' (this computer's), 'simulated' (a pretend one) or a sound file.",
    ),
    "microphone_missing": (
        "没有找到话筒 {name}。 | 插上一个话筒再运行一次，也可以用 'simulated'。",
        "There is no microphone {name}. | Plug one in and run again, or use 'simulated'.",
    ),
    "microphone_package": (
        "要用这台电脑自己的话筒，还缺一个叫 sounddevice 的包。 | 请大人在终端运行：{command}；在榫卯里运行时用浏览器的话筒，不需要它。",
        "This computer's own microphone needs the package sounddevice. | Ask an adult to run in a terminal: {command}. Programs in Sunmao use the browser's microphone, which needs nothing.",
    ),
    "microphone_rate": (
        "话筒 {name} 的采样率是 {rate:g} kHz，用不了。 | 在电脑的声音设置里把它改成 48 kHz。",
        "Microphone {name} has a sample rate of {rate:g} kHz, which cannot be used. | Set it to 48 kHz in the sound settings of this computer.",
    ),
    "microphone_gone": (
        "话筒 {name} 没有声音传来了。 | 把它插好，再运行一次。",
        "Nothing comes from microphone {name} any more. | Plug it in and run again.",
    ),
    "microphone_file_over": (
        "声音文件“{name}”放完了。 | 用“对话筒的每一段声音”来听，它会在放完时结束。",
        "The sound file '{name}' is over. | Go through it with 'for clip in microphone', which ends with the file.",
    ),
    "microphone_closed": ("话筒已经关闭了。 | 再打开一个。", "The microphone is closed. | Open it again."),
    "microphone_allow": (
        "再允许一次使用话筒。 | 在浏览器的地址栏旁边选“允许”，程序就接着走。",
        "Allow the microphone again. | Choose “Allow” beside the browser's address, and the program goes on.",
    ),
    "microphone_waits": (
        "页面的话筒还没有送来声音。 | 让榫卯的页面一直开着；声音一来，程序就接着走。",
        "No sound comes from the page's microphone yet. | Keep the page of Sunmao open; the program goes on with the first sound.",
    ),
    "microphone_silent": (
        "话筒 {name} 里什么也听不到：它是不是关了，或者静音了？",
        "Nothing at all is heard from microphone {name}: is it switched off, or muted?",
    ),
    "microphone_browser_alone": (
        "这里没有榫卯的页面，所以用这台电脑的话筒。",
        "There is no page of Sunmao here, so the microphone of this computer is used.",
    ),
    "sound_not_recorded": (
        "不能把录音写到“{path}”。 | 换一个以 .wav 结尾的名字，换一个文件夹，或者看看磁盘还有没有地方。",
        "The recording cannot be written to '{path}'. | Use a name that ends in .wav or another folder, or make room on the disk.",
    ),
    "sound_recorded": ("录好了：{path}。", "Recorded {path}."),
}
