"""Slips of a hand that types a program."""

import random
import re

TYPED = """# 数一数
total = 0
names = ['小明', "小红"]
for i in range(1, 4):
    total  =  total + i   # 加起来
    if total > 3 and i != 2:
        print(total, names[0])
    else:
        print('好了')

while total > 0:
    total -= 2
print(f'{total} 个')
"""


def edit_line(text: str, draw: random.Random) -> str:
    """The text after one slip: a line lost, doubled or swapped, a word half gone, a sign more."""
    lines = text.split("\n")
    place = draw.randrange(len(lines))
    act = draw.choice(["drop", "double", "swap", "half", "sign"])
    if act == "drop":
        del lines[place]
    elif act == "double":
        lines.insert(place, lines[place])
    elif act == "swap":
        other = draw.randrange(len(lines))
        lines[place], lines[other] = lines[other], lines[place]
    else:
        row = lines[place]
        at = draw.randrange(len(row) + 1)
        lines[place] = row[: at // 2] + row[at:] if act == "half" else row[:at] + draw.choice(" ()=:x1'#") + row[at:]
    return "\n".join(lines)


def change_token(text: str, draw: random.Random) -> str:
    """The text with one word, sign or space changed."""
    tokens = re.findall(r"\w+|\s+|[^\w\s]", text)
    if tokens:
        other = draw.choice(tokens)
        tokens[draw.randrange(len(tokens))] = draw.choice(["", "7", "x", "'", "(", "print", " ", "not", other])
    return "".join(tokens)
