"""The drawers of the toolbox (Blockly: categories), in the order in which a child meets them; the blocks of each are in
`categories/` (Blockly's own in `categories/standard/`), in the file that has its id as name.
"""

from sunmao.blocks.spec import Drawer

DRAWERS = (
    Drawer("program", "开始与事件", "Start & events", "#566073", "flag", rank=1),
    Drawer("show", "看与问", "Show & ask", "#1c6fb5", "monitor"),
    Drawer("data", "数据集", "Data sets", "#0b7285", "database", group="data"),
    Drawer("model", "训练", "Train", "#6b46c1", "brain", group="train"),
    Drawer("result", "认一认", "Recognize", "#b0246b", "scan-eye", group="recognize"),
    Drawer("ready", "现成的本领", "Ready-made", "#a8324a", "hand", group="recognize"),
    Drawer("test", "考一考", "Test", "#b8480e", "clipboard-check", group="train"),
    Drawer("deploy", "带出去", "Use anywhere", "#5c6b12", "package-check", group="out"),
    Drawer("camera", "摄像头", "Camera", "#8a5523", "camera", group="devices"),
    Drawer("stage", "舞台", "Stage", "#b23a48", "drama", group="devices"),
    Drawer("sound", "声音", "Sound", "#0f6a7d", "volume-2", group="devices"),
    Drawer("motion", "挥动", "Motion", "#6a5340", "activity", group="devices"),
    Drawer("image", "图片", "Pictures", "#8a4baf", "image"),
    Drawer("words", "文字", "Words", "#3c6455", "message-square-text", group="recognize"),
    Drawer("board", "板子与零件", "Boards & parts", "#227e3e", "cpu", group="devices"),
    Drawer("sensor", "传感器", "Sensors", "#80405e", "gauge", group="devices"),
    Drawer("table", "表格", "Tables", "#4d6b1f", "table", group="train"),
    Drawer("net", "搭网络", "Build a network", "#7a3e9d", "layers", group="train"),
    Drawer("logic", "逻辑", "Logic", "#3556c4", "git-branch", standard=True, rank=1),
    Drawer("loops", "循环", "Loops", "#97600a", "repeat", standard=True, rank=1),
    Drawer("math", "数学", "Math", "#0f766e", "calculator", standard=True, rank=1),
    Drawer("text", "文本", "Text", "#8f3a8c", "text", standard=True, rank=1),
    Drawer("lists", "列表", "Lists", "#a23b3b", "list", standard=True, rank=1),
    Drawer("dict", "字典", "Dictionaries", "#3f6212", "book-a", standard=True),
    Drawer("variables", "变量", "Variables", "#7a5c00", "variable", standard=True, rank=1, custom="VARIABLE"),
    Drawer("functions", "函数", "Functions", "#566073", "square-function", standard=True, rank=1, custom="PROCEDURE"),
)
