"""Show & ask 看与问: what the page shows, and what it asks.

One question with a typed answer is Blockly's `text_prompt_ext`, one printed thing is `text_print`; both stand here too.
"""

from sunmao.blocks.spec import Block, Items, of, text, value

ALSO = (
    ("text_prompt_ext", {"fields": {"TYPE": "TEXT"}, "inputs": {"TEXT": text("你叫什么名字？", "What is your name?")}}),
    (
        "text_prompt_ext",
        {"fields": {"TYPE": "INTEGER"}, "inputs": {"TEXT": text("你几岁了？", "How old are you?")}},
    ),
    ("text_print", {"inputs": {"TEXT": text("你好！", "Hello!")}}),
)

BLOCKS = (
    Block(
        "show_content",
        "显示 {content}",
        "show {content}",
        "show({content}, **{more})",
        module="sunmao",
        holes=(of("content", ("Image", "Result", "Report", "Table", "Dataset", "Model", "Array"), "result"),),
        optional_inputs=(value("title", "String", "camera", label=("标题", "title")),),
        help=(
            "在结果里显示图片（一张或一列）、识别结果、成绩单、表格、数据集或模型。",
            "Shows a picture or a list of them, a result, a test report, a table, a data set or a model.",
        ),
        words="display view picture 看 图片 展示",
    ),
    Block(
        "show_ask_picture",
        "请人画一张图：{question}",
        "ask for a picture: {question}",
        "ask_picture({question})",
        module="sunmao",
        holes=(value("question", "String", ("画一个数字", "draw a digit")),),
        gives="Image",
        waits=True,
        preset=("variables_set", "image"),
        help=(
            "在页面上画图或上传图片，程序等着你。",
            "Draw or upload a picture on the page; the program waits for it.",
        ),
        words="draw upload 画 上传 图片",
    ),
    Block(
        "show_print",
        "输出 {items}",
        "print {items}",
        "print(*{items})",
        items=Items("item", least=2),
        level=2,
        help=("把几样东西输出在一行里。", "Prints several things in one line."),
        words="output write 打印 显示",
    ),
    Block(
        "show_choose",
        "问 {question}，从 {options} 里选",
        "ask {question}, choose from {options}",
        "choose(question={question}, options={options})",
        module="sunmao",
        holes=(value("question", "String", ("哪一个？", "which one?")), value("options", "Array")),
        gives="String",
        waits=True,
        level=2,
        help=("让人从列表里选一个。", "Lets somebody choose one from a list."),
        words="menu option select 选择 选项",
    ),
    Block(
        "show_curve",
        "把 {value} 画到曲线 {name}",
        "draw {value} on the curve {name}",
        "plot(name={name}, value={value})",
        module="sunmao",
        holes=(value("value", "Number"), value("name", "String", ("光", "light"))),
        level=2,
        help=("给曲线添一个点。一个名字一条曲线。", "Adds a point to a curve, one curve a name."),
        words="plot graph chart line 曲线 图表",
    ),
)
