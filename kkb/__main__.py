"""Command line: `python -m kkb check | load | template | report | backup | restore | verify | hapus-asli | init |
undo | redo | akun` (docs/kontrak.md).

Exit status: 0 accept or warn (or done), 1 ask or flag, 2 reject or refused, 3 wrong usage, unknown question or value,
4 data changed meanwhile, or it is not certain whether they were saved: repeat.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import re
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from gettext import gettext
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from kkb.checking import Outcome, UnknownAnswer
from kkb.checking.columns import column_id, lacks_facts, likeness_of
from kkb.commands.common import (
    CHANGED,
    NEEDS_DECISION,
    OK,
    REJECTED,
    USAGE,
    Failure,
    count_on_terminal,
    prepared_store,
    read_snapshot,
)
from kkb.config import TIMEZONE, Settings, collect_seldom, load_settings
from kkb.formatting import format_numbers
from kkb.problems import SEVERITY_WORDS, shorten
from kkb.region import RegionError, load_region
from kkb.uploads.check import Checked, InputFile, Stored, check_files, describe_twin

if TYPE_CHECKING:
    from kkb.store import StoreError
    from kkb.uploads.commit import CommitRefused

log = logging.getLogger("kkb")

ACCOUNT_ACTIONS = ("daftar", "tambah", "ubah", "sandi", "tutup", "buka", "keluarkan")
ROLES = ("pembaca", "petugas", "pengelola")
REPORT_FORMATS = ("pptx", "pdf", "pdf1", "png", "xlsx", "csv", "txt")

_EXIT = {
    Outcome.ACCEPT: OK,
    Outcome.WARN: OK,
    Outcome.ASK: NEEDS_DECISION,
    Outcome.FLAG: NEEDS_DECISION,
    Outcome.REJECT: REJECTED,
}


class _Parser(argparse.ArgumentParser):
    """argparse that speaks Indonesian and leaves with the contract's status for wrong usage."""

    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"{_usage_words(message)} Lihat: {self.prog} --help\n")

    def format_help(self) -> str:
        return super().format_help().replace("usage: ", "pemakaian: ", 1)


_MISSING = gettext("the following arguments are required: %s").removesuffix("%s")
_CHOICE = re.compile(r"argument (?P<name>\S+): invalid choice: (?P<typed>.*) \(choose from (?P<offered>.*)\)", re.S)


def _usage_words(message: str) -> str:
    """What argparse found wrong, in Indonesian: of its own words only names and what was typed are kept."""
    if message.startswith(_MISSING):
        return f"Perintah belum lengkap. Kurang: {message.removeprefix(_MISSING)}."
    if choice := _CHOICE.fullmatch(message):
        # Whether it quotes what it offers depends on the version of Python.
        offered = choice["offered"].replace("'", "")
        return f"{choice['name']} tidak mengenal {choice['typed']}. Yang ada: {offered}."
    return "Perintah belum lengkap atau tidak dikenal."


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    collect_seldom()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Another program reads this, and a cell may hold any letter; Windows would write its own code page.
            stream.reconfigure(encoding="utf-8")
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    args = _make_parser().parse_args(argv)
    now = datetime.now(UTC)
    try:
        settings = load_settings()
        if args.db:
            settings = replace(settings, database_url=args.db)
        return int(args.run(args, settings, now))
    except Failure as failure:
        print(failure.message, file=sys.stderr)
        return failure.status
    except UnknownAnswer as error:
        print(error, file=sys.stderr)
        return USAGE
    except RegionError as error:
        print(error, file=sys.stderr)
        return REJECTED
    except OSError as error:
        log.error("%s", error)
        print("Berkas atau folder yang disebut tidak dapat dibuka. Periksa namanya dan izinnya.", file=sys.stderr)
        return USAGE


def _run_template(args: argparse.Namespace, settings: Settings, now: datetime) -> int:
    from kkb.commands.template import write_template

    if args.filled and args.no_db:
        raise Failure("Isiannya ada di basis data: pakai --filled tanpa --no-db.", USAGE)
    return _with_store(write_template)(args, settings, now) if args.filled else write_template(args, settings, now)


def _run_report(args: argparse.Namespace, settings: Settings, now: datetime) -> int:
    # Loaded here: pandas costs a check of one recap more than its reading.
    from kkb.commands.report import run_report

    return _with_store(run_report)(args, settings, now)


_Run = Callable[[argparse.Namespace, Settings, datetime], int]

