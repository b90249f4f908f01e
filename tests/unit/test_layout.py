"""Where nodes and communities stand."""

import random
from itertools import combinations, pairwise
from math import dist, hypot
from statistics import median

import numpy as np
import pytest

from kgraph.model import EntityType
from kgraph.render import ClaimNetwork, Story
from kgraph.render.communities import communities
from kgraph.render.layout import Box, beside, place
from kgraph.render.story import Article, Statement, Thing
from kgraph.render.stress import Start, spread_from


def overlaps(points, boxes):
    for (a, p), (b, q) in combinations(enumerate(points), 2):
        across = abs(p[0] - q[0]) < boxes[a].half + boxes[b].half
        upper, lower, down = (a, b, q[1] - p[1]) if q[1] >= p[1] else (b, a, p[1] - q[1])
        if across and down < boxes[upper].below + boxes[lower].above:
            yield a, b


@pytest.mark.parametrize(("count", "links"), [(1, 0), (2, 1), (60, 80), (60, 10), (200, 260), (500, 700)])
def test_no_two_names_overlap(count, links):
    chance = random.Random(count)  # noqa: S311 - a graph, not a secret
    boxes = [Box(chance.uniform(10, 65), 20, chance.uniform(30, 70)) for _ in range(count)]
    # Half of the links go to a few hubs, as in the news.
    edges = [(chance.randrange(count), chance.randrange(max(1, count // (1 + n % 2 * 9)))) for n in range(links)]
    points = place([str(n) for n in range(count)], edges, boxes)
    assert list(overlaps(points, boxes)) == []


def test_linked_nodes_stand_nearer_than_others():
    edges = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5)]
    points = place(list("abcdef"), edges, [Box(10, 10, 10)] * 6)

    def distance(a, b):
        return ((points[a][0] - points[b][0]) ** 2 + (points[a][1] - points[b][1]) ** 2) ** 0.5

    assert max(distance(a, b) for a, b in edges) < distance(0, 5) / 2


def news(articles):
    """Links that articles make between a few names that all know, names of their subject, and names of their own."""
    chance = random.Random(5)  # noqa: S311 - a graph, not a secret
    for n in range(articles):
        subject = chance.randrange(4)
        cast = [f"world {chance.randrange(3)}", *(f"of {subject}: {chance.randrange(9)}" for _ in range(3))]
        cast += [f"article {n}: {k}" for k in range(4)]
        yield [(cast[chance.randrange(4)], cast[k]) for k in range(1, 8)]


def placed(articles):
    names = sorted({name for links in articles for link in links for name in link})
    seat = {name: n for n, name in enumerate(names)}
    told = [(n, seat[a], seat[b]) for n, links in enumerate(articles) for a, b in links if a != b]
    points = place(names, [(a, b) for _, a, b in told], [Box(40, 10, 30)] * len(names), [n for n, *_ in told])
    return dict(zip(names, points, strict=True))


def moves(before, after):
    """How far things moved, as shares of the diagonal, the least first."""
    across = hypot(*(max(row) - min(row) for row in zip(*after.values(), strict=True)))
    return sorted(dist(before[name], after[name]) / across for name in before)


def test_one_more_article_moves_the_known_nodes_little():
    articles = [*news(40)]
    whole = placed(articles)
    newest = [moves(*pair) for pair in pairwise([*(placed(articles[:n]) for n in range(35, 40)), whole])]
    assert median(median(moved) for moved in newest) < 0.03
    assert max(median(moved) for moved in newest) < 0.06
    assert median(moved[len(moved) * 9 // 10] for moved in newest) < 0.1
    each = [median(moves(placed(articles[:n] + articles[n + 1 :]), whole)) for n in range(0, 40, 4)]
    assert median(each) < 0.06, each


def test_the_order_of_links_and_their_direction_change_nothing():
    articles = [*news(40)]
    turned = [[(b, a) for a, b in reversed(links)] for links in articles]
    assert placed(articles) == placed(turned)


def test_a_marker_stands_where_nothing_else_does():
    points = [(0, 0), (60, 0), (-60, 0), (0, -60)]
    assert beside((0, 0), points, points[1:], 50.0) == (0, 50)


# --- communities


def story(articles):
    """A story of these articles, the oldest first: their numbers, and the links that each makes."""
    names = sorted({name for _, links in articles for link in links for name in link})
    things = tuple(Thing(name, name, EntityType.PERSON) for name in names)
    said = tuple(
        Statement(f"c:{n}:{k}", f"d:{n}", "meets", a, b, k, k + 1)
        for n, links in articles
        for k, (a, b) in enumerate(links)
        if a != b
    )
    return Story(tuple(Article(f"d:{n}", str(n), "") for n, _ in articles), things, said)


def seen(articles):
    shown = ClaimNetwork(story(articles))
    assert len(shown.communities) > 1
    return {shown.story.things[node["id"]].iri: (node["x"], node["y"]) for node in shown.nodes}


def test_the_newest_article_moves_known_things_little():
    articles = [*enumerate(news(110))]
    pictures = [seen(articles[:n]) for n in range(105, 111)]
    assert len(pictures[0]) > 400
    for before, after in pairwise(pictures):
        moved = moves(before, after)
        assert moved[len(moved) // 2] < 0.03
        assert moved[len(moved) * 9 // 10] < 0.1


def test_an_article_from_the_middle_moves_known_things_little():
    articles = [*enumerate(news(110))]
    whole = seen(articles)
    each = [moves(seen(articles[:n] + articles[n + 1 :]), whole) for n in range(45, 95, 7)]
    assert median(moved[len(moved) // 2] for moved in each) < 0.03
    assert median(moved[len(moved) * 9 // 10] for moved in each) < 0.1


def test_the_order_in_which_links_are_told_moves_nothing():
    articles = [*enumerate(news(90))]
    assert seen(articles) == seen([(n, links[::-1]) for n, links in articles])


def network(links):
    names = sorted({name for link in links for name in link})
    things = tuple(Thing(name, name.upper(), EntityType.PERSON) for name in names)
    said = tuple(Statement(f"c:{n}", "d:1", "meets", a, b, 0, 4) for n, (a, b) in enumerate(links))
    return ClaimNetwork(Story((Article("d:1", "1", "Words"),), things, said))


def test_many_things_come_in_communities_each_in_its_circle():
    few = network([(f"a{n}", "hub") for n in range(200)])
    assert few.communities == []
    assert not any("community" in node for node in few.nodes)
    links = [(f"p{n % 40} of {k}", f"hub {k}") for k in range(9) for n in range(60)]
    links += [(f"hub {k}", f"hub {k + 1}") for k in range(8)] + [(f"one {k}", f"other {k}") for k in range(5)]
    many = network(links)
    labels = [one["label"] for one in many.communities]
    assert labels[-1] == "other small groups"
    assert sorted(label.split(",")[0] for label in labels[:-1]) == [f"HUB {k}" for k in range(9)]
    for node in many.nodes:
        circle = many.communities[node["community"]]
        assert dist((node["x"], node["y"]), (circle["x"], circle["y"])) < circle["r"]
    for one, other in combinations(many.communities, 2):
        assert dist((one["x"], one["y"]), (other["x"], other["y"])) > one["r"] + other["r"]


def test_communities_do_not_depend_on_the_order_of_things_or_links():
    links = [link for links in news(60) for link in links]
    names = sorted({name for link in links for name in link})

    def found(names, links):
        seat = {name: n for n, name in enumerate(names)}
        groups = communities(names, [(seat[a], seat[b]) for a, b in links], [1] * len(names)).communities
        return [sorted(names[n] for n in group.members) for group in groups]

    usual = found(names, links)
    assert sorted(name for group in usual for name in group) == names
    assert found(names[::-1], [(b, a) for a, b in links[::-1]]) == usual


def test_hundreds_of_small_communities_become_some_sixty():
    links = [(f"{k}: {a}", f"{k}: {b}") for k in range(150) for a, b in combinations(range(9), 2)]
    links += [(f"{k}: 0", f"{k + 1}: 0") for k in range(149)]
    names = sorted({name for link in links for name in link})
    seat = {name: n for n, name in enumerate(names)}
    groups = communities(names, [(seat[a], seat[b]) for a, b in links], [1] * len(names)).communities
    assert 10 <= len(groups) <= 60
    assert not any(group.others for group in groups)


def test_a_node_that_is_alone_stays_where_it_stood():
    start = Start(np.array([[3.0], [4.0]]), hold=0.5)
    assert spread_from(start, ["alone"], np.empty((2, 0), dtype=np.int64)).tolist() == [[3.0], [4.0]]
