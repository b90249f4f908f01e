import assert from "node:assert/strict";
import { test } from "node:test";

import { radial, type Seat, sideOf } from "../src/radial.ts";

const SIZE = { size: 10, width: 80, height: 15 };
const star = (count: number): [number, number][] => Array.from({ length: count }, (_, n) => [0, n + 1]);
const extents = (count: number): (typeof SIZE)[] => Array.from({ length: count }, () => SIZE);
const reach = (seat: Seat | undefined): number => Math.hypot(seat?.x ?? 0, seat?.y ?? 0);

function boxOf({ x, y, outwards = 0 }: Seat): { left: number; right: number; top: number; bottom: number } {
  const { size, width, height } = SIZE;
  switch (sideOf(outwards)) {
    case "right": return { left: x - size, right: x + size + width, top: y - size, bottom: y + size };
    case "left": return { left: x - size - width, right: x + size, top: y - size, bottom: y + size };
    case "below": return { left: x - width / 2, right: x + width / 2, top: y - size, bottom: y + size + height };
    default: return { left: x - width / 2, right: x + width / 2, top: y - size - height, bottom: y + size };
  }
}

test("around one stand the others, no name on another, each in a direction of its own", () => {
  for (const count of [40, 120, 299]) {
    const seats = radial(0, star(count), extents(count + 1), Array.from({ length: count + 1 }, (_, n) => n % 4));
    assert.deepEqual([seats[0]?.x, seats[0]?.y, seats[0]?.hangs], [0, 0, null]);
    const others = seats.slice(1);
    assert.ok(others.every((seat) => seat.hangs === 0 && reach(seat) > 100));
    const boxes = others.map(boxOf);
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => assert.ok(a.left >= b.right || a.right <= b.left || a.top >= b.bottom || a.bottom <= b.top)));
    assert.equal(new Set(others.map(({ outwards }) => outwards?.toFixed(6))).size, count);
  }
});

test("what is farther away stands farther out, beside what it hangs on", () => {
  // Each of six is linked with eight more.
  const links: [number, number][] = [...star(6), ...Array.from({ length: 48 }, (_, n): [number, number] => [1 + (n % 6), 7 + n])];
  const seats = radial(0, links, extents(55), Array.from({ length: 55 }, () => 0));
  const inner = Math.max(...seats.slice(1, 7).map(reach));
  seats.slice(7).forEach((seat, n) => {
    assert.equal(seat.hangs, 1 + (n % 6));
    assert.ok(reach(seat) > inner);
    const turned = (other: Seat | undefined): number => Math.cos((seat.outwards ?? 0) - (other?.outwards ?? 0));
    assert.ok(seats.slice(1, 7).every((other) => turned(other) <= turned(seats[seat.hangs ?? 0]) + 1e-9));
  });
});

test("a group is a sector: nothing of another group stands within it", () => {
  const groups = Array.from({ length: 91 }, (_, n) => (n * 7) % 3);
  const seats = radial(0, star(90), extents(91), groups);
  const around = Array.from({ length: 90 }, (_, n) => n + 1).sort((a, b) => (seats[a]?.outwards ?? 0) - (seats[b]?.outwards ?? 0)).map((n) => groups[n]);
  assert.equal(around.filter((group, n) => group !== around[(n || around.length) - 1]).length, 3);
});

test("of very many the most connected stand outside; what nothing links is there too; it is the same again", () => {
  const seats = radial(0, star(200), extents(202), Array.from({ length: 202 }, () => 0));
  const inner = Math.max(...seats.slice(70, 201).map(reach));
  assert.ok(seats.slice(1, 60).every((seat) => reach(seat) > inner));
  assert.deepEqual(seats, radial(0, star(200), extents(202), Array.from({ length: 202 }, () => 0)));
  assert.ok(seats[201]?.hangs === 0 && reach(seats[201]) > 100);
});
