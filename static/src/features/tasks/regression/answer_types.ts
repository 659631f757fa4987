/** What a model of numbers says of a picture, as the server sends it. */

export interface NumberAnswer {
  value: number;
  unit: string;
  /** The smallest and the largest number that it learned. */
  low: number;
  high: number;
  ms: number;
  model: string;
}
