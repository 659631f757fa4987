"""Texts about numbers: a data set of them, a model that gives one, and its test."""

NUMBER_TERMS = {word: f"{word}_means" for word in ("mae", "baseline_mae", "rmse", "r2")}  # of a test
TEXTS = {
    "task_regression": ("图像回归（从图片说一个数）", "image regression (a number from a picture)"),
    "number_answer": ("{value}（应该是 {truth}）", "{value} (in truth {truth})"),
    "mae": ("平均误差（MAE）", "mean absolute error (MAE)"),
    "baseline_mae": ("每次都说平均数的误差", "error of always saying the mean"),
    "rmse": ("均方根误差（RMSE）", "root mean squared error (RMSE)"),
    "r2": ("R²", "R²"),
    "mae_means": (
        "每张图片的回答和正确的数差多少，再平均；越小越好。",
        "How far each answer is from the right number, on average; less is better.",
    ),
    "baseline_mae_means": (
        "不看图片，每次都说训练图片的平均数，会差多少。模型的误差要比它小得多。",
        "The error of not looking at all and always saying the mean of the training numbers. A model should do far better.",
    ),
    "rmse_means": (
        "误差先平方、再平均、再开方：错得多的图片算得更重。",
        "Errors squared, averaged, and the root taken: large errors count more.",
    ),
    "r2_means": (
        "1 是全部说对，0 是和每次都说平均数一样，负数是还不如它。",
        "1 when all answers are right, 0 when always saying the mean would do as well, below 0 when that would do better.",
    ),
    "numbers_line": (
        "{split}：{total} 张图片，平均差 {mae}（每次都说平均数会差 {baseline}）",
        "{split}: {total} pictures, {mae} off on average (always saying the mean: {baseline})",
    ),
    "scatter": ("正确的数和回答：平均差 {mae}", "Right numbers and answers: {mae} off on average"),
    "truth_axis": ("正确的数", "right number"),
    "answer_axis": ("回答", "answer"),
    "number_not_learned": (
        "模型说的数和每次都说平均数差不多，这样学不会。{advice}",
        "The answers are no better than always saying the mean, so nothing is learned. {advice}",
    ),
    "class_no_number": (
        "数据集 {path} 的类别“{name}”不是数。 | 要学一个数，每个文件夹都要用数来取名，比如 0、45、12.5；或者用分类模型。",
        "The class '{name}' of the data set {path} is no number. | To learn a number, call every folder a number, such as 0, 45 or 12.5; or use a classifier.",
    ),
    "numbers_all_equal": (
        "数据集 {path} 里训练图片的数都是 {value}，没有什么可以学。 | 加一些数不一样的图片。",
        "All training pictures of the data set {path} have the number {value}: there is nothing to learn. | Add pictures with other numbers.",
    ),
    "few_numbers": (
        "只有 {count} 张图片有数，想学得准，{enough} 张以上才够。",
        "Only {count} pictures have a number; to learn it well, {enough} or more are needed.",
    ),
    "numbers_alike": (
        "所有图片的数都是 {value}，没有什么可以学。",
        "All pictures have the number {value}: there is nothing to learn.",
    ),
    "numbers_far_off": (
        "{count} 张图片的数离别的数太远，可能写错了：{names}",
        "Pictures whose number is far from all others, maybe a slip: {count}: {names}",
    ),
    "not_of_numbers": (
        "给出数的模型没有{option}这一项。 | 去掉这一项。",
        "A model that gives a number has no {option}. | Take this option away.",
    ),
    "option_of_classes": (
        "学一个数的时候没有类别，用不上“{option}”。 | 去掉这一项。",
        "A number has no classes, so '{option}' means nothing here. | Take this option away.",
    ),
    "needs_classes": (
        "“{verb}”要有类别才行，学一个数的模型没有类别。 | 用“训练”（train）；想要更小的文件，用“压缩”（quantize）。",
        "'{verb}' needs classes, and a model that gives a number has none. | Use train; for a smaller file use quantize.",
    ),
    "number_has_no_label": (
        "回答是一个数，没有“{name}”。 | 试试 value、unit 或 text。",
        "The answer is a number and has no '{name}'. | Try value, unit or text.",
    ),
    "mark_not_of_numbers": (
        "“{mark}”不是给出数的模型的成绩。 | 试试 mae、rmse、r2 或 baseline_mae。",
        "'{mark}' is no mark of a model that gives a number. | Try mae, rmse, r2 or baseline_mae.",
    ),
    "bad_unit": (
        "单位要是一小段文字，最多 {most} 个字，现在是 {value}。 | 比如 '°' 或 'cm'。",
        "A unit is a short text of at most {most} characters, not {value}. | Such as '°' or 'cm'.",
    ),
    "no_test_data_regression": (
        "没有说用哪些图片来大考。 | 写上 path=，给一个每张图片都有数的数据集。",
        "It was not said which pictures the test is about. | Write path= with a data set that has a number for each picture.",
    ),
}
