// Days of claims: ISO 8601 dates as numbers of days since 1970.

const DAY = 86_400_000;

/** Stands for a day that is not told. */
export const UNDATED = -0x80000000;

/** The first and the last day of an ISO 8601 date, month, year or interval, in days since 1970. */
export function span(iso: string | undefined): readonly [number, number] {
  const ends = (iso ?? "").split("/").map((part): readonly [number, number] => {
    const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$/.exec(part);
    if (!found) return [UNDATED, UNDATED];
    const [year, month, day] = [Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1)];
    const first = Date.UTC(year, month - 1, day);
    const next = found[3] ? first + DAY : found[2] ? Date.UTC(year, month, 1) : Date.UTC(year + 1, 0, 1);
    return [first / DAY, next / DAY - 1];
  });
  const first = ends[0]?.[0] ?? UNDATED;
  const last = ends[ends.length - 1]?.[1] ?? UNDATED;
  if (first === UNDATED || last === UNDATED) return first === last ? [UNDATED, UNDATED] : first === UNDATED ? [last, last] : [first, first];
  return first <= last ? [first, last] : [last, first];
}

/** The day of a number of days since 1970; empty of UNDATED. */
export const dayOf = (number: number): string => (number === UNDATED ? "" : new Date(number * DAY).toISOString().slice(0, 10));
