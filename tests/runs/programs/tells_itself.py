import json
import os
import random
import sys

own = {name: repr(value) for name, value in globals().items() if name not in ('__loader__', 'json', 'os', 'random', 'sys', '__builtins__')}
print(json.dumps({
    'globals': own, 'argv': sys.argv, 'path': sys.path[0], 'cwd': os.getcwd(), 'random': random.word, 'name': __name__,
    'environment': sorted(name for name in os.environ if name.startswith('SUNMAO_L') or name.startswith('SUNMAO_K')),
    'main': sys.modules['__main__'].own is own, 'encoding': sys.stdout.encoding, 'recursion': sys.getrecursionlimit(),
}))
