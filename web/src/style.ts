// Colours, shapes and lines, from the file that Python reads too; and the same shape as a path on a canvas and as an icon.

import style from "../../src/kgraph/render/style.json";

export type Theme = "light" | "dark";
export type Point = readonly [number, number];

export const HOW = Object.keys(style.how);
export const TYPES = Object.keys(style.types);

interface TypeStyle { label: string; shape: string; light: string; dark: string }
interface LineStyle { label: string; dashes: number[]; width: number }

const types = style.types as Record<string, TypeStyle>;
const hows = style.how as Record<string, LineStyle>;
const polarities = style.polarity as Record<string, { label: string }>;
const shapes = style.shapes as unknown as Record<string, Point[] | null>;
const fallback = style.types.Thing as TypeStyle;

export const typeStyle = (type: string): TypeStyle => (Object.hasOwn(types, type) ? (types[type] ?? fallback) : fallback);
export const lineStyle = (key: string): LineStyle => hows[key] ?? style.how.fact;
export const polarityLabel = (key: string): string => polarities[key]?.label ?? key;
export const colours = (theme: Theme): (typeof style.themes)["light"] => style.themes[theme];

export function lineColour(theme: Theme, how: string, negative: boolean, quoted: boolean): string {
  const palette = colours(theme);
  if (negative) return palette.negative;
  return quoted || how === "reported" ? palette.quoted : palette.own;
}

/** The outline of a type's shape around a point; null is a circle. */
export function outline(type: string, x: number, y: number, size: number): Point[] | null {
  const points = shapes[typeStyle(type).shape];
  return points ? points.map(([px, py]) => [x + px * size, y + py * size] as const) : null;
}

export const isRing = (type: string): boolean => typeStyle(type).shape === "ring";
