"""Texts about the commonest Python errors: key → (zh, en); a bar divides what happened from what to do."""

TEXTS: dict[str, tuple[str, str]] = {
    "py_name": (
        "没有叫“{name}”的变量或函数。|{guess}检查名字有没有写对，或者先做好它，再用它。",
        "There is no variable or function called “{name}”.|{guess}Check the spelling, or make it before you use it.",
    ),
    "py_no_value": (
        "变量“{name}”还没有值。|在用它之前放一块积木“把 {name} 设为”；在 Python 里，在那一行之前给它一个值。",
        "The variable “{name}” has no value yet.|Put a block “set {name} to” before it; in Python, give the variable a value before that line.",
    ),
    "py_meant": ("你是不是想写“{name}”？", "Did you mean “{name}”?"),
    "py_unbound": (
        "变量“{name}”还没有值就被用了。|在用它之前，先在同一个函数里给它一个值。",
        "The variable “{name}” is used before it has a value.|Give it a value earlier in the same function.",
    ),
    "py_zero": (
        "不能除以 0。|找到除号后面的那个数，看看它为什么是 0（求余数、看能不能整除，也是在除）。改一改这个数，或者先用“如果”检查它。",
        "A number cannot be divided by 0.|Find the number that something is divided by, and why it is 0 (a remainder and “divisible by” are divisions, too). Change that number, or check it first with “if”.",
    ),
    "py_join": (
        "文字和数不能直接相加。|要拼成一句话，先把数变成文字：str(数)；要计算，先把文字变成数：float(文字)。",
        "Text and a number cannot be added.|To make a sentence, turn the number into text: str(number). To calculate, turn the text into a number: float(text).",
    ),
    "py_operands": (
        "{thing_left}和{thing_right}之间不能用“{sign}”。|看看这里用到的变量里装的是什么；文字要先用 float(文字) 变成数才能计算或比大小。",
        "“{sign}” does not work between {thing_left} and {thing_right}.|Check what the variables here hold; text becomes a number with float(text) before it can be calculated or compared.",
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
        "调用函数时，给的参数不对{reason}。|数一数这个函数要几个参数，名字叫什么。",
        "A function was given the wrong arguments{reason}.|Check how many arguments it takes and what they are called.",
    ),
    "py_type": (
        "这里的值类型不对{reason}。|看看这里用到的变量里装的是什么。",
        "A value here has the wrong type{reason}.|Check what the variables here hold.",
    ),
    "py_number": (
        "“{value}”不能当成数来用。|用数字来写，比如 3 或 2.5。",
        "“{value}” cannot be used as a number.|Write it in digits, such as 3 or 2.5.",
    ),
    "py_integer": (
        "“{value}”不是用数字写的整数。|用数字写一个整数，比如 3。",
        "“{value}” is not a whole number written in digits.|Write a whole number in digits, such as 3.",
    ),
    "py_sum": (
        "列表里有文字，不能用来计算。|列表里的每一项都要是数。检查是不是选错了列表，或者把里面的文字换成数。",
        "There is text in the list, so it cannot be calculated with.|Every item of the list must be a number. Check whether this is the right list, or replace the text in it with numbers.",
    ),
    "py_root": (
        "负数不能开平方。|看看这个数从哪里来，换成 0 或比 0 大的数，或者先用“如果”检查它。",
        "A negative number has no square root.|Find where the number comes from. Use 0 or a larger number, or check it first with “if”.",
    ),
    "py_logarithm": (
        "只有比 0 大的数才有对数。|看看这个数从哪里来，换成比 0 大的数，或者先用“如果”检查它。",
        "Only a number above 0 has a logarithm.|Find where the number comes from. Use a number above 0, or check it first with “if”.",
    ),
    "py_no_extreme": (
        "列表是空的，没有最大或最小的数。|先往列表里放数，或者先用“如果”检查它是不是空的。",
        "The list is empty, so it has no largest or smallest number.|Put numbers into the list first, or check with “if” whether it is empty.",
    ),
    "py_index_known": (
        "没有这个位置：“{name}”的长度是 {count}。|列表和文字从 0 开始数，最后一个位置是长度减 1。位置来自循环，就让循环数到那里为止。",
        "There is no such position: “{name}” has the length {count}.|Lists and text count from 0; the last position is the length minus 1. If the position comes from a loop, let the loop end there.",
    ),
    "py_value": (
        "这个值用不了{reason}。|检查一下给这一步的值。",
        "This value cannot be used{reason}.|Check the value that is given to this step.",
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
        "字典里没有{name}这一项。|{guess}检查名字有没有写对，或者先把它放进去。",
        "The dictionary has no item {name}.|{guess}Check the spelling, or put it in first.",
    ),
    "py_file": (
        "找不到文件或文件夹“{name}”。|{guess}检查名字和位置：它要放在这个项目的文件夹里。",
        "There is no file or folder “{name}”.|{guess}Check its name and place: it belongs in this project's folder.",
    ),
    "py_permission": (
        "不能打开或改写“{name}”。|它可能正被别的程序用着，或者是只读的。",
        "“{name}” cannot be opened or changed.|Another program may be using it, or it may be read-only.",
    ),
    "py_disk_full": (
        "磁盘满了。|删掉一些不用的文件，再运行一次。",
        "The disk is full.|Remove files that you do not need, then run again.",
    ),
    "py_system": (
        "电脑没能完成这一步{reason}。|看看文件、网络或设备是不是好的，再试一次。",
        "The computer could not do this{reason}.|Check the file, network or device, then try again.",
    ),
    "py_recursion": (
        "函数一直在调用自己，停不下来。|在函数里用“如果”：到了某个时候（比如数变成 0），就直接返回一个值（比如 1），不再调用自己。",
        "A function calls itself again and again and never stops.|Use an “if” in it: at some point, such as when the number is 0, it must give a value back (such as 1) and not call itself again.",
    ),
    "py_memory": (
        "内存不够用了。|少放一些东西在列表里，或者用小一点的图片、小一点的批量。",
        "There is not enough memory.|Keep less in lists, or use smaller pictures or a smaller batch size.",
    ),
    "library_memory": (
        "内存不够，程序要用的库装不进来。|关掉别的程序和浏览器里不用的页面，再运行一次；还是不行，就请大人看看这台电脑是不是限制了程序能用的内存。",
        "There is not enough memory to load a library that the program needs.|Close other programs and pages of the browser, then run it again. If that does not help, ask an adult whether this computer limits the memory of programs.",
    ),
    "py_no_module": (
        "没有安装叫“{name}”的库。|{guess}检查名字；如果真的要用它，让大人来安装。",
        "No library called “{name}” is installed.|{guess}Check its name; if you really need it, ask an adult to install it.",
    ),
    "py_import": (
        "库“{module}”里没有“{name}”。|{guess}检查名字的拼写和大小写。",
        "The library “{module}” has no “{name}”.|{guess}Check spelling and capital letters.",
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
    "py_assert": (
        "检查没有通过。{message}|看看这个检查要保证什么。",
        "A check did not hold. {message}|See what this check is there to make sure of.",
    ),
    "py_encoding": (
        "这个文件的文字编码不对，读不出来。|打开时写上 encoding='{code}'，或者把文件另存为 UTF-8。",
        "The text of this file has another encoding and cannot be read.|Write encoding='{code}' where it is opened, or save the file as UTF-8.",
    ),
    "py_other": (
        "程序出错了（{type}）{reason}。|看看出错的那一行。",
        "The program met an error: {type}{reason}.|Look at the line where it happened.",
    ),
    "py_own": (
        "程序自己报告了一个错误：{message}|看看出错的那一行。",
        "The program itself reported an error: {message}|Look at the line where it happened.",
    ),
    "py_not_imported": (
        "“{name}”是一个库，还没有导入。|在程序的最上面写上 import {name}。",
        "“{name}” is a library that was not imported.|Write import {name} at the top of the program.",
    ),
    "py_global": (
        "函数里的变量“{name}”还没有值就被用了：外面那个同名的变量，函数默认只能看、不能改。|在函数的第一行写 global {name}，或者把它作为参数传进来。",
        "In this function “{name}” is used before it has a value: a variable from outside can be read here, but not set.|Write global {name} as the function's first line, or pass it in as an argument.",
    ),
    "py_list_join": (
        "列表只能和列表相加。|要在后面加一项，用 列表.append(那一项)。",
        "A list can be added only to a list.|To put one thing at its end, use list.append(thing).",
    ),
    "py_nothing_operand": (
        "这里是空的（None），不能用“{sign}”。|前面的某一步没有得到结果：没有 return 的函数、列表.sort() 和 print( ) 都只给出 None。",
        "There is nothing here (None), so “{sign}” cannot be used.|An earlier step gave no result: functions without return, list.sort() and print( ) all give None.",
    ),
    "py_operand": (
        "“{sign}”不能用在{thing}上。|看看这里用到的变量里装的是什么。",
        "“{sign}” does not work on {thing}.|Check what the variables here hold.",
    ),
    "py_times": (
        "文字或列表只能乘整数，不能乘{thing}。|要重复几次，就乘一个整数；要计算，先用 float(文字) 把文字变成数。",
        "Text or a list can be multiplied only by a whole number, not by {thing}.|Multiply by a whole number to repeat it; to calculate, turn the text into a number: float(text).",
    ),
    "py_nothing_inside": (
        "这里是空的（None），没有东西可以取。|前面的某一步没有得到结果：没有 return 的函数、列表.sort() 和 列表.append() 都只给出 None。",
        "There is nothing here (None), so nothing can be taken out of it.|An earlier step gave no result: functions without return, list.sort() and list.append() all give None.",
    ),
    "py_round_brackets": (
        "函数后面要用圆括号 ( )，不是方括号 [ ]。|例如 print(1)，不是 print[1]。",
        "A function is called with round brackets ( ), not square ones [ ].|For example print(1), not print[1].",
    ),
    "py_each_number": (
        "一个数里面没有一项一项的东西。|要重复几次，用 range(次数)，例如 for i in range(5)。",
        "A number has no items to go through.|To repeat something so many times, use range(count), as in for i in range(5).",
    ),
    "py_unchangeable": (
        "{thing}里面的一项不能单独改。|另做一个新的，再放回变量里。",
        "One item of {thing} cannot be changed by itself.|Make a new one and put it into the variable.",
    ),
    "py_position": (
        "方括号里要写第几项，是一个整数，这里却是{thing}。|用 int(数) 变成整数；要按名字取，用字典。",
        "The square brackets take a position, which is a whole number; here is {thing}.|Make it whole with int(number); to look things up by name, use a dictionary.",
    ),
    "py_unhashable": (
        "{thing}不能当字典的名字，也不能放进集合。|用文字、数或元组 ( ) 来代替。",
        "{thing} cannot be the name of an item in a dictionary, nor be put into a set.|Use text, a number or a tuple ( ) instead.",
    ),
    "py_whole": (
        "这里要一个整数，给的却是小数。|用 int(…) 变成整数；两个数相除要得到整数，用 //。",
        "A whole number is needed here, and a decimal number was given.|Make it whole with int(…); to divide into whole numbers, use //.",
    ),
    "py_needs_number": (
        "这里要一个数，给的却是{thing}。|用 int(…) 或 float(…) 把它变成数。",
        "A number is needed here, and {thing} was given.|Turn it into a number with int(…) or float(…).",
    ),
    "py_unpack_one": (
        "右边只有一个值，左边却有几个变量。|让两边一样多。",
        "There is one value on the right, and several variables on the left.|Make both sides the same number.",
    ),
    "py_format": (
        "花括号 {{ }} 比给的值多。|每个花括号给一个值。",
        "There are more curly brackets {{ }} than values.|Give one value for each.",
    ),
    "py_length": (
        "{thing}没有长度。|len( ) 只用在文字、列表和字典上。",
        "{thing} has no length.|len( ) works on text, lists and dictionaries.",
    ),
    "py_to_number": (
        "{thing}不能变成数。|看看这个变量里装的是什么：可能要取出其中的一项。",
        "{thing} cannot be turned into a number.|Check what the variable holds: perhaps one of its items is meant.",
    ),
    "py_json_write": (
        "{thing}不能存成 JSON。|先把它变成列表、文字或数，例如 数组.tolist()。",
        "{thing} cannot be written as JSON.|Turn it into a list, text or number first, such as array.tolist().",
    ),
    "py_too_few": (
        "调用“{name}”时少给了参数：{names}。|在括号里把它补上。",
        "“{name}” was called without: {names}.|Add it inside the brackets.",
    ),
    "py_count": (
        "“{name}”要 {takes} 个参数，给的是 {given} 个。|数一数括号里用逗号隔开的东西，去掉多余的，或补上缺少的。",
        "Arguments given to “{name}”: {given}; it takes {takes}.|Count what stands between the commas in the brackets; remove what is too much, or add what is missing.",
    ),
    "py_keyword": (
        "“{name}”没有叫“{argument}”的参数。|{guess}检查等号前面的名字。",
        "“{name}” has no argument called “{argument}”.|{guess}Check the name before the equals sign.",
    ),
    "py_given_twice": (
        "“{name}”的参数“{argument}”给了两次。|留下一个就好。",
        "The argument “{argument}” of “{name}” is given twice.|Keep one of them.",
    ),
    "py_number_whole": (
        "“{value}”是小数，int( ) 只能读整数。|用 float(文字)；只要整数部分，用 int(float(文字))。",
        "“{value}” has a decimal point, and int( ) reads whole numbers only.|Use float(text); for the whole part alone, int(float(text)).",
    ),
    "py_unpack_many": (
        "右边给的东西比左边的变量多：左边只有 {wanted} 个变量。|让两边一样多。",
        "There is more on the right than on the left, which has {wanted} variables.|Make both sides the same number.",
    ),
    "py_unpack_few": (
        "左边要 {wanted} 个值，右边只给了 {given} 个。|让两边一样多。",
        "The left side needs {wanted} values, and the right side gives {given}.|Make both sides the same number.",
    ),
    "py_not_inside": (
        "要找的东西不在里面。|先用 in 看看它在不在，再去找或删掉它。",
        "What is looked for is not in there.|Check with in whether it is there, before you look for it or remove it.",
    ),
    "py_range_empty": (
        "取随机数的范围是空的：开头比结尾大。|把小的数写在前面。",
        "The range of the random number is empty: its beginning is larger than its end.|Write the smaller number first.",
    ),
    "py_sample": (
        "要抽的比有的还多。|少抽几个，或者先看看有多少：len(列表)。",
        "More is to be drawn than is there.|Draw fewer, or see how many there are: len(list).",
    ),
    "py_step": (
        "range 的步长不能是 0。|写 1，或者去掉它。",
        "The step of a range cannot be 0.|Write 1, or leave it out.",
    ),
    "py_closed": (
        "这个文件已经关上了，不能再读写。|把读写放在 with 的里面。",
        "This file is closed and can be neither read nor written.|Keep reading and writing inside the with part.",
    ),
    "py_changed": (
        "正在一项一项地看，里面的东西却变多或变少了。|先做一份拷贝再看：for 项 in list(字典)。",
        "Items were added or removed while the program went through them.|Go through a copy: for item in list(dictionary).",
    ),
    "py_no_next": (
        "后面没有东西了，next( ) 取不到下一个。|写 next(东西, None)，或者用 for 循环。",
        "There is nothing left for next( ) to take.|Write next(things, None), or use a for loop.",
    ),
    "py_no_input": (
        "程序在等输入，可是没有人能输入了。|在榫卯里运行它，或者在终端里输入。",
        "The program waits for an answer, but nobody can give one.|Run it in Sunmao, or type in a terminal.",
    ),
    "py_threads": (
        "线程太多，电脑开不了新的了。|少开一些。",
        "There are too many threads; the computer cannot start another.|Start fewer.",
    ),
    "py_json": (
        '这段文字不是正确的 JSON，问题在文字的第 {line} 行。|名字和文字都要放在英文双引号里，比如 {{"小明": 1}}。再检查逗号和括号：最后一项后面没有逗号。',
        'This text is not correct JSON: the mistake is in line {line} of the text.|Names and text stand in straight double quotes, such as {{"Ann": 1}}. Check commas and brackets, too: there is no comma after the last item.',
    ),
    "py_json_empty": (
        "要读的 JSON 是空的。|看看文件里有没有内容。",
        "The JSON to be read is empty.|See whether there is anything in the file.",
    ),
    "py_folder": (
        "“{name}”是一个文件夹，不能当文件打开。|在后面写上文件的名字。",
        "“{name}” is a folder and cannot be opened as a file.|Add the name of a file to it.",
    ),
    "py_exists": (
        "“{name}”已经有了。|换一个名字，或者写 exist_ok=True。",
        "“{name}” is there already.|Take another name, or write exist_ok=True.",
    ),
    "py_backslash": (
        "文件名里的 \\ 有特别的意思，名字读错了。|把 \\ 都写成 /，例如 data/cat.png。",
        "A \\ has a special meaning in text, so the name was misread.|Write / instead, as in data/cat.png.",
    ),
    "py_network": (
        "连不上另一台电脑或设备。|检查网络、地址和端口，再试一次。",
        "The other computer or device does not answer.|Check the network, the address and the port, then try again.",
    ),
    "py_install": (
        '这台电脑还没有装“{name}”。|让大人在终端运行：{python} -m pip install "{package}"',
        '“{name}” is not installed on this computer.|Ask an adult to run in a terminal: {python} -m pip install "{package}"',
    ),
    "py_use_len": (
        "这里没有“{name}”。|要知道有多少，用 len(…)。",
        "There is no “{name}” here.|To see how many there are, use len(…).",
    ),
    "py_use_append": (
        "这里没有“{name}”。|要在列表后面加一项，用 .append(…)；文字用 + 来接。",
        "There is no “{name}” here.|To put one thing at the end of a list, use .append(…); text is joined with +.",
    ),
    "py_encode": (
        "有的字不能用这种编码写出去。|打开文件时写上 encoding='utf-8'。",
        "Some signs cannot be written in this encoding.|Write encoding='utf-8' where the file is opened.",
    ),
    "thing_text": ("文字", "text"),
    "thing_number": ("数", "a number"),
    "thing_decimal": ("小数", "a decimal number"),
    "thing_list": ("列表", "a list"),
    "thing_dict": ("字典", "a dictionary"),
    "thing_set": ("集合", "a set"),
    "thing_function": ("函数", "a function"),
    "thing_array": ("数组", "an array of numbers"),
    "thing_bool": ("真假值", "true or false"),
    "thing_none": ("空（None）", "nothing (None)"),
    "thing_other": ("“{name}”", "“{name}”"),
}
