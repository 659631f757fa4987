"""Options of a recipe, declared once: the blocks, the arguments and the checks are made from here."""

from dataclasses import dataclass
from typing import Any

from sunmao.core.validation import require_choice, require_range, require_share, require_whole

OFF = "off"


@dataclass(frozen=True)
class RecipeOption:
    """One thing that a recipe can say.

    name: the argument's, and the field's of `TrainConfig`. kind: 'choice', 'whole', 'number', 'share' or 'tick'.
    default: what the block offers first. label: (Chinese, English). about: a sentence, likewise. source: the paper.
    choices: of a choice, (value, Chinese, English). least, most: of a number. off: the value that means 'not at all',
    which is kept as None, as in weights files from before there was the option.
    """

    name: str
    kind: str
    default: Any
    label: tuple[str, str]
    about: tuple[str, str]
    source: str = ""
    choices: tuple[tuple[str, str, str], ...] = ()
    least: float = 0
    most: float = 1
    off: Any = None

    def check_value(self, value: Any) -> Any:
        """The value as `TrainConfig` keeps it. Raises BadValue, which names the argument."""
        if self.kind == "choice":
            value = require_choice(self.name, value, [choice[0] for choice in self.choices])
        elif self.kind == "whole":
            value = require_whole(self.name, value, int(self.least), int(self.most))
        elif self.kind == "share":
            value = require_share(self.name, value)
        elif self.kind == "number":
            value = require_range(self.name, value, self.least, self.most)
        else:
            value = bool(value)
        return None if value == self.off else value


RECIPE_OPTIONS = (
    RecipeOption(
        "schedule",
        "choice",
        "cosine",
        ("学习率怎么变", "learning rate over time"),
        (
            "学习率是每一步走多远：开始走得大，快学会时走得小。",
            "The learning rate says how far each step goes: far at first, and ever less far towards the end.",
        ),
        'Smith, Topin 2018, "Super-convergence"; Loshchilov, Hutter 2016, "SGDR"',
        (
            ("one_cycle", "先升后降", "up, then down"),
            ("cosine", "慢慢降", "slowly down"),
            ("step", "一级一级降", "down in steps"),
            ("plateau", "没进步才降", "down without progress"),
            ("constant", "不变", "always the same"),
        ),
        off="one_cycle",
    ),
    RecipeOption(
        "warmup",
        "whole",
        1,
        ("热身几轮", "warm-up epochs"),
        ("开头几轮走小步，免得一下子走错。", "Small steps in the first epochs, so that nothing goes wrong at once."),
        'Goyal and others 2017, "Accurate, Large Minibatch SGD"',
        most=1000,
    ),
    RecipeOption(
        "label_smoothing",
        "share",
        0.1,
        ("标签放软", "soft labels"),
        ("答案不说得那么死：90% 是猫，不是 100%。", "The truth is told less sternly: a cat to 90%, not to 100%."),
        'Szegedy and others 2015, "Rethinking the Inception Architecture"',
    ),
    RecipeOption(
        "clip",
        "number",
        1,
        ("梯度最大", "largest gradient"),
        ("一步不许走太远，学得更稳。", "No step may go too far: learning stays steady."),
        'Pascanu and others 2012, "On the difficulty of training recurrent neural networks"',
        most=1e6,
    ),
    RecipeOption(
        "momentum",
        "share",
        0.9,
        ("动量", "momentum"),
        (
            "像滚下坡的球：这一步接着上一步的方向。",
            "Like a ball that rolls downhill: each step keeps some of the last one.",
        ),
        'Sutskever and others 2013, "On the importance of initialization and momentum"',
    ),
    RecipeOption(
        "ema",
        "share",
        0.99,
        ("权重求平均", "average of weights"),
        (
            "用最近许多步的平均权重来考，成绩不会忽好忽坏。",
            "The mean of the last steps' weights is tested, which does not jump up and down.",
        ),
        'Tarvainen, Valpola 2017, "Mean teachers are better role models"',
        off=0.0,
    ),
    RecipeOption(
        "sampling",
        "choice",
        "balanced",
        ("抽图片", "drawing of pictures"),
        (
            "每一类抽得一样多：图片少的类别也学得到。",
            "As many of every class are drawn: classes with few pictures are learned as well.",
        ),
        'Kang and others 2019, "Decoupling Representation and Classifier for Long-Tailed Recognition"',
        (("balanced", "每类一样多", "as many of each class"), ("shuffled", "每张一次", "each picture once")),
        off="shuffled",
    ),
    RecipeOption(
        "frozen",
        "choice",
        "nothing",
        ("不动的层", "frozen layers"),
        (
            "不动的层保留学过的本领，学得快；都动，图片多的时候学得更好。",
            "Frozen layers keep what they have learned, which is quick; with many pictures it is better when all learn.",
        ),
        'Yosinski and others 2014, "How transferable are features in deep neural networks?"',
        (
            ("recommended", "推荐", "as recommended"),
            ("nothing", "都学", "none"),
            ("body", "只学最后一层", "all but the last"),
        ),
        off="recommended",
    ),
)

