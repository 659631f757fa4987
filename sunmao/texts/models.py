"""Texts about models and their weights: key → (zh, en); a bar divides what happened from what to do."""

TEXTS = {
    "fetching": (
        "从 {host} 取权重 {name}，只用取这一次…",
        "Fetching the weights {name} from {host}, this once…",
    ),
    "from_nothing": (
        "{name} 要从零学起：它还没见过一张照片，要很多图片（每一类几百张）、很多轮，才学得会。{ways}",
        "{name} learns from nothing: it has not seen a single photograph yet, and needs many pictures (hundreds of each class) and many epochs. {ways}",
    ),
    "way_packaged": (
        "图片不多，就换成 {name}：它见过一百万张照片，不用上网。",
        "With few pictures, choose {name}: it has seen a million photographs and needs no network.",
    ),
    "way_at_hand": (
        "这台电脑上也有 {name} 学过的权重：weights='pretrained'。",
        "Trained weights of {name} are on this computer, too: weights='pretrained'.",
    ),
    "way_fetched": (
        "能上网的话，也可以取一次它学过的权重：weights='pretrained'。",
        "With a network, its trained weights can be fetched once: weights='pretrained'.",
    ),
    "fetched": ("权重在 {path} 里，以后不用上网。", "The weights are in {path}; no network is needed from now on."),
    "no_network": (
        "连不上 {host}，取不到权重 {name}。 | 连上网再运行一次，会接着取；也可以请大人把这个文件放进文件夹 {folder}；不想等，就换成自带权重的模型（分类用 EfficientNet-Lite0，画框用 RTMDet-Lite0），或者从零训练：weights='fresh'。",
        "{host} cannot be reached, so the weights {name} are not here. | Connect to the network and run again: it goes on where it broke off. An adult may also put this file into the folder {folder}. Without it, choose a model whose weights come along (EfficientNet-Lite0 for classes, RTMDet-Lite0 for boxes), or train from nothing: weights='fresh'.",
    ),
    "no_download": (
        "{host} 不给权重 {name}（回答是 {code}）。 | 请大人看看学校的网络是不是不让访问它；也可以从零训练：weights='fresh'。",
        "{host} does not give the weights {name} (its answer is {code}). | Ask an adult whether the school's network keeps it away, or train from nothing: weights='fresh'.",
    ),
    "wrong_download": (
        "从 {host} 来的不是权重 {name}。 | 也许学校的网络要先登录：在浏览器里打开一个网页看看，再运行一次。",
        "What came from {host} is not the weights {name}. | Perhaps the school's network asks for a login first: open any page in a browser, then run again.",
    ),
    "no_pretrained_weights": (
        "{name} 没有学过的权重。 | 去掉 weights，从零训练；或者换成 {names}。",
        "There are no trained weights for {name}. | Leave weights out and train from nothing, or choose {names}.",
    ),
    "no_published_weights": (
        "{name} 没有在 COCO 的 80 个类别上学过的权重。 | 去掉 weights；或者换成 {names}。",
        "There are no weights for {name} that have learned the 80 classes of COCO. | Leave weights out, or choose {names}.",
    ),
    "no_quick_weights": (
        "快速训练要用学过的权重，{name} 这里没有。 | 用“训练”，或者去掉 weights='fresh'，或者换成 {names}。",
        "Quick training builds on trained weights, and {name} has none here. | Use train, leave weights='fresh' out, or choose {names}.",
    ),
    "foreign_weights": (
        "“{path}”是别的软件存的 {model} 权重，读好了。",
        "'{path}' holds weights of {model} from another program; they are taken.",
    ),
    "unknown_weights": (
        "“{path}”里的权重不属于 {ours}，也认不出是哪个模型。 | 换一个用 {ours} 训练出来的权重文件。",
        "The weights in '{path}' do not belong to {ours}, nor to any known model. | Use a file of weights that was trained with {ours}.",
    ),
    "no_weights_inside": (
        "“{path}”里没有权重。 | 换一个 .pth 文件。",
        "There are no weights in '{path}'. | Use another .pth file.",
    ),
    "unsafe_weights": (
        "“{path}”里除了数还有程序，为了安全没有打开它。 | 换一个只存了权重的文件。",
        "'{path}' holds programs besides numbers and was left closed, to be safe. | Use a file that holds nothing but weights.",
    ),
    "no_last_layer": (
        "“{path}”里没有最后一层，它还不会认东西。 | 先用它开始训练：train(checkpoint=……)。",
        "'{path}' lacks the last layer, so it cannot recognize anything yet. | Train from it first: train(checkpoint=…).",
    ),
    "fitting_classes": (
        "权重文件里的类别和数据里的不同：最后一层重新学。",
        "The weights are for other classes than the data has: the last layer starts anew.",
    ),
    "unnamed_weights": (
        "认不出“{path}”里是哪个模型的权重。 | 换一个权重文件。",
        "The weights in '{path}' belong to no model of Sunmao. | Use other weights.",
    ),
    "operator_missing": (
        "这个网络要用的运算 {name} 这里没有：它在 mmcv 里要编译才有。 | 换一个榫卯列出的网络。",
        "This network calls the operator {name}, which mmcv has only when it is compiled. | Choose a network from Sunmao's own list.",
    ),
    "no_calibration_pictures": (
        "压缩成 8 位要先看一些图片，可是这里没有数据集。 | 先用 load_dataset 加载数据集，或者用 path 说出图片在哪里。",
        "Making a model 8 bits wide needs pictures to measure with, and there is no data set here. | Load one with load_dataset first, or name it with path.",
    ),
    "not_converted": (
        "{name} 写不成 ONNX 文件，用 opset {opset} 也不行；训练好的权重还在。 | 换一个 backbone 训练，再转换；也可以把错误的详细内容给大人看。",
        "{name} could not be written as an ONNX file, not even with opset {opset}; the trained weights are kept. | Train another backbone and convert that, or show the details of this error to an adult.",
    ),
    "backbones": ("可以用的网络", "Backbones"),
    "backbone": ("网络", "backbone"),
    "when_to_use": ("什么时候用", "when to use it"),
    "megabytes": ("文件大小（MB）", "file, MB"),
    "pace": ("旧电脑学 100 张（秒）", "s for 100 pictures"),
    "learned_before": ("学过的权重", "learned before"),
    "learned_packaged": ("自带", "comes along"),
    "learned_fetched": ("要上网取一次", "fetched once"),
    "learned_no": ("没有", "no"),
    "weights_of": ("权重文件 {path}", "weights file {path}"),
    "what": ("是什么", "what"),
    "val_loss": ("小考 loss", "validation loss"),
    "task": ("任务", "task"),
    "class_names": ("类别", "classes"),
    "image_size": ("图片边长（像素）", "picture side, pixels"),
    "epoch": ("轮", "epoch"),
    "saved_at": ("时间", "time"),
    "dataset": ("数据集", "data set"),
    "versions": ("版本", "versions"),
    "seed": ("随机种子", "seed"),
    "settings": ("训练参数", "settings"),
}
