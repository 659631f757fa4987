"""Texts about things that a model finds."""

TEXTS = {
    "nothing_found": ("没有找到", "nothing found"),
    "no_found_result": (
        "追踪器要的是找东西的结果，{value} 不是。 | 用检测模型或者分割模型给的结果。",
        "A tracker needs what a detector or a segmenter found, and {value} is not that. | Give it the result of such a model.",
    ),
    "no_place": (
        "分类模型只说图片是什么，不知道在哪里：它的答案没有“{name}”。 | 要知道在哪里，用检测模型或者分割模型。",
        "A classifier says what a picture is, not where: its answer has no '{name}'. | To know where, use a detector or a segmenter.",
    ),
}