_WAIT_SECONDS = 60
_COLUMNS_OFFERED = 5
_PAUSE_SECONDS = 1.0


def _with_store(run: _Run) -> _Run:
    """A command that may touch the store: its refusals become sentences. With `--wait` it is tried again for a minute.

    The database library is loaded here and in the commands, never for a check against the region list alone.
    """

    def guarded(args: argparse.Namespace, settings: Settings, now: datetime) -> int:
        from kkb.store import StoreError
        from kkb.uploads.commit import CommitRefused

        until = time.monotonic() + (_WAIT_SECONDS if getattr(args, "wait", False) else 0)
        while True:
            try:
                return run(args, settings, now)
            except (StoreError, CommitRefused) as error:
                failure, may_pass = _as_failure(error, is_write=hasattr(args, "by"))
                if not may_pass or time.monotonic() >= until:
                    raise failure from error
            time.sleep(_PAUSE_SECONDS)

    return guarded


def _as_failure(error: StoreError | CommitRefused, *, is_write: bool) -> tuple[Failure, bool]:
    """What to tell, with its status, and whether the command may succeed when it is tried again."""
    from kkb.store import PASSING, Cause, OutdatedVersion, StoreUnavailable

    if isinstance(error, OutdatedVersion):
        words = "Data berubah selama berkas diperiksa. Belum ada yang disimpan. Ulangi perintahnya."
        return Failure(words, CHANGED), True
    if isinstance(error, StoreUnavailable):
        message = (error.of_write() if is_write else error).message
        is_changed = error.cause in (Cause.REPLACED, Cause.UNCERTAIN)
        return Failure(message, CHANGED if is_changed else REJECTED), is_changed or error.cause in PASSING
    return Failure(error.message, REJECTED), False


def _run_check(args: argparse.Namespace, settings: Settings, now: datetime) -> int:
    # A log, a copy or a mark beside a file that is gone say that there was one.
    has_store = bool(settings.database_url) or any(settings.data_dir.glob(f"{settings.sqlite_path.name}*"))
    if args.no_db or not has_store:
        return _report(args, settings, Stored(), now)
    return _with_store(_check_against_store)(args, settings, now)


def _check_against_store(args: argparse.Namespace, settings: Settings, now: datetime) -> int:
    with prepared_store(settings) as store:
        stored = Stored.of(read_snapshot(store))
    return _report(args, settings, stored, now)


def _report(args: argparse.Namespace, settings: Settings, stored: Stored, now: datetime) -> int:
    checked = _check(args, settings, stored, now)
    _print(args, checked)
    return _EXIT[checked.verdict.outcome]


def _run_load(args: argparse.Namespace, settings: Settings, now: datetime) -> int:
    from kkb.startup import prepare
    from kkb.store.trail import COMMAND_LINE
    from kkb.uploads.commit import commit

    with closing(prepare(settings, now=now, actor=COMMAND_LINE)) as store:
        checked = _check(args, settings, Stored.of(read_snapshot(store)), now)
        verdict = checked.verdict
        if all(file.is_stored for file in checked.files):
            twins = [file.twin for file in checked.files if file.twin is not None]
            _print(args, checked, "\n".join(map(describe_twin, twins)), numbers=[twin.nomor for twin in twins])
            return OK
        if verdict.nothing_to_save and verdict.outcome in (Outcome.ACCEPT, Outcome.WARN):
            _print(args, checked, verdict.message)
            return OK
        if verdict.outcome is Outcome.REJECT:
            _print_rejected(args, checked)
            return REJECTED
        if verdict.outcome is Outcome.ASK or (verdict.outcome is Outcome.FLAG and not args.accept_problems):
            _print(args, checked)
            return NEEDS_DECISION
        if verdict.outcome is Outcome.FLAG and not verdict.can_commit:
            _print(args, checked)
            return OK
        numbers = commit(store, checked, by=args.by, at=now, reason=args.reason, accept_problems=args.accept_problems)
    _print(args, checked, "\n".join(map(str, numbers)), numbers=numbers)
    return OK


def _run_init(args: argparse.Namespace, settings: Settings, now: datetime) -> int:
    from kkb.startup import prepare
    from kkb.store import open_store
    from kkb.store.trail import COMMAND_LINE

    if args.new:
        with closing(open_store(settings)) as lost:
            lost.begin_anew()
    with closing(prepare(settings, now=now, actor=COMMAND_LINE)) as store:
        print(f"Basis data siap; {len(store.uploads())} unggahan.")
    return OK


