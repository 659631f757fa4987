"""Test 考一考: how good is the model?"""

from .declare import Block, menu, of, value

BLOCKS = (
    Block(
        "test_model",
        "给 {model} 考试",
        "test of {model}",
        "{model}.evaluate(**{more})",
        holes=(of("model", "Model"),),
        gear=(
            menu("split", "test", ("test", "测试集", "test set"), ("val", "验证集", "validation set"), ("train", "训练集", "training set"), label=("用哪一份", "with")),
            value("path", ("String", "Dataset"), "data/digits", picker="dataset", label=("用数据集", "with data set")),
        ),
        gives="Report",
        preset=("show_content",),
        help=("让模型做没见过的题，看答对多少。", "The model answers about pictures it has not learned from; how many are correct?"),
        words="evaluate accuracy exam 准确率 评估 成绩",
    ),
)
