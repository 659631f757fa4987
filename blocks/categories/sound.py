"""Sound 声音: what a program says and plays, and what its microphone hears."""

from sunmao.blocks.spec import Block, check, menu, value

BLOCKS = (
    Block(
        "sound_say",
        "说 {text}",
        "say {text}",
        "say({text}, **{more})",
        module="sunmao.sound",
        holes=(value("text", ("String", "Number"), ("你好", "hello")),),
        optional_inputs=(
            menu("language", "zh", ("zh", "中文", "Chinese"), ("en", "英文", "English"), label=("语言", "language")),
            check("wait", False, label=("说完再往下走", "go on only after it")),
        ),
        help=(
            "用电脑的声音把文字说出来，说完再往下走；文字也会显示出来。",
            "Says the text with the computer's voice and goes on after it. The text is shown as well.",
        ),
        words="speak talk voice text to speech tts read aloud 声音 说话 讲话 朗读 念出 读出 语音 播报 配音",
    ),
    Block(
        "sound_play",
        "播放 {sound}",
        "play {sound}",
        "play({sound}, **{more})",
        module="sunmao.sound",
        holes=(value("sound", "String", "ding", picker="sound"),),
        optional_inputs=(check("wait", True, label=("放完再往下走", "go on only after it")),),
        level=2,
        help=(
            "播放一个现成的声音，或者项目里的声音文件（wav、mp3、ogg）。程序不等它放完。",
            "Plays a sound that comes along, or a sound file of the project (wav, mp3, ogg). The program does not wait for its end.",
        ),
        words="sound effect audio song ding bell drum wav mp3 ogg music 声音 音效 播放 歌 铃 鼓 音乐",
    ),
    Block(
        "sound_tone",
        "电脑发出 {tone} 音 {seconds} 秒",
        "computer plays {tone} for {seconds} seconds",
        "play_tone(tone={tone}, seconds={seconds})",
        module="sunmao.sound",
        holes=(value("tone", "String", "C4", picker="note"), value("seconds", "Number", 0.5, least=0)),
        level=2,
        help=(
            "用电脑的喇叭发出一个音，或者几个音连成的曲子，每个音这么久。",
            "Plays a note with the computer's loudspeaker, or several as a melody, each so long.",
        ),
        words="note melody music beep piano 音符 旋律 音乐 唱歌 蜂鸣",
    ),
    Block(
        "sound_level",
        "麦克风的音量",
        "loudness at the microphone",
        "sound_level()",
        module="sunmao.sound",
        gives="Number",
        level=2,
        help=(
            "现在有多响：0 是安静，100 是最响。在榫卯里用浏览器的话筒。",
            "How loud it is now: 0 is still, 100 as loud as can be. In Sunmao it is the browser's microphone.",
        ),
        words="volume noise loud microphone mic hear listen 声音 听 麦克风 话筒 音量 大小 响",
    ),
    Block(
        "sound_record",
        "录音 {seconds} 秒，存成 {path}",
        "record sound for {seconds} seconds as {path}",
        "record_sound(path={path}, seconds={seconds})",
        module="sunmao.sound",
        holes=(value("seconds", "Number", 3, least=0), value("path", "String", "sound.wav", least=1)),
        level=2,
        help=(
            "把话筒听到的存成项目里的一个 wav 文件，录完再往下走。",
            "Keeps what the microphone hears as a wav file in the project, and goes on after it.",
        ),
        words="record microphone mic save wav voice listen 录音 听 麦克风 话筒 保存",
    ),
)
