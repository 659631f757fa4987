/** What a browser calls itself, as a person would: a system and a program. */

/** What is looked for, in this order: browsers name those that they descend from, too. */
const SYSTEMS = ['iPad', 'iPhone', 'Android', 'HarmonyOS', 'CrOS', 'Windows', 'Macintosh', 'Linux'];
const PROGRAMS = ['Edg', 'OPR', 'HuaweiBrowser', 'MicroMessenger', 'QQBrowser', 'Firefox', 'Chrome', 'Safari'];
const CALLED: Record<string, string> = {
  CrOS: 'ChromeOS',
  Macintosh: 'Mac',
  Edg: 'Edge',
  OPR: 'Opera',
  HuaweiBrowser: 'Huawei Browser',
  MicroMessenger: 'WeChat',
  QQBrowser: 'QQ Browser',
};

/** Such as 'iPad · Safari'; empty where nothing of it is known. */
export function describeBrowser(agent: string): string {
  const find = (words: string[]) => words.find((word) => agent.includes(word));
  return [find(SYSTEMS), find(PROGRAMS)]
    .filter((word) => word !== undefined)
    .map((word) => CALLED[word] ?? word)
    .join(' · ');
}
