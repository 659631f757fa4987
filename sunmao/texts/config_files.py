"""Texts about `config.yaml`, in which a training stands as a file."""

TEXTS = {
    "config_header": (
        "这次训练的全部设置。在命令行重做一遍：sunmao train {path}\n只改一处：sunmao train {path} -o train.epochs=5",
        "All settings of this training. Repeat it on the command line: sunmao train {path}\n"
        "Change one thing: sunmao train {path} -o train.epochs=5",
    ),
    "config_missing": (
        "找不到 {path}。{guess} | 训练会把 config.yaml 写在权重旁边，看看名字对不对。",
        "There is no {path}. {guess} | A training writes its config.yaml beside its weights; look at the name.",
    ),
    "config_folder": (
        "{path} 是文件夹，这里要一个 YAML 文件。{guess} | 写出文件的名字，比如 {path}/config.yaml。",
        "{path} is a folder, and a YAML file is needed. {guess} | Name the file, such as {path}/config.yaml.",
    ),
    "config_irregular": (
        "{path} 不是普通文件，没有打开。 | 换成一个 YAML 文件。",
        "{path} is no ordinary file and was not opened. | Use a YAML file.",
    ),
    "config_unreadable": ("读不了 {path}：{reason}。", "{path} cannot be read: {reason}."),
    "config_large": (
        "{path} 大得不正常：超过 {kb} KB，没有打开。 | 看看是不是写错了文件名。",
        "{path} is unreasonably large, more than {kb} KB, and was not opened. | Look whether the name is right.",
    ),
    "config_layers": (
        'model.layers 是“{layers}”，{task} 没有这样的网络。 | 写一行层，如 "4 linear:16 relu linear:3"；最简单的是照着训练写下的 config.yaml 改。',
        "model.layers is “{layers}”; there is no such network for {task}. | Write the layers in one line; the easiest is to change a config.yaml that a training has written.",
    ),
    "config_empty": (
        "{path} 里没有设置。 | 先写 model:、dataset: 和 train: 三段；任何一次训练都会写一个 config.yaml，可以照着改。",
        "There are no settings in {path}. | Write the sections model:, dataset: and train:; every training writes a "
        "config.yaml that can be changed.",
    ),
    "config_no_yaml": (
        "第 {line} 行不是 YAML：{reason} | 每行写“名字: 值”，冒号后面空一格，同一段的行对齐。",
        "Line {line} is no YAML: {reason} | Write 'name: value', with a space after the colon, lines of a section aligned.",
    ),
    "config_anchor": (
        "第 {line} 行用了引用（& 或 *），这里不能用。 | 把值直接写出来。",
        "Line {line} has a reference (& or *), which is not used here. | Write the value itself.",
    ),
    "config_tag": (
        "第 {line} 行有标签 {tag}，这里不能用。 | 只写值；文字可以放在引号里。",
        "Line {line} has the tag {tag}, which is not used here. | Write only the value; a text may stand in quotes.",
    ),
    "config_deep": (
        "第 {line} 行套得太深了。 | 只要两层：段，和段里的“名字: 值”。",
        "Line {line} lies too deep inside. | Two levels are enough: a section, and 'name: value' in it.",
    ),
    "config_twice": ("第 {line} 行的 {name} 写了两次。 | 只留一个。", "Line {line}: {name} stands twice. | Keep one."),
    "config_unknown_key": (
        "没有 {setting} 这个设置。{guess} | 这里能写的有：{names}。",
        "There is no setting {setting}. {guess} | There are: {names}.",
    ),
    "config_no_section": (
        "{section} 要是一段，里面每行写“名字: 值”。 | 不要的话就整段删掉。",
        "{section} has to be a section, with 'name: value' on each line. | Leave it out where it is not needed.",
    ),
    "config_wrong_kind": (
        "{setting} 的值是 {value}，应该是：{wanted}。 | 改一改这个值。",
        "{setting} is {value}, which should be: {wanted}. | Change that value.",
    ),
    "config_whole": ("整数", "a whole number"),
    "config_number": ("数", "a number"),
    "config_text": ("文字", "a text"),
    "config_yes_no": ("true 或 false", "true or false"),
    "config_names": ("名字的列表，如 [a, b]", "a list of names such as [a, b]"),
    "config_null": ("null（不写）", "null (not said)"),
    "config_needs": ("缺了 {setting}。 | 加上它。", "{setting} is missing. | Add it."),
    "config_ways": (
        "要有 {names} 里的一段，只能有一段，现在有：{found}。 | 只留一段。",
        "One of the sections {names} is needed, and only one; there is: {found}. | Keep one.",
    ),
    "config_other_way": (
        "这个文件用 {way} 训练，没有 {said} 这一段。 | 写成 -o {way}.{name}=…",
        "This file trains by {way} and has no section {said}. | Write -o {way}.{name}=…",
    ),
    "config_newer": (
        "{path} 是更新的榫卯写的（格式 {format}），这里读不懂。 | 更新榫卯再试。",
        "{path} was written by a newer Sunmao (format {format}). | Update Sunmao and try again.",
    ),
    "config_bad_override": (
        "-o {said} 看不懂。 | 写成 -o 段.名字=值，比如 -o train.epochs=5。",
        "-o {said} is not understood. | Write -o section.name=value, such as -o train.epochs=5.",
    ),
    "config_other_data": (
        "{path} 里的图片或标签和写 config.yaml 的时候不一样了：练出来的权重也会不一样。",
        "The pictures or labels in {path} are others than when config.yaml was written: so will be the weights.",
    ),
    "config_kept": (
        "{path} 不是训练写的，没有动它；这次的设置写在 {name}。",
        "{path} was not written by a training and stays as it is; the settings of this one are in {name}.",
    ),
}
