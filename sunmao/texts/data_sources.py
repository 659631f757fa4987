"""Texts about a data set before it is taken, and about the ways in which its files can be taken. Key → (zh, en)."""

TEXTS: dict[str, tuple[str, str]] = {
    "unknown_reading": (
        "这些文件不能当作“{name}”。{guess} | 可以用：{names}。",
        "These files cannot be taken as '{name}'. {guess} | Possible: {names}.",
    ),
    "reading_class_folders": ("每类一个文件夹", "one folder for each class"),
    "reading_about_class_folders": ("文件夹的名字就是类别", "The names of the folders are the classes"),
    "reading_bare": ("没有标签的图片", "pictures without labels"),
    "reading_about_bare": ("只收下图片，以后给每张选一个类别", "Only the pictures; each gets a class later"),
    "reading_multi_label": ("以后贴标签", "to be tagged"),
    "reading_about_multi_label": (
        "只收下图片，以后给每张贴几个标签",
        "Only the pictures; each gets several labels later",
    ),
    "reading_detection": ("以后画框", "to be boxed"),
    "reading_about_detection": ("只收下图片，以后把东西框出来", "Only the pictures; things are boxed later"),
    "reading_instance": ("以后描轮廓", "to be outlined"),
    "reading_about_instance": ("只收下图片，以后描出东西的轮廓", "Only the pictures; things are outlined later"),
    "reading_semantic": ("以后涂颜色", "to be painted"),
    "reading_about_semantic": ("只收下图片，以后给每块地方涂上类别", "Only the pictures; areas are painted later"),
    "reading_holds_classification": ("每张图片有一个类别", "Each picture has one class"),
    "reading_holds_multi_label": ("每张图片有几个标签", "Each picture has several labels"),
    "reading_holds_detection": ("每样东西都有一个框", "Each thing has a box"),
    "reading_holds_instance": ("每样东西都有轮廓", "Each thing has an outline"),
    "reading_holds_semantic": ("蒙版图片说出每块地方的类别", "Mask pictures say the class of each area"),
}
