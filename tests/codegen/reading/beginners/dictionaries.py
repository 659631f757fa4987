# %% phone book
phone = {"Ann": "555-1234", "Ben": "555-9876"}
print(phone["Ann"])
phone["Cleo"] = "555-0000"
print(len(phone))
for name in phone:
    print(name, phone[name])

# %% capitals
# answers: France
capitals = {"France": "Paris", "Japan": "Tokyo", "Italy": "Rome"}
country = input("Country: ")
if country in capitals:
    print("The capital is", capitals[country])
else:
    print("I do not know")

# %% letter counts
text = "mississippi"
counts = {}
for letter in text:
    if letter in counts:
        counts[letter] += 1
    else:
        counts[letter] = 1
print(counts)

# %% counts with get
words = "red blue red green blue red".split()
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
for word, number in counts.items():
    print(word, number)

# %% prices
prices = {"apple": 2, "bread": 5, "milk": 3}
basket = ["apple", "apple", "milk"]
total = 0
for item in basket:
    total += prices[item]
print("total", total)

# %% translate
english = {"cat": "Katze", "dog": "Hund"}
sentence = "cat and dog"
result = []
for w in sentence.split():
    result.append(english.get(w, w))
print(" ".join(result))

# %% student
student = {"name": "Lia", "age": 12, "grades": [1, 2, 1]}
student["age"] = student["age"] + 1
print(student["name"], student["age"])
print(sum(student["grades"]) / len(student["grades"]))

# %% best score
scores = {"Tom": 80, "Eva": 95, "Jim": 70}
best = ""
most = 0
for name, score in scores.items():
    if score > most:
        most = score
        best = name
print(best, "wins with", most)

# %% keys and values
stock = {"pens": 5, "rulers": 0, "books": 12}
print(list(stock.keys()))
print(list(stock.values()))
print(sum(stock.values()))
for thing in sorted(stock):
    print(thing)

# %% delete from a dictionary
zoo = {"lion": 2, "zebra": 5}
del zoo["lion"]
zoo["zebra"] -= 1
print(zoo)
if "lion" not in zoo:
    print("no lions")

# %% morse
morse = {"s": "...", "o": "---"}
for letter in "sos":
    print(morse[letter], end=" ")
print()

# %% quiz
# answers: 4, blue
questions = {"2 + 2?": "4", "color of the sky?": "blue", "legs of a spider?": "8"}
points = 0
for q in ["2 + 2?", "color of the sky?"]:
    answer = input(q + " ")
    if answer == questions[q]:
        points += 1
print(f"{points} of {len(questions)} points")

# %% list of dictionaries
pets = [{"name": "Rex", "kind": "dog"}, {"name": "Tom", "kind": "cat"}]
for pet in pets:
    print(pet["name"], "is a", pet["kind"])

# %% nested
school = {"5a": {"pupils": 24, "teacher": "Mrs Wu"}, "5b": {"pupils": 22, "teacher": "Mr Li"}}
for name in school:
    print(name, school[name]["teacher"], school[name]["pupils"])

# %% vote
votes = ["Kim", "Sam", "Kim", "Kim", "Sam"]
result = {"Kim": 0, "Sam": 0}
for v in votes:
    result[v] += 1
if result["Kim"] > result["Sam"]:
    print("Kim wins")

# %% roman numbers
values = {"I": 1, "V": 5, "X": 10, "L": 50}
roman = "XLIV"
total = 0
previous = 0
for letter in reversed(roman):
    value = values[letter]
    if value < previous:
        total -= value
    else:
        total += value
    previous = value
print(total)

# %% inventory
inventory = {}
inventory["rope"] = 1
inventory["torch"] = 6
inventory["gold"] = 42
inventory["torch"] = inventory["torch"] - 1
print("Inventory:")
for item, amount in inventory.items():
    print(amount, item)
print("Total:", sum(inventory.values()))

# %% colors set
a = {"red", "blue"}
b = {"blue", "green"}
print(sorted(a | b))
print(a & b)
a.add("pink")
print(len(a))

# %% group by length
words = ["hi", "to", "cat", "house", "dog"]
groups = {}
for w in words:
    n = len(w)
    if n not in groups:
        groups[n] = []
    groups[n].append(w)
print(groups)

# %% sorted by value
scores = {"Tom": 80, "Eva": 95, "Jim": 70}
ranking = sorted(scores, key=scores.get, reverse=True)
for place, name in enumerate(ranking, start=1):
    print(place, name, scores[name])

# %% update
settings = dict()
settings["volume"] = 5
settings.update({"lang": "en", "volume": 7})
print(settings)
print(settings.get("theme"))
print(settings.pop("lang"))

# %% squares table
table = {n: n * n for n in range(5)}
for n in table:
    print(n, "->", table[n])
