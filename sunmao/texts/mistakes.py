"""What a pupil is told about the commonest Python errors: key → (zh, en); a bar divides what happened from what to do."""

TEXTS: dict[str, tuple[str, str]] = {
    "py_name": (
        "没有叫“{name}”的变量或函数。|{guess}先给它一个值，再用它。",
        "There is no variable or function called “{name}”.|{guess}Give it a value before you use it.",
    ),
    "py_meant": ("你想写的是“{name}”吗？", "Did you mean “{name}”? "),
    "py_unbound": (
        "变量“{name}”还没有值就被用了。|在用它之前，先在同一个函数里给它一个值。",
        "The variable “{name}” is used before it has a value.|Give it a value earlier in the same function.",
    ),
    "py_zero": (
        "不能除以 0。|看看除号后面的数什么时候会变成 0，先用“如果”检查它。",
        "Nothing can be divided by 0.|Find out when the number after the division sign becomes 0, and check it first with “if”.",
    ),
    "py_join": (
        "文字和数不能直接相加。|要拼成一句话，先把数变成文字：str(数)；要计算，先把文字变成数：float(文字)。",
        "Text and a number cannot be added.|To make a sentence, turn the number into text: str(number). To calculate, turn the text into a number: float(text).",
    ),
    "py_operands": (
        "{left}和{right}之间不能用“{sign}”。|看看这一行用到的变量里装的是什么。",
        "“{sign}” does not work between {left} and {right}.|Check what the variables in this line hold.",
    ),
    "py_call": (
        "{thing}不是函数，后面不能加括号去调用。|看看是不是有个变量用了函数的名字。",
        "{thing} is not a function and cannot be called with ( ).|Perhaps a variable has taken the name of a function.",
    ),
    "py_index_type": (
        "{thing}里面没有一项一项的东西可以取。|看看这个变量里装的是不是列表或文字。",
        "{thing} has no items to take out.|Check whether the variable really holds a list or text.",
    ),
    "py_arguments": (
        "调用函数时，给的参数不对：{message}。|数一数这个函数要几个参数，名字叫什么。",
        "A function was given the wrong arguments: {message}.|Check how many arguments it takes and what they are called.",
    ),
    "py_type": (
        "这里的值类型不对：{message}。|看看这一行用到的变量里装的是什么。",
        "A value here has the wrong type: {message}.|Check what the variables in this line hold.",
    ),
    "py_number": (
        "“{value}”不是一个数。|这里要输入数字，比如 3 或 2.5。",
        "“{value}” is not a number.|A number is needed here, such as 3 or 2.5.",
    ),
    "py_value": (
        "这个值用不了：{message}。|检查一下给这一步的值。",
        "This value cannot be used: {message}.|Check the value that is given to this step.",
    ),
    "py_math": (
        "这个数算不了，比如负数不能开平方。|检查一下算式里的数。",
        "This cannot be calculated: a negative number has no square root, for instance.|Check the numbers in the calculation.",
    ),
    "py_overflow": (
        "算出来的数太大了。|检查一下乘方和循环的次数。",
        "The number became too large.|Check powers and how often loops repeat.",
    ),
    "py_index": (
        "要取的位置超出了范围：这里没有那么多项。|列表从 0 开始数；先看看它有几项：len(列表)。",
        "The position is out of range: there are not that many items.|Lists count from 0; see how many items there are with len(list).",
    ),
    "py_empty": (
        "列表是空的，取不出东西。|先看看它有没有内容。",
        "The list is empty, so nothing can be taken from it.|Check first whether something is in it.",
    ),
    "py_key": (
        "字典里没有{name}这一项。|检查名字有没有写对，或者先把它放进去。",
        "The dictionary has no item {name}.|Check the spelling, or put it in first.",
    ),
    "py_file": (
        "找不到文件或文件夹“{name}”。|检查名字和位置：它要放在这个项目的文件夹里。",
        "There is no file or folder “{name}”.|Check its name and place: it belongs into this project's folder.",
    ),
    "py_permission": (
        "不能打开或改写“{name}”。|它可能正被别的程序用着，或者是只读的。",
        "“{name}” cannot be opened or changed.|Another program may be using it, or it may be read-only.",
    ),
    "py_disk_full": ("磁盘满了。|删掉一些不用的文件，再运行一次。", "The disk is full.|Remove files that you do not need, then run again."),
    "py_system": (
        "电脑没能完成这一步：{message}。|看看文件、网络或设备是不是好的，再试一次。",
        "The computer could not do this: {message}.|Check the file, network or device, then try again.",
    ),
    "py_recursion": (
        "函数一直在调用自己，停不下来。|给它一个不再调用自己的情况。",
        "A function calls itself again and again without end.|Give it a case in which it does not call itself.",
    ),
    "py_memory": (
        "内存不够用了。|少放一些东西在列表里，或者用小一点的图片、小一点的批量。",
        "There is not enough memory.|Keep less in lists, or use smaller pictures or a smaller batch size.",
    ),
    "py_no_module": (
        "没有安装叫“{name}”的库。|检查名字；如果确实要用它，请先安装。",
        "No library called “{name}” is installed.|Check its name; if you really need it, install it first.",
    ),
    "py_import": (
        "库“{module}”里没有“{name}”。|{guess}检查导入的名字。",
        "The library “{module}” has no “{name}”.|{guess}Check the imported name.",
    ),
    "py_hides": (
        "你的文件“{file}”和 Python 的库“{name}”重名，把它挡住了。|给你的文件换一个名字。",
        "Your file “{file}” has the name of the library “{name}” and hides it.|Give your file another name.",
    ),
    "py_attribute": (
        "{thing}没有“{name}”。|{guess}检查点号后面的名字。",
        "{thing} has no “{name}”.|{guess}Check the name after the dot.",
    ),
    "py_nothing": (
        "这里是空的（None），不能用“{name}”。|前面的某一步没有得到结果；看看变量是在哪里得到值的。",
        "There is nothing here (None), so “{name}” cannot be used.|An earlier step gave no result; see where the variable got its value.",
    ),
    "py_interrupt": ("程序被打断了。|再运行一次就好。", "The program was interrupted.|Run it again."),
    "py_syntax": (
        "Python 看不懂第 {line} 行：{message}。|检查括号、引号和冒号是不是成对、有没有漏。",
        "Python cannot read line {line}: {message}.|Check brackets, quotes and colons.",
    ),
    "py_assert": ("检查没有通过。{message}|看看这个检查想保证什么。", "A check did not hold. {message}|See what this check wants to be sure of."),
    "py_encoding": (
        "这个文件的文字编码不对，读不出来。|把文件另存为 UTF-8 编码。",
        "The text of this file has another encoding and cannot be read.|Save the file as UTF-8.",
    ),
    "py_other": (
        "程序出错了：{type}。{message}|看看红色标出的那一行。",
        "The program met an error: {type}. {message}|Look at the line marked red.",
    ),
    "py_own": (
        "程序自己报告了一个错误：{message}|看看红色标出的那一行。",
        "The program itself reported an error: {message}|Look at the line marked red.",
    ),
    "thing_text": ("文字", "text"),
    "thing_number": ("数", "a number"),
    "thing_list": ("列表", "a list"),
    "thing_dict": ("字典", "a dictionary"),
    "thing_bool": ("真假值", "true or false"),
    "thing_none": ("空（None）", "nothing (None)"),
    "thing_module": ("库“{name}”", "the library “{name}”"),
    "thing_other": ("“{name}”", "“{name}”"),
}
