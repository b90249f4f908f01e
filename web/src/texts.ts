// The texts of the articles, which are read only when somebody wants to see one: in a big page they come packed, in blocks.

/** Reads one block of texts. */
export type Block = () => Promise<string[]>;

export class Texts {
  private readonly blocks: readonly Block[];
  /** Before which article each block begins. */
  private readonly starts: readonly number[];
  private readonly read: (string[] | undefined)[];
  private readonly reading: (Promise<void> | undefined)[] = [];

  constructor(blocks: readonly Block[], starts: readonly number[]) {
    this.blocks = blocks;
    this.starts = starts;
    this.read = blocks.map(() => undefined);
  }

  get complete(): boolean {
    return this.read.every((block) => block !== undefined);
  }

  /** Undefined where it is not known, or not read yet. */
  get(article: number): string | undefined {
    const n = this.blockOf(article);
    const block = this.read[n];
    return block?.[article - (this.starts[n] ?? 0)] || undefined;
  }

  /** Reads the text of an article, or all texts; tells whether there was anything to read. */
  async load(article?: number): Promise<boolean> {
    const wanted = article === undefined ? this.blocks.map((_, n) => n) : [this.blockOf(article)];
    const missing = wanted.filter((n) => this.blocks[n] && this.read[n] === undefined);
    for (const n of missing) await (this.reading[n] ??= this.readBlock(n));
    return missing.length > 0;
  }

  private async readBlock(n: number): Promise<void> {
    this.read[n] = await this.blocks[n]?.();
  }

  private blockOf(article: number): number {
    let n = this.starts.length - 1;
    while (n > 0 && (this.starts[n] ?? 0) > article) n--;
    return n;
  }
}

export const NO_TEXTS = new Texts([], []);
