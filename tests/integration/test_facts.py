"""What a text denies, doubts, wishes, alleges or asks never becomes a plain fact."""

from pathlib import Path

import pytest

import kgraph
from kgraph.cli import main

NOT_SO = """
The Kremlin did not send warships to Cuba, Havana insisted.
France denied that it had supplied missiles to Chad.
Iran would supply drones to Russia if sanctions were lifted.
Germany might train Ukrainian soldiers next year.
Nobody believes that Turkey attacked Greece.
It is not true that Egypt bombed Sudan.
Kenya accused Somalia of arming rebels.
Reports that India had captured Lhasa were false.
There is no evidence that Poland sent tanks to Moldova.
Brazil stopped short of condemning Venezuela.
Japan has yet to sanction Myanmar.
Neither Spain nor Portugal supplied arms to Morocco.
Mali hopes to expel French troops.
Did Israel attack Lebanon?
Unless Jordan closes its border, Syria will attack Iraq.
Peru never supplied weapons to Bolivia.
The United States is considering sanctioning Hungary.
Claims that Austria trained Croatia are baseless.
Rather than attack Yemen, Oman sent aid.
Far from condemning Gabon, Togo praised it.
Angola has not ruled out attacking Zambia.
Suspicion grew that Nepal had armed Bhutan.
Denmark feared that Finland had attacked Latvia.
Tunisia was wrongly reported to have shelled Algeria.
If only Panama had supplied weapons to Haiti.
China is rumoured to have armed North Korea.
Few believe that Qatar supplied missiles to Libya.
Had Canada sanctioned Iceland, Oslo would have protested.
Whether Pakistan trained Uganda is unknown.
Imagine that Italy attacked Malta.
The rumour that Kuwait armed Bahrain spread quickly.
It is doubtful that Ecuador sanctioned Honduras.
The president joked that Belize had invaded Guatemala.
Nigeria is said to be arming Ghana.
The prosecutor alleged that Cyprus had attacked Monaco.
Lawmakers demanded to know whether Ireland had bombed Andorra.
Experts are trying to establish whether Jamaica supplied Cuba.
It is a lie that Namibia expelled Botswana's envoys.
It is a myth that Samoa attacked Tonga.
The idea that Laos armed Cambodia is nonsense, the envoy said.
Slovenia all but sanctioned Slovakia.
Romania is close to sanctioning Bulgaria.
Luxembourg is incapable of attacking Belgium.
Witnesses retracted their statement that Bolivia had attacked Paraguay.
""".strip().splitlines()

SO = """
Norway supplied generators to Estonia.
Sweden condemned Serbia.
""".strip().splitlines()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("facts")
    article = folder / "article.txt"
    article.write_text("Sentences\n\n" + "\n\n".join([*NOT_SO, *SO]) + "\n", encoding="utf-8")
    assert main(["build", str(article), "--out", str(folder / "out"), "--no-page", "--no-dump"]) == 0
    return folder / "out" / "store"


def facts(store: Path) -> set[tuple[str, str]]:
    """Who stands in a plain triple with whom, acts of speech left out."""
    with kgraph.open(store) as graph:
        rows = graph.query(
            """SELECT ?one ?other {
                 GRAPH ?facts { ?a ?relation ?b } FILTER STRENDS(STR(?facts), '/graph/facts')
                 FILTER (?relation NOT IN (kg:denies, kg:accuses, kg:rejects, kg:urges, kg:threatens, kg:questions))
                 ?a rdfs:label ?one . ?b rdfs:label ?other }"""
        )
        return {(row["one"], row["other"]) for row in rows.rows()}


def test_a_plain_triple_never_states_what_the_text_does_not(store: Path) -> None:
    assert facts(store) == {
        ("Norway", "Estonia"),
        ("Oman", "aid"),  # which it did send
        ("Sweden", "Serbia"),
        ("Togo", "Gabon"),
        ("Witnesses", "statement"),  # which they took back
    }
