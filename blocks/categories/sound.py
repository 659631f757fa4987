"""Sound 声音: what a program says and plays, what its microphone hears, and models that tell sounds apart."""

from sunmao.blocks.shared_inputs import RANDOM_SEED, UNKNOWN, VALIDATE, make_least_confidence
from sunmao.blocks.spec import Block, check, menu, of, value, var

_SOUND_MODEL = of("model", "SoundClassifier")

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
    Block(
        "sound_model",
        "声音模型",
        "sound model",
        "SoundClassification()",
        module="sunmao.sound",
        gives="SoundClassifier",
        preset=("variables_set", "model"),
        help=(
            "一个还要学习的模型，学会分辨拍手、口哨、一个词。每一类录八段一秒的声音，背景声录二十秒，就能开始。",
            "A model that will learn to tell claps, whistles or words apart. Eight seconds of each class and twenty of background are a beginning.",
        ),
        words="sound audio microphone clap word classify 声音 音频 话筒 拍手 分类",
    ),
    Block(
        "sound_train",
        "让 {model} 学它的声音",
        "let {model} learn its sounds",
        "{model}.train(**{more})",
        holes=(_SOUND_MODEL,),
        optional_inputs=(
            VALIDATE,
            RANDOM_SEED,
        ),
        help=(
            "把声音变成声谱图，训练一个小网络，不到一分钟。先让模型读入数据。",
            "Turns the sounds into spectrograms and trains a small network, in less than a minute. Give the model its data first.",
        ),
        words="train learn fit 训练 学习",
    ),
    Block(
        "sound_inference",
        "让 {model} 听 {sound}",
        "what {model} says to the sound {sound}",
        "{model}.inference(sound={sound}, **{more})",
        holes=(_SOUND_MODEL, value("sound", ("Sound", "String"), "clap.wav", least=1)),
        optional_inputs=(UNKNOWN,),
        gives="Result",
        preset=("variables_set", "result"),
        help=(
            "模型说这一秒声音属于哪一类，把握多大。长的声音只听最响的一秒。",
            "The model says which class a second of sound belongs to, with its confidence. Of a longer sound it takes the loudest second.",
        ),
        words="recognize predict hear listen wav 识别 预测 听",
    ),
    Block(
        "sound_each",
        "对话筒听到的每一段 {sound}",
        "for each {sound} from the microphone",
        "for {sound} in Microphone():\n    {body}",
        module="sunmao.sound",
        holes=(var("sound", "Sound"),),
        shape="loop",
        endless=True,
        help=(
            "话筒每半秒给出最近的一秒声音，下面的积木用它运行一次，直到程序停下。",
            "Every half second the microphone gives its newest second of sound, and the blocks below run once with it, until the program stops.",
        ),
        words="listen hear microphone stream live 听 话筒 实时",
    ),
    Block(
        "sound_when",
        "当 {model} 听到 {label} 时",
        "when {model} hears {label}",
        "@{model}.when_heard({label}, **{more})\ndef {handler}():\n    {body}",
        holes=(_SOUND_MODEL, value("label", "String", ("拍手", "clap"), picker="label")),
        optional_inputs=(make_least_confidence(0.7),),
        shape="hat",
        handler="on_heard",
        help=(
            "话筒里响起它时，下面的积木运行一次；安静半秒以后再响，就再运行一次。背景声不会说。",
            "The blocks below run once when the microphone hears it, and again only after half a second without it. Background is never announced.",
        ),
        words="hear listen microphone clap event 听到 话筒 拍手 事件",
    ),
)
