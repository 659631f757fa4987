"""Texts of notices: the library shows them while it works."""

TEXTS = {
    "did_you_mean": ("你是不是想写“{name}”？", "Did you mean '{name}'?"),
    "broken_textbook": (
        "{name} 装是装了，但是打不开（{why}），这一次由榫卯来代替。",
        "{name} is installed but cannot be loaded ({why}); Sunmao answers in its place.",
    ),
    "notebook_lines": (
        "第 {lines} 行以 ! 或 % 开头：那是给笔记本的命令，不是 Python，这里跳过。",
        "Passed over what begins with ! or %, which is for notebooks and is no Python: line {lines}.",
    ),
    "sample_made": (
        "已经准备好{title}：{pictures} 张图片在 {path} 里。",
        "Prepared {title}: {pictures} pictures in {path}.",
    ),
    "table_made": ("已经准备好{title}：{rows} 行在 {path} 里。", "Prepared {title}: {rows} rows in {path}."),
    "left_out": ("有 {count} 个文件不能用，先不用它们：{names}", "Left out {count} files that cannot be used: {names}"),
    "nothing_explained": (
        "这张图片里没有哪个地方特别说明它是“{label}”，所以没有圈。",
        "No place of this picture speaks for '{label}' more than the others, so there is no ring.",
    ),
    "nothing_to_explain": (
        "模型在这张图片里什么也没找到，所以没有圈。",
        "The model finds nothing in this picture, so there is no ring.",
    ),
    "closed_files": (
        "有 {count} 个文件打不开，先不算：{names}",
        "Left out {count} files that cannot be opened: {names}",
    ),
    "empty_classes": ("这些类别里没有图片，先不算：{names}", "Left out classes without pictures: {names}"),
    "unlisted_classes": (
        "classes.txt 里没有写这些类别，把它们排在最后：{names}",
        "classes.txt does not name these classes; they come last: {names}",
    ),
    "class_twice": (
        "classes.txt 里这些类别写了不止一次，只算第一次：{names}",
        "classes.txt names these classes more than once; the first counts: {names}",
    ),
    "odd_lines": (
        "{file} 里有 {count} 行对不上图片或类别，跳过它们，例如“{line}”。",
        "Skipped in {file}, because no picture or no class fits: {count} of its lines, such as '{line}'.",
    ),
    "list_contradicts": (
        "{file} 里有 {count} 张图片的标签和所在文件夹不一样，以文件夹为准。",
        "Pictures whose label in {file} is not that of their folder: {count}. The folder counts.",
    ),
    "unknown_classes": (
        "“{split}”里有训练图片没有的类别，先不用：{names}",
        "Left out classes of '{split}' that no training picture has: {names}",
    ),
    "no_validation_set": (
        "没有小考图片：从训练图片里拿出 {pictures} 张来小考。",
        "There are no validation pictures: {pictures} of the training pictures are kept for it.",
    ),
    "unknown_labels": (
        "模型没学过这些标签：{names}。{count} 张图片不算。",
        "The model has not learned these labels: {names}. Pictures left out: {count}.",
    ),
    "unknown_things": (
        "模型没学过这些标签：{names}。{count} 个这样的东西不算。",
        "The model has not learned these labels: {names}. Things that do not count: {count}.",
    ),
    "classes_not_asked": (
        "这次大考没有考到这些类别：{names}。",
        "There is no picture of these classes in the test: {names}.",
    ),
    "no_test_set": (
        "还没有大考图片，这次用小考图片考。",
        "There are no test pictures yet; this time the validation pictures are used.",
    ),
    "no_gpu": ("这台电脑没有 {device} 可用，改用 CPU。", "This computer has no {device} to use; the CPU is used."),
    "score_line": (
        "{split}：{total} 张里答对 {correct} 张，准确率 {percent}%",
        "{split}: {correct} of {total} right, accuracy {percent}%",
    ),
    "embedding": ("先把 {pictures} 张图片各看一遍…", "Looking at {pictures} pictures once…"),
    "weights_passed_over": (
        "权重文件 {path} 坏了，改用前一个。",
        "The weights file {path} is damaged; the one before is used.",
    ),
    "quick_is_whole": (
        "{name} 没有自带的权重，就训练整个网络：它很小，也很快。",
        "{name} comes without trained weights, so the whole network learns: it is small and quick.",
    ),
    "fitting_weights": (
        "权重文件里有 {theirs} 个类别，数据里有 {ours} 个：最后一层重新学。",
        "The weights are for {theirs} classes, the data has {ours}: the last layer starts anew.",
    ),
    "converted": (
        "模型文件 {path} 写好了（{size} KB）。{total} 张图片用 PyTorch 和 {backend} 各认一遍：{same} 张结果相同。",
        "Wrote the model file {path} ({size} KB). {total} pictures through PyTorch and {backend}: {same} answers are the same.",
    ),
    "converted_ties": (
        "模型文件 {path} 写好了（{size} KB）。{total} 张图片用 PyTorch 和 {backend} 各认一遍：{same} 张结果相同，{ties} 张不分高下（几个答案把握一样大）。",
        "Wrote the model file {path} ({size} KB). {total} pictures through PyTorch and {backend}: {same} answers are the same, {ties} are ties (several answers are equally likely).",
    ),
    "program_fails": (
        "例子程序 {path} 在一个新的进程里运行不了。",
        "The example program {path} does not run in a process of its own.",
    ),
    "program_differs": (
        "例子程序 {path} 在一个新的进程里，有 {count} 张图片的结果和模型文件的不同。",
        "In a process of its own, the example program {path} answers {count} pictures differently from the model file.",
    ),
    "converted_unseen": (
        "模型文件 {path} 写好了（{size} KB）。这里没有数据集，没有用图片比较 PyTorch 和 {backend}。",
        "Wrote the model file {path} ({size} KB). There is no data set here, so PyTorch and {backend} were not compared on pictures.",
    ),
    "answers_differ": (
        "有 {count} 张图片 PyTorch 和 {backend} 的结果不同（把握最多差 {difference}）：{names}",
        "PyTorch and {backend} answer {count} pictures differently (confidences differ by up to {difference}): {names}",
    ),
    "quantized": (
        "模型文件 {path} 写好了：{size} KB，原来要 {before} KB。{total} 张图片用两个文件各认一遍：{same} 张结果相同。",
        "Wrote the model file {path}: {size} KB instead of {before} KB. {total} pictures through both: {same} answers are the same.",
    ),
    "quantized_unseen": (
        "模型文件 {path} 写好了：{size} KB，原来要 {before} KB。这里没有数据集，没有用图片比较。",
        "Wrote the model file {path}: {size} KB instead of {before} KB. There is no data set here to compare them on.",
    ),
    "quantized_differs": (
        "有 {count} 张图片，小模型的结果和原来的不同：{names}",
        "The small model answers {count} pictures differently: {names}",
    ),
    "quantization_sensitivity": (
        "哪些层最怕压缩：这一层保持原样，结果的差别会少掉多少",
        "Which layers suffer most: how much of the difference goes when only this one stays in 32 bits",
    ),
    "layers_kept": (
        "一压缩就容易认错、所以保持原样的层：{count} 层。",
        "Layers that stay as they are, since making them smaller costs too many answers: {count}.",
    ),
    "newer_format": (
        "这个模型要用 opset {opset}、IR {ir} 才能写成，旧的 onnxruntime 可能打不开。",
        "This model needs opset {opset} and IR {ir}; an old onnxruntime may not open it.",
    ),
    "example_kept": ("{path} 是你自己的文件，没有改动它。", "{path} is a file of your own and was left alone."),
    "cannot_read_picture": (
        "有一张图片现在读不出来，跳过：{path}",
        "Skipped a picture that cannot be read now: {path}",
    ),
    "cannot_step": (
        "程序自己用了 sys.settrace，所以没法暂停和单步。",
        "The program uses sys.settrace itself, so it cannot be paused or stepped.",
    ),
    "best_is_kept": ("练坏之前的权重还在。", "The weights from before are kept."),
    "cannot_read_more": ("还有别的图片也读不出来，都跳过。", "Skipped more pictures that cannot be read now."),
    "output_given_up": (
        "榫卯很久没有回应，程序最后输出的 {count} 个字没有送到，丢掉了。",
        "Sunmao did not answer for long: the last {count} characters that the program wrote did not arrive and are lost.",
    ),
    "whole_traceback": (
        "（想看 Python 的全部经过：设 {switch} 再运行）",
        "(Every step of Python: run it again with {switch})",
    ),
}
