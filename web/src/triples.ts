// Numbers triples of numbers in the order in which they are first asked for: a table of typed arrays, for a Map of so many is slow.

import { NONE } from "./data.ts";

export class Triples {
  count = 0;
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  private readonly third: Uint32Array;
  private readonly slots: Uint32Array;

  /** Of at most so many. */
  constructor(most: number) {
    [this.first, this.second, this.third] = [new Uint32Array(most), new Uint32Array(most), new Uint32Array(most)];
    let slots = 16;
    while (slots < 2 * most) slots *= 2;
    this.slots = new Uint32Array(slots).fill(NONE);
  }

  number(a: number, b: number, c: number): number {
    const last = this.slots.length - 1;
    let hash = Math.imul(Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca6b) ^ c, 0xc2b2ae35);
    hash = (hash ^ (hash >>> 15)) & last;
    for (;; hash = (hash + 1) & last) {
      const known = this.slots[hash] ?? NONE;
      if (known === NONE) break;
      if (this.first[known] === a && this.second[known] === b && this.third[known] === c) return known;
    }
    this.slots[hash] = this.count;
    this.first[this.count] = a;
    this.second[this.count] = b;
    this.third[this.count] = c;
    return this.count++;
  }
}