def _run_kept(args: argparse.Namespace, settings: Settings, now: datetime) -> int:
    from kkb.commands.backup import RUN

    return _with_store(RUN[args.command])(args, settings, now)


def _run_accounts(args: argparse.Namespace, settings: Settings, now: datetime) -> int:
    from kkb.commands.accounts import run_accounts

    return _with_store(run_accounts)(args, settings, now)


def _run_decision(args: argparse.Namespace, settings: Settings, now: datetime) -> int:
    with prepared_store(settings, writable=True) as store:
        numbers = args.numbers
        if args.together:
            uploads = store.uploads()
            is_undo = args.command == "undo"
            saves = {upload.simpanan for upload in uploads if upload.nomor in numbers}
            # Where nothing is left to do, the numbers that were told are refused in words.
            numbers = [one.nomor for one in uploads if one.simpanan in saves and one.aktif == is_undo] or numbers
        change, done = (store.withdraw, "ditarik") if args.command == "undo" else (store.restore, "dikembalikan")
        change(*numbers, by=args.by, at=now, reason=args.reason)
    print(f"Unggahan {format_numbers(numbers)} {done}.")
    return OK


def _check(args: argparse.Namespace, settings: Settings, stored: Stored, now: datetime) -> Checked:
    if args.name and len(args.files) > 1:
        raise Failure("--name hanya untuk satu berkas.", USAGE)
    return check_files(
        [_read_file(Path(name), args.name) for name in args.files],
        region=load_region(settings.region_csv),
        region_name=settings.region_name,
        stored=stored,
        today=now.astimezone(TIMEZONE).date(),
        as_of=args.as_of,
        answers=dict(args.answer),
        use_suggested=args.suggested,
        progress=count_on_terminal("baris"),
    )


def _read_file(path: Path, name: str | None) -> InputFile:
    try:
        return InputFile(name or path.name, path.read_bytes())
    except OSError as error:
        raise Failure(f"Berkas {path.name} tidak dapat dibaca.", USAGE) from error


def _print(
    args: argparse.Namespace, checked: Checked, sentence: str | None = None, *, numbers: Sequence[int] = ()
) -> None:
    """The verdict as JSON (with the numbers of the uploads, if there are), the sentence, or the verdict in words."""
    if args.json:
        # `unggahan` is the first number: programs that send one file have relied on it from the start.
        upload = {"unggahan": numbers[0], "unggahan_semua": list(numbers)} if numbers else {}
        print(json.dumps(upload | checked.to_json(), ensure_ascii=False, indent=2))
    elif sentence is not None:
        print(sentence)
    else:
        _print_verdict(checked)


def _print_rejected(args: argparse.Namespace, checked: Checked) -> None:
    """What `check` prints of files that nothing can be stored of; the reason goes to standard error, as any refusal."""
    if args.json:
        _print(args, checked)
        return
    print(checked.verdict.message, file=sys.stderr)
    _print_findings(checked)


def _print_verdict(checked: Checked) -> None:
    print(checked.verdict.message)
    _print_findings(checked)


def _print_findings(checked: Checked) -> None:
    """What stands below the message: refusals of single files, questions with their answers, problems."""
    verdict = checked.verdict
    for file in checked.files:
        if file.refusal is not None and len(checked.files) > 1:
            print(f"{file.name}: {file.refusal}")
        if file.twin is not None and not file.twin.aktif:
            print(describe_twin(file.twin))
    if verdict.outcome is Outcome.REJECT:
        _offer_columns(checked)
    for question in verdict.questions:
        print(f"\n? {question.text}")
        for option in question.options:
            mark = " (disarankan)" if option.value == question.suggested else ""
            print(f"    --answer {question.id}={option.value}   {option.label}{mark}")
    if verdict.problems:
        print()
    for problem in verdict.problems:
        of = f"{checked.files[problem.file - 1].name}: " if problem.file and len(checked.files) > 1 else ""
        print(f"{SEVERITY_WORDS[problem.severity]:<10} {of}{problem.message}")


