"""Small programs as teachers print them and pupils write them: they become blocks, and Python again."""

PROGRAMS = (
    'name = input("What is your name? ")\nprint("Hello, " + name + "!")\n',
    'name = input("你叫什么名字？")\nage = int(input("你几岁了？"))\nprint(f"{name}明年{age + 1}岁")\n',
    'a = float(input("a: "))\nb = float(input("b: "))\nprint("Sum:", a + b)\nprint("Product:", a * b)\n',
    'celsius = float(input("°C? "))\nfahrenheit = celsius * 9 / 5 + 32\nprint(f"{celsius} °C = {fahrenheit} °F")\n',
    "import math\n\nr = float(input('Radius? '))\nprint('Area:', math.pi * r ** 2)\nprint('Round:', 2 * math.pi * r)\n",
    'n = int(input("n? "))\nif n % 2 == 0:\n    print(n, "is even")\nelse:\n    print(n, "is odd")\n',
    """mark = int(input("Mark? "))
if mark >= 90:
    print("A")
elif mark >= 75:
    print("B")
elif mark >= 60:
    print("C")
else:
    print("try again")
""",
    """year = int(input("Year? "))
if year % 4 == 0 and year % 100 != 0 or year % 400 == 0:
    print(year, "is a leap year")
else:
    print(year, "is no leap year")
""",
    "for i in range(10):\n    print(i)\n",
    "n = int(input('Table of? '))\nfor i in range(1, 11):\n    print(i, '*', n, '=', i * n)\n",
    "for i in range(10, 0, -1):\n    print(i)\nprint('Lift off!')\n",
    "total = 0\nfor i in range(1, 101):\n    total += i\nprint(f'1 + 2 + … + 100 = {total}')\n",
    "n = int(input('n? '))\nfactorial = 1\nfor i in range(2, n + 1):\n    factorial = factorial * i\nprint(factorial)\n",
    "a = 0\nb = 1\nwhile a < 1000:\n    print(a)\n    c = a + b\n    a = b\n    b = c\n",
    """import random

secret = random.randint(1, 100)
guess = 0
tries = 0
while guess != secret:
    guess = int(input("猜一个数："))
    tries += 1
    if guess < secret:
        print("小了")
    elif guess > secret:
        print("大了")
print(f"猜对了！一共猜了{tries}次。")
""",
    """def is_prime(n):
    if n < 2:
        return False
    for d in range(2, n):
        if n % d == 0:
            return False
    return True


for number in range(50):
    if is_prime(number):
        print(number)
""",
    "def greet(name):\n    print(f'Hello, {name}!')\n\n\ngreet('Ada')\ngreet('小明')\n",
    "def square(x):\n    return x * x\n\n\nfor i in range(1, 6):\n    print(i, square(i))\n",
    """def largest(numbers):
    best = numbers[0]
    for number in numbers:
        if number > best:
            best = number
    return best


print(largest([3, 9, 2, 7]))
""",
    """numbers = [5, 2, 9, 1, 7]
for i in range(len(numbers)):
    for j in range(len(numbers) - 1):
        if numbers[j] > numbers[j + 1]:
            swap = numbers[j]
            numbers[j] = numbers[j + 1]
            numbers[j + 1] = swap
print(numbers)
""",
    """names = ["Ada", "Ben", "Cleo"]
names.append("Dan")
names.insert(1, "Eva")
names.pop(0)
print(len(names), names[0], names[-1])
for name in names:
    print(name.upper())
""",
    'word = input("Word? ")\nif word == word[::-1]:\n    print("palindrome")\nelse:\n    print("no palindrome")\n',
    'text = input("Text? ")\nif "a" in text:\n    print("There is an a in it.")\nif "z" not in text:\n    print("no z")\n',
    "sentence = 'the quick brown fox'\nwords = sentence.split(' ')\nprint(len(words))\nprint('-'.join(words))\n",
    """vowels = 0
text = input("Text? ")
for letter in text:
    if letter in "aeiou":
        vowels += 1
print("Vowels:", vowels)
""",
    """points = [12, 15, 9]
total = 0
for each in points:
    total += each
print("Mean:", total / len(points))
print(min(points), max(points), sum(points))
""",
    "a = int(input('a? '))\nb = int(input('b? '))\nwhile b != 0:\n    rest = a % b\n    a = b\n    b = rest\nprint(a)\n",
    """n = int(input("n? "))
steps = 0
while n != 1:
    if n % 2 == 0:
        n = n // 2
    else:
        n = 3 * n + 1
    steps += 1
print(steps)
""",
    """password = ""
tries = 3
while password != "secret" and tries > 0:
    password = input("Password? ")
    tries -= 1
if password == "secret":
    print("Welcome!")
else:
    print("Locked.")
""",
    """while True:
    answer = input("Go on? (yes/no) ")
    if answer == "no":
        break
    print("one more round")
print("bye")
""",
    "for row in range(1, 6):\n    print('*' * row)\n",
    "for x in range(3):\n    for y in range(3):\n        if x == y:\n            continue\n        print(x, y)\n",
    """import random

heads = 0
for count in range(1000):
    if random.randint(0, 1) == 1:
        heads += 1
print(f"{heads} of 1000")
""",
    """import random

options = ["rock", "paper", "scissors"]
mine = input("rock, paper or scissors? ")
yours = random.choice(options)
print(f"You: {mine}, computer: {yours}")
if mine == yours:
    print("draw")
elif (mine == "rock" and yours == "scissors") or (mine == "paper" and yours == "rock"):
    print("You win!")
else:
    print("The computer wins!")
""",
    """stock = {"apple": 3, "pear": 5}
stock["plum"] = 7
for fruit in stock:
    print(fruit, stock[fruit])
if "pear" in stock:
    del stock["pear"]
""",
    """try:
    number = int(input("Number? "))
    print(100 / number)
except ValueError:
    print("That was no number.")
except ZeroDivisionError:
    print("Not by zero!")
""",
    'with open("diary.txt", "w") as file:\n    file.write("Today I learned Python.\\n")\n    print("saved")\n',
    "pairs = [('Ada', 36), ('Alan', 41)]\nfor name, age in pairs:\n    print(f'{name} is {age}')\n",
    "names = ['a', 'b', 'c']\nfor i, name in enumerate(names):\n    print(i + 1, name)\n",
    """class Dog:
    def __init__(self, name):
        self.name = name

    def bark(self):
        print(f"{self.name} says woof")


rex = Dog("Rex")
rex.bark()
""",
    """balance = 100


def deposit(amount):
    global balance
    balance += amount
    print("Balance:", balance)


deposit(20)
deposit(5)
""",
    "x = 10\nx -= 3\nx *= 2\nprint(x, x != 14, not x > 3)\n",
    "found = None\nfor n in [4, 8, 15]:\n    if n > 5 and found is None:\n        found = n\nprint(found)\n",
    """from sunmao import wait

for count in range(3):
    print("tick")
    wait(1)
""",
    """成绩 = [88, 92, 79]
总分 = 0
for 分数 in 成绩:
    总分 += 分数
平均分 = 总分 / len(成绩)
if 平均分 >= 85:
    print(f"平均分是{平均分}，很好！")
else:
    print("继续努力！")
""",
    """seconds = int(input("Seconds? "))
minutes = (seconds - seconds % 60) / 60
print(f"That is {minutes} minutes and {seconds % 60} seconds, and you typed {seconds} seconds, didn't you?")
""",
    """temperature = 21
humidity = 60
wind = 3
if temperature > 18 and temperature < 26 and humidity < 70 and wind < 10 and temperature * 2 > wind:
    print("Let us go outside, it is neither too cold nor too hot nor too windy today!")
""",
    """print("三个臭皮匠，顶个诸葛亮；一个好汉三个帮，一个篱笆三个桩；众人拾柴火焰高，人心齐，泰山移。")
""",
    """items = ["bread", "butter", "cheese", "apples", "oranges", "milk", "water", "coffee", "tea", "sugar"]
print(len(items), "things:", ", ".join(items))
items = sorted(items, key=str, reverse=True)
print(items)
""",
    """def hanoi(n, a, b, c):
    if n > 0:
        hanoi(n - 1, a, c, b)
        print(f"{a} -> {c}")
        hanoi(n - 1, b, a, c)


hanoi(3, "A", "B", "C")
""",
)