AUGMENT_OPTIONS = (
    RecipeOption(
        "policy",
        "choice",
        "trivial_augment",
        ("随机变化", "random changes"),
        (
            "每次随机挑几种变化：转一转、推歪一点、变亮、变色…",
            "A few changes by chance each time: turned, slanted, brighter, another color…",
        ),
        'Cubuk and others 2018, "AutoAugment"; 2019, "RandAugment"; Müller, Hutter 2021, "TrivialAugment"',
        (
            ("trivial_augment", "每次一种 (TrivialAugment)", "one at a time (TrivialAugment)"),
            ("rand_augment", "每次两种 (RandAugment)", "two at a time (RandAugment)"),
            ("auto_augment", "学来的组合 (AutoAugment)", "learned pairs (AutoAugment)"),
            (OFF, "不要", "none"),
        ),
        off=OFF,
    ),
    RecipeOption(
        "mixup",
        "number",
        0.2,
        ("两张叠在一起", "two pictures blended"),
        (
            "两张图片半透明叠在一起，答案也各占一份 (Mixup)。",
            "Two pictures shine through each other, and so do their answers (Mixup).",
        ),
        'Zhang and others 2017, "mixup: Beyond Empirical Risk Minimization"',
        most=10,
        off=0.0,
    ),
    RecipeOption(
        "cutmix",
        "number",
        1,
        ("贴上一块别的", "a piece of another"),
        (
            "从另一张图片剪一块贴上来，答案按面积分 (CutMix)。",
            "A piece of another picture is pasted in; the answer is shared by area (CutMix).",
        ),
        'Yun and others 2019, "CutMix"',
        most=10,
        off=0.0,
    ),
    RecipeOption(
        "random_erasing",
        "share",
        0.25,
        ("盖住一块", "a piece covered"),
        (
            "随机盖住一块，模型学会看别的地方。",
            "A piece is covered by chance, so that the model learns to look elsewhere, too.",
        ),
        'Zhong and others 2017, "Random Erasing Data Augmentation"; DeVries, Taylor 2017, "Cutout"',
        off=0.0,
    ),
    RecipeOption(
        "flip",
        "tick",
        True,
        ("左右翻", "mirrored"),
        (
            "左右翻转。字、箭头、左右手翻了就变成别的，所以平时不翻。",
            "Left becomes right. Letters, arrows and hands become others by it, so it is off unless you say so.",
        ),
    ),
    RecipeOption(
        "rotate",
        "number",
        15,
        ("转多少度", "turned by degrees"),
        ("左右各转这么多度以内。", "By up to so many degrees to either side."),
        most=180,
    ),
    RecipeOption(
        "scale",
        "share",
        0.15,
        ("大小变多少", "size by"),
        ("远一点或者近一点。", "Nearer or farther away."),
    ),
    RecipeOption(
        "shift",
        "share",
        0.1,
        ("移动多少", "moved by"),
        ("往旁边挪一点。", "Moved a little to the side."),
    ),
    RecipeOption(
        "color",
        "share",
        0.2,
        ("亮暗变多少", "light by"),
        ("亮一点或者暗一点。", "In brighter or darker light."),
    ),
)


def check_options(options: tuple[RecipeOption, ...], said: dict) -> dict:
    """Options that were given (None: not given), as `TrainConfig` keeps them, by name. Raises BadValue."""
    by_name = {option.name: option for option in options}
    return {name: by_name[name].check_value(value) for name, value in said.items() if value is not None}
