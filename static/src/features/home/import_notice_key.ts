/** Where this browser remembers what has to be said of a project that came in a zip. */
export const makeNewsKey = (project: string) => `imported:${project}`;
