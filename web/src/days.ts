// Bars along a true axis of time: how many claims were published when.

const DAY = 86_400_000;

export interface Bin { from: string; to: string; start: number; end: number; days: string[] }

export interface Axis { bins: Bin[]; first: number; last: number }

/** Days, weeks, months or years: the finest of which at most `most` fit. Days that are no dates are left out. */
export function axis(days: readonly string[], most = 45): Axis {
  const known = [...new Set(days)].filter((day) => /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day))).sort();
  for (const start of [daily, weekly, monthly, yearly]) {
    const bins = new Map<number, Bin>();
    for (const day of known) {
      const [from, to] = start(Date.parse(day));
      const bin = bins.get(from) ?? { from: iso(from), to: iso(to - DAY), start: from, end: to, days: [] };
      bin.days.push(day);
      bins.set(from, bin);
    }
    const list = [...bins.values()];
    const first = list[0]?.start ?? 0;
    const last = list[list.length - 1]?.end ?? 0;
    const width = (list[0]?.end ?? 1) - first;
    if (start === yearly || (last - first) / (width || 1) <= most) return { bins: list, first, last };
  }
  return { bins: [], first: 0, last: 0 };
}

type Start = (time: number) => [number, number];

const daily: Start = (time) => [time, time + DAY];
const weekly: Start = (time) => {
  const monday = time - ((new Date(time).getUTCDay() + 6) % 7) * DAY;
  return [monday, monday + 7 * DAY];
};
const monthly: Start = (time) => {
  const day = new Date(time);
  return [Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1), Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1)];
};
const yearly: Start = (time) => {
  const year = new Date(time).getUTCFullYear();
  return [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
};

const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);

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
export const dayOf = (number: number): string => (number === UNDATED ? "" : iso(number * DAY));
