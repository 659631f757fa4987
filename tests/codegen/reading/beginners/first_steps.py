# %% hello
print("Hello, world!")
print('My name is Tom.')
print("I am 11 years old.")

# %% name and age
# answers: Mia, 12
name = input("What is your name? ")
age = int(input("How old are you? "))
print("Hello " + name)
print("Next year you will be", age + 1)

# %% two numbers
a = 15
b = 4
print(a + b)
print(a - b)
print(a * b)
print(a / b)
print(a // b)
print(a % b)
print(a ** b)

# %% area of a rectangle
# answers: 6, 7
width = int(input("Width: "))
height = int(input("Height: "))
area = width * height
perimeter = 2 * (width + height)
print("Area:", area)
print("Perimeter:", perimeter)

# %% temperature
# answers: 20.5
celsius = float(input("Celsius? "))
fahrenheit = celsius * 9 / 5 + 32
print(celsius, "C =", fahrenheit, "F")

# %% swap two variables
a = 5
b = 9
a, b = b, a
print(a, b)

# %% swap the old way
first = "tea"
second = "milk"
temp = first
first = second
second = temp
print(first)
print(second)

# %% pocket money
weekly = 3.5
weeks = 52
total = weekly * weeks
print("In a year I get $" + str(total))

# %% seconds
seconds = 10000
hours = seconds // 3600
minutes = seconds % 3600 // 60
rest = seconds % 60
print(hours, "h", minutes, "min", rest, "s")

# %% circle
import math

radius = 5
print("Circumference:", round(2 * math.pi * radius, 2))
print("Area:", round(math.pi * radius ** 2, 2))

# %% pizza party
# answers: 23, 3
children = int(input("How many children? "))
slices = int(input("How many slices each? "))
needed = children * slices
pizzas = needed // 8
if needed % 8 != 0:
    pizzas = pizzas + 1
print(f"You need {pizzas} pizzas.")

# %% even or odd
# answers: 17
number = int(input("Enter a number: "))
if number % 2 == 0:
    print(number, "is even")
else:
    print(number, "is odd")

# %% grades
# answers: 78
score = int(input("Score: "))
if score >= 90:
    grade = "A"
elif score >= 80:
    grade = "B"
elif score >= 70:
    grade = "C"
else:
    grade = "D"
print("Your grade is " + grade)

# %% biggest of three
# answers: 3, 9, 5
a = int(input())
b = int(input())
c = int(input())
if a >= b and a >= c:
    print(a)
elif b >= a and b >= c:
    print(b)
else:
    print(c)

# %% leap year
# answers: 2024
year = int(input("Year? "))
if (year % 4 == 0 and year % 100 != 0) or year % 400 == 0:
    print(year, "is a leap year")
else:
    print(year, "is not a leap year")

# %% password
# answers: 1234, swordfish
password = "swordfish"
guess = input("Password: ")
while guess != password:
    print("Wrong!")
    guess = input("Password: ")
print("Welcome!")

# %% bmi with format
weight = 45.0
height = 1.52
bmi = weight / height ** 2
print(f"BMI: {bmi:.1f}")
if 18.5 <= bmi < 25:
    print("normal")
else:
    print("talk to a doctor")

# %% roller coaster
# answers: 130, no
height = int(input("How tall are you in cm? "))
if height > 120:
    print("You can ride!")
    photo = input("Do you want a photo? ")
    if photo == "yes":
        print("That is 15 dollars")
    else:
        print("That is 12 dollars")
else:
    print("Grow a bit first.")

# %% a box of stars
print("*" * 10)
print("*" + " " * 8 + "*")
print("*" + " " * 8 + "*")
print("*" * 10)

# %% types
x = 5
y = 2.5
name = "Ann"
print(type(x))
print(type(y))
print(type(name))
print(int(y), float(x), str(x) + name)

# %% shopping
apple = 0.45
bread = 2.10
bill = 4 * apple + 2 * bread
print("Total:", bill)
discount = bill * 0.1
bill = bill - discount
print("With discount: %.2f" % bill)

# %% booleans
raining = True
have_umbrella = False
if raining and not have_umbrella:
    print("You will get wet")
elif raining or have_umbrella:
    print("You are fine")
print(raining == have_umbrella)

# %% triangle
# answers: 3 4 5
a, b, c = map(int, input().split())
if a + b > c and b + c > a and a + c > b:
    if a == b == c:
        print("equilateral")
    elif a == b or b == c or a == c:
        print("isosceles")
    else:
        print("scalene")
else:
    print("no triangle")

# %% average of three
# answers: 7, 8, 10
x = float(input("1: "))
y = float(input("2: "))
z = float(input("3: "))
average = (x + y + z) / 3
print("average", round(average, 1))

# %% multiplication question
# answers: 56
import random
random.seed(4)
a = random.randint(2, 9)
b = random.randint(2, 9)
answer = int(input(f"{a} x {b} = "))
if answer == a * b:
    print("Correct!")
else:
    print("No, it is", a * b)

# %% time zones
hour = 22
hour += 9
if hour >= 24:
    hour -= 24
print("It is", hour, "o'clock in Tokyo")

# %% coins
cents = 187
quarters = cents // 25
cents %= 25
dimes = cents // 10
cents %= 10
nickels = cents // 5
cents %= 5
print(quarters, dimes, nickels, cents)
