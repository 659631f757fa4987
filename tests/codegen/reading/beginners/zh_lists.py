# %% 购物清单
清单 = ["苹果", "牛奶", "面包"]
清单.append("鸡蛋")
for 东西 in 清单:
    print("要买：" + 东西)
print("一共", len(清单), "样")

# %% 平均分
scores = [90, 85, 77, 98, 60]
total = 0
for s in scores:
    total = total + s
avg = total / len(scores)
print("平均分：", avg)
print("最高分：", max(scores))
print("最低分：", min(scores))

# %% 输入成绩
# answers: 88, 92, -1
ls = []
x = int(input("成绩(-1结束)："))
while x != -1:
    ls.append(x)
    x = int(input("成绩(-1结束)："))
print(ls)
print(sum(ls) / len(ls))

# %% 查字典
d = {"猫": "cat", "狗": "dog", "鱼": "fish"}
print(d["猫"])
d["鸟"] = "bird"
for k in d:
    print(k, d[k])
for k, v in d.items():
    print(k + "的英文是" + v)

# %% 统计字数
text = "天天向上，好好学习，天天快乐"
count = {}
for ch in text:
    if ch not in count:
        count[ch] = 0
    count[ch] += 1
print(count["天"])
print(len(count))

# %% 通讯录
# answers: 小红, 小刚
tel = {"小明": "13800000001", "小红": "13800000002"}
name = input("查谁：")
print(tel.get(name, "没有这个人"))
name = input("查谁：")
print(tel.get(name, "没有这个人"))

# %% 冒泡排序
a = [64, 34, 25, 12, 22]
n = len(a)
for i in range(n - 1):
    for j in range(n - 1 - i):
        if a[j] > a[j + 1]:
            t = a[j]
            a[j] = a[j + 1]
            a[j + 1] = t
print(a)

# %% 选择排序
a = [29, 10, 14, 37, 13]
for i in range(len(a) - 1):
    k = i
    for j in range(i + 1, len(a)):
        if a[j] < a[k]:
            k = j
    if k != i:
        a[i], a[k] = a[k], a[i]
print(a)

# %% 二分查找
a = [3, 8, 12, 20, 31, 45]
key = 31
left = 0
right = len(a) - 1
pos = -1
while left <= right:
    mid = (left + right) // 2
    if a[mid] == key:
        pos = mid
        break
    elif a[mid] < key:
        left = mid + 1
    else:
        right = mid - 1
print("位置：", pos)

# %% 抽奖
import random
random.seed(3)
names = ["小明", "小红", "小刚", "小丽"]
for i in range(2):
    winner = random.choice(names)
    names.remove(winner)
    print("恭喜", winner)
print("剩下", names)

# %% 列表切片
ls = [1, 2, 3, 4, 5, 6]
print(ls[0:3])
print(ls[3:])
print(ls[-2:])
print(ls[::2])
print(ls[::-1])

# %% 字符串处理
s = "Python编程"
print(s[0], s[-1])
print(s[2:4])
print(len(s))
print(s.upper())
print("编程" in s)
print(s.replace("编程", "学习"))

# %% 回文
# answers: 上海自来水来自海上
s = input("请输入：")
if s == s[::-1]:
    print("是回文")
else:
    print("不是回文")

# %% 密码强度
pwd = "abc123XYZ"
shuzi = 0
zimu = 0
for c in pwd:
    if c >= "0" and c <= "9":
        shuzi += 1
    elif "a" <= c <= "z" or "A" <= c <= "Z":
        zimu += 1
if shuzi > 0 and zimu > 0 and len(pwd) >= 8:
    print("强")
else:
    print("弱")

# %% 数字求和
s = "12,34,56"
ls = s.split(",")
total = 0
for x in ls:
    total += int(x)
print(total)
nums = [int(x) for x in ls]
print(nums)

# %% 矩阵
m = [[1, 2, 3], [4, 5, 6]]
for i in range(2):
    for j in range(3):
        print(m[i][j], end="\t")
    print()

# %% 杨辉三角
row = [1]
for i in range(5):
    print(row)
    new = [1]
    for j in range(len(row) - 1):
        new.append(row[j] + row[j + 1])
    new.append(1)
    row = new

# %% 筛法
n = 50
flags = [True] * (n + 1)
for i in range(2, n + 1):
    if flags[i]:
        print(i, end=" ")
        for j in range(i * i, n + 1, i):
            flags[j] = False
print()

# %% 斐波那契数列
fib = [1, 1]
while len(fib) < 12:
    fib.append(fib[-1] + fib[-2])
print(fib)

# %% 投票
piao = ["张三", "李四", "张三", "王五", "张三"]
jieguo = {}
for p in piao:
    jieguo[p] = jieguo.get(p, 0) + 1
zuiduo = max(jieguo.values())
for name in jieguo:
    if jieguo[name] == zuiduo:
        print("当选：", name, zuiduo, "票")

# %% 约瑟夫
people = list(range(1, 11))
i = 0
while len(people) > 1:
    i = (i + 2) % len(people)
    people.pop(i)
print(people[0])

# %% 成绩字典
成绩 = {"语文": 92, "数学": 98, "英语": 88}
总分 = 0
for 科目, 分数 in 成绩.items():
    print(f"{科目}：{分数}")
    总分 += 分数
print(f"平均：{总分 / len(成绩):.1f}")
