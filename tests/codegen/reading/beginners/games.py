# %% rock paper scissors
# answers: rock, paper, scissors
import random
random.seed(2)
options = ["rock", "paper", "scissors"]
wins = 0
for round in range(3):
    me = input("rock, paper or scissors? ")
    you = random.choice(options)
    print("computer:", you)
    if me == you:
        print("draw")
    elif (me == "rock" and you == "scissors") or (me == "paper" and you == "rock") or (me == "scissors" and you == "paper"):
        print("you win")
        wins += 1
    else:
        print("you lose")
print("You won", wins, "times")

# %% hangman
# answers: a, e, l, x, p
word = "apple"
lives = 5
guessed = []
while lives > 0:
    shown = ""
    for letter in word:
        if letter in guessed:
            shown += letter
        else:
            shown += "_"
    print(shown)
    if "_" not in shown:
        print("You win!")
        break
    guess = input("Letter: ")
    if guess in guessed:
        print("again?")
    elif guess in word:
        guessed.append(guess)
    else:
        lives -= 1
        print("no,", lives, "lives")
        guessed.append(guess)

# %% number guessing with limits
# answers: 50, 75, 62, 56, 59
import random
random.seed(20)
number = random.randint(1, 100)
low = 1
high = 100
tries = 0
guess = 0
while guess != number and tries < 5:
    guess = int(input(f"Between {low} and {high}: "))
    tries += 1
    if guess < number:
        low = guess + 1
    elif guess > number:
        high = guess - 1
print("It was", number)

# %% dice race
import random
random.seed(7)
players = {"red": 0, "blue": 0}
winner = None
while winner is None:
    for name in players:
        players[name] += random.randint(1, 6)
        if players[name] >= 20:
            winner = name
            break
print(winner, "wins", players)

# %% quiz with a list of pairs
# answers: Paris, 6, no
quiz = [["Capital of France?", "Paris"], ["3 + 3?", "6"], ["Is the sun a planet?", "no"]]
score = 0
for question, answer in quiz:
    reply = input(question + " ")
    if reply.lower() == answer.lower():
        print("right")
        score += 1
    else:
        print("wrong, it is", answer)
print(f"{score}/{len(quiz)}")

# %% adventure
# answers: left, open
print("You stand in a cave.")
way = input("left or right? ")
if way == "left":
    print("There is a chest.")
    action = input("open or leave? ")
    if action == "open":
        gold = 50
        print("You find", gold, "gold")
    else:
        print("You go home.")
elif way == "right":
    print("A dragon! Run!")
else:
    print("You wait and nothing happens.")

# %% bank
# answers: d, 100, w, 30, w, 500, q
balance = 0
while True:
    command = input("d/w/q: ")
    if command == "q":
        break
    amount = int(input("Amount: "))
    if command == "d":
        balance += amount
    elif command == "w":
        if amount > balance:
            print("not enough")
        else:
            balance -= amount
    print("Balance:", balance)

# %% memory of colors
import random
random.seed(5)
colors = ["R", "G", "B", "Y"]
sequence = []
for i in range(6):
    sequence.append(random.choice(colors))
    print("".join(sequence))

# %% coin flips
import random
random.seed(12)
heads = 0
tails = 0
longest = 0
streak = 0
for i in range(50):
    if random.choice(["H", "T"]) == "H":
        heads += 1
        streak += 1
        longest = max(longest, streak)
    else:
        tails += 1
        streak = 0
print(heads, tails, longest)

# %% tamagotchi
class Pet:
    hunger = 0

hunger = 0
happy = 5
for hour in range(1, 6):
    hunger += 2
    if hunger > 5:
        print(f"Hour {hour}: feed me!")
        hunger = 0
        happy -= 1
    else:
        print(f"Hour {hour}: all right")
print("happy:", "#" * happy)

# %% race of turtles in text
import random
random.seed(1)
a = 0
b = 0
while a < 15 and b < 15:
    a += random.randint(0, 3)
    b += random.randint(0, 3)
    print("A" + "-" * a + ">")
    print("B" + "-" * b + ">")
if a > b:
    print("A wins")
elif b > a:
    print("B wins")
else:
    print("tie")

# %% lottery
import random
random.seed(99)
numbers = []
while len(numbers) < 6:
    n = random.randint(1, 49)
    if n not in numbers:
        numbers.append(n)
numbers.sort()
print("Tonight:", numbers)

# %% password generator
import random
random.seed(6)
letters = "abcdefghijklmnopqrstuvwxyz"
digits = "0123456789"
password = ""
for i in range(6):
    password += random.choice(letters)
for i in range(2):
    password += random.choice(digits)
print(password)

# %% tic tac toe winner
board = ["X", "O", "X", "O", "X", "O", "X", " ", " "]
lines = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [2, 4, 6]]
for line in lines:
    a = board[line[0]]
    b = board[line[1]]
    c = board[line[2]]
    if a == b == c and a != " ":
        print(a, "wins with", line)

# %% map
level = ["#####", "#P..#", "#..E#", "#####"]
for y in range(len(level)):
    for x in range(len(level[y])):
        if level[y][x] == "P":
            print("player at", x, y)
        elif level[y][x] == "E":
            print("exit at", x, y)

# %% robot
x = 0
y = 0
program = "NNEESW"
for step in program:
    if step == "N":
        y += 1
    elif step == "S":
        y -= 1
    elif step == "E":
        x += 1
    elif step == "W":
        x -= 1
    print((x, y))

# %% bulls and cows
# answers: 1234, 5271
secret = "5278"
for turn in range(2):
    guess = input("4 digits: ")
    bulls = 0
    cows = 0
    for i in range(4):
        if guess[i] == secret[i]:
            bulls += 1
        elif guess[i] in secret:
            cows += 1
    print(bulls, "bulls,", cows, "cows")

# %% game of 21
import random
random.seed(31)
total = 0
cards = []
while total < 17:
    card = random.randint(1, 10)
    cards.append(card)
    total += card
print(cards, total)
print("bust" if total > 21 else "ok")
