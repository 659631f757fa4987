"""What is said while a data set is made: converting, dividing, collecting, samples. Key → (zh, en)."""

TEXTS: dict[str, tuple[str, str]] = {
    # dividing
    "kept_together": ("有 {count} 张图片和别的几乎一样，它们都留在了同一份里。", "{count} pictures are nearly the same as another one: these stay together in one part."),
    "series_divided": (
        "{names}：这一类的图片几乎都一样，只好拆开分，考试会显得太容易。 | 再收集一些不一样的图片。",
        "{names}: these pictures are nearly all the same and had to be divided nevertheless, so the test will be too easy. | Collect pictures that differ more.",
    ),
    # collecting
    "collecting": ("拍 {n} 张“{label}”……", "Taking {n} pictures of '{label}' ..."),
    "collect_left": ("还有 {n} 秒", "{n} s left"),
    "collected": ("拍好了：{n} 张“{label}”在 {path} 里。", "Pictures of '{label}' taken: {n}, kept in {path}."),
    "collect_film_over": ("视频放完了：只有 {taken} 张，没有 {n} 张。", "The film is over: {taken} pictures were taken, not {n}."),
    "collect_no_camera": (
        "{value} 拍不了照片：它不是摄像头。 | 把装着摄像头的变量放在这里，例如 Camera(source=0)。",
        "{value} takes no pictures: it is no camera. | Put the variable with the camera here, such as Camera(source=0).",
    ),
    "collect_format": (
        "“{path}”不是一类一个文件夹的数据集，放进去的照片会没有标签。 | 换一个新的名字，照片会放进新的数据集。",
        "'{path}' does not keep one folder for each class, so that a picture put there would have no label. | Use a new name: a new data set is begun.",
    ),
    "class_twin": (
        "已经有类别“{name}”了，“{label}”在有的电脑上会是同一个文件夹。 | 写成“{name}”，或者换一个名字。",
        "There is a class '{name}' already, and on some computers '{label}' is the same folder. | Write '{name}', or use another name.",
    ),
}
