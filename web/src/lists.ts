// Many short lists of numbers in two arrays: list n is values[starts[n]] up to values[starts[n + 1]].

export class Lists {
  readonly starts: Uint32Array;
  readonly values: Uint32Array;

  constructor(starts: Uint32Array, values: Uint32Array) {
    this.starts = starts;
    this.values = values;
  }

  get(n: number): Uint32Array {
    return this.values.subarray(this.starts[n], this.starts[n + 1]);
  }

  size(n: number): number {
    return (this.starts[n + 1] ?? 0) - (this.starts[n] ?? 0);
  }

  /** From those lists that are not empty, in order. */
  static sparse(count: number, at: readonly number[], of: readonly (readonly number[])[]): Lists {
    const starts = new Uint32Array(count + 1);
    at.forEach((n, k) => { starts[n + 1] = of[k]?.length ?? 0; });
    for (let n = 0; n < count; n++) starts[n + 1] = (starts[n] ?? 0) + (starts[n + 1] ?? 0);
    return new Lists(starts, Uint32Array.from(of.flat()));
  }

  /** Sorts the places of a column into lists by what stands there; above `count` stands what is in no list. */
  static byColumn(count: number, column: Uint32Array): Lists {
    const starts = new Uint32Array(count + 1);
    for (let n = 0; n < column.length; n++) {
      const list = column[n] ?? 0;
      if (list < count) starts[list + 1] = (starts[list + 1] ?? 0) + 1;
    }
    for (let n = 0; n < count; n++) starts[n + 1] = (starts[n] ?? 0) + (starts[n + 1] ?? 0);
    const next = starts.slice();
    const values = new Uint32Array(starts[count] ?? 0);
    for (let n = 0; n < column.length; n++) {
      const list = column[n] ?? 0;
      if (list >= count) continue;
      const place = next[list] ?? 0;
      values[place] = n;
      next[list] = place + 1;
    }
    return new Lists(starts, values);
  }

  /** Sorts items into lists; `each` is called twice and has to put the same pairs both times, items ascending. */
  static grouped(count: number, each: (put: (list: number, item: number) => void) => void): Lists {
    const starts = new Uint32Array(count + 1);
    each((list) => { starts[list + 1] = (starts[list + 1] ?? 0) + 1; });
    for (let n = 0; n < count; n++) starts[n + 1] = (starts[n] ?? 0) + (starts[n + 1] ?? 0);
    const next = starts.slice();
    const values = new Uint32Array(starts[count] ?? 0);
    each((list, item) => {
      const place = next[list] ?? 0;
      values[place] = item;
      next[list] = place + 1;
    });
    return new Lists(starts, values);
  }
}
