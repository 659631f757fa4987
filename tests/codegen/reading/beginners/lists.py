# %% fruit
fruits = ["apple", "banana", "cherry"]
print(fruits)
print(fruits[0])
print(fruits[-1])
print(len(fruits))

# %% change a list
colors = ["red", "green", "blue"]
colors[1] = "yellow"
colors.append("pink")
colors.insert(0, "black")
colors.remove("blue")
print(colors)
last = colors.pop()
print(last, colors)

# %% loop over a list
names = ["Ann", "Ben", "Cleo"]
for name in names:
    print("Hello " + name + "!")

# %% index loop
scores = [10, 35, 7]
for i in range(len(scores)):
    print("Player", i + 1, "has", scores[i])

# %% enumerate
days = ["Mon", "Tue", "Wed"]
for number, day in enumerate(days):
    print(number, day)
for number, day in enumerate(days, 1):
    print(f"{number}. {day}")

# %% sum and average
numbers = [4, 8, 15, 16, 23, 42]
print(sum(numbers))
print(max(numbers), min(numbers))
print(sum(numbers) / len(numbers))

# %% own maximum
numbers = [3, 41, 12, 9, 74, 15]
biggest = numbers[0]
for n in numbers:
    if n > biggest:
        biggest = n
print(biggest)

# %% shopping list
# answers: milk, eggs, done
shopping = []
item = input("Item: ")
while item != "done":
    shopping.append(item)
    item = input("Item: ")
print("You need:")
for item in shopping:
    print("-", item)

# %% sort
numbers = [5, 2, 9, 1]
numbers.sort()
print(numbers)
numbers.sort(reverse=True)
print(numbers)
print(sorted(["pear", "fig", "apple"]))
numbers.reverse()
print(numbers)

# %% bubble sort
a = [7, 3, 9, 1, 5]
for i in range(len(a)):
    for j in range(len(a) - 1 - i):
        if a[j] > a[j + 1]:
            a[j], a[j + 1] = a[j + 1], a[j]
print(a)

# %% linear search
books = ["Momo", "Emil", "Heidi"]
wanted = "Emil"
found = False
for book in books:
    if book == wanted:
        found = True
        break
if found:
    print("found it")
else:
    print("not here")

# %% even list
evens = []
for x in range(20):
    if x % 2 == 0:
        evens.append(x)
print(evens)

# %% comprehension
squares = [x ** 2 for x in range(1, 11)]
print(squares)
big = [s for s in squares if s > 30]
print(big)

# %% grid
grid = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
print(grid[1][2])
for row in grid:
    for cell in row:
        print(cell, end=" ")
    print()

# %% tic tac toe board
board = [["."] * 3 for i in range(3)]
board[1][1] = "X"
board[0][2] = "O"
for row in board:
    print(" ".join(row))

# %% slices of a list
numbers = list(range(10))
print(numbers[2:5])
print(numbers[:3])
print(numbers[7:])
print(numbers[::-1])

# %% two lists
first = [1, 2, 3]
second = [4, 5]
both = first + second
print(both)
first.extend(second)
print(first == both)

# %% random choice
import random
random.seed(8)
animals = ["cat", "dog", "fish"]
print(random.choice(animals))
random.shuffle(animals)
print(animals)

# %% remove duplicates
numbers = [1, 2, 2, 3, 1, 4]
unique = []
for n in numbers:
    if n not in unique:
        unique.append(n)
print(unique)
print(len(set(numbers)))

# %% tuple
point = (3, 4)
x, y = point
print(x, y)
print("distance", (x ** 2 + y ** 2) ** 0.5)

# %% zip
names = ["Ann", "Ben"]
ages = [11, 12]
for name, age in zip(names, ages):
    print(name, "is", age)

# %% stack
stack = []
stack.append("a")
stack.append("b")
stack.append("c")
while stack:
    print(stack.pop())
if not stack:
    print("empty")

# %% queue
queue = ["Tom", "Lea", "Max"]
while len(queue) > 0:
    person = queue.pop(0)
    print(person, "is next,", len(queue), "waiting")

# %% count longer words
words = ["sun", "moon", "star", "galaxy"]
count = 0
longest = ""
for w in words:
    if len(w) > 3:
        count += 1
    if len(w) > len(longest):
        longest = w
print(count, longest)

# %% delete
numbers = [10, 20, 30, 40]
del numbers[1]
print(numbers)
if 20 not in numbers:
    print("20 is gone")
print(numbers.index(30))

# %% minimum position
temps = [12, 9, 15, 7, 11]
best = 0
for i in range(1, len(temps)):
    if temps[i] < temps[best]:
        best = i
print("coldest day:", best + 1)

# %% negative numbers
data = [3, -1, 4, -1, -5]
positive = []
negative = []
for d in data:
    if d < 0:
        negative += [d]
    else:
        positive += [d]
print(positive, negative)
print(abs(min(data)))
