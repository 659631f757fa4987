"""Texts about comparing models: key → (zh, en); a bar divides what happened from what to do."""

TEXTS = {
    "no_common_pictures": (
        "两次大考没有一张相同的图片（上次 {before} 张，这次 {after} 张），没法比。 | 用同样的图片再大考一次。",
        "The two tests have no picture in common (before: {before}, now: {after}), so there is nothing to compare. | Test again with the same pictures.",
    ),
    "no_models_to_compare": (
        "没有要比的模型。 | 把模型放进列表里，例如 [model, model2]。",
        "There are no models to compare. | Put them into a list such as [model, model2].",
    ),
    "not_a_model_to_compare": (
        "{value} 不是模型，不能拿来比。 | 列表里只放训练的模型，或者打开的模型文件。",
        "{value} is no model and cannot be compared. | Put only models that learn, or opened model files, into the list.",
    ),
    "models_of_other_tasks": (
        "这些模型做的事不一样（{tasks}），成绩没法比。 | 一次只比做同一件事的模型。",
        "These models do different things ({tasks}), and their marks cannot be compared. | Compare models for the same task.",
    ),
    "models_of_other_data": (
        "这些模型用的不是同一个数据集，没有说用哪些图片来比。 | 写上 path=，给一个数据集。",
        "These models have different data sets, and it was not said which pictures to compare them on. | Write path= with a data set.",
    ),
    "too_few_files": (
        "要比，至少要两个模型文件。 | 先压缩一次，再来比。",
        "Comparing takes two model files at least. | Make a smaller one first.",
    ),
    "other_classes_in_file": (
        "{path} 和 {first} 学过的类别不一样，没法比。 | 一次只比同一个模型的文件。",
        "{path} and {first} know different things and cannot be compared. | Compare files of the same model.",
    ),
    "only_common_pictures": (
        "这些模型学过的类别不一样：只比它们都考了的 {count} 张图片。",
        "These models know different classes: only the {count} pictures that all were asked about count.",
    ),
    "comparison": ("模型比一比", "Models compared"),
    "pictures_a_second": ("每秒几张图片", "pictures a second"),
}
