"""Texts about labeling pictures. Key → (zh, en)."""

TEXTS: dict[str, tuple[str, str]] = {
    "unknown_task": (
        "没有“{task}”这种用途。{guess} | 可以用：{names}。",
        "There is no task '{task}'. {guess} | Tasks: {names}.",
    ),
    "no_such_picture": (
        "“{path}”里没有图片“{name}”。{guess} | 名字要像 list_unlabeled() 给出的那样写。",
        "There is no picture '{name}' in '{path}'. {guess} | Write its name as list_unlabeled() gives it.",
    ),
    "bad_annotation": (
        "“{path}”的第 {number} 个东西不在图片里，或者太小。 | 看一看它的四个数：左、上、右、下，单位是像素。",
        "Thing {number} of '{path}' lies outside of the picture, or is too small. | Look at its four numbers: left, top, right, bottom, in pixels.",
    ),
    "no_annotation": (
        "{value} 不是能标在图片上的东西。 | 用模型的结果，或者 {{'label': 'cat', 'box': (10, 20, 50, 40)}}。",
        "{value} is nothing that can be marked in a picture. | Use a model's answer, or {{'label': 'cat', 'box': (10, 20, 50, 40)}}.",
    ),
    "labels_not_saved": (
        "“{path}”的标签没有存上：{why}。 | 检查磁盘有没有满，能不能写。",
        "The labels of '{path}' were not saved: {why}. | Check that the disk is not full and can be written.",
    ),
    "folder_classes": (
        "“{path}”的类别就是文件夹。 | 在“数据”页面给类别改名。",
        "The classes of '{path}' are folders. | Rename them on the Data page.",
    ),
    "labeled_by_model": (
        "模型标了“{path}”里的 {count} 张图片，还剩 {left} 张给你。",
        "The model labeled {count} pictures in '{path}'; {left} are left for you.",
    ),
    "outline_nothing": (
        "不知道要找哪个东西的轮廓。 | 在它上面点一下，或者画一个框。",
        "It is not said whose outline is wanted. | Click in the thing, or draw a box around it.",
    ),
}
