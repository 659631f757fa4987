"""What the drawers call the variables that they propose: the English name as it is declared, and the Chinese one."""

_CHINESE = {
    "button": "按钮",
    "buzzer": "蜂鸣器",
    "camera": "摄像头",
    "changed": "改过的图片",
    "chosen": "选出的数据集",
    "classes": "类别",
    "climate": "温湿度",
    "dataset": "数据集",
    "display": "显示屏",
    "image": "图片",
    "items": "列表",
    "knob": "旋钮",
    "label": "标签",
    "led": "灯",
    "light": "彩灯",
    "light_sensor": "光线",
    "lr": "学习率",
    "machine": "接龙机",
    "mistakes": "错题",
    "model": "模型",
    "motion": "人体",
    "motor": "电机",
    "objects": "标注",
    "part": "剪下的图片",
    "relay": "继电器",
    "report": "成绩单",
    "result": "结果",
    "results": "所有结果",
    "sensor": "传感器",
    "servo": "舵机",
    "small_model": "模型文件",
    "teacher": "老师",
    "thing": "东西",
    "tracker": "追踪器",
}


def localize_variable(name: str, lang: str) -> str:
    """The name of a proposed variable in 'zh' or 'en'; one of a third party's block is the same in both."""
    return _CHINESE.get(name, name) if lang == "zh" else name
