"""Sound 声音: models that tell sounds apart, and what is done when one is heard."""

from sunmao.blocks.spec import Block, check, of, value

_SOUND_MODEL = of("model", "SoundClassifier")

BLOCKS = (
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
            check("validate", True, label=("学完小考", "validate afterwards")),
            value("random_seed", "Number", 1, label=("随机种子", "random seed")),
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
        optional_inputs=(
            value(
                "unknown", "Number", 0.6, least=0, most=1, label=("把握不到多大就说不知道", "unknown below confidence")
            ),
        ),
        gives="Result",
        preset=("variables_set", "result"),
        help=(
            "模型说这一秒声音属于哪一类，把握多大。长的声音只听最响的一秒。",
            "The model says which class a second of sound belongs to, with its confidence. Of a longer sound it takes the loudest second.",
        ),
        words="recognize predict hear listen wav 识别 预测 听",
    ),
    Block(
        "sound_when",
        "当 {model} 听到 {label} 时",
        "when {model} hears {label}",
        "@{model}.when_heard({label}, **{more})\ndef {handler}():\n    {body}",
        holes=(_SOUND_MODEL, value("label", "String", ("拍手", "clap"), picker="label")),
        optional_inputs=(
            value("confidence", "Number", 0.7, least=0, most=1, label=("把握至少", "confidence at least")),
        ),
        shape="hat",
        handler="on_heard",
        help=(
            "话筒里响起它时，下面的积木运行一次；安静半秒以后再响，就再运行一次。背景声不会说。",
            "The blocks below run once when the microphone hears it, and again only after half a second without it. Background is never announced.",
        ),
        words="hear listen microphone clap event 听到 话筒 拍手 事件",
    ),
)
