"""The search through very many texts at once finds what a look at each of them would."""

import pytest

from kkb.workbook import row_kinds
from kkb.workbook.word_search import texts_with


def test_a_text_with_a_word_is_found_among_very_many_in_capitals_too() -> None:
    texts = [f"Lalang {number}" for number in range(2_000)]
    texts[3], texts[1_700] = "NAMA DESA", "desa"
    assert list(texts_with(("esa",), texts)) == ["NAMA DESA", "desa"]
    assert not list(texts_with(("kecamatan",), texts))


def test_no_word_is_put_together_from_two_texts() -> None:
    assert not list(texts_with(("esa",), ["de", "sa"]))


@pytest.mark.parametrize(
    "text",
    "Jumlah,JML,Sub-Total,ſub total,Grand Total,Manggar Total,Pindahan,PİNDAHAN,pındahan,Dıpindahkan,Rata - rata,"
    "Persentase,Perſentaſe,Prosentase,Presentase,Persen,Capaian 2023,CAPAİAN,%".split(","),
)
def test_every_label_is_found_as_it_is_alone(text: str) -> None:
    assert row_kinds.may_be_label(text)
    assert row_kinds.labels_among(["Lalang", text, ""]) == {text}
