from sunmao.sound import say

say('hello')
say('你好', language='zh', wait=False)
