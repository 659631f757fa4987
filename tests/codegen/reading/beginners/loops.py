# %% count to ten
for i in range(1, 11):
    print(i)

# %% countdown
count = 10
while count > 0:
    print(count)
    count = count - 1
print("Lift off!")

# %% sum to 100
total = 0
for n in range(1, 101):
    total += n
print(total)

# %% times table
# answers: 7
n = int(input("Which table? "))
for i in range(1, 13):
    print(n, "x", i, "=", n * i)

# %% staircase
for i in range(1, 6):
    print("#" * i)

# %% pyramid
height = 5
for i in range(height):
    print(" " * (height - i - 1) + "*" * (2 * i + 1))

# %% nested loops
for row in range(3):
    for column in range(4):
        print(row * column, end=" ")
    print()

# %% even numbers
for i in range(0, 21, 2):
    print(i, end=" ")
print()

# %% factorial
# answers: 6
n = int(input("n: "))
result = 1
for i in range(2, n + 1):
    result *= i
print(f"{n}! = {result}")

# %% fizz buzz
for i in range(1, 21):
    if i % 15 == 0:
        print("FizzBuzz")
    elif i % 3 == 0:
        print("Fizz")
    elif i % 5 == 0:
        print("Buzz")
    else:
        print(i)

# %% collatz
n = 27
steps = 0
while n != 1:
    if n % 2 == 0:
        n = n // 2
    else:
        n = 3 * n + 1
    steps += 1
print("steps:", steps)

# %% guess the number
# answers: 50, 20, 31
import random
random.seed(11)
secret = random.randint(1, 60)
for attempt in range(3):
    guess = int(input("Guess: "))
    if guess < secret:
        print("Too low")
    elif guess > secret:
        print("Too high")
    else:
        print("You got it!")
        break
else:
    print("It was", secret)

# %% powers of two
x = 1
while x < 1000:
    print(x)
    x *= 2

# %% digits of a number
number = 90817
digits = 0
while number > 0:
    print(number % 10)
    number //= 10
    digits += 1
print("That were", digits, "digits")

# %% primes
for n in range(2, 50):
    prime = True
    for d in range(2, n):
        if n % d == 0:
            prime = False
            break
    if prime:
        print(n, end=" ")
print()

# %% fibonacci
a, b = 0, 1
while a < 100:
    print(a, end=",")
    a, b = b, a + b
print()

# %% sum until zero
# answers: 4, 8, 15, 0
total = 0
while True:
    x = int(input("Number (0 to stop): "))
    if x == 0:
        break
    total += x
print("Sum:", total)

# %% skip
for i in range(10):
    if i == 3 or i == 7:
        continue
    print(i)

# %% greatest common divisor
a = 84
b = 36
while b != 0:
    rest = a % b
    a = b
    b = rest
print(a)

# %% menu
# answers: 1, 2, 9, q
choice = ""
score = 0
while choice != "q":
    print("1) play  2) show score  q) quit")
    choice = input("> ")
    if choice == "1":
        score += 10
        print("You win 10 points")
    elif choice == "2":
        print("Score:", score)
    elif choice == "q":
        print("Bye")
    else:
        print("What?")

# %% dice statistics
import random
random.seed(1)
sixes = 0
for i in range(600):
    dice = random.randint(1, 6)
    if dice == 6:
        sixes = sixes + 1
print("sixes:", sixes)
print("share:", sixes / 600)

# %% savings
money = 100
year = 0
while money < 200:
    money *= 1.05
    year += 1
    print(f"Year {year}: {money:.2f}")

# %% chess board
for row in range(8):
    line = ""
    for column in range(8):
        if (row + column) % 2 == 0:
            line += "#"
        else:
            line += "."
    print(line)

# %% backwards
for i in range(10, 0, -1):
    print(i, end="...")
print("boom")

# %% perfect numbers
for n in range(2, 500):
    total = 0
    for d in range(1, n):
        if n % d == 0:
            total += d
    if total == n:
        print(n, "is perfect")

# %% right triangles
for a in range(1, 21):
    for b in range(a, 21):
        for c in range(b, 21):
            if a * a + b * b == c * c:
                print(a, b, c)

# %% random walk
import random

random.seed(3)
position = 0
for step in range(20):
    if random.random() < 0.5:
        position -= 1
    else:
        position += 1
print("end at", position)

# %% login
# answers: a, b, secret
tries = 3
while tries > 0:
    word = input("Password? ")
    if word == "secret":
        print("Come in")
        break
    tries -= 1
    print("Wrong,", tries, "tries left")
if tries == 0:
    print("Locked")
