# %% 你好
print("你好，世界！")
print("我正在学习Python")

# %% 问名字
# answers: 小明, 12
name = input("你叫什么名字？")
age = int(input("你几岁了？"))
print("你好，" + name + "！")
print("明年你" + str(age + 1) + "岁")

# %% 长方形面积
# answers: 8, 5
长 = int(input("请输入长："))
宽 = int(input("请输入宽："))
面积 = 长 * 宽
print("面积是", 面积)
print("周长是", (长 + 宽) * 2)

# %% 成绩等级
# answers: 85
score = float(input("请输入成绩："))
if score >= 90:
    print("优秀")
elif score >= 80:
    print("良好")
elif score >= 60:
    print("及格")
else:
    print("不及格")

# %% 闰年
# answers: 1900
year = int(input("请输入年份："))
if year % 400 == 0 or (year % 4 == 0 and year % 100 != 0):
    print("是闰年")
else:
    print("不是闰年")

# %% 鸡兔同笼
头 = 35
脚 = 94
for 鸡 in range(0, 头 + 1):
    兔 = 头 - 鸡
    if 鸡 * 2 + 兔 * 4 == 脚:
        print("鸡", 鸡, "只，兔", 兔, "只")

# %% 百钱买百鸡
for x in range(1, 20):
    for y in range(1, 33):
        z = 100 - x - y
        if z % 3 == 0 and x * 5 + y * 3 + z // 3 == 100:
            print(x, y, z)

# %% 九九乘法表
for i in range(1, 10):
    for j in range(1, i + 1):
        print("%d*%d=%d" % (j, i, i * j), end=" ")
    print()

# %% 水仙花数
for n in range(100, 1000):
    a = n // 100
    b = n // 10 % 10
    c = n % 10
    if a ** 3 + b ** 3 + c ** 3 == n:
        print(n)

# %% 猜数字
# answers: 50, 30, 42
答案 = 42
次数 = 0
while True:
    猜 = int(input("猜一个数："))
    次数 += 1
    if 猜 > 答案:
        print("大了")
    elif 猜 < 答案:
        print("小了")
    else:
        print("猜对了！一共猜了", 次数, "次")
        break

# %% 求和
s = 0
i = 1
while i <= 100:
    s = s + i
    i = i + 1
print("1到100的和是", s)

# %% 偶数的和
sum = 0
for i in range(2, 101, 2):
    sum += i
print(sum)

# %% 三个数排序
# answers: 5 2 9
a, b, c = map(int, input("输入三个数：").split())
if a > b:
    a, b = b, a
if a > c:
    a, c = c, a
if b > c:
    b, c = c, b
print(a, b, c)

# %% 温度转换
t = 26.5
f = t * 9 / 5 + 32
print("摄氏{}度等于华氏{}度".format(t, f))
print("保留一位小数：%.1f" % f)

# %% 打车
# answers: 7.5
km = float(input("公里数："))
if km <= 3:
    price = 13
elif km <= 15:
    price = 13 + (km - 3) * 2.3
else:
    price = 13 + 12 * 2.3 + (km - 15) * 3.45
print("车费：", round(price, 1), "元")

# %% 存款
money = 10000
rate = 0.03
for year in range(1, 6):
    money = money * (1 + rate)
    print("第", year, "年：", round(money, 2))

# %% 菱形
n = 4
for i in range(1, n + 1):
    print(" " * (n - i) + "*" * (2 * i - 1))
for i in range(n - 1, 0, -1):
    print(" " * (n - i) + "*" * (2 * i - 1))

# %% 质数
# answers: 29
num = int(input("输入一个整数："))
flag = True
for i in range(2, int(num ** 0.5) + 1):
    if num % i == 0:
        flag = False
        break
if flag and num > 1:
    print(num, "是质数")
else:
    print(num, "不是质数")

# %% 最大公约数
m = 48
n = 36
while m % n != 0:
    r = m % n
    m = n
    n = r
print("最大公约数是", n)

# %% 个位十位百位
n = 357
ge = n % 10
shi = n // 10 % 10
bai = n // 100
print("百位:", bai, "十位:", shi, "个位:", ge)
print("倒过来:", ge * 100 + shi * 10 + bai)

# %% 密码
# answers: 123, abc, 888888
mima = "888888"
n = 3
while n > 0:
    x = input("请输入密码：")
    if x == mima:
        print("登录成功")
        break
    else:
        n = n - 1
        print("密码错误，还有", n, "次机会")

# %% 猴子吃桃
peach = 1
for day in range(9, 0, -1):
    peach = (peach + 1) * 2
print("第一天摘了", peach, "个桃子")

# %% 小球反弹
h = 100
total = 100
for i in range(9):
    h /= 2
    total += h * 2
print("共经过", total, "米")
print("第十次反弹", h / 2, "米")

# %% 简单计算器
# answers: 12, *, 3
x = float(input("第一个数："))
op = input("运算符：")
y = float(input("第二个数："))
if op == "+":
    print(x + y)
elif op == "-":
    print(x - y)
elif op == "*":
    print(x * y)
elif op == "/" and y != 0:
    print(x / y)
else:
    print("输入有误")

# %% 逢七过
for i in range(1, 40):
    if i % 7 == 0 or "7" in str(i):
        print("过", end=" ")
    else:
        print(i, end=" ")
print()

# %% 身高体重
height = eval("1.65")
weight = eval("50")
bmi = weight / height ** 2
if bmi < 18.5:
    print("偏瘦")
elif 18.5 <= bmi <= 24:
    print("正常")
else:
    print("偏胖")
print("BMI={:.2f}".format(bmi))
