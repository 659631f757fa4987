/** Titles of new projects. */

import * as api from '../../lib/api';

/** A title that no project has, so that two can be told apart: “My project 2”. */
export async function findFreeTitle(title: string): Promise<string> {
  const taken = new Set((await api.fetchProjects()).map((one) => one.title));
  let number = 1;
  const make = () => (number === 1 ? title : `${title} ${number}`);
  while (taken.has(make())) number++;
  return make();
}
