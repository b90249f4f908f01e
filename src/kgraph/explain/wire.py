"""An explanation as JSON."""

import json
from dataclasses import asdict
from typing import Any

from kgraph.explain.values import Explanation
from kgraph.jsonl import dumps as claim_line


def dumps(explanation: Explanation) -> str:
    """The explanation as one line of JSON, without the newline; its claims as in claim files."""
    line: dict[str, Any] = {
        "document": explanation.document,
        "sentence": explanation.number,
        "text": explanation.text,
        "start": explanation.start,
        "words": [asdict(word) for word in explanation.words],
        "clauses": [asdict(clause) for clause in explanation.clauses],
        "entities": [asdict(nominal) for nominal in explanation.nominals],
        "claims": [
            {
                "claim": json.loads(claim_line(found.claim)),
                "predicate": found.predicate,
                "start": found.start,
                "rule": found.rule,
                "entry": asdict(found.entry) if found.entry else None,
                "weights": dict(found.weights),
                "grounds": [asdict(ground) for ground in found.grounds],
            }
            for found in explanation.found
        ],
        "dropped": [asdict(dropped) for dropped in explanation.dropped],
        "unknown": [asdict(unknown) for unknown in explanation.unknown],
    }
    return json.dumps(line, ensure_ascii=False)
