import json
import os
import random
import sys

own = {name: repr(value) for name, value in globals().items() if name not in ('__loader__', 'json', 'os', 'random', 'sys', '__builtins__')}
print(json.dumps({
    'globals': own, 'argv': sys.argv, 'path': sys.path[0], 'cwd': os.getcwd(), 'random': random.word, 'name': __name__,
    'environment': [name for name in ('SUNMAO_LINK', 'SUNMAO_KEY', 'SUNMAO_PRELOAD') if name in os.environ],
    'main': sys.modules['__main__'].own is own, 'encoding': sys.stdout.encoding, 'recursion': sys.getrecursionlimit(),
}))
