/** Bars stand in the order of the cards. */
export function sortScores<Answer extends { scores: { label: string }[] }>(
  answer: Answer,
  classes: readonly { name: string }[],
): Answer {
  const places = new Map(classes.map(({ name }, place) => [name, place]));
  const place = (label: string) => places.get(label) ?? classes.length;
  return { ...answer, scores: [...answer.scores].sort((a, b) => place(a.label) - place(b.label)) };
}
