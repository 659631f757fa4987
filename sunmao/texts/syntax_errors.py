"""Texts about errors of syntax: key → (zh, en); a bar divides what is wrong from what to do. `where` is a line, and its
file.
"""

TEXTS: dict[str, tuple[str, str]] = {
    "py_syntax": (
        "{where}的 Python 写得不对，或者没有写完。|检查括号和引号是不是成对，冒号有没有漏，算式有没有写完（比如 + 后面还要有一个数）。",
        "The Python in {where} is not correct, or is not finished.|Check that brackets and quotes come in pairs, that no colon is missing, and that each calculation is finished (after a + there must be a number).",
    ),
    "syn_word": (
        "{where}开头的“{name}”不是 Python 的词。|{guess}检查这个词的拼写。",
        "“{name}” at the beginning of {where} is not a word of Python.|{guess}Check how this word is spelled.",
    ),
    "syn_sign": (
        "{where}用了中文标点。|把 {sign} 换成 {right} ：Python 只认英文标点，先切换到英文输入法。",
        "There is Chinese punctuation in {where}.|Replace {sign} with {right}: Python reads English signs only, so switch the keyboard first.",
    ),
    "syn_strange": (
        "{where}有一个 Python 里没有的符号“{sign}”。|删掉它；如果它是文字，两边加上引号。",
        "There is a sign “{sign}” in {where} that Python does not have.|Remove it; if it is meant as text, put it in quotes.",
    ),
    "syn_unseen": (
        "{where}有一个看不见的符号。|把这一行删掉，自己重新输入一遍。",
        "There is a sign in {where} that cannot be seen.|Delete that line and type it anew.",
    ),
    "syn_colon": (
        "{where}少了一个冒号。|在这一行的末尾加上英文的冒号 :",
        "A colon is missing in {where}.|Put a : at the end of that line.",
    ),
    "syn_open": (
        "{where}的括号 {sign} 只有一半。|在它该结束的地方补上另一半。",
        "The bracket {sign} in {where} is never closed.|Add its other half where it should end.",
    ),
    "syn_unmatched": (
        "{where}多了一个括号 {sign}，或者少了它的前一半。|去掉它，或者补上前一半。",
        "The bracket {sign} in {where} closes nothing.|Remove it, or add its first half.",
    ),
    "syn_mismatch": (
        "{where}的括号配不上：用 {sign} 开头，却用 {found} 结尾。|让两半是同一种括号。",
        "The brackets in {where} do not fit: opened with {sign}, closed with {found}.|Use the same kind for both halves.",
    ),
    "syn_quote": (
        "{where}的引号只有一半。|在文字的另一头补上同样的引号；文字里面有引号时，外面用另一种。",
        "The quotes in {where} have one half only.|Add the same quote at the other end; if the text holds a quote, use the other kind around it.",
    ),
    "syn_long_quote": (
        "从{where}开始的三引号没有结尾。|在文字的最后补上三个引号。",
        "The three quotes of {where} are never closed.|Add three quotes at the end of the text.",
    ),
    "syn_indent": (
        "{where}没有缩进：上一行的冒号后面要有缩进的内容。|在这一行前面加 4 个空格。",
        "There is no indent in {where}: what follows a colon is indented.|Put 4 spaces before that line.",
    ),
    "syn_indent_more": (
        "{where}的前面多了空格。|让它和上一行对齐。",
        "There are too many spaces before {where}.|Align it with the line above.",
    ),
    "syn_indent_less": (
        "{where}和上面的行对不齐。|让同一组的行前面有一样多的空格。",
        "Here {where} is not aligned with the lines above.|Give the lines of one group the same number of spaces.",
    ),
    "syn_tabs": (
        "{where}的缩进混用了 Tab 和空格。|全部用空格，每一层 4 个。",
        "The indent of {where} mixes tabs and spaces.|Use spaces only, 4 for each level.",
    ),
    "syn_keyword": (
        "{where}要给 Python 自己的词一个值，这是不行的。|换一个变量名。",
        "A word of Python's own is given a value in {where}, which is not possible.|Take another name for the variable.",
    ),
    "syn_equals": (
        "{where}用了一个等号 =。|比较两边是不是相等，要写两个等号 ==；给变量值，变量写在左边。",
        "There is a single = in {where}.|To compare two things write ==; to give a variable a value, write the variable on the left.",
    ),
    "syn_assign": (
        "{where}的等号左边不是变量，不能给它值。|等号左边写变量，右边写它的值。",
        "The left side of = in {where} is no variable and cannot have a value.|Write the variable on the left and its value on the right.",
    ),
    "syn_comma": (
        "{where}好像少了一个逗号。|在两样东西之间加上英文的逗号 ,",
        "A comma seems to be missing in {where}.|Put a , between the two things.",
    ),
    "syn_call": (
        "{where}的 {name} 后面要有括号。|写成 {name}(…)。",
        "In {where}, {name} needs brackets.|Write {name}(…).",
    ),
    "syn_return": (
        "{where}的 return 不在函数里。|return 只能写在 def 下面缩进的地方。",
        "The return in {where} is not inside a function.|It belongs in the indented part below def.",
    ),
    "syn_loop": (
        "{where}的 break 或 continue 不在循环里。|它们只能写在 for 或 while 下面缩进的地方。",
        "The break or continue in {where} is not inside a loop.|It belongs in the indented part below for or while.",
    ),
    "syn_digit": (
        "{where}有一个名字用数字开头，或者数和字母连在了一起。|名字要用字母或汉字开头，例如 x2，不是 2x。",
        "A name in {where} begins with a digit, or a number touches letters.|Names begin with a letter, as x2 does; 2x does not.",
    ),
    "syn_zero": (
        "{where}有一个数用 0 开头。|去掉前面的 0。",
        "A number in {where} begins with 0.|Remove the zeros before it.",
    ),
    "syn_order": (
        "{where}的括号里，没有写名字的参数跑到了写名字的后面。|把没有名字的写在前面。",
        "In {where}, an argument without a name follows one with a name.|Write those without names first.",
    ),
    "syn_twice": (
        "{where}的参数“{name}”写了两次。|留下一个就好。",
        "The argument “{name}” is written twice in {where}.|Keep one of them.",
    ),
    "syn_try": (
        "{where}前面的 try 没有说出错时怎么办。|在后面加上 except: 和它的内容。",
        "The try before {where} does not say what to do about an error.|Add except: and what belongs to it.",
    ),
    "syn_f": (
        "{where}的 f'…' 里，花括号写得不对。|每个 {{ 都要有 }}，中间写变量或算式。",
        "The curly brackets inside f'…' in {where} are not right.|Each {{ needs its }}, with a variable or a calculation between.",
    ),
    "syn_backslash": (
        "{where}的文字里有 \\，它有特别的意思。|文件的路径用 /，例如 data/cat.png；真的要 \\ 就写 \\\\。",
        "There is a \\ in {where}, which has a special meaning.|Write paths with /, as in data/cat.png; for a real \\ write \\\\.",
    ),
    "syn_encoding": (
        "这个程序文件不是用 UTF-8 存的，从{where}起读不出来。|把文件另存为 UTF-8。",
        "The program's file is not saved as UTF-8 and cannot be read from {where} on.|Save it as UTF-8.",
    ),
    "syn_elif": (
        "{where}的 else if 要写成一个词。|写成 elif。",
        "In {where}, else if is one word in Python.|Write elif.",
    ),
    "syn_plus": (
        "{where}的 ++ 或 -- 不是 Python 的写法。|加 1 写成 变量 += 1，减 1 写成 变量 -= 1。",
        "Python has no ++ or --, which stands in {where}.|Write variable += 1 or variable -= 1.",
    ),
    "syn_and": (
        "{where}的 {sign} 不是 Python 的写法。|“并且”写 and，“或者”写 or，“不”写 not。",
        "Python does not have {sign}, which stands in {where}.|Write and, or, not.",
    ),
    "syn_alone": (
        "{where}的前面没有能和它配对的 if、for 或 try。|检查它的缩进：它要和自己的 if 对齐，中间不能隔着别的行。",
        "There is no if, for or try that {where} could belong to.|Check its indent: it is aligned with its own if, with no other line between.",
    ),
    "syn_comment": (
        "{where}只有文字，不是 Python 的话。|要是说明，在最前面写上 #（书里有时漏印了）；要是变量，先用 = 给它一个值。",
        "There are only words in {where}, no Python.|If they explain something, write # before them (books sometimes lose it in print); if it is a variable, give it a value with = first.",
    ),
}