def _offer_columns(checked: Checked) -> None:
    """Of files without a status, the columns that may be it: the likeliest first."""
    for number, file in enumerate(checked.files, start=1):
        tables = file.workbook.tables if file.workbook is not None else []
        if not lacks_facts(tables):
            continue
        of = f"{file.name}: k" if len(checked.files) > 1 else "K"
        print(f"\n? {of}olom mana yang berisi status Pokja?")
        places = [(table, letters) for table in tables for letters in table.spare]
        for table, letters in sorted(places, key=lambda place: likeness_of(*place))[:_COLUMNS_OFFERED]:
            header = shorten(table.spare[letters].header)
            print(f'    --answer {column_id(table.sheet, letters, number)}=status   "{header}"')


def _answer(text: str) -> tuple[str, str]:
    answer_id, separator, value = text.partition("=")
    if not separator or not answer_id:
        raise argparse.ArgumentTypeError("ID=NILAI")
    return answer_id, value


def _make_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m kkb",
        description="Rekap Pokja Kampung KB: periksa, simpan, tarik.",
        epilog="Status akhir: 0 beres, 1 perlu keputusan, 2 ditolak, 3 salah pakai, 4 data berubah, ulangi.",
        add_help=False,
    )
    parser._optionals.title = "pilihan"
    _add_help(parser)
    commands = parser.add_subparsers(
        title="perintah", dest="command", metavar="PERINTAH", required=True, parser_class=_Parser
    )

    check = _add_command(commands, "check", "periksa berkas; tidak ada yang disimpan", _run_check)
    _add_check_options(check)
    database = check.add_mutually_exclusive_group()
    _add_db(database)
    database.add_argument("--no-db", action="store_true", help="periksa terhadap daftar wilayah saja")

    load = _add_command(commands, "load", "periksa lalu simpan; mencetak nomor unggahan", _with_store(_run_load))
    _add_check_options(load)
    _add_db(load)
    load.add_argument("--by", required=True, metavar="NAMA", help="siapa yang menyimpan")
    load.add_argument("--reason", metavar="ALASAN", help="alasan, bila diperlukan")
    load.add_argument("--accept-problems", action="store_true", help="simpan tanpa baris yang salah")
    _add_wait(load)

    template = _add_command(commands, "template", "buat templat rekap untuk diisi", _run_template)
    template.add_argument("-o", dest="output", required=True, metavar="BERKAS", help="berkas .xlsx yang dibuat")
    template.add_argument("--filled", action="store_true", help="isi dengan keadaan yang tersimpan")
    _add_as_of(template)
    template.add_argument("--force", action="store_true", help="ganti berkas yang sudah ada")
    database = template.add_mutually_exclusive_group()
    _add_db(database)
    database.add_argument("--no-db", action="store_true", help="jangan buka basis data")

    report = _add_command(commands, "report", "buat bahan rapat: PowerPoint, PDF, Excel, CSV, pesan", _run_report)
    report.add_argument(
        "--format", choices=REPORT_FORMATS, help="jenis berkas; pdf1 satu halaman, png ZIP gambar, txt pesan WhatsApp"
    )
    report.add_argument("-o", dest="output", metavar="BERKAS", help="berkas yang dibuat atau diganti; - mencetak txt")
    report.add_argument("--all", metavar="FOLDER", help="semua jenis berkas ke dalam folder ini")
    _add_as_of(report)
    report.add_argument("--since", type=date.fromisoformat, metavar="TTTT-BB-HH", help="bandingkan dengan tanggal ini")
    report.add_argument("--kecamatan", action="append", default=[], metavar="NAMA", help="boleh berulang")
    report.add_argument("--slide", metavar="SLIDE,SLIDE", help="slide ini saja, menurut urutan disebut")
    _add_db(report)

    _add_database_commands(commands)
    for name, text in (("undo", "tarik unggahan"), ("redo", "kembalikan unggahan yang ditarik")):
        command = _add_command(commands, name, text, _with_store(_run_decision))
        command.add_argument("numbers", nargs="+", type=int, metavar="NOMOR", help="nomor unggahan, satu atau lebih")
        command.add_argument("--together", action="store_true", help="beserta berkas yang disimpan bersamanya")
        command.add_argument("--by", required=True, metavar="NAMA", help="siapa yang memutuskan")
        command.add_argument("--reason", required=True, metavar="ALASAN", help="alasan")
        _add_wait(command)
        _add_db(command)
    _add_account_command(commands)
    return parser


