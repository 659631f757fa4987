"""Data sets 数据集: pictures with labels in folders."""

from sunmao.blocks.spec import Block, check, menu, of, value, var
from sunmao.data.builtin.samples import SAMPLES
from sunmao.data.mend.kinds import KINDS
from sunmao.texts import TEXTS

_DATASET = of("dataset", "Dataset")

BLOCKS = (
    Block(
        "data_sample",
        "自带的数据集 {name}",
        "sample data set {name}",
        "sample_dataset(name={name})",
        module="sunmao.data",
        holes=(
            menu(
                "name", "digits", *((name, sample.title["zh"], sample.title["en"]) for name, sample in SAMPLES.items())
            ),
        ),
        gives="Dataset",
        preset=("variables_set", "dataset"),
        help=(
            "榫卯自带的真实图片，第一次用时放进 data 文件夹。",
            "Real pictures that come with Sunmao, put into the data folder at first use.",
        ),
        words="mnist example built-in 例子 手写",
    ),
    Block(
        "data_open",
        "数据集 {path}",
        "data set {path}",
        "Dataset(path={path})",
        module="sunmao.data",
        holes=(value("path", "String", "data/digits", picker="dataset"),),
        gives="Dataset",
        preset=("variables_set", "dataset"),
        help=(
            "打开文件夹里的数据集；文件夹还没有时，建一个空的。",
            "Opens the data set in a folder; begins an empty one where there is no folder.",
        ),
        words="open folder load 打开 文件夹",
    ),
    Block(
        "data_collect",
        "用 {camera} 拍 {n} 张 {label} 放进 {dataset}",
        "take {n} pictures of {label} with {camera} for {dataset}",
        "{dataset}.collect(label={label}, n={n}, camera={camera}, **{more})",
        holes=(
            of("camera", "Camera"),
            value("n", "Number", 30, least=1, most=1000),
            value("label", "String", "0", picker="label"),
            _DATASET,
        ),
        optional_inputs=(
            value("interval", "Number", 0.2, least=0, label=("每隔几秒", "seconds apart")),
            value("countdown", "Number", 3, least=0, label=("先数几秒", "seconds before")),
            check("mirror", True, label=("左右相反", "mirrored")),
            check("square", True, label=("只留中间的正方形", "only the square in the middle")),
        ),
        help=(
            "拍一类的照片，放进数据集。边拍边看，点“停止”也不会丢。",
            "Takes pictures of one class for a data set. They are seen while they are taken, and Stop loses none.",
        ),
        words="camera photo take burst collect 拍照 采集 连拍",
    ),
    Block(
        "data_check",
        "检查 {dataset}",
        "check {dataset}",
        "{dataset}.check()",
        holes=(_DATASET,),
        help=("一张一张地看，哪里有毛病就说出来。", "Looks at every picture and says what is wrong."),
        words="doctor health find problems 医生 毛病 体检",
    ),
    Block(
        "data_mend",
        "修好 {dataset} 里的 {findings}",
        "mend {findings} in {dataset}",
        "{dataset}.mend(findings={findings})",
        holes=(_DATASET, menu("findings", "all", *((kind, *TEXTS[f"mend_{kind}"]) for kind in ("all", *KINDS)))),
        level=2,
        help=(
            "修好“检查”找到的毛病：坏的、重复的放进回收站，泄漏的移到一份里，标签从不乱猜。在“数据”页面可以撤销。",
            "Mends what the check finds: broken and doubled pictures go into the bin, leaks into one part; no label is "
            "guessed. It can be undone on the Data page.",
        ),
        words="doctor fix repair clean remove 医生 修理 清理 去重 删除",
    ),
    Block(
        "data_split",
        "把 {dataset} 按 {ratio} 分成训练、验证、测试",
        "split {dataset} {ratio} into training, validation, test",
        "{dataset}.split(ratio={ratio}, **{more})",
        holes=(_DATASET, value("ratio", "String", "8:1:1")),
        optional_inputs=(
            value("seed", "Number", 0, label=("随机种子", "seed")),
            check("lock_test", True, label=("测试集不变", "keep the test set")),
        ),
        level=2,
        help=(
            "把图片分成三份：训练用的、小考用的（验证）、大考用的（测试）。",
            "Parts the pictures in three: to learn from, to check with (validation), to test with.",
        ),
        words="train val test ratio 划分 比例",
    ),
    Block(
        "data_describe",
        "{dataset} 的统计表",
        "statistics of {dataset}",
        "{dataset}.describe()",
        holes=(_DATASET,),
        gives="Table",
        level=2,
        preset=("show_content",),
        help=("每一类有多少张图片，多大。", "How many pictures each class has, and how big they are."),
        words="count table 数量 统计",
    ),
    Block(
        "data_count",
        "{dataset} 里图片的张数",
        "number of pictures in {dataset}",
        "{dataset}.count_pictures(**{more})",
        holes=(_DATASET,),
        optional_inputs=(
            value("label", "String", "3", picker="label", label=("标签", "label")),
            menu(
                "split",
                "train",
                ("train", "训练集", "training set"),
                ("val", "验证集", "validation set"),
                ("test", "测试集", "test set"),
                label=("哪一份", "part"),
            ),
        ),
        gives="Number",
        level=2,
        help=("数一数有多少张图片。", "Counts the pictures."),
        words="how many size 数量 多少",
    ),
    Block(
        "data_filter",
        "{dataset} 里只要 {label}",
        "only {label} from {dataset}",
        "{dataset}.filter(label={label}, **{more})",
        holes=(_DATASET, value("label", "String", "3", picker="label")),
        optional_inputs=(
            menu(
                "split",
                "train",
                ("train", "训练集", "training set"),
                ("val", "验证集", "validation set"),
                ("test", "测试集", "test set"),
                label=("哪一份", "part"),
            ),
            value("n", "Number", 100, least=1, label=("最多几张", "at most")),
        ),
        gives="Dataset",
        level=2,
        preset=("variables_set", "chosen"),
        help=("只留下一类图片；文件不动。", "Keeps the pictures of one class; the files stay where they are."),
        words="select choose class 选择 筛选 过滤",
    ),
    Block(
        "data_each",
        "对 {dataset} 的 {split} 里每张 {image} 和它的 {label}",
        "for each {image} and its {label} in {split} of {dataset}",
        "for {image}, {label} in {dataset}.samples(split={split}):\n    {body}",
        holes=(
            _DATASET,
            menu(
                "split",
                "test",
                ("train", "训练集", "training set"),
                ("val", "验证集", "validation set"),
                ("test", "测试集", "test set"),
                ("all", "全部", "all"),
            ),
            var("image", "Image"),
            var("label", "String"),
        ),
        shape="loop",
        level=2,
        help=("一张一张地看数据集里的图片。", "Goes through the pictures of a data set one by one."),
        words="loop for pictures 循环 遍历",
    ),
    Block(
        "data_add",
        "把 {image} 当作 {label} 加进 {dataset}",
        "add {image} as {label} to {dataset}",
        "{dataset}.add(image={image}, label={label})",
        holes=(of("image", "Image"), value("label", "String", "cat", picker="label"), _DATASET),
        level=2,
        help=("把一张图片存进数据集。", "Keeps a picture in the data set."),
        words="save append picture 保存 添加 放进",
    ),
)
