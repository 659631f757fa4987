"""Use anywhere 带出去: models as files that run anywhere."""

from sunmao.blocks.spec import Block, menu, of, value

BLOCKS = (
    Block(
        "deploy_convert",
        "把 {model} 转换成 {out_file}",
        "convert {model} to {out_file}",
        "{model}.convert(out_file={out_file}, **{more})",
        holes=(of("model", "Model"), value("out_file", "String", "models/digits.onnx", least=1)),
        optional_inputs=(
            value("checkpoint", "String", "models/digits/latest.pth", picker="model", label=("用权重", "weights")),
            menu(
                "backend",
                "ONNX",
                ("ONNX", "ONNX", "ONNX"),
                ("OpenVINO", "OpenVINO（英特尔）", "OpenVINO (Intel)"),
                ("ncnn", "ncnn（手机和开发板）", "ncnn (phones and boards)"),
                ("TFLite", "TFLite（安卓、开发板）", "TFLite (Android, boards)"),
                label=("给哪个运行库", "for the runtime"),
            ),
            menu(
                "target",
                "board",
                ("board", "行空板、树莓派", "UNIHIKER, Raspberry Pi"),
                ("computer", "这台电脑", "this computer"),
                ("newest", "最新的运行库", "the newest runtime"),
                ("smallest", "越小越好", "as small as possible"),
                label=("给哪种电脑", "for the computer"),
            ),
            value(
                "opset_version",
                "Number",
                11,
                least=11,
                label=("给旧运行库：文件版本（opset）", "for old runtimes: opset"),
            ),
            value("ir_version", "Number", 6, least=6, label=("给旧运行库：格式版本（IR）", "for old runtimes: IR")),
        ),
        help=(
            "把模型写成 ONNX 文件，在别的电脑上也能用。",
            "Writes the model as an ONNX file that other computers can use.",
        ),
        words="onnx export save share openvino ncnn tflite litert 导出 保存 分享 行空板 树莓派",
    ),
    Block(
        "deploy_quantize",
        "把 {model} 压缩成 {out_file}",
        "quantize {model} into {out_file}",
        "{model}.quantize(out_file={out_file}, **{more})",
        holes=(of("model", "Model"), value("out_file", "String", "models/digits-int8.onnx", least=1)),
        optional_inputs=(
            menu(
                "method",
                "int8",
                ("int8", "8 位整数", "8-bit integers"),
                ("dynamic", "只压缩全连接层", "only fully connected layers"),
                ("float16", "16 位小数", "16-bit floats"),
                label=("方法", "method"),
            ),
            value(
                "path",
                ("String", "Dataset"),
                "data/digits",
                picker="dataset",
                label=("用来测量的图片", "pictures to measure with"),
            ),
            value("checkpoint", "String", "models/digits/latest.pth", picker="model", label=("用权重", "weights")),
        ),
        level=2,
        help=(
            "把模型写成更小、更快的 ONNX 文件，并数一数有多少张图片的结果还相同。",
            "Writes the model as a smaller, faster ONNX file, and counts how many answers stay the same.",
        ),
        words="quantize int8 small smaller compress 量化 压缩 变小 缩小",
    ),
    Block(
        "deploy_prune",
        "给 {model} 剪枝，剪掉的比例 {budget}，再练 {epochs} 轮",
        "prune {model} by a share of {budget}, then train for {epochs} epochs",
        "{model}.prune(budget={budget}, epochs={epochs}, **{more})",
        holes=(
            of("model", ("Classifier", "Tagger", "Painter")),
            value("budget", "Number", 0.5, least=0.05, most=0.95),
            value("epochs", "Number", 5, least=1, most=1000),
        ),
        optional_inputs=(
            menu(
                "of",
                "multiply_adds",
                ("multiply_adds", "乘加次数", "multiply-adds"),
                ("size", "大小", "size"),
                ("time", "这台电脑上的时间", "time on this computer"),
                label=("剪掉的是", "budget of"),
            ),
            value("random_seed", "Number", 1, label=("随机种子", "random seed")),
        ),
        level=2,
        help=(
            "先看每一层剪掉一些会不会认错，再把不要紧的通道剪掉，然后接着练：模型变小、变快，答对的差不多。剪好的模型可以转换，也可以再压缩。",
            "Looks which layers can do with less, cuts out the channels that matter least, and trains what is left: smaller, quicker, and nearly as right. The pruned model can be converted, and quantized as well.",
        ),
        words="prune pruning structured channels small smaller fast compress 剪枝 剪 压缩 变小 缩小 快",
    ),
    Block(
        "deploy_workflow",
        "模型文件 {checkpoint}",
        "model file {checkpoint}",
        "Workflow(checkpoint={checkpoint}, **{more})",
        module="sunmao.deploy",
        holes=(value("checkpoint", "String", "models/digits.onnx", picker="model"),),
        optional_inputs=(
            menu(
                "provider",
                "CPU",
                ("CPU", "处理器", "processor"),
                ("fastest", "最快的（量一量）", "the quickest (measured)"),
                ("CUDA", "显卡", "graphics card"),
                ("DirectML", "显卡（Windows）", "graphics card (Windows)"),
                ("CoreML", "苹果芯片", "Apple's chip"),
                label=("用什么计算", "computed by"),
            ),
            value("threads", "Number", 2, least=1, label=("线程数", "threads")),
        ),
        gives="Model",
        preset=("variables_set", "small_model"),
        help=(
            "打开一个 ONNX 模型文件来用，不需要训练引擎。",
            "Opens an ONNX model file for use; no training engine is needed.",
        ),
        words="onnx load open 打开 加载",
    ),
)
