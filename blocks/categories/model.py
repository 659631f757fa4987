"""Train 训练: models and how they learn."""

from dataclasses import replace
from typing import Any

from sunmao.blocks.backbone_menu import make_backbone_menu
from sunmao.blocks.shared_inputs import RANDOM_SEED, VALIDATE
from sunmao.blocks.spec import Block, Input, check, menu, of, value
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
    list_semantic_segmenters,
    list_untrained,
)
from sunmao.models.recipe_options import AUGMENT_OPTIONS, RECIPE_OPTIONS, RecipeOption

_MODEL = of("model", "Model")
_CLASSIFIER = of("model", ("Classifier", "Tagger"))
_WHOLE_PICTURE = of("model", ("Classifier", "Tagger", "Regressor"))  # models that answer for a picture as a whole
# Block → (the backbones that learn from nothing when no trained weights are asked for, one that has seen photographs).
UNTRAINED = {
    block: (tuple(list_untrained(task)), find_packaged(task))
    for block, task in (
        ("model_classification", "classification"),
        ("model_multi_label", "classification"),
        ("model_regression", "classification"),
        ("model_detection", "detection"),
        ("model_segmentation", "instance"),
        ("model_semantic_segmentation", "semantic"),
    )
}
_DEVICE = menu("device", "auto", ("auto", "自动", "automatic"), "cpu", "cuda", "mps", label=("设备", "device"))
_CLASS_WEIGHTS = menu(
    "class_weights",
    "balanced",
    ("balanced", "少的类别多算一些", "few pictures count more"),
    label=("类别轻重", "weight of classes"),
)


def _choose(option: RecipeOption) -> Input:
    """The place of a block in which something of a recipe is chosen."""
    words: dict[str, Any] = {"label": option.label, "about": option.about}
    if option.kind == "choice":
        return menu(option.name, option.default, *option.choices, **words)
    if option.kind == "tick":
        return check(option.name, option.default, **words)
    return value(option.name, "Number", option.default, least=option.least, most=option.most, **words)


def _classes(offered: int, fewest: int) -> Input:
    """Make the input for the number of classes of a model."""
    return value("num_classes", "Number", offered, least=fewest, label=("类别数", "number of classes"))


