"""Definitions of the words of a test, one sentence each; the name of a word is in `labels` under the same key without
`_means`.
"""

TERMS = ("accuracy", "top5", "precision", "recall", "f1", "confusion_matrix", "confidence")
# Of a model that finds things; a word → its meaning, where another one has the same name.
FOUND_TERMS = {
    **{word: f"found_{word}_means" for word in ("precision", "recall")},
    **{word: f"{word}_means" for word in ("iou", "shown_map50", "map50", "map")},
    **{
        word: f"{word}_means"
        for word in (
            "f1",
            "confidence",
            "mark_right",
            "mark_wrong",
            "mark_misplaced",
            "mark_twice",
            "mark_imagined",
            "mark_missed",
        )
    },
}
TAG_TERMS = {  # of a model of several labels
    **{word: f"{word}_means" for word in ("exact_match", "precision", "recall", "f1", "confidence")},
    "map": "tag_map_means",
}
PAINT_TERMS = {  # of a model that paints
    "miou": "miou_means",
    "precision": "paint_precision_means",
    "recall": "paint_recall_means",
}
UNLIMITED_TERMS = {"map_unlimited": "map_unlimited_means"}  # where pictures are crowded
TEXTS = {
    "accuracy_means": ("所有题目里，答对的占多少。", "Of all questions, the share that was answered right."),
    "top5_means": (
        "正确的标签在模型把握最大的五个答案里，就算对。",
        "A question counts as right when the true label is among the model's five answers of the highest confidence.",
    ),
    "precision_means": (
        "模型答成这一类的题里，真是这一类的占多少。",
        "Of all that the model gave this label, the share that really has it.",
    ),
    "recall_means": (
        "真是这一类的题里，被模型找出来的占多少。",
        "Of all that really has this label, the share that the model found.",
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
        "模型给这个答案打的分，从 0 到 1；把握很大也可能答错。",
        "How the model rates this answer, from 0 to 1; a high confidence can still be wrong.",
    ),
    "roc_means": (
        "线越靠近左上角，模型越会分辨；对角线等于乱猜。",
        "The nearer the line to the upper left corner, the better; the diagonal is guessing.",
    ),
    "pr_means": (
        "线越靠近右上角越好：找得全，也说得准。",
        "The nearer the line to the upper right corner, the better: much is found, and little of it is wrong.",
    ),
    "iou_means": (
        "两个框重叠的面积，除以它们合起来盖住的面积：完全重合是 1，没有碰到是 0。",
        "The area that two boxes share, divided by the area that they cover together: 1 when they are the same, 0 when they do not touch.",
    ),
    "shown_map50_means": (
        "和 mAP50 一样算，只是只算显示出来的：每个地方把握最大、而且够有把握的那一个。",
        "Reckoned as mAP50, of what is shown only: the one answer of the highest confidence at each place, where it is high enough.",
    ),
    "map50_means": (
        "COCO 的算法：框和真正的东西 IoU 到 0.5 才算找到；从把握最大的框数起，精确率和召回率合成一个数，再对各个类别平均。"
        "把握小、没有显示出来的框也算在内。",
        "COCO's: a thing counts as found from an IoU of 0.5 on. Precision and recall in one number, counted from the box of the highest confidence down; the mean of all classes. "
        "Boxes of a low confidence, which are not shown, count too.",
    ),
    "tag_map_means": (
        "把图片按模型对一个标签的把握排队，真有这个标签的排得越靠前，越高；所有标签再平均。没有写出来的标签，把握也算在内。",
        "The pictures are lined up by the confidence in a label: the nearer to the front those that have it, the higher; "
        "the mean of all labels. The confidence in labels that are not given counts too.",
    ),
    "miou_means": (
        "模型涂的和真正的重叠多少，除以它们合起来多大：完全一样是 1，没有碰到是 0；各个类别再平均，背景不算。",
        "The area that paint and truth share, divided by the area of both together: 1 when they are the same, 0 when they do not touch; the mean of the classes, without the background.",
    ),
    "paint_precision_means": (
        "涂成一个类别的点里，真是它的占多少；各个类别再平均。",
        "Of the pixels that were painted as a class, the share that belongs to it; the mean of the classes.",
    ),
    "paint_recall_means": (
        "真是一个类别的点里，涂上了的占多少；各个类别再平均。",
        "Of the pixels of a class, the share that was painted so; the mean of the classes.",
    ),
    "exact_match_means": (
        "标签一个不多、一个不少的图片占多少。",
        "The share of pictures that got exactly their labels: none too few, none too many.",
    ),
    "map_means": (
        "和 mAP50 一样，只是要求越来越严：IoU 从 0.5 到 0.95 算十次，再平均。框得越准，它越高。",
        "As mAP50, but ever stricter: the mean of ten IoUs from 0.5 to 0.95. The better the boxes fit, the higher it is.",
    ),
    "map_unlimited_means": (
        "mAP 照 COCO 的规定，每张图、每一类只看最有把握的 100 个。有的图里东西更多，多出来的再准也不算；这个数把全部都算上。"
        "要和论文比，看 mAP；想知道自己的模型找得全不全，看这个。",
        "By COCO's rule mAP looks at the surest 100 answers a class and picture. Some pictures here hold more things, "
        "and what is found beyond that does not count; this number counts all. "
        "To compare with papers, take mAP; to see how well your model finds them all, take this one.",
    ),
    "found_precision_means": (
        "显示出来的答案里，名字和框都对的占多少。",
        "Of the answers that are shown, the share whose name and box are right.",
    ),
    "found_recall_means": (
        "图片里真有的东西里，被模型找对的占多少。",
        "Of the things that really are in the pictures, the share that the model found.",
    ),
    "mark_right_means": (
        "名字对，框也对（IoU 到 0.5）。",
        "The name is right, and so is the box (an IoU of 0.5 or more).",
    ),
    "mark_wrong_means": ("框对，名字说错了。", "The box is right, the name is not."),
    "mark_misplaced_means": (
        "名字对，框没有框准（IoU 只有 0.1 到 0.5）。",
        "The name is right, but the box does not fit (an IoU of 0.1 to 0.5 only).",
    ),
    "mark_twice_means": ("这个东西已经找到了，又框了一次。", "This thing was found already; here it is once more."),
    "mark_imagined_means": ("那里没有这样的东西。", "There is no such thing."),
    "mark_missed_means": ("东西在那里，模型没有找到。", "The thing is there, and the model did not find it."),
}
