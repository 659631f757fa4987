"""Train 训练: models and how they learn."""

from typing import Any

from sunmao.blocks.spec import Block, check, menu, of, value
from sunmao.models import (
    LARGEST_SIDE,
    SMALLEST_SIDE,
    find_packaged,
    list_classifiers,
    list_coco_pretrained,
    list_defaults,
    list_detectors,
    list_imagenet_pretrained,
    list_input_sizes,
    list_segmenters,
    list_untrained,
)

_MODEL = of("model", "Model")
# What a child chooses a network by; the recommended three of each task stand first in its menu.
_PHOTOS = ("见过一百万张照片", "has seen a million photographs")
_QUICK, _EXACT = ("最快", "quickest"), ("更准，要好电脑", "more exact, for a fast computer")
_KNOWN_FOR = {
    "EfficientNet-Lite0": _PHOTOS,
    "LeNet": _QUICK,
    "ResNet50": _EXACT,
    "RTMDet-Lite0": _PHOTOS,
    "RTMDet-tiny": _QUICK,
    "FasterRCNN": _EXACT,
    "RTMDet-ins-Lite0": _PHOTOS,
    "RTMDet-ins-tiny": _QUICK,
    "Mask_RCNN": _EXACT,
}
# Block → (the backbones that learn from nothing when no trained weights are asked for, one that has seen photographs).
UNTRAINED = {
    block: (tuple(list_untrained(task)), find_packaged(task))
    for block, task in (
        ("model_classification", "classification"),
        ("model_multi_label", "classification"),
        ("model_detection", "detection"),
        ("model_segmentation", "instance"),
    )
}
_DEVICE = menu("device", "auto", ("auto", "自动", "automatic"), "cpu", "cuda", "mps", label=("设备", "device"))
_RANDOM_SEED = value("random_seed", "Number", 1, label=("随机种子", "random seed"))


def _backbones(default: str, names: list[str]) -> Any:
    """The menu of the networks of a task; what stands behind the dot is in the open menu only."""
    known = [name for name in _KNOWN_FOR if name in names]
    rows = [(name, *(f"{name} · {words}" for words in _KNOWN_FOR[name])) for name in known]
    return menu("backbone", default, *rows, *(name for name in names if name not in known))


def _options(task: str, classes: int, fewest: int, side: int, smallest: int, largest: int) -> tuple[Any, ...]:
    """The gear of a model that is still to learn: classes and picture size as they are offered, and their bounds."""
    known, coco = tuple(list_imagenet_pretrained(task)), tuple(list_coco_pretrained(task))
    kinds = [
        ("fresh", "全新的", "fresh"),
        ("pretrained", "学过的", "pretrained"),
        *([("coco", "学过 COCO 的", "trained on COCO")] if coco else []),
    ]
    return (
        menu(
            "weights",
            "fresh",
            *kinds,
            label=("权重", "weights"),
            available_for={"pretrained": known, "coco": coco},
            defaults_for=dict.fromkeys(known, "pretrained"),
        ),
        value("num_classes", "Number", classes, least=fewest, label=("类别数", "number of classes")),
        value(
            "image_size",
            "Number",
            side,
            least=smallest,
            most=largest,
            label=("图片边长", "picture size"),
            defaults_for=list_input_sizes(task),
        ),
    )