def _options(task: str, answers: Input, side: int, smallest: int, largest: int) -> tuple[Any, ...]:
    """The gear of a model that is still to learn. answers: what it is told of its answers; side: of a picture as it is
    offered, and its bounds.
    """
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
        answers,
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
        holes=(make_backbone_menu("LeNet", list_classifiers()),),
        optional_inputs=_options("classification", _classes(10, 2), 224, 32, 1024),
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
        holes=(make_backbone_menu("EfficientNet-Lite0", list_classifiers()),),
        optional_inputs=_options("classification", _classes(10, 2), 224, 32, 1024),
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
        "model_regression",
        "数值模型 {backbone}",
        "number model {backbone}",
        "ImageRegression(backbone={backbone}, **{more})",
        module="sunmao.vision",
        holes=(make_backbone_menu("EfficientNet-Lite0", list_classifiers()),),
        optional_inputs=_options(
            "classification",
            value("unit", "String", "°", label=("单位", "unit")),
            224,
            32,
            1024,
        ),
        gives="Regressor",
        preset=("variables_set", "model"),
        level=2,
        help=(
            "一个还要学习的模型，学会从图片估一个数：指针指到几度，手张开多大。数据集的每个文件夹用一个数起名。",
            "A model that will learn to estimate a number from a picture: where a pointer points, how far a hand is open. Each folder of its data set is named by a number.",
        ),
        words="regression number angle distance estimate measure 回归 数值 角度 距离 估计 测量",
    ),
    Block(
        "model_points",
        "动作模型，看{what}",
        "posture model for the {what}",
        "PointsClassification(what={what}, **{more})",
        module="sunmao.vision",
        holes=(menu("what", "hand", ("hand", "手", "hand"), ("body", "全身", "body"), ("face", "脸", "face")),),
        optional_inputs=(check("mirrored", False, label=("左手右手算一样", "left and right hands are one")),),
        gives="PointsClassifier",
        preset=("variables_set", "model"),
        help=(
            "一个还要学习的模型，只看手、全身或脸上的点，不看背景，也不看衣服。石头剪刀布，每一类十几个就能开始。",
            "A model that will learn by the points of a hand, a body or a face, not by the background or the clothes. For rock, paper, scissors a dozen of each are a beginning.",
        ),
        words="hand pose gesture posture landmarks keypoints face rock paper scissors 手势 姿势 动作 关键点 石头剪刀布",
    ),
    Block(
        "model_train_points",
        "让 {model} 学它的点",
        "let {model} learn its points",
        "{model}.train(**{more})",
        holes=(of("model", "PointsClassifier"),),
        optional_inputs=(VALIDATE, RANDOM_SEED),
        help=(
            "学会按点的位置把各类分开，大约一秒钟。先让模型读入数据。",
            "Learns to tell the classes apart by where the points are, in about a second. Give the model its data first.",
        ),
        words="train learn fit hand pose 训练 学习 手势",
    ),
    Block(
        "model_detection",
        "检测模型 {backbone}",
        "detector {backbone}",
        "Detection(backbone={backbone}, **{more})",
        module="sunmao.vision",
        holes=(make_backbone_menu("RTMDet-Lite0", list_detectors()),),
        optional_inputs=_options("detection", _classes(3, 1), 320, SMALLEST_SIDE, LARGEST_SIDE),
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
        holes=(make_backbone_menu("RTMDet-ins-Lite0", list_segmenters()),),
        optional_inputs=_options("instance", _classes(3, 1), 320, SMALLEST_SIDE, LARGEST_SIDE),
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
        "model_semantic_segmentation",
        "涂色模型 {backbone}",
        "painting model {backbone}",
        "SemanticSegmentation(backbone={backbone}, **{more})",
        module="sunmao.vision",
        holes=(make_backbone_menu("UNet-Lite0", list_semantic_segmenters()),),
        optional_inputs=_options("semantic", _classes(3, 1), 256, SMALLEST_SIDE, LARGEST_SIDE),
        gives="Painter",
        preset=("variables_set", "model"),
        level=2,
        help=(
            "一个还要学习的模型，学会说出图片里每个点是什么：天、路、叶子。UNet-Lite0 见过一百万张照片。",
            "A model that will learn to say what each pixel of a picture is: sky, road, leaf. UNet-Lite0 has seen a million photographs.",
        ),
        words="semantic segmentation paint pixel mask unet deeplab 语义分割 涂色 像素 背景",
    ),
    Block(
        "model_load_dataset",
        "让 {model} 读入数据 {path}",
        "give {model} the data {path}",
        "{model}.load_dataset(path={path}, **{more})",
        holes=(_MODEL, value("path", ("String", "Dataset", "Table"), "data/digits", picker="dataset")),
        optional_inputs=(
            check("check", True, label=("先检查", "check first")),
            value(
                "target",
                "String",
                "species",
                picker="column",
                label=("要猜的列", "column to guess"),
                about=("表格模型要猜哪一列。", "The column that a table learner guesses."),
                goes_with=("TableLearner",),
            ),
        ),
        help=("告诉模型从哪些图片或者哪个表格里学习。", "Tells the model which pictures or which table to learn from."),
        words="dataset path table 数据集 表格 加载",
    ),
    Block(
        "model_save_fold",
        "让 {model} 存到文件夹 {save_fold}",
        "let {model} save into {save_fold}",
        "{model}.save_fold = {save_fold}",
        holes=(_MODEL, value("save_fold", "String", "models/digits", least=1)),
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
            RANDOM_SEED,
            _CLASS_WEIGHTS,
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
        "train {model} for {epochs} epochs, validate after each {validate}",
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
            RANDOM_SEED,
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
            check(
                "deterministic",
                True,
                label=("显卡上也每次一样", "the same on a graphics card"),
                about=(
                    "随机种子一样，显卡上每次学出来的也一样，慢一些。",
                    "With the same seed a graphics card learns the same each time, more slowly.",
                ),
            ),
            replace(_CLASS_WEIGHTS, goes_with=("Classifier", "Tagger", "Painter")),
            menu(
                "save_best",
                "auto",
                ("auto", "推荐的分数", "the usual mark"),
                ("loss", "误差最小", "the smallest loss"),
                ("f1_score", "F1 最高", "the highest F1"),
                ("exact_match", "全对的最多", "the most with all labels right"),
                ("bbox_mAP_50", "mAP50 最高", "the highest mAP50"),
                ("aAcc", "对的像素最多", "the most right pixels"),
                ("mae", "平均差得最少", "the smallest mean error"),
                label=("留下哪一轮", "epoch to keep"),
                about=(
                    "每轮小考后，留下最好的权重：按什么算最好。",
                    "After each validation the best weights are kept: the best by what.",
                ),
                available_for={
                    "f1_score": ("Classifier", "Tagger"),
                    "exact_match": ("Tagger",),
                    "bbox_mAP_50": ("Detector",),
                    "aAcc": ("Painter",),
                    "mae": ("Regressor",),
                },
            ),
            menu(
                "metric",
                "f1_score",
                ("f1_score", "F1", "F1"),
                ("precision", "精确率", "precision"),
                ("recall", "召回率", "recall"),
                ("bbox", "方框的 mAP", "mAP of boxes"),
                ("segm", "轮廓的 mAP", "mAP of outlines"),
                label=("小考也算", "validate by"),
                about=("小考除了准确率，还算什么。", "What is measured in each validation beside the accuracy."),
                goes_with=("Classifier", "Segmenter"),
                available_for={
                    **dict.fromkeys(("f1_score", "precision", "recall"), ("Classifier",)),
                    **dict.fromkeys(("bbox", "segm"), ("Segmenter",)),
                },
                defaults_for=dict.fromkeys(list_segmenters(), "bbox"),
            ),
            value(
                "topk",
                "Number",
                3,
                least=1,
                most=1000,
                label=("前几名里有就算对", "right when among the first"),
                about=(
                    "日志里再记一个准确率：正确答案在前几名里就算对。",
                    "The log has another accuracy: right when the true class is among so many best answers.",
                ),
                goes_with=("Classifier",),
            ),
            check("distributed", False, label=("几个进程一起学", "in several processes")),
        ),
        help=(
            "模型一轮一轮地看图片，越学越准。",
            "The model looks at the pictures epoch after epoch and becomes better.",
        ),
        words="learn fit epoch 学习 轮",
    ),
    Block(
        "model_augment",
        "训练 {model} 时随机变一变图片 {policy}",
        "change pictures by chance when training {model} {policy}",
        "{model}.augment(policy={policy}, **{more})",
        holes=(_WHOLE_PICTURE, _choose(AUGMENT_OPTIONS[0])),
        optional_inputs=tuple(map(_choose, AUGMENT_OPTIONS[1:])),
        level=2,
        help=(
            "每次看同一张图片都有点不一样，模型就学会什么不重要。想看变成什么样，用“模型会看到的图片”。",
            "Every picture looks a little different each time, and the model learns what does not matter. “Pictures as seen” shows them.",
        ),
        words="augment augmentation mixup cutmix erasing randaugment flip rotate 数据增强 增强 翻转 旋转 混合 遮挡",
    ),
    Block(
        "model_preview_augmentation",
        "{model} 会看到的图片 {count} 张",
        "{count} pictures as seen by {model}",
        "{model}.preview_augmentation(count={count})",
        holes=(_WHOLE_PICTURE, value("count", "Number", 8, least=1, most=64)),
        gives="Array",
        preset=("show_content",),
        level=2,
        help=(
            "左边是原来的图片，右边是训练时变了以后的样子。",
            "On the left a picture as it is, on the right what training makes of it.",
        ),
        words="augmentation preview look 数据增强 预览 看看",
    ),
    Block(
        "model_recipe",
        "训练 {model} 时的学习率 {schedule}",
        "learning rate when training {model} {schedule}",
        "{model}.recipe(schedule={schedule}, **{more})",
        holes=(_WHOLE_PICTURE, _choose(RECIPE_OPTIONS[0])),
        optional_inputs=tuple(map(_choose, RECIPE_OPTIONS[1:])),
        level=2,
        help=(
            "怎样训练：学习率怎么变，要不要热身，标签放不放软。不说的，按模型自己的配方。",
            "How to train: how the learning rate changes, warm-up, soft labels. What is not said follows the model's own recipe.",
        ),
        words="recipe schedule warmup cosine plateau label smoothing ema momentum clip freeze 配方 学习率 热身 余弦 动量 冻结",
    ),
    Block(
        "model_find_lr",
        "给 {model} 找一个学习率",
        "find a learning rate for {model}",
        "{model}.find_lr()",
        holes=(_WHOLE_PICTURE,),
        gives="Number",
        preset=("variables_set", "lr"),
        level=2,
        help=(
            "用模型的替身从很小试到很大，画出曲线，说出哪个正合适。放进训练的“学习率”里。",
            "Tries rates from tiny to huge on a copy of the model, draws the curve and names a good one. Put it into “learning rate” of the training.",
        ),
        words="learning rate finder lr range test 学习率 查找",
    ),
    Block(
        "model_distill",
        "请老师 {teacher} 教 {model} {epochs} 轮",
        "let the teacher {teacher} teach {model} for {epochs} epochs",
        "{model}.distill({teacher}, epochs={epochs}, **{more})",
        holes=(
            of("teacher", ("Classifier", "Tagger"), "teacher"),
            _CLASSIFIER,
            value("epochs", "Number", 10, least=1, most=1000),
        ),
        optional_inputs=(
            value("temperature", "Number", 1.5, least=1, most=100, label=("温度", "temperature")),
            value("teacher_share", "Number", 0.7, least=0, most=1, label=("老师占几成", "share of the teacher")),
            value(
                "unlabeled",
                ("String", "Dataset"),
                "data/photos",
                picker="dataset",
                label=("没有标签的图片", "pictures without labels"),
            ),
            check("compare", True, label=("也让学生自己学一次", "student alone, too")),
            value("lr", "Number", 0.003, least=0, label=("学习率", "learning rate"), defaults_for=list_defaults("lr")),
            RANDOM_SEED,
        ),
        level=2,
        help=(
            "训练好的大模型当老师，小模型当学生：学生除了看标签，还学老师怎么看每张图片。学生自己也学一次，看看老师帮了多少。",
            "A trained large model teaches a small one, which learns the labels and how its teacher rates each picture. The student also learns alone, so that you see what the teacher brings.",
        ),
        words="distill distillation teacher student knowledge 蒸馏 知识蒸馏 老师 学生",
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
