"""What is said of sounds: files of them, a data set, and a model that tells them apart."""

TEXTS = {
    "sound_file_missing": (
        "找不到声音文件“{path}”。{guess} | 看看名字和文件夹对不对。",
        "There is no sound file '{path}'. {guess} | See whether the name and the folder are right.",
    ),
    "not_a_sound": (
        "“{name}”里没有能读的声音，或者文件坏了。 | 用 wav、flac、mp3 或 ogg 的声音文件。",
        "There is no sound in '{name}' that can be read, or the file is damaged. | Use a wav, flac, mp3 or ogg file.",
    ),
    "sound_empty": (
        "“{name}”是空的，里面没有声音。 | 重新录一段。",
        "'{name}' is empty: there is no sound in it. | Record it again.",
    ),
    "sound_large": (
        "“{name}”超过了 {most} MB。 | 把它剪短，一次只放几分钟。",
        "'{name}' has more than {most} MB. | Cut it: a few minutes in each file are enough.",
    ),
    "sound_long": (
        "“{name}”有 {minutes} 分钟长，最多能读 {most} 分钟。 | 把它剪短，分成几个文件。",
        "'{name}' is {minutes} minutes long, and {most} minutes can be read. | Cut it into several files.",
    ),
    "sound_channels": (
        "“{name}”有 {count} 个声道，最多能读 {most} 个。 | 在录音软件里另存为单声道。",
        "'{name}' has {count} channels, and {most} can be read. | Save it in mono in an audio editor.",
    ),
    "sound_rate": (
        "“{name}”的采样率是 {rate:g} kHz，能读 {low} 到 {high} kHz。 | 在录音软件里另存为 16 kHz。",
        "'{name}' has a sample rate of {rate:g} kHz, and {low} to {high} kHz can be read. | Save it with 16 kHz in an audio editor.",
    ),
}
