import contextlib
import threading
from functools import lru_cache


def numbers(limit):
    n = 0
    try:
        while n < limit:
            got = yield n
            n += 1 if got is None else got
    finally:
        print('closed')


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


def endless(n):
    return endless(n + 1)


def counter():
    count = 0

    def up():
        nonlocal count
        count += 1
        return count
    return up


class Cat:
    legs = 4

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        print('asked')
        return self.name

    @property
    def loud(self):
        return self.name.upper()

    @staticmethod
    def kinds():
        return [k for k in ('a', 'b')]

    def __enter__(self):
        return self

    def __exit__(self, *why):
        print('left', why[0])
        return True


@lru_cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@contextlib.contextmanager
def around(word):
    print('<', word)
    yield word
    print('>', word)


cat = Cat('Tom')
print(cat.loud, Cat.kinds(), {n: n * n for n in range(3)}, sum(n for n in range(4)))
made = numbers(5)
print(next(made), made.send(2), list(made))
with cat:
    raise ValueError('gone')
for word in ('a', 'b'):
    with around(word) as w:
        print(w)
else:
    print('else')
try:
    endless(0)
except RecursionError:
    print('too deep')
print(deep(300))
up = counter()
print(up(), up(), fib(20))
while True:
    try:
        1 / 0
    except ZeroDivisionError as error:
        print(error)
        break
    finally:
        print('finally')
print(sorted([3, 1, 2], key=lambda n: -n), [*map(str, range(3))])
total = []
lock = threading.Lock()


def work(n):
    for k in range(20):
        with lock:
            total.append(n)


threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(total) == sorted([0, 1, 2] * 20), len(total))
x = 5; y = 6
if x > 5: print('no')
elif y: print('yes')
match (x, y):
    case (5, z):
        print('z', z)
exec("for i in range(3):\n    x += i\nprint(x)")
assert (n := 3) == 3
print(f'{n!r:>4}', cat.name,
      x,
      y)
del x
print([[a for a in range(b)] for b in range(3)])
g = (c for c in 'abc')
print(next(g), *g)
async def nap():
    return 3
import asyncio
print(asyncio.run(nap()))
print(x)
