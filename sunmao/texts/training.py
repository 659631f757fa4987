"""What is said about a training: how long it takes, what goes wrong in it, how it goes on after a break."""

TEXTS = {
    "trained": (
        "训练完成，用时 {seconds} 秒。最好的权重在 {path}。",
        "Training is done, in {seconds} seconds. The best weights are in {path}.",
    ),
    "trained_untested": (
        "训练完成，用时 {seconds} 秒。权重在 {path}。",
        "Training is done, in {seconds} seconds. The weights are in {path}.",
    ),
    "early_stop_untested": (
        "early_stop 要看小考成绩，这次只练不考：不会因为没进步就提前结束。",
        "early_stop goes by the checks, and this training has none: it does not end early for lack of progress.",
    ),
    "stopped_early": ("已经 {epochs} 轮没有进步，提前结束。", "No progress for {epochs} epochs: finished early."),
    "bell": (
        "{minutes} 分钟快到了：练完 {epochs} 轮就结束，权重已经存好。",
        "{minutes} minutes are nearly over: finished after {epochs} epochs, and the weights are kept.",
    ),
    "takes_long": ("这次训练大约要 {minutes} 分钟。", "This training will take about {minutes} minutes."),
    "too_long": (
        "这次训练大约要 {minutes} 分钟，{lesson} 分钟里做不完。可以停下来改一改：{ways}。",
        "This training will take about {minutes} minutes and will not end within {lesson}. Stop it and change one thing: {ways}.",
    ),
    "way_epochs": ("轮数改成 {epochs}（epochs={epochs}）", "fewer epochs (epochs={epochs})"),
    "way_size": ("图片小一点（image_size={size}）", "smaller pictures (image_size={size})"),
    "way_model": ("换成 {name}", "the model {name}"),
    "way_quick": ("用“快速训练”（quick_train）", "quick training (quick_train)"),
    "way_quick_model": ("用 {name} 的“快速训练”（quick_train）", "quick training (quick_train) of {name}"),
    "memory_short": (
        "内存不够，改成每次 {size} 张图片分批学：慢一点，学到的一样。",
        "Memory is short: pictures are learned from in portions of {size}. It is a little slower and learns the same.",
    ),
    "memory_smaller_pictures": (
        "内存不够，图片缩小到 {size} 像素来学。",
        "Memory is short: the pictures are learned from at {size} pixels.",
    ),
    "memory_may_end": (
        "空着的内存可能不够：{size} 像素的图片，两张一起学都嫌多。要是训练断了，就关掉别的程序，或者用小一点的图片（image_size）、小一点的模型。",
        "Memory may not suffice even for two pictures of {size} pixels at once. If the training breaks off, close other programs or use smaller pictures (image_size) or a smaller model.",
    ),
    "one_answer": (
        "模型对每张图片都给出同一个答案，这样学不会。{advice}",
        "The model gives the same answer for every picture, so it does not learn. {advice}",
    ),
    "no_learning": (
        "loss 一直没有变小，答案和乱猜差不多。{advice}",
        "The loss does not fall, and the answers are no better than guessing. {advice}",
    ),
    "try_lr": ("学习率试试 lr={lr}。", "Try lr={lr}."),
    "try_data": (
        "看看图片是不是放对了类别，每一类多加一些图片；或者试试 lr={lr}。",
        "See whether the pictures lie in the right classes and add more of each class; or try lr={lr}.",
    ),
    "try_boxes": (
        "看看方框是不是画在对的东西上，多加一些图片；或者试试 lr={lr}。",
        "See whether the boxes lie on the right things and add more pictures; or try lr={lr}.",
    ),
    "finds_nothing": (
        "练了一半，模型还是什么都找不到，loss 也没有变小。{advice}",
        "Half of the training is over; the model still finds nothing, and the loss does not fall. {advice}",
    ),
    "tiny_things": (
        "{total} 个东西里有 {count} 个在 {size} 像素的图里太小，学不会。可以加大 image_size，或者把图片剪成几块。",
        "{count} of {total} things are too small to be learned in pictures of {size} pixels. Raise image_size, or cut the pictures into parts.",
    ),
    "never_tagged": (
        "训练图片里没有一张有这些标签，学不会它们：{names}。",
        "No training picture has these labels, so they cannot be learned: {names}.",
    ),
    "always_tagged": (
        "训练图片张张都有这些标签，看不出没有它们是什么样：{names}。加一些没有它们的图片。",
        "All training pictures have these labels, so it cannot learn what lacks them: {names}. Add pictures without them.",
    ),
    "unknown_tags": (
        "有 {count} 张图片有模型没学过的标签，这些标签不算：{names}。",
        "{count} pictures have labels that the model has not learned; these labels do not count: {names}.",
    ),
    "never_marked": (
        "训练图片里没有标过这些类别，学不会找它们：{names}。",
        "These classes are marked in no training picture, so it cannot learn to find them: {names}.",
    ),
    "val_without_things": (
        "“{path}”的验证集里什么也没标，没法小考：只练不考。",
        "Nothing is marked in the validation pictures of '{path}': it trains without checks.",
    ),
    "goes_on": (
        "上次训练中断了：前面的都保存着，从第 {epoch} 轮（共 {epochs} 轮）接着练。",
        "The last training was cut off. All before is kept: it goes on with epoch {epoch} of {epochs}.",
    ),
    "begins_anew": (
        "上次中断的训练{other}和这次不同：从头练。",
        "The training that was cut off had {other}: this one begins anew.",
    ),
    "other_backbone": ("用的模型", "another model"),
    "other_data": ("用的数据", "other data"),
    "other_wishes": ("用的设置", "other settings"),
    "best_instead": (
        "上次训练存下的文件坏了一个，从最好的权重 {path} 开始练。",
        "A file of the training that was cut off is damaged; it begins with the best weights, {path}.",
    ),
    "latest_damaged": (
        "上次中断的训练存下的 {path} 坏了：从头练。",
        "{path} of the training that was cut off is damaged: it begins anew.",
    ),
    "one_computer": (
        "distributed 要几台电脑一起练；这里只有这一台在练，结果一样。",
        "distributed needs several computers; only this one trains here, with the same result.",
    ),
}
