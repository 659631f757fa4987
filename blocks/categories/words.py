"""Words 文字: models that tell sentences apart, and a machine that goes on with a text."""

from sunmao.blocks.spec import Block, check, menu, of, value

_TEXT_MODEL = of("model", "TextClassifier")
_MACHINE = of("model", "NextWord", "machine")
_BOLDNESS = value(
    "temperature",
    "Number",
    1,
    least=0,
    most=10,
    label=("胆子", "boldness"),
    about=(
        "0 总选最多的，1 按次数掷骰子，越大越谁都可能。",
        "0 always takes the most frequent, 1 follows the counts; the larger, the more anything may come.",
    ),
)
# Built-in texts of `sunmao.language.builtin_texts`.
_TEXTS = (
    ("tang_poems", "唐诗", "Tang poems (Chinese)"),
    ("little_stories_zh", "小故事", "little stories (Chinese)"),
    ("fables_en", "英文寓言", "fables (English)"),
)

BLOCKS = (
    Block(
        "words_model",
        "文字模型",
        "text model",
        "TextClassification()",
        module="sunmao.language",
        gives="TextClassifier",
        preset=("variables_set", "model"),
        help=(
            "一个还要学习的模型，学会一句话属于哪一类。中文、英文都行；每一类有十几句话就能开始。",
            "A model that will learn which class a sentence belongs to, in Chinese and in English; about a dozen sentences a class are a beginning.",
        ),
        words="text sentence nlp classify mood 文本分类 句子 情感",
    ),
    Block(
        "words_train",
        "让 {model} 学它的句子",
        "let {model} learn its sentences",
        "{model}.train(**{more})",
        holes=(_TEXT_MODEL,),
        optional_inputs=(
            check("validate", True, label=("学完小考", "validate afterwards")),
            value("random_seed", "Number", 1, label=("随机种子", "random seed")),
        ),
        help=(
            "把训练的句子变成数，再学会分开它们，大约一秒钟。先让模型读入数据。",
            "Turns the training sentences into numbers and learns to tell them apart, in about a second. Give the model its data first.",
        ),
        words="train learn fit 训练 学习",
    ),
    Block(
        "words_inference",
        "让 {model} 认这句话 {text}",
        "what {model} says to the sentence {text}",
        "{model}.inference(text={text}, **{more})",
        holes=(_TEXT_MODEL, value("text", "String", ("今天真开心", "what a lovely day"), least=1)),
        optional_inputs=(
            value(
                "unknown", "Number", 0.6, least=0, most=1, label=("把握不到多大就说不知道", "unknown below confidence")
            ),
        ),
        gives="Result",
        preset=("variables_set", "result"),
        help=(
            "模型说这句话属于哪一类，把握多大。结果里有标签、把握和起作用的词。",
            "The model says which class the sentence belongs to, with its confidence. The result has the label, the confidence and the words that mattered.",
        ),
        words="recognize predict sentence 识别 预测 句子",
    ),
    Block(
        "words_mattered",
        "{result} 里起作用的词",
        "words that mattered in {result}",
        "{result}.words",
        holes=(of("result", "Result"),),
        gives="Array",
        level=2,
        preset=("show_content",),
        help=(
            "一个词一个词地去掉再问一遍：把握掉得最多的排在最前面。",
            "Each word is left out and the model asked again: first comes the one without which the confidence falls most.",
        ),
        words="explain why important words 为什么 重要的词",
    ),
    Block(
        "words_similarity",
        "{a} 和 {b} 的意思有多近",
        "how close {a} and {b} are in meaning",
        "similarity({a}, {b})",
        module="sunmao.language",
        holes=(
            value("a", "String", ("小猫在睡觉", "the cat is asleep"), least=1),
            value("b", "String", ("猫咪睡着了", "a kitten sleeps"), least=1),
        ),
        gives="Number",
        level=2,
        help=(
            "1 是一个意思，0 左右是没什么关系。中文和英文也能比。",
            "1 for the same meaning, about 0 for nothing in common. Chinese and English can be compared, too.",
        ),
        words="similar meaning embedding vector cosine 相似 意思 向量",
    ),
    Block(
        "next_model",
        "词语接龙机，往前看 {order} 个词",
        "next-word machine looking back {order} words",
        "NextWord(order={order})",
        module="sunmao.language",
        holes=(menu("order", 1, (1, "1", "1"), (2, "2", "2"), (3, "3", "3")),),
        gives="NextWord",
        level=2,
        preset=("variables_set", "machine"),
        help=(
            "数一数哪个词后面跟着哪个词，再掷骰子接下去。往前看得越多，越像原文。",
            "Counts which word follows which, and goes on by a die. The further it looks back, the more it copies.",
        ),
        words="ngram language model markov generate 语言模型 接龙 生成",
    ),
    Block(
        "next_text",
        "自带的文字 {name}",
        "built-in text {name}",
        "builtin_text(name={name})",
        module="sunmao.language",
        holes=(menu("name", "tang_poems", *_TEXTS),),
        gives="String",
        level=2,
        help=(
            "一段现成的文字，可以让词语接龙机来数。",
            "A text that comes along, for the next-word machine to count.",
        ),
        words="poem story text 唐诗 故事 文字",
    ),
    Block(
        "next_file",
        "文字文件 {path}",
        "text file {path}",
        "read_text({path})",
        module="sunmao.language",
        holes=(value("path", "String", "data/story.txt", least=1),),
        gives="String",
        level=2,
        help=(
            "自己的故事、歌词，存成 txt，放进 data 文件夹。",
            "A story or songs of your own, saved as txt in the data folder.",
        ),
        words="txt open load read story song 读 打开 文件 故事 歌词",
    ),
    Block(
        "next_train",
        "让 {model} 数一数 {text}",
        "let {model} count {text}",
        "{model}.train(text={text})",
        holes=(
            _MACHINE,
            value(
                "text",
                "String",
                ("小猫吃鱼，小狗吃肉，小猫爱小狗。", "the cat sat on the mat and the dog sat on the cat"),
                least=1,
            ),
        ),
        level=2,
        help=(
            "数每个词后面跟着什么词。再数一段文字，两段就混在一起。",
            "Counts which word follows each word. Another text is mixed with the one before.",
        ),
        words="train learn count corpus 训练 数 语料",
    ),
    Block(
        "next_word",
        "{model} 接在 {text} 后面的词",
        "the word after {text} by {model}",
        "{model}.next(text={text}, **{more})",
        holes=(_MACHINE, value("text", "String", ("小猫", "the"))),
        optional_inputs=(_BOLDNESS,),
        gives="String",
        level=2,
        help=(
            "接一个词：见过次数多的，骰子上的格子就大。没见过就是空的。",
            "The next word: what was seen more often has a wider cell of the die. Empty where nothing was seen.",
        ),
        words="predict next word dice 下一个词 预测 骰子",
    ),
    Block(
        "next_write",
        "让 {model} 接着 {text} 写 {count} 个词",
        "let {model} go on with {text} for {count} words",
        "{model}.write(text={text}, count={count}, **{more})",
        holes=(
            _MACHINE,
            value("text", "String", ("小猫", "the")),
            value("count", "Number", 20, least=1, most=1000),
        ),
        optional_inputs=(_BOLDNESS,),
        gives="String",
        level=2,
        help=(
            "一个词一个词地接下去，直到后面没有见过的词。",
            "Goes on word by word, until no word was seen after the last one.",
        ),
        words="generate write story continue 生成 写作 续写",
    ),
    Block(
        "next_counts",
        "{model} 里跟在 {text} 后面的词",
        "words after {text} in {model}",
        "{model}.counts(text={text})",
        holes=(_MACHINE, value("text", "String", ("小猫", "the"))),
        gives="Table",
        level=2,
        preset=("show_content",),
        help=(
            "一张表：哪些词跟在后面，各有几次。",
            "A table: which words followed, and how often.",
        ),
        words="table frequency count 次数 频率 表格",
    ),
    Block(
        "next_why",
        "{model} 为什么选了这个词",
        "why {model} chose this word",
        "{model}.why()",
        holes=(_MACHINE,),
        gives="Table",
        level=2,
        preset=("show_content",),
        help=(
            "说说最后一个词是怎么来的：次数、骰子落在哪、在原文的什么地方。",
            "Tells how the last word came: the counts, where the die fell, and the places in the text.",
        ),
        words="explain why reason 为什么 解释 原因",
    ),
    Block(
        "next_copied",
        "{text} 里和 {model} 数过的原文一样的，最长几个词",
        "longest run of words in {text} as counted by {model}",
        "{model}.count_copied(text={text})",
        holes=(value("text", "String", ("小猫吃鱼", "the cat sat")), _MACHINE),
        gives="Number",
        level=2,
        help=(
            "连着几个词和原文一模一样？数越大，越是照抄。",
            "How many words in a row are just as in the text? The larger, the more is copied.",
        ),
        words="copy original same 照抄 原文",
    ),
)
