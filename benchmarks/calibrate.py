"""Fits the confidence of claims to articles with gold: ``ontology/confidence.tsv``.

    python benchmarks/calibrate.py                        the articles of this project, figures only
    python benchmarks/calibrate.py FOLDER... [--write]    also those of other folders; write the file

A folder holds ``NAME.gold.jsonl`` and beside it the article ``NAME.txt``; ``GOLD:ARTICLES`` names two folders. Test
articles that are held out are passed over, whatever is named.

The model is a logistic regression with an L2 penalty. Every figure comes from leaving one article out: what is said of
its claims was fitted to the others. The penalty is the one with the least log-loss; the threshold the one where the
mean F1 of the articles is best. Right is what the scorer calls right; repeats and optional lines are left out.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np

from kgraph.claims.confidence import BIAS, THRESHOLD, features_of
from kgraph.claims.find import find_candidates, view_of
from kgraph.entities import find_entities
from kgraph.evaluate import brier, calibration_error, compare, gold_files, judge, macro, read_gold, reliability
from kgraph.jsonl import dumps
from kgraph.model import DEFAULT_BASE, Claim
from kgraph.nlp import read_parses
from kgraph.pipeline.evaluation import gold_articles
from kgraph.resources import ontology_dir

ROOT = Path(__file__).parents[1]
OWN = ("data/gold:data/articles", "tests/articles")
HELD_OUT = re.compile(r"(unseen-)?[ab][5-8]-")
PENALTIES = (4.0, 8.0, 12.0, 16.0, 24.0, 32.0)
THRESHOLDS = (0.0, *(step / 20 for step in range(5, 18)))
SELDOM = 5  # claims: a feature that fewer have tells nothing
ROUNDS = 30


@dataclass(frozen=True)
class Article:
    """An article's gold, its claims as JSON has them, and the features of each."""

    name: str
    golds: list[dict]
    claims: list[dict]
    features: list[list[str]]


@dataclass(frozen=True)
class Samples:
    """The claims that count: a row of ones and zeros each, whether it is right, and the number of its article."""

    rows: np.ndarray
    right: np.ndarray
    article: np.ndarray


def read_articles(folder: str) -> list[Article]:
    """The articles of a folder with what is found in them."""
    gold, _, articles = folder.partition(":")
    files = {name: path for name, path in gold_files(ROOT / gold).items() if not HELD_OUT.match(name)}
    documents = gold_articles(files, [str(ROOT / articles)] if articles else ())
    found = []
    for name, (document, parse) in zip(documents, read_parses(documents.values()), strict=True):
        entities = find_entities(document, parse, base=DEFAULT_BASE)
        view = view_of(document, parse, entities, base=DEFAULT_BASE)
        made = [(c.outcome, c.draft) for c in find_candidates(view) if isinstance(c.outcome, Claim)]
        claims = [json.loads(dumps(claim)) for claim, _ in made]
        features = [list(features_of(view, draft, claim)) for claim, draft in made]
        found.append(Article(name, read_gold(files[name]), claims, features))
    return found


def frequent(articles: Sequence[Article]) -> list[str]:
    """The features that are worth a weight, in the order of the alphabet."""
    count = Counter(name for article in articles for features in article.features for name in features)
    return sorted(name for name, times in count.items() if times >= SELDOM)


def matrix(features: Sequence[Sequence[str]], names: Sequence[str]) -> np.ndarray:
    """A row for each claim: a one for the bias, then a one for each feature that it has."""
    place = {name: column for column, name in enumerate(names, start=1)}
    rows = np.zeros((len(features), len(names) + 1))
    rows[:, 0] = 1
    for row, found in enumerate(features):
        rows[row, [place[name] for name in found if name in place]] = 1
    return rows


def samples_of(articles: Sequence[Article], names: Sequence[str]) -> Samples:
    """The claims that count for precision."""
    features, right, numbers = [], [], []
    for number, article in enumerate(articles):
        place = {claim["id"]: i for i, claim in enumerate(article.claims)}
        for claim, is_right in judge(article.name, article.golds, article.claims).verdicts:
            features.append(article.features[place[claim["id"]]])
            right.append(is_right)
            numbers.append(number)
    return Samples(matrix(features, names), np.array(right, float), np.array(numbers))


