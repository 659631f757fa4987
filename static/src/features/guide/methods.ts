/** The ways of learning that the steps offer in words, and what each costs on this computer. */

import { fitEpochs } from '../../lib/numbers/training_epochs';
import { getTask } from '../../lib/tasks';
import type { Key } from '../../lib/texts';
import type { NetworkRow } from '../../lib/types';
import { isSorted } from '../labels/labels';
import { type GuideTask, getNetworkTask } from './program';

/** How a network learns. */
export interface Choice {
  backbone: string;
  imageSize: number | null;
  quick: boolean;
  epochs: number;
}

export type MethodName = 'quick' | 'careful' | 'board' | 'tree' | 'forest' | 'neighbors';
export interface Method extends Choice {
  name: MethodName;
  /** What it is like. */
  text: Key;
}

/** As a kind declares it: the whole network learns, at its own size, where nothing else is said. */
export type MethodDeclaration = Pick<Method, 'name' | 'backbone' | 'epochs' | 'text'> & Partial<Method>;

/** The methods of a task, for so many labeled pictures: a detector sees few of them more often. null: not known. */
export function listMethods(task: GuideTask, pictures: number | null): readonly Method[] {
  const { program, steps } = getTask(task);
  const looks = steps!.fitted && program.looks;
  return steps!.methods.map((one) => ({
    imageSize: null,
    quick: false,
    ...one,
    epochs: looks ? fitEpochs(one.epochs, looks, pictures) : one.epochs,
  }));
}

/** The one of these methods that a program follows; null: another way. */
export function findMethod(methods: readonly Method[], choice: Choice): Method | null {
  const same = (one: Method) =>
    one.backbone === choice.backbone &&
    one.imageSize === choice.imageSize &&
    one.quick === choice.quick &&
    one.epochs === choice.epochs;
  return methods.find(same) ?? null;
}

/** Pictures of the parts of a data set. */
export interface Counts {
  train: number;
  val: number;
  test: number;
}

export interface Cost {
  seconds: number;
  /** The time was measured on this computer, with such a training. */
  measured: boolean;
  /** Bytes. */
  memory: number;
  size: number;
}

const MEGABYTE = 1_000_000;
/** Bytes of a number in a file. */
const NUMBER = 4;
/** Seconds until a training begins and for its test; and, for each number that is learned, for writing the file. */
const AROUND = 5;
const WRITTEN = 4e-6;
/** A picture that is only looked at, beside one that is learned from. */
const LOOK = 0.3;

/** Of the time for a picture: what does not go with its size (reading, changing, boxes). */
const FIXED = 0.5;
/** Bytes that the engine needs by itself. */
const ENGINE = 700_000_000;
/** A training keeps what a step frees for the next one: so many times what one step needs, measured. */
const KEPT = 2;

/**
 * What a way of learning costs. pace: how many times the estimate the same way took here (a training of few pictures
 * is nearly all beginning and end, so that its seconds say little of one of many); null: it was never tried here.
 */
export function estimateCost(choice: Choice, network: NetworkRow, counts: Counts, pace: number | null): Cost {
  const side = choice.imageSize ?? network.image_size;
  const area = (side / network.image_size) ** 2;
  const quick = choice.quick ? network.quick : null;
  const looked = counts.val + counts.test / (quick ? 1 : choice.epochs);
  const once = (network.seconds * (FIXED + (1 - FIXED) * area) * (counts.train + LOOK * looked)) / 100;
  const around = AROUND + WRITTEN * network.parameters;
  const told =
    around + (quick ? (quick.seconds * (counts.train + counts.val + counts.test)) / 100 : once * choice.epochs);
  return {
    seconds: told * (pace ?? 1),
    measured: pace !== null,
    memory: ENGINE + MEGABYTE * (quick ? quick.memory : KEPT * network.memory * Math.max(area, 0.5)),
    size: estimateSize(network),
  };
}

/** Bytes of the file that a network becomes. */
export function estimateSize(network: NetworkRow): number {
  return network.parameters * NUMBER;
}

/** Whether this computer has the memory. free: bytes. */
export function hasMemory(cost: Cost, free: number): boolean {
  return cost.memory <= free;
}

/** Whether a network would learn from nothing and is too large for it. */
export function startsFromNothing(network: NetworkRow): boolean {
  return !network.learned && !network.small;
}

/** Under which key a computer remembers how long such a training took; where: of the cluster, '' for here. */
export function makePaceKey({ backbone, imageSize, quick, epochs }: Choice, where = ''): string {
  const place = where && `:${where}`;
  return `guide:speed:${backbone}:${imageSize ?? ''}:${quick ? 'quick' : 'whole'}:${epochs}${place}`;
}

/** Small pictures without colors: what the smallest network was made for. side: the longer one of most, in pixels. */
export function recommend(task: GuideTask, side: number | null): MethodName {
  return isSorted({ task: getNetworkTask(task) }) && side !== null && side <= SMALL_SIDE ? 'board' : 'quick';
}
const SMALL_SIDE = 40;
