"""Random queues: verdict, button, result and history count the same desa, and a mend changes only what it names."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kkb.checking import Outcome
from kkb.checking.message import say_counts, say_left_out
from kkb.checking.questions import SKIP, mend_id
from kkb.formatting import format_count, format_date
from kkb.region import Desa
from kkb.schema import Observation, RecapRow, Tahap
from kkb.state import fold, state_on
from kkb.store import Store, open_store
from kkb.ui.riwayat import history
from kkb.ui.unggah.changes_table import left_out_lines
from kkb.ui.unggah.commit_form import save_label, saved_words
from kkb.ui.unggah.sheet_data import sheet_data
from kkb.uploads.check import Checked, InputFile, Stored, check_files, count_formed, formed_after
from kkb.uploads.commit import commit
from kkb.workbook.child import read
from kkb.workbook.model import DEFAULT_LIMITS
from tests.support.builders import REGION, TODAY
from tests.support.store_fixtures import make_settings
from tests.support.workbook_fixtures import make_xlsx

NOW = datetime(2023, 6, 1, 2, 45, tzinfo=UTC)
FEW = settings(max_examples=40, deadline=None)
DAYS = (date(2023, 3, 31), date(2023, 5, 10), date(2023, 5, 31))
HERE = [desa for desa in REGION.desa if desa.kecamatan in ("Dendang", "Damar")]
WORDS = ("Belum", "Belum", "Merintis", "Komitmen", "Terbentuk", "Terbentuk", "Vakum", None, "entah apa")
WRITTEN = (None, None, "2018", "03/10/2017", "31/02/2019", "2099")
"""Dates of formation, some impossible."""


@dataclass(frozen=True)
class Row:
    """A row of a recap: what is written. The kecamatan stands once per block, or in each row where it is wrong."""

    desa: Desa
    name: str
    status: str | None
    tanggal: str | None
    wrong_kecamatan: bool


@st.composite
def rows(draw: st.DrawFn) -> Row:
    desa = draw(st.sampled_from(HERE))
    letter = len(desa.desa) // 2
    misspelt = desa.desa[:letter] + "x" + desa.desa[letter:]
    name = draw(st.sampled_from([desa.desa, desa.desa.upper(), desa.desa, misspelt, "Entah Berantah"]))
    status = draw(st.sampled_from(WORDS))
    return Row(desa, name, status, draw(st.sampled_from(WRITTEN)), draw(st.integers(0, 9)) == 0)


@dataclass(frozen=True)
class Sheet:
    """One file of a queue, with the texts that stand in it."""

    day: date
    rows: tuple[Row, ...]
    is_carried: bool

    @property
    def file(self) -> InputFile:
        cells: list[list[Any]] = [[f"Keadaan per {format_date(self.day)}"], ["Kecamatan", "Desa", "Status", "Tanggal"]]
        above = ""
        for row in self.rows:
            kecamatan = "Manggar" if row.wrong_kecamatan else row.desa.kecamatan
            shown = None if self.is_carried and kecamatan == above else kecamatan
            above = kecamatan
            cells.append([shown, row.name, row.status, row.tanggal])
        return InputFile(f"rekap {self.day}.xlsx", make_xlsx(cells))


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    told = draw(st.lists(rows(), min_size=1, max_size=8))
    is_carried = draw(st.booleans())
    told = sorted(told, key=lambda row: row.desa.kecamatan) if is_carried else told
    return Sheet(draw(st.sampled_from(DAYS)), tuple(told), is_carried)


def look(
    files: list[InputFile], stored: Stored, answers: Mapping[str, str] | None = None, *, use_suggested: bool = True
) -> Checked:
    """The check of a queue, every question answered as suggested if wanted, read in this process."""
    known = {sha256(file.data).hexdigest(): read(file.data, DEFAULT_LIMITS) for file in files}
    options: dict[str, Any] = {"region": REGION, "region_name": "Kabupaten Belitung Timur", "today": TODAY}
    return check_files(files, stored=stored, workbooks=known, use_suggested=use_suggested, answers=answers, **options)


@pytest.fixture(scope="module")
def new_store(prepared_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Store]:
    """Makes empty stores: an example of a law that writes takes one."""

    def make() -> Store:
        folder = tmp_path_factory.mktemp("hukum")
        shutil.copytree(prepared_file.parent, folder, dirs_exist_ok=True)
        return open_store(make_settings(folder))

    return make


def save(store: Store, files: list[InputFile]) -> tuple[Checked, list[int]]:
    """Check a queue and store it, faulty rows left out; no number where there is nothing to save."""
    checked = look(files, Stored.of(store.snapshot()))
    if not checked.verdict.can_commit or not checked.to_store:
        return checked, []
    return checked, commit(store, checked, by="Sari", at=NOW, reason="uji", accept_problems=True)


def states(store: Store) -> dict[str, tuple[Tahap, Mapping[str, object]]]:
    """What is known of each desa today: its rung, and what its columns tell."""
    known = state_on(fold(store.snapshot().observations), TODAY)
    return {code: (state.tahap, state.told) for code, state in known.items()}


def days_of_named(checked: Checked) -> dict[str, date]:
    """kode_desa → the newest day of the files that name it, of every desa that they name."""
    named: dict[str, date] = {}
    for change in checked.verdict.changes:
        day = checked.verdict.files[change.file - 1].data_date
        if change.kode_desa is not None and day is not None:
            named[change.kode_desa] = max(day, named.get(change.kode_desa, day))
    assert len(named) == checked.verdict.desa_count
    return named


def count_named(checked: Checked, observations: Sequence[Observation]) -> int:
    """How many of the desa that are named are formed on the newest day of the files that name them."""
    histories = fold(observations)
    return sum(
        code in histories and histories[code].formation_on(day) is not None
        for code, day in days_of_named(checked).items()
    )


@FEW
@given(st.lists(sheets(), max_size=2), st.lists(sheets(), min_size=1, max_size=3))
def test_verdict_button_result_and_history_count_the_same_desa(
    new_store: Callable[[], Store], earlier: list[Sheet], queue: list[Sheet]
) -> None:
    with closing(new_store()) as store:
        if earlier:
            save(store, [sheet.file for sheet in earlier])
        known = store.snapshot()
        before, reported = states(store), {seen.row.kode_desa for seen in known.observations}
        checked, numbers = save(store, [sheet.file for sheet in queue])
        formed = formed_after(checked, Stored.of(known))
        after, snapshot = states(store), store.snapshot()

    counts, counted = checked.verdict.desa_counts, checked.verdict.status_counts.get(Tahap.TERBENTUK, 0)
    if not checked.verdict.questions:
        assert counted == count_named(checked, snapshot.observations)
    if numbers and {file.data_date for file in checked.verdict.files} == {formed[2]}:
        unnamed = [seen for seen in known.observations if seen.row.kode_desa not in days_of_named(checked)]
        assert formed[1] == counted + count_formed(unnamed, formed[2])
    written = {seen.row.kode_desa for seen in snapshot.observations if seen.unggahan in numbers}
    touched = {code for code in after if after[code] != before.get(code)}
    # A desa that was reported for later days only is new for an older one.
    assert len(written - reported) <= counts.new
    assert len(touched) <= counts.new + counts.changed
    if not numbers:
        assert not touched
        return
    assert len(written) <= counts.new + counts.changed + counts.unchanged

    (upload,) = (one for one in snapshot.uploads if one.nomor == numbers[0])
    assert history.save_words([upload]) == f"Status: {', '.join(say_counts(asdict(counts)))}"
    moved, left_out = counts.new + counts.changed, say_left_out(counts)
    lines = left_out_lines(checked)
    assert len(lines) == counts.rejected + counts.rows
    stored_desa = {desa.desa for desa in HERE if desa.kode_desa in written}
    assert not any(line[0].split(",")[0] in stored_desa for line in lines if ";" not in line[0])
    # What the history tells of each file names no desa as left out that another file of the save stored.
    assert all(
        one.ringkasan["changes"]["rejected"] <= counts.rejected for one in snapshot.uploads if one.nomor in numbers
    )
    label = save_label(checked)
    assert label.startswith(f"Simpan perubahan {format_count(moved)} desa") is bool(moved)
    assert label.endswith(f"; {left_out} tidak disimpan") is bool(left_out)
    stored = f"{format_count(counts.new + counts.changed + counts.unchanged)} desa"
    kinds = ", ".join(say_counts(asdict(replace(counts, rejected=0, rows=0)), with_noughts=True))
    assert saved_words(counts) == f"{stored}: {kinds}" + (f"; {left_out} tidak disimpan." if left_out else ".")
    told = checked.verdict.message
    if checked.verdict.outcome is Outcome.FLAG:
        assert f"; {left_out or '0 desa'} tidak disimpan" in told
        assert f" {stored}" in told
    else:
        assert ", ".join(say_counts(asdict(counts), with_noughts=True)) in told


@FEW
@given(st.lists(sheets(), max_size=2), st.lists(sheets(), min_size=1, max_size=3), st.data())
def test_no_question_comes_up_after_another_unless_that_is_said(
    new_store: Callable[[], Store], earlier: list[Sheet], queue: list[Sheet], data: st.DataObject
) -> None:
    with closing(new_store()) as store:
        if earlier:
            save(store, [sheet.file for sheet in earlier])
        stored = Stored.of(store.snapshot())
    files = [sheet.file for sheet in queue]
    first = look(files, stored, use_suggested=False).verdict
    answers = {one.id: data.draw(st.sampled_from([option.value for option in one.options])) for one in first.questions}
    then = look(files, stored, answers, use_suggested=False).verdict
    assert not then.questions or "; jawabannya dapat memunculkan pertanyaan lain" in first.message


@FEW
@given(sheets(), st.data())
def test_a_mend_changes_no_row_that_it_did_not_name(sheet: Sheet, data: st.DataObject) -> None:
    queue = [sheet.file]
    plain = look(queue, Stored())
    (shown,) = sheet_data(plain, {})["sheets"]
    cells = [(row, cell) for row in shown["rows"] for cell in row["cells"] if cell is not None]
    row, cell = data.draw(st.sampled_from(cells))
    where = data.draw(st.sampled_from([cell["at"], cell.get("alone", cell["at"]), row["at"]]))
    is_skip = where == row["at"]
    text = SKIP if is_skip else data.draw(st.sampled_from(["Damar", "Nyuruk", "Belum", "Terbentuk", "2019"]))
    reach = cell.get("reach", 1) if where == cell["at"] and not is_skip else 1
    same = [other for other, one in cells if one["at"] == where] if not is_skip else [row]
    named = {other["row"] for other in same} or {row["row"]}
    assert len(named) == reach

    mended = stored_rows(look(queue, Stored(), {mend_id(shown["sheet"], where): text}))
    for number, told in stored_rows(plain).items():
        # A row may be left out, or come in: the mended one may name its desa, or name it no longer.
        assert number in named or mended.get(number, told) == told


def stored_rows(checked: Checked) -> dict[int | None, RecapRow]:
    """What would be stored, by the number of its row."""
    return {row.row: row for row in checked.verdict.rows}
