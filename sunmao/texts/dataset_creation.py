"""Texts about making a data set: converting, dividing, collecting, samples. Key → (zh, en)."""

TEXTS: dict[str, tuple[str, str]] = {
    # dividing
    "other_programs": (
        "这里分好了，但是别的软件还会按原来的文件夹或标签文件来分，可能用大考图片来训练。 | 要给别的软件用，就先导出这个数据集。",
        "Divided here; but other programs still go by the folders or files of labels as they were, and may train on test pictures. | Export the data set for them.",
    ),
    "kept_together": (
        "有 {count} 张图片和别的几乎一样，它们都留在了同一份里。",
        "{count} pictures are nearly the same as another one: these stay together in one part.",
    ),
    "choice_divided": (
        "这只是从“{path}”里选出来的一些图片，不能单独分。 | 先分整个数据集，再选。",
        "These are only some pictures chosen from '{path}', which are not divided alone. | Divide the whole data set first, then choose.",
    ),
    "series_divided": (
        "{names}：这一类的图片几乎都一样，只好拆开分，大考会显得太容易。 | 再收集一些不一样的图片。",
        "{names}: these pictures are nearly all the same and had to be divided nevertheless, so the test will be too easy. | Collect pictures that differ more.",
    ),
    # collecting
    "collecting": ("拍 {n} 张“{label}”…", "Taking {n} pictures of '{label}'…"),
    "collect_left": ("还有 {n} 秒", "{n} s left"),
    # The first line stands large below the picture.
    "collect_now": ("{label}\n{n} 秒后开拍", "{label}\nbegins in {n} s"),
    "collect_taken": ("{label}\n第 {n} 张，共 {count} 张", "{label}\n{n} of {count}"),
    "collect_first": ("第一类：{label}。把它放到摄像头前面。", "First: {label}. Hold it before the camera."),
    "collect_next": ("下一类：{label}。把它放到摄像头前面。", "Next: {label}. Hold it before the camera."),
    "collect_wait": ("按“准备好了”才开拍", "begins when you press Ready"),
    "collect_ready": ("准备好了", "Ready"),
    "collect_again": (
        "“{path}”里已经有 {count} 张照片。要怎么办？",
        "There are {count} pictures in “{path}” already. What now?",
    ),
    "collect_trained": (
        "“{path}”里已经有 {count} 张照片，用它们训练好的模型也在。要怎么办？",
        "There are {count} pictures in “{path}” already, and a model that was trained with them. What now?",
    ),
    "collect_use": ("都用现成的：不再拍，不再训练", "Use both as they are: no pictures, no training"),
    "collect_train": ("接着用这 {count} 张，再训练一次", "Go on with these {count} and train again"),
    "collect_go_on": ("接着用这 {count} 张", "Go on with these {count}"),
    "collect_go_on_more": ("留下这 {count} 张，再拍 {missing} 张", "Keep these {count} and take {missing} more"),
    "collect_anew": ("重新拍，旧的放进回收站", "Take all anew; the old ones go into the bin"),
    "collect_add": ("再多拍 {count} 张", "Add {count} more"),
    "collect_no_labels": (
        "{value} 里没有类别。 | 写出每一类的名字，中间用逗号或顿号，例如 石头、剪刀、布。",
        "There are no classes in {value}. | Write their names with commas between, such as rock, paper, scissors.",
    ),
    "collected": ("拍好了：{n} 张“{label}”在 {path} 里。", "Pictures of '{label}' taken: {n}, kept in {path}."),
    "collect_film_over": (
        "视频放完了：只有 {taken} 张，没有 {n} 张。",
        "The film is over: {taken} pictures were taken, not {n}.",
    ),
    "collect_no_camera": (
        "{value} 拍不了照片：它不是摄像头。 | 把装着摄像头的变量放在这里，例如 Camera(source=0)。",
        "{value} takes no pictures: it is no camera. | Put the variable with the camera here, such as Camera(source=0).",
    ),
    "unsure_no_picture": (
        "{value} 里没有照片，收不下来。 | 把图像模型的识别结果放在这里。",
        "{value} has no picture that could be kept. | Put the answer of a model for pictures here.",
    ),
    "unsure_kept": (
        "模型拿不准的照片收在 {path}，最多 {most} 张，只存在这台电脑上。拍到了谁，先问他同不同意。",
        "Pictures that the model is unsure of are kept in {path}, at most {most}, on this computer alone. Ask whoever is in them.",
    ),
    "fill_without_classes": (
        "这些图片没有类别，放不进“{path}”。可以收成一个新的数据集，再给图片选类别。",
        "These pictures have no classes, so they cannot go into '{path}'. Take them as a new data set and choose their classes there.",
    ),
    "collect_format": (
        "“{path}”不是一类一个文件夹的数据集，放进去的照片会没有标签。 | 换一个新的名字，照片会放进新的数据集。",
        "'{path}' does not keep one folder for each class, so that a picture put there would have no label. | Use a new name: a new data set is begun.",
    ),
    "collect_no_test": (
        "“{path}”没有分成训练和大考，不能只为大考拍照。 | 先划分这个数据集。",
        "'{path}' is not split, so no picture can be taken for the test alone. | Split the data set first.",
    ),
    "class_twin": (
        "已经有类别“{name}”了，“{label}”在有的电脑上会是同一个文件夹。 | 写成“{name}”，或者换一个名字。",
        "There is a class '{name}' already, and on some computers '{label}' is the same folder. | Write '{name}', or use another name.",
    ),
    # pictures
    "picture_ending": (
        "“{path}”不能存：图片的名字要以 {names} 结尾。 | 例如写成 photo.png。",
        "'{path}' cannot be saved: the name of a picture ends with {names}. | Write photo.png, for example.",
    ),
    "picture_too_large": (
        "{width} × {height} 的图片太大了，放不进内存。 | 换小一些的宽和高。",
        "A picture of {width} × {height} is too large for the memory. | Use a smaller width and height.",
    ),
    "outside_picture": (
        "（{x}，{y}）在图片外面：图片宽 {width}，高 {height}。 | 左上角是（0，0），从那里数起。",
        "({x}, {y}) lies outside the picture, which is {width} wide and {height} high. | Count from the left upper corner, which is (0, 0).",
    ),
    "unknown_effect": (
        "没有叫 {value} 的效果。{guess} | 可以用：{names}。",
        "There is no effect {value}. {guess} | Effects: {names}.",
    ),
    "unknown_shape": (
        "画不出叫 {value} 的形状。{guess} | 可以用：{names}。",
        "There is no shape {value} to draw. {guess} | Shapes: {names}.",
    ),
    "picture_fixed": (
        "这张图片只能看，不能在上面画。 | 先复制一份：image = image.copy()。",
        "This picture can only be looked at, not drawn on. | Copy it first: image = image.copy().",
    ),
}
