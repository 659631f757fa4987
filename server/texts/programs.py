"""The sentences about a program's text while it is written: key → (zh, en)."""

TEXTS = {
    "no_notebook": (
        "这个文件不是 Python 的 notebook（.ipynb）。",
        "This file is no notebook of Python (.ipynb).",
    ),
    "no_program": (
        "这个程序第 {line} 行还不是完整的 Python：{reason}",
        "Line {line} of this program is no complete Python yet: {reason}",
    ),
    "text_thing_model": ("模型", "A model"),
    "text_thing_data": ("数据集", "A data set"),
    "text_thing_camera": ("摄像头", "A camera"),
    "text_thing_part": ("这个零件", "This part"),
    "text_thing_module": ("这个模块", "This module"),
    "text_unknown_member": ("{thing}不会 {name}。", "{thing} cannot do {name}."),
    "text_meant": ("是不是想写 {near}？", "Did you mean {near}?"),
    "text_meant_label": ("是不是想写 {near}（{label}）？", "Did you mean {near} ({label})?"),
    "text_unknown_name": ("没有叫 {name} 的东西。", "Nothing is called {name}."),
    "text_unknown_name_near": (
        "没有叫 {name} 的东西。是不是 {near}？",
        "Nothing is called {name}. Did you mean {near}?",
    ),
    "text_not_imported": ("{name} 要先请进来：{line}", "{name} must be imported first: {line}"),
}
