import random

random.seed(3)
numbers = [5, 2, 9]
random.shuffle(numbers)
numbers.sort()
numbers.reverse()
numbers.sort(reverse=True)
print(numbers)
numbers.clear()
print(numbers)