def probability(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """What the model says, kept off 0 and 1 as in kgraph."""
    return np.clip(1 / (1 + np.exp(-rows @ weights)), 0.01, 0.99)


def fit(rows: np.ndarray, right: np.ndarray, penalty: float) -> np.ndarray:
    """Logistic regression by Newton's method; the bias is not penalised."""
    shrink = np.full(rows.shape[1], penalty)
    shrink[0] = 1e-9
    weights = np.zeros(rows.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (p - right) + shrink * weights
        curve = (rows * (p * (1 - p))[:, None]).T @ rows + np.diag(shrink)
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def left_out(samples: Samples, penalty: float) -> list[np.ndarray]:
    """For each article the weights that are fitted to all others."""
    others = [samples.article != number for number in range(samples.article.max() + 1)]
    return [fit(samples.rows[those], samples.right[those], penalty) for those in others]


def log_loss(p: np.ndarray, right: np.ndarray) -> float:
    """The mean surprise at what is true."""
    return float(-np.mean(right * np.log(p) + (1 - right) * np.log(1 - p)))


def foretold(samples: Samples, weights: Sequence[np.ndarray]) -> np.ndarray:
    """The confidence of each claim by the weights of its article."""
    p = np.zeros(len(samples.right))
    for number, each in enumerate(weights):
        those = samples.article == number
        p[those] = probability(samples.rows[those], each)
    return p


def by_threshold(
    articles: Sequence[Article], names: Sequence[str], weights: Sequence[np.ndarray]
) -> dict[float, tuple[float, float, float]]:
    """Mean precision, recall and F1 of the articles where claims below a threshold are left out."""
    sure = [
        probability(matrix(article.features, names), each).round(2)
        for article, each in zip(articles, weights, strict=True)
    ]
    found = {}
    for threshold in THRESHOLDS:
        rows = [
            compare(a.name, a.golds, [c for c, p in zip(a.claims, ps, strict=True) if p >= threshold])
            for a, ps in zip(articles, sure, strict=True)
        ]
        means = macro(rows)
        found[threshold] = (means["precision"], means["recall"], fmean(row.f1 for row in rows))
    return found


def report(samples: Samples, p: np.ndarray, penalty: float) -> str:
    """How good confidence is on articles that it was not fitted to."""
    verdicts = list(zip(p.round(2).tolist(), samples.right.astype(bool).tolist(), strict=True))
    bins = reliability(verdicts)
    mean = np.full(len(p), samples.right.mean())
    losses = f"log-loss {log_loss(p, samples.right):.4f} (the mean for all: {log_loss(mean, samples.right):.4f})"
    return "\n".join(
        (
            f"{samples.article.max() + 1} articles, {len(p)} claims that count, {samples.right.mean():.3f} right",
            f"penalty {penalty:g}: {losses}, Brier {brier(verdicts)}, calibration error {calibration_error(bins)}",
            "",
            "confidence  claims   mean  right",
            *(f"{b.low:.1f}-{b.high:.1f}     {b.claims:6}  {b.confidence:.3f}  {b.right:.3f}" for b in bins),
        )
    )


def write(names: Sequence[str], weights: np.ndarray, threshold: float, head: str) -> None:
    """Write the file that kgraph reads."""
    lines = [
        "# Made by `python3 dev.py calibrate`: the weights of the confidence model. In the figures the claims of each",
        "# article were judged by a model that was fitted to the others.",
        "#",
        *(f"# {line}".rstrip() for line in head.splitlines()),
        "#",
        "feature\tweight",
        f"{THRESHOLD}\t{threshold:g}",
        f"{BIAS}\t{weights[0]:.2f}",
        *(f"{name}\t{w:.2f}" for name, w in zip(names, weights[1:], strict=True) if f"{abs(w):.2f}" != "0.00"),
    ]
    (ontology_dir() / "confidence.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Fit, print how good it is, and on demand write the file."""
    parser = argparse.ArgumentParser(description="Fits the confidence of claims to articles with gold.")
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help="more articles: FOLDER or GOLD:ARTICLES")
    parser.add_argument("--write", action="store_true", help="write ontology/confidence.tsv")
    options = parser.parse_args()
    articles = [article for folder in (*OWN, *options.folders) for article in read_articles(folder)]
    names = frequent(articles)
    samples = samples_of(articles, names)
    fitted = {penalty: left_out(samples, penalty) for penalty in PENALTIES}
    losses = {penalty: log_loss(foretold(samples, fitted[penalty]), samples.right) for penalty in PENALTIES}
    penalty = min(losses, key=lambda each: losses[each])
    figures = by_threshold(articles, names, fitted[penalty])
    best = max(figures, key=lambda each: (figures[each][2], -each))
    head = "\n".join(
        (
            report(samples, foretold(samples, fitted[penalty]), penalty),
            "",
            "from  precision  recall      F1",
            *(f"{each:.2f}  {p:9.3f}  {r:6.3f}  {f1:.4f}" for each, (p, r, f1) in figures.items()),
            f"best from {best:g}",
        )
    )
    print(head)
    if options.write:
        write(names, fit(samples.rows, samples.right, penalty), best, head)
    return 0


if __name__ == "__main__":
    sys.exit(main())
