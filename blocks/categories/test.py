"""Test 考一考: how good is the model?"""

from sunmao.blocks.categories.result import THRESHOLDS
from sunmao.blocks.spec import Block, menu, of, value

_REPORT = of("report", "Report")

BLOCKS = (
    Block(
        "test_model",
        "{model} 的大考成绩",
        "test of {model}",
        "{model}.evaluate(**{more})",
        holes=(of("model", "Model"),),
        optional_inputs=(
            menu(
                "split",
                "test",
                ("test", "大考图片", "test pictures"),
                ("val", "小考图片", "validation pictures"),
                ("train", "训练图片", "training pictures"),
                label=("用哪一份", "with the"),
            ),
            value(
                "path",
                ("String", "Dataset", "Table"),
                "data/digits",
                picker="dataset",
                label=("用数据集", "with data set"),
            ),
            *THRESHOLDS,
        ),
        gives="Report",
        preset=("show_content",),
        help=(
            "给模型大考：训练时没见过的图片，看答对多少。",
            "The test: pictures that were not learned from. How many are answered right?",
        ),
        words="evaluate accuracy exam 准确率 评估 考试 测试 测试集",
    ),
    Block(
        "test_number",
        "{report} 的 {metric}",
        "{metric} of {report}",
        "{report}.{metric}",
        holes=(
            _REPORT,
            menu(
                "metric",
                "accuracy",
                ("accuracy", "准确率", "accuracy"),
                ("top5", "前五准确率", "top-5 accuracy"),
                ("precision", "精确率", "precision"),
                ("recall", "召回率", "recall"),
                ("f1", "F1", "F1"),
                ("shown_map50", "mAP50（只算显示的）", "mAP50 of what is shown"),
                ("map", "mAP", "mAP"),
                ("map50", "mAP50", "mAP50"),
                ("exact_match", "全对率", "all labels right"),
                ("miou", "mIoU", "mIoU"),
                ("mae", "平均误差", "mean absolute error"),
                ("rmse", "均方根误差", "root mean square error"),
                ("r2", "R²", "R²"),
            ),
        ),
        gives="Number",
        level=2,
        help=(
            "成绩单里的一个数，0 到 1，越大越好。准确率是分类模型的，mAP 是检测、分割和多标签模型的，没显示出来的答案也算在内；mIoU 是涂色模型的。误差是数值模型的，越小越好。",
            "One number of a test, from 0 to 1; more is better. Accuracy is for classifiers, mAP for detectors, segmenters and models of several labels, with answers that are not shown; mIoU for models that paint. Errors are for number models: less is better.",
        ),
        words="metric score marks 指标 分数",
    ),
    Block(
        "test_chart",
        "{report} 的 {kind}",
        "{kind} of {report}",
        "{report}.chart(kind={kind})",
        holes=(
            _REPORT,
            menu(
                "kind",
                "confusion_matrix",
                ("confusion_matrix", "混淆矩阵", "confusion matrix"),
                ("classes", "各类成绩", "marks per class"),
                ("roc", "ROC 曲线", "ROC curve"),
                ("pr", "PR 曲线", "PR curve"),
                ("mistakes", "错误种类", "kinds of mistakes"),
                ("scatter", "散点图", "scatter plot"),
            ),
        ),
        gives="Image",
        level=2,
        preset=("show_content",),
        help=(
            "把成绩画成一张图。错误种类是检测和分割模型的：漏掉、找错、位置不准。散点图是数值模型的。",
            "The marks of a test as a picture. Kinds of mistakes are for detectors and segmenters: missed, false alarms, misplaced. The scatter plot is for number models.",
        ),
        words="plot picture matrix curve 图表 曲线 矩阵",
    ),
    Block(
        "test_mistakes",
        "{report} 里的错题",
        "mistakes in {report}",
        "{report}.mistakes",
        holes=(_REPORT,),
        gives="Array",
        level=2,
        preset=("variables_set", "mistakes"),
        help=(
            "答错的图片，错得最厉害的排在最前面。",
            "The pictures that were answered wrongly, the worst mistakes first.",
        ),
        words="wrong errors 错误 错题本",
    ),
    Block(
        "test_explain",
        "{model} 看了 {image} 的哪里",
        "where {model} looks in {image}",
        "{model}.explain(image={image}, **{more})",
        holes=(
            of("model", "Model"),
            of("image", ("Image", "String"), picker="picture", default="data/digits/test_set/3/17.png"),
        ),
        optional_inputs=(
            value("label", "String", "3", picker="label", label=("为什么是", "why it would be")),
            menu(
                "method",
                "occlusion",
                ("occlusion", "一块一块遮住", "covering piece by piece"),
                ("grad_cam", "分类模型的 Grad-CAM", "Grad-CAM, of classifiers"),
                ("eigen_cam", "检测和分割模型的 EigenCAM", "EigenCAM, of detectors and segmenters"),
                ("cam", "模型文件的 CAM", "CAM, of model files"),
                label=("方法", "method"),
            ),
        ),
        gives="Image",
        preset=("show_content",),
        help=(
            "模型是看了哪里才这么说的？越亮的地方越要紧，最要紧的圈了起来。",
            "Which places make the model say what it says? The brighter, the more it counts; a ring is around the most "
            "important one.",
        ),
        words="explain why heat map grad cam attention looked 解释 为什么 热力图 注意 看哪里 看的是哪里",
    ),
    Block(
        "test_compare",
        "比一比 {models}",
        "comparison of {models}",
        "compare(models={models}, **{more})",
        module="sunmao.deploy",
        holes=(value("models", "Array"),),
        optional_inputs=(
            value("path", ("String", "Dataset"), "data/digits", picker="dataset", label=("用数据集", "with data set")),
        ),
        gives="Table",
        level=2,
        preset=("show_content",),
        help=(
            "用同样的图片考一个列表里的模型：哪个准，哪个小，哪个快。",
            "Tests the models of a list on the same pictures: which is the most accurate, the smallest, the fastest?",
        ),
        words="compare accuracy size speed list 比较 对比 大小 速度 列表",
    ),
)
