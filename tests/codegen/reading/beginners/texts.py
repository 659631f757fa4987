# %% letters
word = "python"
for letter in word:
    print(letter)

# %% length
# answers: butterfly
word = input("A word: ")
print("It has", len(word), "letters")
print("It starts with", word[0])
print("It ends with", word[-1])

# %% shout
text = "hello there"
print(text.upper())
print(text.capitalize())
print(text.title())
print(text.replace("l", "L"))

# %% count vowels
# answers: Programming is fun
sentence = input("Sentence: ")
vowels = 0
for letter in sentence:
    if letter in "aeiou":
        vowels += 1
print("vowels:", vowels)

# %% reverse
text = "stressed"
backwards = ""
for letter in text:
    backwards = letter + backwards
print(backwards)

# %% palindrome
# answers: Level
word = input("Word: ").lower()
if word == word[::-1]:
    print("palindrome")
else:
    print("no palindrome")

# %% slices
s = "Hello World"
print(s[0:5])
print(s[6:])
print(s[:5])
print(s[-5:])
print(s[::2])

# %% initials
name = "Ada King Lovelace"
parts = name.split()
initials = ""
for part in parts:
    initials += part[0] + "."
print(initials)

# %% caesar
message = "meet me at noon"
key = 3
secret = ""
for c in message:
    if c.isalpha():
        secret += chr((ord(c) - ord("a") + key) % 26 + ord("a"))
    else:
        secret += c
print(secret)

# %% email
# answers: kim@school.org
email = input("Email: ")
if "@" in email and email.endswith(".org"):
    user, domain = email.split("@")
    print("User:", user)
    print("Domain:", domain)
else:
    print("not valid")

# %% word count
text = "the cat and the dog and the bird"
words = text.split(" ")
print(len(words))
print(words.count("the"))
print("dog" in words)

# %% join
letters = ["a", "b", "c"]
print("-".join(letters))
print("".join(letters))

# %% banner
title = "MENU"
print("=" * 20)
print(title.center(20))
print("=" * 20)

# %% digits in a text
code = "a1b22c333"
total = 0
for c in code:
    if c.isdigit():
        total += int(c)
print(total)

# %% format a table
items = ["pen", "book", "bag"]
prices = [1.5, 12.25, 30]
for i in range(3):
    print("{:<8}{:>8.2f}".format(items[i], prices[i]))

# %% f-strings
name = "Leo"
age = 13
print(f"{name} is {age} years old and was born in {2024 - age}.")
print(f"{name.upper()} {len(name)}")

# %% find
text = "Where is the needle in the haystack?"
place = text.find("needle")
print(place)
print(text.find("gold"))
print(text[place:place + 6])

# %% pig latin
word = "banana"
if word[0] in "aeiou":
    print(word + "way")
else:
    print(word[1:] + word[0] + "ay")

# %% strip
answer = "   yes  "
if answer.strip() == "yes":
    print("ok")
print("[" + answer.strip() + "]")

# %% compare
a = "apple"
b = "banana"
if a < b:
    print(a, "comes first")
else:
    print(b, "comes first")

# %% doubled letters
word = "bookkeeper"
for i in range(len(word) - 1):
    if word[i] == word[i + 1]:
        print("double", word[i], "at", i)

# %% mad libs
# answers: purple, elephant, dance
adjective = input("adjective: ")
animal = input("animal: ")
verb = input("verb: ")
print("The " + adjective + " " + animal + " likes to " + verb + ".")

# %% acronym
phrase = "as soon as possible"
result = ""
for w in phrase.split():
    result = result + w[0].upper()
print(result)

# %% secret letters
secret = "planet"
shown = ""
guessed = ["p", "e", "t"]
for letter in secret:
    if letter in guessed:
        shown += letter + " "
    else:
        shown += "_ "
print(shown)

# %% binary
number = 37
binary = ""
while number > 0:
    binary = str(number % 2) + binary
    number = number // 2
print(binary)
print(int(binary, 2))
print(bin(37))

# %% letter by letter
word = "CAT"
i = 0
while i < len(word):
    print(i, word[i])
    i = i + 1

# %% poem
poem = """Roses are red,
violets are blue."""
for line in poem.split("\n"):
    print("> " + line)
