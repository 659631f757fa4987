"""The sentences about the training engine: key → (zh, en)."""

TEXTS = {
    "engine_network": (
        "引擎没有下载完：网络断了，或者连不上。过一会儿会自动再试。",
        "The engine has not arrived: the network is gone or cannot be reached. It will be tried again by itself.",
    ),
    "engine_disk": (
        "引擎没有装上：磁盘满了。腾出一些空间，再点“继续”。",
        "The engine could not be installed: the disk is full. Free some space, then press Go on.",
    ),
    "engine_other": (
        "引擎没有装上。请大人在终端运行 sunmao doctor，看看原因。",
        "The engine could not be installed. Ask an adult to run sunmao doctor in a terminal.",
    ),
    "engine_awaited": ("引擎还在下载，到了就自动训练。", "The engine is still coming. Then it trains by itself."),
    "engine_awaited_seconds": (
        "引擎还在下载，还要约 {n} 秒，到了就自动训练。",
        "The engine is still coming, about {n} seconds. Then it trains by itself.",
    ),
    "engine_awaited_minutes": (
        "引擎还在下载，还要约 {n} 分钟，到了就自动训练。",
        "The engine is still coming, about {n} minutes. Then it trains by itself.",
    ),
    "language_awaited": (
        "正在下载认文字的工具（约 {mb} MB），只要这一次；到了就接着运行。",
        "Fetching the packages for text (about {mb} MB), this once. Then the program goes on.",
    ),
    "ocr_awaited": (
        "正在下载认图片里的字的模型（约 {mb} MB），只要这一次；到了就接着运行。",
        "Fetching the models that read text in pictures (about {mb} MB), this once. Then the program goes on.",
    ),
    "tables_awaited": (
        "正在下载读表格、学表格的工具（约 {mb} MB），只要这一次；到了就接着运行。",
        "Fetching the packages for tables (about {mb} MB), this once. Then the program goes on.",
    ),
    "forms_awaited": (
        "正在下载做网页的工具 PyWebIO（约 {mb} MB），只要这一次；到了就接着运行。",
        "Fetching PyWebIO, the package for pages (about {mb} MB), this once. Then the program goes on.",
    ),
    "frames_awaited": (
        "正在下载课本里读表格的工具 pandas（约 {mb} MB），只要这一次；到了就接着运行。",
        "Fetching pandas, by which lessons read tables (about {mb} MB), this once. Then the program goes on.",
    ),
    "doctor_engine_coming": (
        "训练引擎还没有装完：打开榫卯，它会接着装",
        "The training engine is not complete yet: while Sunmao is open, it goes on",
    ),
}
