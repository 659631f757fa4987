"""Texts about studies: key → (zh, en); a bar divides what happened from what to do."""

TEXTS = {
    "study_no_model": (
        "{value} 不是可以训练的模型，没法研究。 | 给一个会训练的模型，先让它读入数据。",
        "{value} is no model that learns, so there is nothing to study. | Give a model that learns, with its data loaded.",
    ),
    "study_no_values": (
        "“{argument}”没有要试的值。 | 给一个列表，例如 [0.001, 0.01, 0.1]。",
        "There are no values of “{argument}” to try. | Give a list such as [0.001, 0.01, 0.1].",
    ),
    "study_twice": (
        "“{argument}”写了两次。 | 每一样只写一次，把它的值都放进一个列表里。",
        "“{argument}” was given twice. | Give each argument once, with all its values in one list.",
    ),
    "study_too_many": (
        "这样要训练 {count} 次，最多 {most} 次。 | 少试几个值，或者少训练几遍。",
        "These would be {count} trainings; {most} are the most. | Try fewer values, or train each less often.",
    ),
    "study_no_marks": (
        "这个模型训练的时候量不出好坏，没法比。 | 用会回答类别或者数的模型。",
        "Nothing can be measured while this model learns, so there is nothing to compare. | Use a model that answers with a class or a number.",
    ),
    "study_all_diverged": (
        "{count} 次训练没有一次学成：数都乱了。 | 把学习率改小，再试一次。",
        "None of the trainings ({count}) has learned: the numbers ran away. | Try again with smaller learning rates.",
    ),
    "study_no_weights": (
        "最好的那次训练没有留下权重文件。 | 用最好的值再训练一次。",
        "The best training has left no weights file. | Train once more with the best values.",
    ),
    "study_goes_on": (
        "这个研究以前做过：{count} 次训练里有 {done} 次已经开始，接着做。",
        "This study was begun before: of its {count} trainings {done} have begun. It goes on from there.",
    ),
    "study_takes_long": (
        "这个研究大约还要 {minutes} 分钟。轮数少一点、图片小一点（image_size），或者换一个快的模型，会快得多；停下来也可以，下次接着来。",
        "This study takes about {minutes} more minutes. Fewer epochs, smaller pictures (image_size) or a quicker model take much less; one that is stopped goes on where it stood.",
    ),
    "study_trains": ("训练 {name}，到第 {until} 轮，共 {epochs} 轮", "Training {name} up to epoch {until} of {epochs}"),
    "study_fits": ("训练 {name}", "Training {name}"),
    "study_found_all": (
        "试了 {count} 种，最好的是 {best}：{mark} {value}。",
        "Tried: {count}. The best is {best}: {mark} {value}.",
    ),
    "study_found": (
        "试了 {count} 种，最好的是 {best}：{mark} {value}。看着没希望、提前停下的有 {stopped} 种。",
        "Tried: {count}. The best is {best}: {mark} {value}. Stopped early, as they were falling behind: {stopped}.",
    ),
    "study_more_helps": (
        "现在用 {count} 份数据，{kind} {now}。照这条曲线，多一倍（{more} 份）大约是 {then}，多半在 {low} 到 {high} 之间：再收集数据有用。",
        "With {count} samples: {kind} {now}. By this curve, twice as many ({more}) would bring about {then}, most likely between {low} and {high}: more data helps.",
    ),
    "study_more_unsure": (
        "现在用 {count} 份数据，{kind} {now}。照这条曲线，多一倍（{more} 份）大约是 {then}，多半在 {low} 到 {high} 之间：看不出再多数据有没有用。",
        "With {count} samples: {kind} {now}. By this curve, twice as many ({more}) would bring about {then}, most likely between {low} and {high}: whether more data helps cannot be said.",
    ),
    "study_errors": ("错的", "wrong answers"),
    "study_title": ("研究：{mark}", "Study: {mark}"),
    "study_trainings": ("几遍", "trainings"),
    "study_epochs": ("几轮", "epochs"),
    "study_epoch": ("轮", "epoch"),
    "study_variant": ("哪一种", "variant"),
    "study_state": ("怎么样", "how it went"),
    "study_best": ("最好", "best"),
    "study_whole": ("训练完了", "trained to the end"),
    "study_stopped_early": ("提前停了", "stopped early"),
    "study_diverged": ("学坏了", "learned nothing"),
}