def _add_account_command(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    words = "akun: daftar, tambah, ubah, ganti sandi, tutup, buka, keluarkan dari semua peramban"
    account = _add_command(commands, "akun", words, _run_accounts)
    account.add_argument("action", choices=ACCOUNT_ACTIONS, metavar="TINDAKAN", help=", ".join(ACCOUNT_ACTIONS))
    account.add_argument("account", nargs="?", metavar="NAMA_AKUN", help="yang diketik untuk masuk")
    account.add_argument("--name", metavar="NAMA", help="nama lengkap; setiap perubahan dicatat dengan nama itu")
    account.add_argument("--role", choices=ROLES, metavar="PERAN", help=", ".join(ROLES))
    account.add_argument("--kecamatan", action="append", default=[], metavar="NAMA", help="hanya ini; boleh berulang")
    account.add_argument("--everywhere", action="store_true", help="semua kecamatan")
    words = "alamat surel akun kantornya, untuk masuk lewat penyedia akun kantor; kosong: lepaskan"
    account.add_argument("--oidc", metavar="SUREL", help=words)
    account.add_argument("--ask", action="store_true", help="ketik sandi sementaranya sendiri")
    _add_db(account)


def _add_database_commands(commands: argparse._SubParsersAction) -> None:  # type: ignore[type-arg]
    backup = _add_command(
        commands, "backup", "salin semua data ke satu berkas, juga selagi program berjalan", _run_kept
    )
    backup.add_argument("file", metavar="BERKAS", help="berkas cadangan yang dibuat; memuat semua berkas asli")
    backup.add_argument("--force", action="store_true", help="ganti berkas yang sudah ada")
    _add_db(backup)

    restore = _add_command(commands, "restore", "kembalikan data dari sebuah cadangan", _run_kept)
    restore.add_argument("file", metavar="BERKAS", help="berkas cadangan; hanya dibaca")
    restore.add_argument("--replace", action="store_true", help="ganti data yang ada; yang lama disimpan di sampingnya")
    _add_db(restore)

    words = "periksa keutuhan data, tiap baris terhadap berkas aslinya; tidak ada yang diubah"
    verify = _add_command(commands, "verify", words, _run_kept)
    target = verify.add_mutually_exclusive_group()
    target.add_argument("file", nargs="?", metavar="BERKAS", help="sebuah cadangan; tanpa ini, basis data yang dipakai")
    _add_db(target)

    erase = _add_command(commands, "hapus-asli", "hapus isi berkas asli satu unggahan, untuk selamanya", _run_kept)
    erase.add_argument("number", type=int, metavar="NOMOR", help="nomor unggahan")
    erase.add_argument("--by", required=True, metavar="NAMA", help="siapa yang menghapus")
    erase.add_argument("--reason", required=True, metavar="ALASAN", help="alasan; tetap tercatat")
    _add_db(erase)

    init = _add_command(commands, "init", "siapkan basis data", _with_store(_run_init))
    init.add_argument("--new", action="store_true", help="mulai baru, bila berkas data yang dulu ada hilang")
    _add_db(init)


def _add_command(commands: argparse._SubParsersAction, name: str, text: str, run: object) -> argparse.ArgumentParser:  # type: ignore[type-arg]
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text, add_help=False)
    command._positionals.title, command._optionals.title = "isian", "pilihan"
    _add_help(command)
    command.set_defaults(run=run)
    return command


def _add_help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")


def _add_db(parser: argparse._ActionsContainer) -> None:
    parser.add_argument("--db", metavar="URL", help="alamat basis data; bawaan: KKB_DATABASE_URL atau SQLite")


def _add_wait(parser: argparse.ArgumentParser) -> None:
    text = "bila data sedang dipakai atau berubah, ulangi sendiri sampai satu menit"
    parser.add_argument("--wait", action="store_true", help=text)


def _add_as_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as-of", type=date.fromisoformat, metavar="TTTT-BB-HH", help="tanggal keadaan data")


def _add_check_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", metavar="BERKAS", help="rekap .xlsx")
    parser.add_argument("--json", action="store_true", help="cetak putusan sebagai JSON")
    parser.add_argument(
        "--answer", action="append", default=[], type=_answer, metavar="ID=NILAI", help="jawaban atas satu pertanyaan"
    )
    parser.add_argument("--suggested", action="store_true", help="jawab setiap pertanyaan dengan saran program")
    _add_as_of(parser)
    parser.add_argument("--name", metavar="NAMA_ASLI", help="nama berkas sebagaimana diunggah")


if __name__ == "__main__":
    # `… | head` closes the pipe early: end quietly, as other commands do.
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    sys.exit(main())
