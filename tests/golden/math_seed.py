import random

random.seed(3)
first = random.random()
random.seed(3)
print(first == random.random())
