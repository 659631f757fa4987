/** What Python's own words do, for those who write them: one line each. */

import type { Text } from '../../../lib/types';

const WORDS: Record<string, [string, string]> = {
  and: ['两边都对才算对', 'true where both sides are'],
  break: ['跳出循环', 'leaves the loop'],
  continue: ['跳到循环的下一轮', 'goes on with the next turn of the loop'],
  def: ['做一个函数', 'makes a function'],
  elif: ['不然，如果…就…', 'else, where something is so'],
  else: ['不然就…', 'otherwise'],
  False: ['错', 'not so'],
  float: ['变成可以带小数的数', 'makes a number that may have decimals'],
  for: ['对里面的每一个重复一遍', 'repeats for each of what is inside'],
  from: ['从一个库里取', 'takes from a library'],
  if: ['如果…就…', 'where something is so'],
  import: ['把一个库拿来用', 'brings a library'],
  in: ['在不在里面', 'whether it is inside'],
  input: ['问一句话，回答是文字', 'asks; the answer is text'],
  int: ['变成整数', 'makes a whole number'],
  len: ['有几个，有多长', 'how many there are, how long it is'],
  list: ['变成列表', 'makes a list'],
  not: ['反过来：对变错，错变对', 'the contrary'],
  None: ['什么都没有', 'nothing'],
  or: ['有一边对就算对', 'true where one side is'],
  print: ['显示出来', 'shows it'],
  range: ['一串整数：从 0 开始，到最后一个数之前', 'whole numbers from 0 to before the last'],
  return: ['把结果交出来，函数到这里结束', 'gives the result and ends the function'],
  round: ['四舍五入', 'rounds a number'],
  str: ['变成文字', 'makes text'],
  sum: ['加起来', 'adds them up'],
  True: ['对', 'so'],
  while: ['只要还对，就一直重复', 'repeats as long as something is so'],
};

export const PYTHON_WORDS: readonly string[] = Object.keys(WORDS);

/** null for a word that is none of Python's. */
export function explainWord(word: string): Text | null {
  if (!Object.hasOwn(WORDS, word)) return null;
  const [zh, en] = WORDS[word];
  return { zh, en };
}
