"""Texts about AI that is ready: points of hands, bodies and faces."""

TEXTS = {
    "points_hand": ("手", "hand"),
    "points_body": ("人", "body"),
    "points_face": ("脸", "face"),
    "points_none": ("没看到{what}", "no {what} seen"),
    "points_found": ("{what} × {count}（{percent}）", "{what} × {count} ({percent})"),
    "points_not_there": (
        "图片里没看到{what}，所以没有“{name}”这个点。 | 先用“如果”和“…认出了…？”积木问一问，看到了再用它的点。",
        "No {what} was seen in the picture, so there is no point '{name}'. | Ask first whether there is a {what} (the block “… recognized …?”), then look at its points.",
    ),
    "points_no_fingers": (
        "这里找的是{what}的点，{what}没有手指可以看直不直。 | 在找点的那块积木里选“手”。",
        "These are the points of a {what}, which has no fingers that could be straight. | Choose “hand” in the block that finds the points.",
    ),
    "motion_sizes": (
        "两张图片大小不一样（{first} 和 {second}），没法比哪里动了。 | 用同一个摄像头拍的两张图片。",
        "The two pictures are not of one size ({first} and {second}), so what moved cannot be seen. | Take both with the same camera.",
    ),
    "ocr_missing": (
        "认图片里的字的模型（约 {mb} MB）还没有装在这台电脑上。 | 在榫卯里运行程序，它会自动下载；没有网络就请大人在终端运行：{command}",
        "The models that read text in pictures (about {mb} MB) are not installed on this computer. | Run the program in Sunmao, which brings them, or ask an adult to run in a terminal: {command}",
    ),
}
