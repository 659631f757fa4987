"""Texts around questions that a program asks."""

TEXTS = {
    "nothing_to_choose": (
        "没有可以选的东西。|给一个至少有一项的列表。",
        "There is nothing to choose from.|Give a list with at least one item.",
    ),
}
