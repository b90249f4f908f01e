// Turns values into words for readers: dates, figures, how a claim is said.

import type { Claim, Data, Figure } from "./data.ts";
import { at } from "./data.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** How a claim is said: a key of `how` in style.json. The same rule as `how` in network.py. */
export function how(claim: Claim): string {
  return claim.modality ?? (claim.speakers?.length ? "reported" : "fact");
}

/** An ISO 8601 date, month, year or interval, as people write it; what is none of these stays as it is. */
export function date(iso: string): string {
  if (iso.includes("/")) return iso.split("/").map(date).join(" to ");
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?$/.exec(iso);
  const month = MONTHS[Number(found?.[2] ?? 0) - 1];
  if (!found || (found[2] && !month)) return iso;
  return [found[3] && String(Number(found[3])), month, found[1]].filter(Boolean).join(" ");
}

/** The first and the last date in a few words. */
export function dateRange(days: readonly string[]): string {
  const sorted = [...days].sort();
  const first = sorted[0];
  const last = sorted[sorted.length - 1];
  if (first === undefined || last === undefined) return "";
  return first.slice(0, 10) === last.slice(0, 10) ? date(first) : `${date(first)} – ${date(last)}`;
}

/** Digits in groups of three; whole millions and billions in words. */
export function number(value: string): string {
  const found = /^(-?)(\d+)(\.\d+)?$/.exec(value);
  if (!found) return value;
  const [, sign = "", whole = "", part = ""] = found;
  if (!part) {
    for (const [zeros, word] of [[9, "billion"], [6, "million"]] as const) {
      if (whole.length > zeros && /^0*$/.test(whole.slice(zeros === 9 ? -7 : -4))) {
        const tail = whole.slice(-zeros, zeros === 9 ? -7 : -4).replace(/0+$/, "");
        return `${sign}${group(whole.slice(0, -zeros))}${tail && `.${tail}`} ${word}`;
      }
    }
  }
  return sign + group(whole) + part;
}

function group(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A count. Browsers could do it too, but take a while when first asked. */
export const digits = (count: number): string => group(String(count));

const BOUNDS: Record<string, string> = { approx: "about ", min: "at least ", max: "at most " };

export function figure(value: Figure): string {
  const amount =
    value.low !== undefined && value.high !== undefined
      ? `${number(value.low)} to ${number(value.high)}`
      : (BOUNDS[value.bound] ?? "") + number(value.value);
  return value.unit ? `${amount} ${value.unit}` : amount;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${digits(count)} ${count === 1 ? one : many}`;
}

/** A claim in one line. */
export function sentence(data: Data, claim: Claim): string {
  const who = claim.subject === undefined ? "somebody" : at(data.things, claim.subject).label;
  const what = at(data.things, claim.object).label;
  return `${who} ${relation(data, claim.relation)} ${what}`;
}

export function relation(data: Data, name: string): string {
  return data.relations.find((one) => one.name === name)?.label ?? name;
}
