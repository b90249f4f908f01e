// A true axis of time: days since 1970 on a line, bars and ticks by day, week, month or year.

const DAY = 86_400_000;

export type Unit = "day" | "week" | "month" | "year";
const UNITS: readonly Unit[] = ["day", "week", "month", "year"];
const DAYS: Record<Unit, number> = { day: 1, week: 7, month: 30.4, year: 365.25 };
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const utc = (day: number): Date => new Date(day * DAY);
const dayAt = (year: number, month: number): number => Date.UTC(year, month, 1) / DAY;

/** The first day of the unit that holds a day. */
export function startOf(day: number, unit: Unit): number {
  const date = utc(day);
  if (unit === "week") return day - ((date.getUTCDay() + 6) % 7);
  if (unit === "month") return dayAt(date.getUTCFullYear(), date.getUTCMonth());
  if (unit === "year") return dayAt(date.getUTCFullYear(), 0);
  return day;
}

/** The first day of the unit so many units on. */
export function plus(start: number, unit: Unit, count: number): number {
  const date = utc(start);
  if (unit === "week") return start + 7 * count;
  if (unit === "month") return dayAt(date.getUTCFullYear(), date.getUTCMonth() + count);
  if (unit === "year") return dayAt(date.getUTCFullYear() + count, 0);
  return start + count;
}

/** The finest unit of which at most so many cover the days. */
export function unitFor(days: number, most: number): Unit {
  return UNITS.find((unit) => days / DAYS[unit] <= most) ?? "year";
}

/** The border that an arrow key goes to: of the unit, from wherever one stands. */
export function border(day: number, unit: Unit, by: 1 | -1): number {
  const start = startOf(day, unit);
  if (by > 0) return plus(start, unit, 1);
  return start < day ? start : plus(start, unit, -1);
}

export interface Bar { from: number; to: number; count: number }

/** One bar for each unit that has claims, in order; `counts` is by day. */
export function bars(counts: ReadonlyMap<number, number>, unit: Unit): Bar[] {
  const found = new Map<number, Bar>();
  for (const [day, count] of counts) {
    const from = startOf(day, unit);
    const bar = found.get(from);
    if (bar) bar.count += count;
    else found.set(from, { from, to: plus(from, unit, 1) - 1, count });
  }
  return [...found.values()].sort((a, b) => a.from - b.from);
}

export interface Tick { day: number; label: string }

/** Where days, weeks, months or years begin, at most about so many; the first of each year tells which. */
export function ticks(first: number, last: number, most: number): Tick[] {
  const days = last + 1 - first;
  const unit = unitFor(days, most);
  const step = unit === "year" ? nice(days / DAYS.year / most) : 1;
  const starts: number[] = [];
  let day = unit === "year" ? dayAt(Math.floor(utc(first).getUTCFullYear() / step) * step, 0) : startOf(first, unit);
  for (; day <= last; day = plus(day, unit, step)) if (day >= first) starts.push(day);
  const alone = starts.length === 0;
  if (alone) starts.push(first);
  let year = NaN;
  return starts.map((start) => {
    const date = utc(start);
    const now = date.getUTCFullYear();
    const month = MONTHS[date.getUTCMonth()] ?? "";
    const label = alone ? `${date.getUTCDate()} ${month}` : unit === "year" ? String(now) : unit === "month" ? month : `${date.getUTCDate()} ${month}`;
    const told = (alone || unit !== "year") && now !== year;
    year = now;
    return { day: start, label: told ? `${label} ${now}` : label };
  });
}

/** 1, 2 or 5 times a power of ten, at least the number. */
function nice(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= value) ?? 10 * power;
}
