"""Decisions on what is uncertain: right, wrong, or otherwise."""

from kgraph.browse import Directory, claim_words, references
from kgraph.deciding.doubts import Conflict, Doubt, DoubtfulClaim, DoubtfulMerge
from kgraph.deciding.values import Made, Signature
from kgraph.decisions import Changes, Dismissal, Merge, Ref, Ruling, Split, Verdict, key_of
from kgraph.errors import DecisionError
from kgraph.model import Claim

QUOTE = 60
"""Characters of a quote in a comment."""


def accepted(doubt: Doubt, signature: Signature, directory: Directory) -> list[Made]:
    """That it is right: of a conflict, that both claims are read right and the sources disagree."""
    if isinstance(doubt, DoubtfulMerge):
        return [_confirmed(doubt, signature, directory)]
    return [judged(claim, Ruling.ACCEPTED, signature, directory) for claim in doubt.claims]


def rejected(doubt: Doubt, signature: Signature, directory: Directory) -> list[Made]:
    """That it is wrong: of a conflict, that it is none.

    Raises:
        DecisionError: If both names of a merge are equal, so that they do not tell what to part.
    """
    match doubt:
        case DoubtfulClaim():
            return [judged(doubt.claim, Ruling.REJECTED, signature, directory)]
        case Conflict():
            return [_dismissed(doubt, signature, directory)]
        case DoubtfulMerge():
            return [_parted(doubt, signature, directory)]


def judged(
    claim: Claim, ruling: Ruling, signature: Signature, directory: Directory, *, changes: Changes | None = None
) -> Made:
    """What is found of a claim."""
    verdict = Verdict(
        claim=key_of(claim.id, directory.base, "claim"),
        ruling=ruling,
        changes=changes or Changes(),
        by=signature.by,
        on=signature.on,
        note=signature.note,
    )
    return Made(verdict, f"{ruling.value.capitalize()}: {_cited(claim)}")


def _dismissed(conflict: Conflict, signature: Signature, directory: Directory) -> Made:
    first, second = sorted(key_of(claim.id, directory.base, "claim") for claim in conflict.claims)
    dismissal = Dismissal(claims=(first, second), by=signature.by, on=signature.on, note=signature.note)
    return Made(dismissal, f"No conflict: {_cited(conflict.first)} and {_cited(conflict.second)}")


def _confirmed(doubt: DoubtfulMerge, signature: Signature, directory: Directory) -> Made:
    refs = references(directory, [*doubt.left, *doubt.right])
    if len(refs) == 1:  # one name in all documents
        refs = tuple(Ref(key_of(a.local, directory.base), a.document) for a in (*doubt.left, *doubt.right))
    merge = Merge(refs=refs, confirmed=True, by=signature.by, on=signature.on, note=signature.note)
    return Made(merge, f"{doubt.merge.left} and {doubt.merge.right} are one indeed")


def _parted(doubt: DoubtfulMerge, signature: Signature, directory: Directory) -> Made:
    if not doubt.right:
        msg = (
            f"the name {doubt.merge.left!r} does not tell whom to part; take documents out with "
            f"kgraph entities split {doubt.known.key} DOCUMENT"
        )
        raise DecisionError(msg)
    groups = references(directory, doubt.left), references(directory, doubt.right)
    split = Split(groups=groups, by=signature.by, on=signature.on, note=signature.note)
    return Made(split, f"{doubt.merge.left} is not {doubt.merge.right}")


def _cited(claim: Claim) -> str:
    quote = " ".join(claim.evidence.quote.split())
    short = quote if len(quote) <= QUOTE else f"{quote[: QUOTE - 1].rstrip()}…"
    return f"{claim_words(claim)} (“{short}”, {claim.evidence.document})"
