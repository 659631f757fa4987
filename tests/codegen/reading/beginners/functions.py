# %% greet
def greet(name):
    print("Hello,", name)

greet("Ann")
greet("Ben")

# %% add
def add(a, b):
    return a + b

print(add(2, 3))
print(add(10, -4))
print(add("ab", "cd"))

# %% area
def area(width, height):
    """Returns the area of a rectangle."""
    return width * height

small = area(2, 3)
big = area(20, 30)
print(small, big)

# %% maximum
def maximum(a, b):
    if a > b:
        return a
    else:
        return b

print(maximum(3, 8))
print(maximum(9, 1))

# %% is even
def is_even(n):
    return n % 2 == 0

for i in range(6):
    print(i, is_even(i))

# %% is prime
def is_prime(n):
    if n < 2:
        return False
    for d in range(2, n):
        if n % d == 0:
            return False
    return True

for i in range(30):
    if is_prime(i):
        print(i)

# %% factorial recursive
def factorial(n):
    if n == 0:
        return 1
    return n * factorial(n - 1)

print(factorial(5))

# %% fibonacci recursive
def fib(n):
    if n <= 1:
        return n
    return fib(n - 1) + fib(n - 2)

for i in range(10):
    print(fib(i), end=" ")
print()

# %% default argument
def power(base, exponent=2):
    return base ** exponent

print(power(5))
print(power(2, 10))

# %% sum of a list
def total(numbers):
    result = 0
    for n in numbers:
        result += n
    return result

print(total([1, 2, 3]))

# %% count letter
def count_letter(text, letter):
    count = 0
    for c in text:
        if c == letter:
            count += 1
    return count

print(count_letter("banana", "a"))

# %% lives
lives = 3

def lose_life():
    global lives
    lives -= 1
    print("Ouch!", lives, "left")

lose_life()
lose_life()

# %% draw a box
def draw_line(n):
    print("*" * n)

def draw_box(width, height):
    draw_line(width)
    for i in range(height - 2):
        print("*" + " " * (width - 2) + "*")
    draw_line(width)

draw_box(8, 4)

# %% celsius
def to_fahrenheit(c):
    return c * 1.8 + 32

for c in [0, 20, 37, 100]:
    print(f"{c} C = {to_fahrenheit(c):.1f} F")

# %% main
def main():
    name = "world"
    print("hello " + name)

if __name__ == "__main__":
    main()

# %% two results
def min_max(numbers):
    return min(numbers), max(numbers)

low, high = min_max([4, 9, 2])
print(low, high)

# %% ask yes or no
# answers: maybe, yes
def ask(question):
    while True:
        answer = input(question + " (yes/no) ")
        if answer == "yes":
            return True
        if answer == "no":
            return False
        print("Please answer yes or no.")

if ask("Play?"):
    print("Let's go")

# %% keyword arguments
def describe(name, animal):
    print(name + " is a " + animal)

describe(name="Rex", animal="dog")
describe(animal="cat", name="Tom")

# %% palindrome function
def is_palindrome(word):
    word = word.lower()
    return word == word[::-1]

print(is_palindrome("Anna"))
print(is_palindrome("Bob the builder"))

# %% letter grade
def grade(score):
    if score >= 90:
        return "A"
    elif score >= 75:
        return "B"
    elif score >= 60:
        return "C"
    return "F"

for s in [95, 80, 61, 20]:
    print(s, grade(s))

# %% try
# answers: ten, 10
def read_number():
    while True:
        try:
            return int(input("Number: "))
        except ValueError:
            print("That is no number.")

print(read_number() * 2)

# %% lambda
double = lambda x: x * 2
print(double(21))
people = [("Ann", 12), ("Ben", 10)]
people.sort(key=lambda p: p[1])
print(people)

# %% hypotenuse
import math

def hypotenuse(a, b):
    return math.sqrt(a ** 2 + b ** 2)

print(hypotenuse(3, 4))

# %% gcd
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a

print(gcd(48, 18))

# %% hanoi
def hanoi(n, start, end, helper):
    if n == 1:
        print(start, "->", end)
        return
    hanoi(n - 1, start, helper, end)
    print(start, "->", end)
    hanoi(n - 1, helper, end, start)

hanoi(2, "A", "C", "B")

# %% reverse a text
def reverse(text):
    result = ""
    for c in text:
        result = c + result
    return result

print(reverse("drawer"))

# %% class
class Dog:
    def __init__(self, name):
        self.name = name
        self.tricks = []

    def add_trick(self, trick):
        self.tricks.append(trick)

rex = Dog("Rex")
rex.add_trick("roll over")
print(rex.name, rex.tricks)