BLOCKS = (
    Block(
        "model_classification",
        "分类模型 {backbone}",
        "classifier {backbone}",
        "Classification(backbone={backbone}, **{more})",
        module="sunmao.vision",
        holes=(_backbones("LeNet", list_classifiers()),),
        optional_inputs=_options("classification", 10, 2, 224, 32, 1024),
        gives="Classifier",
        preset=("variables_set", "model"),
        help=(
            "一个还要学习的模型，学会说出图片是什么。LeNet 小而快，EfficientNet-Lite0 见过一百万张照片。",
            "A model that will learn to say what a picture is. LeNet is small and quick; EfficientNet-Lite0 has seen a million photographs.",
        ),
        words="classifier network neural cnn 神经网络 分类器",
    ),
    Block(
        "model_multi_label",
        "多标签模型 {backbone}",
        "model of several labels {backbone}",
        "MultiLabel(backbone={backbone}, **{more})",
        module="sunmao.vision",
        holes=(_backbones("EfficientNet-Lite0", list_classifiers()),),
        optional_inputs=_options("classification", 10, 2, 224, 32, 1024),
        gives="Tagger",
        preset=("variables_set", "model"),
        level=2,
        help=(
            "一个还要学习的模型，学会说出图片有哪几个标签：一个、几个或者一个也没有。",
            "A model that will learn to say which labels a picture has: one, several or none.",
        ),
        words="multi label tags several 多标签 标签 几个",
    ),
    Block(
        "model_detection",
        "检测模型 {backbone}",
        "detector {backbone}",
        "Detection(backbone={backbone}, **{more})",
        module="sunmao.vision",
        holes=(_backbones("RTMDet-Lite0", list_detectors()),),
        optional_inputs=_options("detection", 3, 1, 320, SMALLEST_SIDE, LARGEST_SIDE),
        gives="Detector",
        preset=("variables_set", "model"),
        help=(
            "一个还要学习的模型，学会在图片里找东西，给每一个画框。RTMDet-Lite0 见过一百万张照片，几分钟就能学会，不用显卡。",
            "A model that will learn to find things in pictures and to put a box around each. RTMDet-Lite0 has seen a million photographs and learns in minutes, also without a graphics card.",
        ),
        words="detection boxes find where yolo object 目标检测 检测器 画框 找东西",
    ),
    Block(
        "model_segmentation",
        "分割模型 {backbone}",
        "segmenter {backbone}",
        "Segmentation(backbone={backbone}, **{more})",
        module="sunmao.vision",
        holes=(_backbones("RTMDet-ins-Lite0", list_segmenters()),),
        optional_inputs=_options("instance", 3, 1, 320, SMALLEST_SIDE, LARGEST_SIDE),
        gives="Segmenter",
        preset=("variables_set", "model"),
        level=2,
        help=(
            "一个还要学习的模型，学会在图片里找东西，描出每一个的轮廓。",
            "A model that will learn to find things in pictures and to outline each of them.",
        ),
        words="segmentation masks outline instance find where 实例分割 分割器 轮廓 找东西",
    ),
    Block(
        "model_load_dataset",
        "让 {model} 读入数据 {path}",
        "give {model} the data {path}",
        "{model}.load_dataset(path={path}, **{more})",
        holes=(_MODEL, value("path", ("String", "Dataset"), "data/digits", picker="dataset")),
        optional_inputs=(check("check", True, label=("先检查", "check first")),),
        help=("告诉模型从哪些图片里学习。", "Tells the model which pictures to learn from."),
        words="dataset path 数据集 加载",
    ),
    Block(
        "model_save_fold",
        "让 {model} 存到文件夹 {save_fold}",
        "let {model} save into {save_fold}",
        "{model}.save_fold = {save_fold}",
        holes=(_MODEL, value("save_fold", "String", "models/digits")),
        level=2,
        help=("训练好的权重存在这个文件夹里。", "The trained weights are kept in this folder."),
        words="folder checkpoint weights 保存 权重",
    ),
    Block(
        "model_quick_train",
        "快速训练 {model} {epochs} 轮",
        "train {model} quickly for {epochs} epochs",
        "{model}.quick_train(epochs={epochs}, **{more})",
        holes=(of("model", ("Classifier", "Tagger")), value("epochs", "Number", 50, least=1, most=1000)),
        optional_inputs=(
            value(
                "lr",
                "Number",
                0.01,
                least=0,
                label=("学习率", "learning rate"),
                defaults_for=list_defaults("lr", quick=True),
            ),
            _RANDOM_SEED,
            menu(
                "class_weights",
                "balanced",
                ("balanced", "少的类别多算一些", "few pictures count more"),
                label=("类别轻重", "weight of classes"),
            ),
        ),
        help=(
            "每张图片只看一遍，只训练最后一层，几秒钟就好。",
            "Looks at every picture once, then trains the last layer only: done in seconds.",
        ),
        words="transfer learning fast 迁移学习 快",
    ),
    Block(
        "model_train",
        "训练 {model} {epochs} 轮，每轮小考 {validate}",
        "train {model} for {epochs} epochs, checking each time {validate}",
        "{model}.train(epochs={epochs}, validate={validate}, **{more})",
        holes=(_MODEL, value("epochs", "Number", 10, least=1, most=1000), check("validate", True)),
        optional_inputs=(
            value("lr", "Number", 0.01, least=0, label=("学习率", "learning rate"), defaults_for=list_defaults("lr")),
            value(
                "batch_size",
                "Number",
                16,
                least=1,
                most=1024,
                label=("一次看几张", "pictures at a time"),
                defaults_for=list_defaults("batch_size"),
            ),
            menu(
                "optimizer",
                "SGD",
                "SGD",
                "Adam",
                "Adagrad",
                "AdamW",
                label=("优化器", "optimizer"),
                defaults_for=list_defaults("optimizer"),
            ),
            _DEVICE,
            _RANDOM_SEED,
            value(
                "checkpoint",
                "String",
                "models/digits/latest.pth",
                picker="model",
                label=("从权重接着学", "go on from weights"),
            ),
            value(
                "weight_decay",
                "Number",
                0.0001,
                least=0,
                label=("权重衰减", "weight decay"),
                defaults_for=list_defaults("weight_decay"),
            ),
            value("early_stop", "Number", 5, least=1, label=("几轮没进步就停", "stop after epochs without progress")),
            check("distributed", False, label=("几台电脑一起学", "on several computers")),
        ),
        help=(
            "模型一轮一轮地看图片，越学越准。",
            "The model looks at the pictures epoch after epoch and becomes better.",
        ),
        words="learn fit epoch 学习 轮",
    ),
    Block(
        "model_load_checkpoint",
        "让 {model} 用权重 {checkpoint}",
        "let {model} use the weights {checkpoint}",
        "{model}.load_checkpoint(checkpoint={checkpoint}, **{more})",
        holes=(of("model", "Model"), value("checkpoint", "String", "models/digits/latest.pth", picker="model")),
        optional_inputs=(_DEVICE,),
        level=2,
        help=(
            "用以前训练好的权重，不用再训练。货架上的模型先在“模型”页里拿到这个项目来。",
            "Uses weights that were trained before. A model on the shelf is first taken into this project, on the Models page.",
        ),
        words="pretrained load open 预训练 加载 打开",
    ),
)
