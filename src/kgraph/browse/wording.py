"""Claims in a line of words, for lists and comments."""

from kgraph.model import Bound, Claim, Modality, Polarity, Quantity

OWN_VOICE = "the article itself"

_BOUNDS = {Bound.EXACT: "", Bound.APPROX: "about ", Bound.MIN: "at least ", Bound.MAX: "at most ", Bound.RANGE: ""}


def claim_words(claim: Claim) -> str:
    """Who does what to whom, and all else that the claim holds, without who says it."""
    subject = claim.subject.label if claim.subject else "somebody"
    parts = [f"{subject} {'not ' if claim.polarity is Polarity.NEGATIVE else ''}{claim.relation} {claim.object.label}"]
    if claim.theme:
        parts.append(f"theme: {claim.theme.label}")
    if claim.quantity:
        parts.append(quantity_words(claim.quantity))
    if claim.place:
        parts.append(f"place: {claim.place.label}")
    if claim.time:
        parts.append(claim.time)
    if claim.modality is not Modality.ASSERTED:
        parts.append(claim.modality.value)
    return ", ".join(parts)


def quantity_words(quantity: Quantity) -> str:
    """A figure with its bound and unit."""
    if quantity.bound is Bound.RANGE and quantity.low is not None and quantity.high is not None:
        return f"{quantity.low:,f} to {quantity.high:,f} {quantity.unit}"
    return f"{_BOUNDS[quantity.bound]}{quantity.value:,f} {quantity.unit}"


def speakers_words(claim: Claim) -> str:
    """Who says it, outermost first."""
    return ", quoting ".join(speaker.label for speaker in claim.attributed_to) or OWN_VOICE
