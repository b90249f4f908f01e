"""Colours of the page, for every eye: contrast, and what those see who lack one kind of cone.

Colour blindness is simulated at its full extent (severity 1.0) in linear RGB by the matrices of G. M. Machado,
M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency",
IEEE Transactions on Visualization and Computer Graphics 15 (6), 2009. Differences are CIE76, distances in CIELAB; some
2.3 can just be noticed.
"""

import json
from itertools import combinations
from math import dist
from pathlib import Path

import pytest

STYLE = json.loads((Path(__file__).parents[2] / "src" / "kgraph" / "render" / "style.json").read_text(encoding="utf-8"))
TYPES, SHAPES, THEMES = STYLE["types"], STYLE["shapes"], STYLE["themes"]
PAIRS = list(combinations(TYPES, 2))

EYES = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
WHITE = (0.95047, 1.0, 1.08883)

ALIKE = 0.7
"""Two shapes that have so much of what both cover in common can be taken for each other when they are small."""
TOLD_APART = 10.0
"""Then their colours differ by so much, for every eye."""


def times(matrix, values):
    return [sum(a * b for a, b in zip(row, values, strict=True)) for row in matrix]


def linear(colour):
    """Red, green and blue of a colour like ``#2f6bb5`` as amounts of light."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def seen(colour, eye):
    """A colour in CIELAB, as an eye sees it."""
    light = [min(1.0, max(0.0, part)) for part in times(EYES[eye], linear(colour))]
    x, y, z = (
        t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116
        for t in (value / white for value, white in zip(times(XYZ, light), WHITE, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def contrast(one, other):
    """As WCAG 2.2 defines it, from 1 to 21."""
    low, high = sorted(times(XYZ, linear(colour))[1] for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def covered(shape):
    """The points of a grid that a shape covers."""
    grid = [n / 25 for n in range(-30, 31)]
    if shape == "circle":
        return {(x, y) for x in grid for y in grid if x * x + y * y <= 1}
    if shape == "ring":
        return {(x, y) for x in grid for y in grid if 0.59**2 <= x * x + y * y <= 1.01**2}
    corners = SHAPES[shape]
    sides = list(zip(corners, corners[1:] + corners[:1], strict=True))

    def inside(x, y):
        crossed = [side for side in sides if (side[0][1] > y) != (side[1][1] > y) and x < crossing(side[0], side[1], y)]
        return len(crossed) % 2 == 1

    return {(x, y) for x in grid for y in grid if inside(x, y)}


def crossing(one, other, y):
    return (other[0] - one[0]) * (y - one[1]) / (other[1] - one[1]) + one[0]


@pytest.fixture(scope="module")
def outlines():
    return {type_: covered(style["shape"]) for type_, style in TYPES.items()}


def test_the_measures_are_right():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert seen("#ffffff", "usual") == pytest.approx((100, 0, 0), abs=0.01)
    assert seen("#ff0000", "usual") == pytest.approx((53.24, 80.09, 67.20), abs=0.02)
    # Who lacks a cone cannot tell these apart, and white stays white.
    red, green = "#c00000", "#6b6b00"
    assert dist(seen(red, "usual"), seen(green, "usual")) > 60
    assert dist(seen("#b35900", "deuteranopia"), seen("#7d7d00", "deuteranopia")) < 15
    for eye in EYES:
        assert dist(seen("#ffffff", eye), (100, 0, 0)) < 1


def test_each_two_types_differ_by_shape(outlines):
    assert len({style["shape"] for style in TYPES.values()}) == len(TYPES)
    shared = {pair: len(outlines[pair[0]] & outlines[pair[1]]) for pair in PAIRS}
    assert all(count < 0.9 * len(outlines[pair[0]] | outlines[pair[1]]) for pair, count in shared.items())


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("theme", THEMES)
def test_types_whose_shapes_are_alike_differ_by_colour_for_every_eye(outlines, theme, eye):
    alike = [
        (one, other)
        for one, other in PAIRS
        if len(outlines[one] & outlines[other]) > ALIKE * len(outlines[one] | outlines[other])
    ]
    assert ("Country", "Person") in alike
    apart = {pair: dist(*(seen(TYPES[type_][theme], eye) for type_ in pair)) for pair in alike}
    assert {pair: round(value, 1) for pair, value in apart.items() if value < TOLD_APART} == {}


@pytest.mark.parametrize("theme", THEMES)
def test_all_that_is_drawn_stands_out_from_the_ground(theme):
    colours = THEMES[theme]
    drawn = {name: colours[name] for name in ("own", "quoted", "negative", "conflict", "marker", "selected")}
    drawn |= {type_: style[theme] for type_, style in TYPES.items()}
    grounds = [colours["canvas"], colours["region"]]
    assert {name for name, colour in drawn.items() if min(contrast(colour, on) for on in grounds) < 3} == set()
    written = ("ink", "muted")
    assert {name for name in written if min(contrast(colours[name], on) for on in grounds) < 4.5} == set()


def test_dashes_alone_tell_how_a_claim_is_made():
    dashes = {how: tuple(style["dashes"]) for how, style in STYLE["how"].items()}
    assert len(set(dashes.values())) == len(dashes)
    assert [how for how, dash in dashes.items() if not dash] == ["fact"]
    # Not the same pattern in another size either.
    steps = {how: (len(dash), round(dash[0] / sum(dash), 2)) for how, dash in dashes.items() if dash}
    assert len(set(steps.values())) == len(steps)
