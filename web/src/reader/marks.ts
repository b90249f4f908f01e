// A text cut at the borders of claims, which may overlap.

/** Each piece knows the claims whose span holds it. */
export interface Piece {
  start: number;
  text: string;
  claims: number[];
}

/** A claim's place in the text, half open. */
export interface Span { id: number; start: number; end: number }

/** One sweep over the borders; `spans` in order of start. */
export function pieces(text: string, spans: readonly Span[]): Piece[] {
  const cuts = new Set([0, text.length]);
  for (const { start, end } of spans) cuts.add(Math.min(start, text.length)).add(Math.min(end, text.length));
  const sorted = [...cuts].sort((a, b) => a - b);
  const found: Piece[] = [];
  let open: Span[] = [];
  let next = 0;
  sorted.slice(0, -1).forEach((start, n) => {
    open = open.filter(({ end }) => end > start);
    for (let span = spans[next]; span && span.start <= start; span = spans[++next]) if (span.end > start) open.push(span);
    found.push({ start, text: text.slice(start, sorted[n + 1]), claims: open.map(({ id }) => id) });
  });
  return found;
}
