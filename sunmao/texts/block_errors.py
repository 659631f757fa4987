"""What a pupil is told about an error in a block, where `python_errors` and `library_errors` speak in Python's own words:
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
        "文字和数不能相加。|要计算，每一个都要是数，列表里的每一项也是：“问一个数”积木给的是数。要连成一句话，用“把…连起来”积木。",
        "Text and a number cannot be added.|To calculate, all must be numbers, and so must each item of a list: the block “prompt for number” gives one. To make a sentence, use the block “create text with”.",
    ),
    "block_py_operands": (
        "{thing_left}和{thing_right}不能放在一起计算或比大小。|计算、比大小、位置和次数都要用数；看看这里用到的变量里装的是什么。“问一句话”积木给的是文字，“问一个数”积木给的才是数。",
        "{thing_left} and {thing_right} do not go together in a calculation or comparison.|Calculations, comparisons, positions and counts need numbers: check what the variables here hold. The block “prompt for text” gives text, “prompt for number” a number.",
    ),
    "block_py_nothing_operand": (
        "这里要用一个值，可是没有得到值。|看看它应该从哪里来：空列表没有平均数，自己做的函数也可能什么都没有给出来。",
        "A value is needed here, but none came.|See where it should come from: an empty list has no average, and a function may give nothing back.",
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
        "没有这个位置：列表或文字没有那么长，也可能是空的。|位置从 1 数起；用“…的长度”积木看看有几个，再换一个位置。",
        "There is no such position: the list or text is not that long, or is empty.|Positions count from 1; see with the block “length of” how many there are, then choose another.",
    ),
    "block_py_empty": (
        "列表是空的，取不出东西。|先放东西进去，或者用“如果”和“…是空的”积木看看里面有没有东西。",
        "The list is empty, so nothing can be taken from it.|Put something in first, or check with “if” and “is empty” whether something is in it.",
    ),
    "block_py_position": (
        "要取第几项，得用一个整数，这里却是{thing}。|放一个数进去；位置从 1 数起。",
        "A position is a whole number; here is {thing}.|Put a number there; positions count from 1.",
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
        "这里要放一个列表，可是放的是一个数。|看看这里用到的变量里装的是什么；只是要重复几次，就用“重复…次”积木。",
        "A list belongs here, but there is a number.|Check what the variables here hold; only to repeat something, use the block “repeat … times”.",
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
        "这个数算不了：负数不能开平方，0 和负数没有对数。|检查一下算式里的数。",
        "This cannot be calculated: a negative number has no square root, and only numbers above 0 have a logarithm.|Check the numbers in the calculation.",
    ),
    "block_py_type": (
        "这块积木用不了这里的值。|看看变量和列表里装的是什么：该是数的地方，可能放了文字或列表。",
        "This block cannot use a value that is here.|Check what the variables and lists hold: there may be text or a list where a number belongs.",
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
        "一张图片或一组数不能当“对”或“错”，也不能整个拿来比。|比较里面的一个数。",
        "A picture or a row of numbers is neither true nor false, and is not compared as a whole.|Compare one number in it.",
    ),
}
