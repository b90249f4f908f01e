// Lays the lines of one pair side by side.


interface Line { id: number; from: number; to: number }

/** How far each line bends, so that the lines of one pair lie side by side. */
export function bend(edges: readonly Line[]): Map<number, number> {
  const pairs = new Map<string, Line[]>();
  for (const edge of edges) {
    const key = edge.from < edge.to ? `${edge.from} ${edge.to}` : `${edge.to} ${edge.from}`;
    const pair = pairs.get(key);
    if (pair) pair.push(edge);
    else pairs.set(key, [edge]);
  }
  const bends = new Map<number, number>();
  for (const pair of pairs.values()) {
    pair.forEach((edge, n) => {
      const offset = pair.length === 1 ? 0.1 : (n - (pair.length - 1) / 2) * 0.26;
      bends.set(edge.id, edge.from < edge.to ? offset : -offset);
    });
  }
  return bends;
}
