"""Texts about files in formats that are not read: what each is, and what to do. Key → (zh, en)."""

TEXTS: dict[str, tuple[str, str]] = {
    "foreign_not_read": (
        "有 {count} 个文件是别的格式（{what}），没有读：{names}",
        "Files in another format ({what}), not read: {count} ({names})",
    ),
    "foreign_export": (
        "“{name}”是 {what} 的标签，这里读不了。 | 在那个工具里选 COCO、YOLO 或 Pascal VOC 格式，重新导出。",
        "'{name}' holds labels of {what}, which cannot be read here. | Export again from that tool as COCO, YOLO or Pascal VOC.",
    ),
    "foreign_records": (
        "“{name}”是 {what} 的数据文件，图片和标签都装在里面，这里读不了。 | 重新导出成 COCO 或 YOLO（图片和标签分开的格式），或者换成一类一个文件夹的图片。",
        "'{name}' is a data file of {what} with pictures and labels inside, which cannot be read here. | Export again as COCO or YOLO, with the pictures as files, or make a folder of pictures for each class.",
    ),
    "foreign_archive": (
        "“{name}”是 tar 压缩包（{what}），没有打开。 | 先解开，再把里面的文件夹做成 zip 导入。",
        "'{name}' is a tar archive ({what}); it was not opened. | Unpack it first, then make a zip of the folder inside.",
    ),
    "foreign_pickle": (
        "“{name}”是 {what} 文件。打开这种文件会运行里面的代码，所以从不打开。 | 找一份图片和标签分开的数据集，比如一类一个文件夹。",
        "'{name}' is a {what}. To open one runs the code in it, so it is never opened. | Look for this data set with pictures as files, such as a folder for each class.",
    ),
    "foreign_spectrograms": (
        "这是 {what} 导出的声音，“{name}”里只有画好的声谱图，没有声音本身。 | 把 zip 里的 webm 文件也放进每一类的文件夹，或者用 wav 重新录。",
        "These are sounds of {what}, but '{name}' has only finished spectrograms, not the sounds themselves. | Put the webm files of the zip into the folder of each class, too, or record wav files.",
    ),
    "foreign_arrays": (
        "“{name}”是 {what} 文件，里面是数组，这里读不了。 | 把图片存成文件，一类一个文件夹；框存成 COCO 或 YOLO。",
        "'{name}' is a file of {what}: arrays, which cannot be read here. | Save the pictures as files, a folder for each class, and boxes as COCO or YOLO.",
    ),
    "foreign_table": (
        "“{name}”是 {what} 表格，这里读不了。 | 用表格软件打开它，另存为 CSV（UTF-8）：第一列图片名，第二列标签。",
        "'{name}' is a table of {what}, which cannot be read here. | Open it and save it as CSV (UTF-8): the picture's name in the first column, its label in the second.",
    ),
    "foreign_video": (
        "“{name}”是{what}，不是图片。 | 先把画面存成图片，再标注；或者在标注工具里连图片一起导出。",
        "'{name}' is {what}, not pictures. | Save frames as pictures first and label those, or export them with the labels from the labeling tool.",
    ),
    "foreign_medical": (
        "“{name}”是医学影像（{what}），这里读不了。 | 用影像软件把每一层存成 PNG 图片。",
        "'{name}' is a medical scan ({what}), which cannot be read here. | Save its slices as PNG pictures with a viewer for such scans.",
    ),
    "foreign_points": (
        "“{name}”是三维点云（{what}），不是图片。 | 这里只从图片学；用同一个数据集里的照片。",
        "'{name}' is a {what} in three dimensions, not a picture. | Only pictures can be learned from here; use the photographs of the data set.",
    ),
    "foreign_map": (
        "“{name}”是地图上的标注（{what}），写的是经纬度，不是图片里的位置。 | 在标注工具里按图片导出成 COCO 或 YOLO。",
        "'{name}' holds places on a map ({what}), not in a picture. | Export the labels picture by picture as COCO or YOLO.",
    ),
    "foreign_captions": (
        "“{name}”是描述图片的句子（{what}），不是类别，也不是框。 | 换一个有类别或框的数据集。",
        "'{name}' holds sentences about pictures ({what}), neither classes nor boxes. | Use a data set with classes or boxes.",
    ),
}
