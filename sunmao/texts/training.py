"""Texts about a training: how long it takes, what goes wrong in it, how it goes on after a break."""

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
        "early_stop goes by the validation, and this training has none: it does not end early for lack of progress.",
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
    "lr_curve": ("试一试学习率：{rate} 正合适", "Learning rates tried: {rate} is a good one"),
    "lr_axis": ("学习率", "learning rate"),
    "loss_axis": ("loss（越低越好）", "loss (the lower the better)"),
    "no_teacher": (
        "{teacher} 不能当老师：老师要是一个训练好的 {wanted} 模型。",
        "{teacher} cannot be a teacher: that is a trained model of the kind {wanted}.",
    ),
    "teacher_lacks_classes": (
        "老师没学过这些类别：{names}。老师要学过学生要学的每一类。",
        "The teacher has not learned these classes: {names}. It must have learned every class that the student learns.",
    ),
    "distillation": ("老师教得怎么样", "What the teacher brings"),
    "who": ("谁", "who"),
    "val_mark": ("小考", "validation"),
    "test_mark": ("大考", "test"),
    "distill_teacher": ("老师", "teacher"),
    "distill_alone": ("学生自己学", "student alone"),
    "distill_taught": ("老师教的学生", "student with teacher"),
    "distill_gain": (
        "有老师教，{part}多对了 {gain} 分（百分点）；换一批图片来考，大约在 {low} 到 {high} 之间。",
        "With the teacher, {gain} points more are right in the {part}; with other pictures it would be {low} to {high}.",
    ),
    "distill_unsure": (
        "有老师教，{part}多对了 {gain} 分（百分点），不过也可能是碰巧：换一批图片来考，大约在 {low} 到 {high} 之间。",
        "With the teacher, {gain} points more are right in the {part}, which may be chance: "
        "with other pictures it would be {low} to {high}.",
    ),
    "distill_none": (
        "老师没有帮上忙：{part}变化 {gain} 分（百分点），换一批图片来考，大约在 {low} 到 {high} 之间。 | "
        "多给一些没有标签的图片（unlabeled），或者让它多学几轮；还是没用，就用自己学的那一个。",
        "The teacher did not help: {gain} points in the {part}; with other pictures it would be {low} to {high}. | "
        "Give more pictures without labels (unlabeled) or more epochs; if that does not help, take the student that learned alone.",
    ),
    "distill_weak_teacher": (
        "老师小考对 {teacher}%，学生自己学就对 {alone}%：老师不比学生强，教了多半没用。 | 换一个更准的老师，或者直接用自己学的学生。",
        "In validation the teacher is right for {teacher}%, the student alone for {alone}%: it is no better, so it will hardly help. | "
        "Take a better teacher, or the student that learned alone.",
    ),
    "pruning": ("剪枝前后", "Before and after pruning"),
    "before": ("剪之前", "before"),
    "after": ("剪之后", "after"),
    "change": ("变成", "change"),
    "multiply_adds": ("认一张图片的乘加次数", "multiply-adds for one picture"),
    "weights_size": ("权重大小", "size of the weights"),
    "answer_time": ("这台电脑认一张要", "one answer on this computer"),
    "val_part_mark": ("小考答对", "right in validation"),
    "test_part_mark": ("大考答对", "right in the test"),
    "train_part_mark": ("学过的图片答对", "right of the pictures learned from"),
    "sensitivity": (
        "每一层剪掉多少，还答对多少（还没再练）",
        "How much each layer matters: cut, and not trained again yet",
    ),
    "share_cut": ("这一层剪掉几成", "share of the layer that is cut"),
    "mark_left": ("还答对几成", "share still right"),
    "pruned": (
        "剪好了：乘加次数少了 {removed}%，权重只有原来的 {size}%，认一张快 {times} 倍。答对的从 {before}% 变成 {after}%。",
        "Pruned: {removed}% of the multiply-adds are gone, the weights have {size}% of their size, and an answer is {times} times as quick. Right answers: {before}%, now {after}%.",
    ),
    "pruned_painter": (
        "剪好了：乘加次数少了 {removed}%，权重只有原来的 {size}%，涂一张快 {times} 倍。涂对的地方（mIoU）从 {before}% 变成 {after}%。",
        "Pruned: {removed}% of the multiply-adds are gone, the weights have {size}% of their size, and an answer is {times} times as quick. What is painted rightly (mIoU): {before}%, now {after}%.",
    ),
    "cannot_prune": (
        "{name} 不能剪枝：它的层互相牵连，剪枝的工具跟不上。 | 换一个模型，例如 EfficientNet-Lite0、ResNet18 或 MobileNet；也可以用“压缩”（quantize）。",
        "{name} cannot be pruned: its layers hang together in a way that the tool cannot follow. | Take another model, such as EfficientNet-Lite0, ResNet18 or MobileNet, or use 'quantize'.",
    ),
    "budget_not_reached": (
        "剪不掉这么多：要剪 {budget}，最多只能剪 {most}。 | 把 budget 改小一点。",
        "So much cannot go: budget is {budget}, and at most {most} can go. | Make budget smaller.",
    ),
    "prune_other_classes": (
        "模型学过的类别和数据集里的不一样，没法比较剪枝前后。 | 用它学过的数据集，或者先训练。",
        "The model has learned other classes than those of the data set, so before and after cannot be compared. | Use the data set that it learned from, or train first.",
    ),
    "finders_not_pruned": (
        "找东西的模型不能剪枝；分类、多标签和涂色的模型能。 | 找东西的模型可以用“压缩”（quantize），或者换一个更小的网络。",
        "A model that finds things cannot be pruned; models for classification, several labels and painting can. | Use 'quantize' for a detector, or take a smaller network.",
    ),
    "no_momentum": (
        "优化器 {optimizer} 没有动量。用 SGD、Adam 或 AdamW，或者不要设动量（momentum）。",
        "The optimizer {optimizer} has no momentum. Use SGD, Adam or AdamW, or do not say a momentum.",
    ),
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
    "finds_nothing_yet": (
        "练完 {epochs} 轮，模型还什么都找不到：轮数不够。试试 {more} 轮；图片多一些，需要的轮数就少一些。",
        "After {epochs} epochs the model finds nothing yet: they are too few. Try {more}; with more pictures fewer are needed.",
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
    "unknown_paint": (
        "有些颜色模型没学过，这些地方不算：{names}。",
        "The model has not learned some of the colors; these places do not count: {names}.",
    ),
    "masks_unread": (
        "有 {count} 张图片的颜色读不出来，没有算。",
        "The paint of {count} pictures cannot be read; they do not count.",
    ),
    "never_marked": (
        "训练图片里没有标过这些类别，学不会找它们：{names}。",
        "These classes are marked in no training picture, so it cannot learn to find them: {names}.",
    ),
    "val_without_things": (
        "“{path}”的小考图片里什么也没标，没法小考：只练不考。",
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
    "trained_already": (
        "这个模型已经训练好了（{path}），数据和设置都没有变。要怎么办？",
        "This model is trained already ({path}), with the same data and settings. What now?",
    ),
    "use_trained": ("用训练好的", "Use the trained one"),
    "train_again": ("再训练一次", "Train again"),
    "uses_trained": (
        "没有再训练：用的是训练好的 {path}。",
        "Nothing was trained: it uses {path}, which is trained already.",
    ),
    "trains_anew": (
        "上次训练{other}和这次不同：再训练一次。",
        "The last training had {other}: it trains again.",
    ),
    "best_instead": (
        "上次训练存下的文件坏了一个，从最好的权重 {path} 开始练。",
        "A file of the training that was cut off is damaged; it begins with the best weights, {path}.",
    ),
    "latest_damaged": (
        "上次中断的训练存下的 {path} 坏了：从头练。",
        "{path} of the training that was cut off is damaged: it begins anew.",
    ),
    "answers_from_imagenet": (
        "{name} 还没有学过你的图片，它用出厂时学过的 1000 种东西（ImageNet）来回答。想让它认你的类别，先读入数据集、训练。",
        "{name} has not learned from your pictures: it answers with the 1,000 things it came with (ImageNet). For your own classes, load a data set and train.",
    ),
    "wider_numbers": (
        "这些数在 16 位小数里放不下，改用 32 位接着学，会慢一点。",
        "The numbers do not fit into 16 bits: it goes on with 32 bits, which takes a little longer.",
    ),
    "one_process": (
        "distributed 要几块显卡或者两个处理器核心，这个模型在这里只用一个进程练，结果一样。",
        "distributed needs several graphics cards or two cores; this model trains in one process here, with the same result.",
    ),
    "several_processes": (
        "{count} 个进程一起练，每个学一部分图片，结果和一个进程一样。",
        "{count} processes train together, each from a part of the pictures, with the result of one.",
    ),
    "training_process_died": (
        "一起练的一个进程突然没了，可能是内存不够。关掉别的程序再运行，或者不要勾“几个进程一起学”（distributed）。",
        "One of the processes that trained together ended suddenly, perhaps for lack of memory. Close other programs and run again, or leave distributed off.",
    ),
}
