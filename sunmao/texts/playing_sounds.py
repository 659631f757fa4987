"""What is said of sounds that are played, and of microphones."""

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
}
