"""What the words of a test mean, one sentence each; the name of a word is in `labels` under the same key without `_means`."""

TERMS = ("accuracy", "top5", "precision", "recall", "f1", "confusion_matrix", "confidence")
TEXTS = {
    "accuracy_means": ("所有题目里，答对的占多少。", "Of all questions, the share that was answered right."),
    "top5_means": (
        "正确的标签在模型最有把握的五个答案里，就算对。",
        "A question counts as right when the true label is among the five answers that the model is surest of.",
    ),
    "precision_means": (
        "模型说是这一类的图片里，真的是这一类的占多少。",
        "Of the pictures that the model gave this label, the share that really has it.",
    ),
    "recall_means": (
        "真的是这一类的图片里，被模型找出来的占多少。",
        "Of the pictures that really have this label, the share that the model found.",
    ),
    "f1_means": (
        "把精确率和召回率合成一个数：两个都高，它才高。",
        "Precision and recall in one number: it is high only when both are.",
    ),
    "confusion_matrix_means": (
        "一行是一个真正的标签，一列是模型的一种回答；对角线上的都答对了。",
        "One row for each true label, one column for each answer; what lies on the diagonal is right.",
    ),
    "confidence_means": (
        "模型对自己的回答有多大把握，从 0 到 1；很有把握也可能答错。",
        "How sure the model is of its answer, from 0 to 1; a sure answer can still be wrong.",
    ),
    "roc_means": (
        "线越靠近左上角，模型越会分辨；对角线等于乱猜。",
        "The nearer the line to the upper left corner, the better; the diagonal is guessing.",
    ),
    "pr_means": (
        "线越靠近右上角越好：找得全，也说得准。",
        "The nearer the line to the upper right corner, the better: much is found, and little of it is wrong.",
    ),
}
