"""Train 训练: models and how they learn."""

from .declare import Block, check, menu, of, value

BLOCKS = (
    Block(
        "model_train",
        "训练 {model} {epochs} 轮，每轮考一次 {validate}",
        "train {model} for {epochs} epochs, checking each time {validate}",
        "{model}.train(epochs={epochs}, validate={validate})",
        holes=(of("model", "Model"), value("epochs", "Number", 10, least=1, most=1000), check("validate", True)),
        help=("让模型从数据里学习。", "The model learns from its data."),
    ),
)
