// Small marks that canvas and SVG draw alike, as strokes around a point; the letters of the picture.

export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif";

export type Stroke = readonly [x1: number, y1: number, x2: number, y2: number];

/** Said not to be so. */
export const CROSS: readonly Stroke[] = [[-5, -5, 5, 5], [5, -5, -5, 5]];
/** Contradicted, on a disc. */
export const UNEQUAL: readonly Stroke[] = [[-4, -1.8, 4, -1.8], [-4, 1.8, 4, 1.8], [2.2, -4.6, -2.2, 4.6]];
export const DISC = 7;

export const fontOf = (size: number, weight: number): string => `${weight} ${size}px ${FONT}`;

/** Where the marks of a line stand: beside each other if there are two. */
export function marksOf(line: { negative: boolean; mixed: boolean; contested: boolean }): { kind: "cross" | "unequal"; dx: number }[] {
  const crossed = line.negative || line.mixed;
  const apart = crossed && line.contested ? 7.5 : 0;
  return [...(crossed ? [{ kind: "cross" as const, dx: -apart }] : []), ...(line.contested ? [{ kind: "unequal" as const, dx: apart }] : [])];
}
