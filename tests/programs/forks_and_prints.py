import os

print('first')
child = os.fork()
name = 'child' if child == 0 else 'parent'
for number in range(10_000):
    print(name, number)
if child:
    os.waitpid(child, 0)
