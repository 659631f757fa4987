# %% 打招呼
def 打招呼(名字):
    print("你好，" + 名字)

打招呼("小明")
打招呼("小红")

# %% 求面积
def mianji(r):
    return 3.14 * r * r

print(mianji(1))
print(mianji(2.5))

# %% 阶乘
def jiecheng(n):
    s = 1
    for i in range(1, n + 1):
        s = s * i
    return s

print(jiecheng(5))
print(jiecheng(10))

# %% 递归阶乘
def f(n):
    if n == 1:
        return 1
    else:
        return n * f(n - 1)

print(f(6))

# %% 判断质数
def zhishu(n):
    if n < 2:
        return False
    i = 2
    while i * i <= n:
        if n % i == 0:
            return False
        i += 1
    return True

ls = []
for k in range(1, 50):
    if zhishu(k):
        ls.append(k)
print(ls)

# %% 最大值
def zuida(列表):
    m = 列表[0]
    for x in 列表:
        if x > m:
            m = x
    return m

print(zuida([3, 7, 2]))

# %% 汉诺塔
count = 0
def move(n, a, b, c):
    global count
    if n > 0:
        move(n - 1, a, c, b)
        count += 1
        print(a, "->", c)
        move(n - 1, b, a, c)

move(3, "A", "B", "C")
print("一共", count, "步")

# %% 计算器函数
def 计算(a, b, 符号):
    if 符号 == "加":
        return a + b
    elif 符号 == "减":
        return a - b
    elif 符号 == "乘":
        return a * b
    elif 符号 == "除":
        return a / b

print(计算(3, 4, "加"))
print(计算(3, 4, "乘"))

# %% 画图案
def 画行(字, 个数):
    print(字 * 个数)

for i in range(1, 6):
    画行("★", i)
for i in range(4, 0, -1):
    画行("☆", i)

# %% 加密
def jiami(s, k):
    result = ""
    for c in s:
        if "a" <= c <= "z":
            n = ord(c) - 97
            n = (n + k) % 26
            result += chr(n + 97)
        else:
            result += c
    return result

m = jiami("hello world", 3)
print(m)
print(jiami(m, -3))

# %% 石头剪刀布
# answers: 石头, 剪刀
import random
random.seed(10)
选项 = ["石头", "剪刀", "布"]

def 比(我, 电脑):
    if 我 == 电脑:
        return "平局"
    if (我, 电脑) in [("石头", "剪刀"), ("剪刀", "布"), ("布", "石头")]:
        return "你赢了"
    return "你输了"

for i in range(2):
    我 = input("出什么？")
    电脑 = random.choice(选项)
    print("电脑出", 电脑, 比(我, 电脑))

# %% 进制转换
def zhuan(n, base):
    if n == 0:
        return "0"
    s = ""
    while n > 0:
        s = str(n % base) + s
        n = n // base
    return s

print(zhuan(10, 2), zhuan(100, 8))

# %% 天气
天气 = "雨"
温度 = 15

def 建议():
    if 天气 == "雨":
        return "带伞"
    if 温度 < 10:
        return "穿厚一点"
    return "出去玩"

print(建议())

# %% 点菜
菜单 = {"米饭": 2, "鱼": 28, "青菜": 12}

def 总价(点的):
    钱 = 0
    for 菜 in 点的:
        if 菜 in 菜单:
            钱 += 菜单[菜]
        else:
            print("没有", 菜)
    return 钱

print("一共", 总价(["米饭", "鱼", "汤"]), "元")

# %% 出题
# answers: 9, 20
import random
random.seed(15)
对 = 0
for i in range(2):
    a = random.randint(1, 10)
    b = random.randint(1, 10)
    c = int(input(str(a) + "+" + str(b) + "="))
    if c == a + b:
        print("正确")
        对 = 对 + 1
    else:
        print("错误，答案是", a + b)
print("得分：%d分" % (对 * 50))

# %% 异常
# answers: 三, 3
try:
    n = int(input("输入数字："))
except ValueError:
    print("这不是数字")
    n = int(input("再输入："))
print(n * n)

# %% 学生类
class Student:
    def __init__(self, name, score):
        self.name = name
        self.score = score

    def show(self):
        print(self.name, self.score)

s = Student("小明", 90)
s.show()

# %% 求多个数的和
def 求和(*数):
    结果 = 0
    for n in 数:
        结果 += n
    return 结果

print(求和(1, 2, 3))

# %% 完数
def wanshu(n):
    s = 0
    for i in range(1, n):
        if n % i == 0:
            s += i
    return s == n

for i in range(2, 1000):
    if wanshu(i):
        print(i)

# %% 身份证
id = "110101201203075678"
年 = id[6:10]
月 = id[10:12]
日 = id[12:14]
print("生日：" + 年 + "年" + 月 + "月" + 日 + "日")
if int(id[16]) % 2 == 0:
    print("女")
else:
    print("男")

# %% 数列
def 等差(首项, 公差, 项数):
    数列 = []
    for i in range(项数):
        数列.append(首项 + i * 公差)
    return 数列

print(等差(1, 3, 6))
print(sum(等差(1, 3, 6)))
