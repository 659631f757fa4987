"""Texts about an error in a block, where `python_errors` and `library_errors` speak in Python's own words:
`block_` and the key there → (zh, en); a bar divides what happened from what to do.
"""

TEXTS: dict[str, tuple[str, str]] = {
    "block_py_no_value": (
        "变量“{name}”还没有值。|在用它之前放一块积木“把 {name} 设为”。已经放了的话，看看它是不是在“如果”里面，这次没有运行到。",
        "The variable “{name}” has no value yet.|Put a block “set {name} to” before it. Where there is one, see whether it is inside an “if” and did not run this time.",
    ),
    "block_py_unbound": (
        "变量“{name}”还没有值。|在这个函数里，先放一块积木“把 {name} 设为”，再用它。",
        "The variable “{name}” has no value yet.|Put a block “set {name} to” before it in this function.",
    ),
    "block_py_global": (
        "变量“{name}”还没有值。|在这个函数里，先放一块积木“把 {name} 设为”，再用它。",
        "The variable “{name}” has no value yet.|Put a block “set {name} to” before it in this function.",
    ),
    "block_py_join": (
        "文字和数不能相加。|要计算，两边都要是数：把“问一句话”积木换成“问一个数”积木，把写成文字的数换成数，比如用 10，不用“十”。要连成一句话，用“把…连起来”积木。",
        "Text and a number cannot be added.|To calculate, both sides must be numbers: replace “prompt for text” with “prompt for number”, and a number written as text with a number, such as 10 instead of “ten”. To make a sentence, use the block “create text with”.",
    ),
    "block_py_operands": (
        "{thing_left}和{thing_right}不能放在一起计算或比大小。|这里要用数。回答来自“问一句话”积木的话，把它换成“问一个数”积木；变量里装的是文字的话，换成数。",
        "{thing_left} and {thing_right} do not go together in a calculation or comparison.|Numbers are needed here. If the answer comes from “prompt for text”, replace that block with “prompt for number”. If a variable holds text, replace it with a number.",
    ),
    "block_py_nothing_operand": (
        "这里要用一个值，可是没有得到值。|值来自自己做的函数，就让函数返回一个值。值是平均数，就先往列表里放数，或者先用“如果”和“…是空的”检查列表。",
        "A value is needed here, but none came.|If it comes from a function of yours, let the function give a value back. If it is an average, put numbers into the list first, or check the list with “if” and “is empty”.",
    ),
    "block_py_operand": (
        "不能这样计算{thing}。|这里要一个数；看看这里用到的变量里装的是什么。",
        "This cannot be calculated with {thing}.|A number is needed here: check what the variables here hold.",
    ),
    "block_py_times": (
        "文字或列表只能乘整数，不能乘{thing}。|要计算，两边都要是数；看看这里用到的变量里装的是什么。",
        "Text or a list can be multiplied only by a whole number, not by {thing}.|To calculate, both sides must be numbers: check what the variables here hold.",
    ),
    "block_py_list_join": (
        "列表只能和列表相加。|要在列表里加一项，用列表的“插入”积木。",
        "A list can be added only to a list.|To put one thing into it, use the list block “insert at”.",
    ),
    "block_py_index": (
        "没有这个位置：列表或文字没有那么长，也可能是空的。|积木里的位置从 1 数起，不能超过“…的长度”。长度是 0，就先放东西进去。位置来自循环，就让循环数到长度为止。",
        "There is no such position: the list or text is not that long, or is empty.|In blocks, positions start at 1 and cannot go past “length of”. If the length is 0, put something in first. If the position comes from a loop, let the loop end at the length.",
    ),
    "block_py_index_known": (
        "没有这个位置：“{name}”的长度是 {count}。|积木里的位置从 1 数到 {count}。位置来自循环，就让循环数到“…的长度”为止；要在列表里加一项，用“插入”积木。",
        "There is no such position: “{name}” has the length {count}.|In blocks, positions go from 1 to {count}. If the position comes from a loop, let the loop end at “length of”; to add an item to a list, use “insert at”.",
    ),
    "block_py_no_extreme": (
        "列表是空的，没有最大或最小的数。|先往列表里放数，或者用“如果”和“…是空的”积木检查它。",
        "The list is empty, so it has no largest or smallest number.|Put numbers into the list first, or check it with “if” and “is empty”.",
    ),
    "block_py_empty": (
        "列表是空的，取不出东西。|先放东西进去，或者用“如果”和“…是空的”积木看看里面有没有东西。",
        "The list is empty, so nothing can be taken from it.|Put something in first, or check with “if” and “is empty” whether something is in it.",
    ),
    "block_py_position": (
        "位置要用整数，可是这里放的是{thing}。|看看表示位置的变量里装的是什么，换成数，比如用 2，不用“二”；位置从 1 数起。",
        "A position is a whole number; here is {thing}.|Check what the variable for the position holds, and use a number, such as 2 instead of “two”; positions count from 1.",
    ),
    "block_py_whole": (
        "这里要一个整数，给的却是小数。|用“四舍五入”积木把它变成整数。",
        "A whole number is needed here, and a decimal number was given.|Make it whole with the block “round”.",
    ),
    "block_py_number_whole": (
        "“{value}”是小数，这里要一个整数。|换成整数，比如 3。",
        "“{value}” has a decimal point, and a whole number is needed here.|Use a whole number, such as 3.",
    ),
    "block_py_needs_number": (
        "这里要一个数，给的却是{thing}。|看看这里用到的变量里装的是什么；“问一个数”积木给的是数。",
        "A number is needed here, and {thing} was given.|Check what the variables here hold; the block “prompt for number” gives a number.",
    ),
    "block_py_each_number": (
        "这里要放一个列表，可是放的是一个数。|看看变量里装的是什么，换成一个列表。如果只想重复几次，用“重复…次”积木。",
        "A list belongs here, but there is a number.|Check what the variable holds, and use a list instead. If you only want to repeat something, use the block “repeat … times”.",
    ),
    "block_py_nothing_inside": (
        "这里是空的，没有东西可以取。|看看这个值是从哪里来的：函数可能没有返回值。",
        "There is nothing here, so nothing can be taken out of it.|See where the value comes from: a function may give nothing back.",
    ),
    "block_py_nothing": (
        "这里是空的，没有东西可以用。|前面的某一步没有得到结果；看看变量是在哪里得到值的。",
        "There is nothing here to use.|An earlier step gave no result; see where the variable got its value.",
    ),
    "block_py_length": (
        "{thing}没有长度。|这里要放文字或列表；看看这里用到的变量里装的是什么。",
        "{thing} has no length.|Text or a list belongs here: check what the variables here hold.",
    ),
    "block_py_attribute": (
        "这块积木不能用在{thing}上。|看看这里用到的变量里装的是什么。",
        "This block does not work on {thing}.|Check what the variables here hold.",
    ),
    "block_py_not_inside": (
        "要找的东西不在里面。|先看看它在不在，再去找或删掉它。",
        "What is looked for is not in there.|See first whether it is there, before you look for it or remove it.",
    ),
    "block_py_range_empty": (
        "随机数的范围反了：前面的数比后面的大。|把小的数写在前面。",
        "The range of the random number is the wrong way round: its first number is larger than its last.|Write the smaller number first.",
    ),
    "block_py_math": (
        "这个数在这里算不了。|看看算式里的数从哪里来：它可能太小，或者不是整数。",
        "This cannot be calculated with this number.|Find where the numbers in the calculation come from: one may be too small, or not whole.",
    ),
    "block_py_type": (
        "这块积木用不了这里的值。|看看变量和列表里装的是什么：该是数的地方，可能放了文字或列表。",
        "This block cannot work with one of the values here.|Check what the variables and lists hold: there may be text or a list where a number belongs.",
    ),
    "block_py_value": (
        "这个值在这里用不了。|检查一下给这块积木的值。",
        "This value cannot be used here.|Check the values that this block is given.",
    ),
    "block_py_arguments": (
        "给这块积木的值太多或太少。|看看它要几个值。",
        "This block was given too many values, or too few.|See how many it takes.",
    ),
    "block_py_system": (
        "电脑没能完成这一步。|看看文件、网络或设备是不是好的，再试一次。",
        "The computer could not do this.|Check the file, network or device, then try again.",
    ),
    "block_py_other": (
        "这块积木没能做完。|看看给它的值；点“技术原因”可以看到更多。",
        "This block could not do its work.|Check the values that it is given; “Technical cause” says more.",
    ),
    "block_ai_truth": (
        "这里放的是一张图片或一组数，不能整个拿来当条件。|先从里面取出一个数，再比较这个数。",
        "There is a picture or a group of numbers here: as a whole it cannot be a condition.|Take one number out of it first, then compare that number.",
    ),
}
