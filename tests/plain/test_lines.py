"""What is typed, what is refused, how it ends: no trace of a terminal, never a traceback."""

import json
import subprocess
import sys
import urllib.request

import pytest

from sessions.queries.decisions import decisions
from sessions.storage.store import read_state


def quiet(running):
    return b"Traceback" not in running.errors and b"\x1b" not in running.raw


def test_everything_is_said_in_help(plain):
    said = plain.do("?")
    for word in ("n Næste", "d Drejebog", "u Fortryd", "0 Forlad", "w Referat"):
        assert word in said
    assert not [line for line in said.splitlines() if line.startswith(" ")], "an act without a letter"


@pytest.mark.wide
def test_the_end_of_the_input_leaves_politely(plain, session):
    assert plain.end() == 0
    assert "Alt er gemt" in plain.text
    assert quiet(plain)
    assert read_state(session).workshop.title == "Lederdag"


@pytest.mark.wide
def test_a_script_may_end_in_the_middle_of_a_question(plain, session):
    plain.do("n")
    plain.type("p", "a", "Halvt")
    assert plain.end() == 0
    assert not list(read_state(session).parked_items)
    assert quiet(plain)


@pytest.mark.wide
def test_home_makes_a_workshop_and_lists_it(start, tmp_path):
    running = start("run", "--plain")
    running.do("n", "", "Ny dag", "", "", "4.3.2027", "", "1", "", "2", "nej")
    said = running.do("0", "2", prompt="Fortsæt en workshop")
    assert "1 Ny dag, 2027-03-04, ikke begyndt" in said + running.text
    running.type("0")
    assert running.wait() == 0
    (file,) = (tmp_path / "data" / "sessions").glob("*.db")
    assert read_state(file).workshop.dots == 2


@pytest.mark.wide
def test_a_refusal_is_a_sentence_and_the_workshop_goes_on(plain):
    refused = (
        ("b", "kan ikke vælges"),
        ("xyzzy", "kan ikke vælges"),
        ("u", "fortryde"),
        ("n", ""),
        ("s t1 t2", "kan ikke vælges"),
        ("d m 1\n9999\n/", "helt tal fra 0 til 600"),
        ("n", ""),
        ("n", ""),
        (f"a {'x' * 2_001}\n/", "2001"),
        ("a \u200b\u202e\n", "Intet er ændret"),
    )
    for line, said in refused:
        assert said in plain.do(line), line
    assert "_udkast-1.md" in plain.do("w")
    assert plain.end() == 0
    assert quiet(plain)


def test_hostile_texts_are_shown_as_letters(plain, session):
    for _ in range(3):
        plain.do("n")
    for text in ("[/red] hej", "\x1b]52;c;x\x07Fare", "\u202eomvendt", "{title} %s \\n", "ø" * 500):
        plain.do(f"a {text}")
    said = plain.do("r")
    assert "[/red] hej" in said
    assert "{title} %s \\n" in said
    assert "52;c;xFare" in said
    assert "\u202e" not in plain.text
    assert b"\x1b" not in plain.raw
    assert b"\x07" not in plain.raw
    assert len(read_state(session).cards) == 5


@pytest.mark.wide
def test_a_huge_paste_and_bytes_that_are_no_text_are_survived(plain):
    plain.process.stdin.write(b"a" * 5_000_000 + b"\n\xff\xfe\x00\x80\n")
    plain.process.stdin.flush()
    assert plain.do("f", prompt="Formål")
    assert plain.end() == 0
    assert quiet(plain)


def join(session, name, *cards):
    workshop = read_state(session).workshop
    base = f"http://127.0.0.1:{workshop.port}"
    body = json.dumps({"secret": workshop.join_secret, "alias": name}).encode()
    headers = {"Origin": base, "Content-Type": "application/json"}

    def post(path, body, **more):
        request = urllib.request.Request(base + path, body, headers | more)
        with urllib.request.urlopen(request, timeout=10) as said:
            assert said.status == 200
            return json.loads(said.read())

    token = post("/api/join", body)["token"]
    for number, text in enumerate(cards):
        key = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"key-of-the-card-{number:04}"}
        post("/api/cards", json.dumps({"text": text}).encode(), **key)


def test_removing_somebody_offers_to_hide_what_they_wrote(plain, session):
    while "Skriv jeres tiltag" not in plain.do("n"):
        pass
    join(session, "Spam", "Vrøvl", "Mere vrøvl")
    while "2 kort" not in plain.do("v"):  # a face hears of them after the phone
        pass
    said = plain.do("D", "x", "1", "2", "0")
    assert "Fjern den, og skjul alle 2 tekster" in said
    assert [card.hidden for card in read_state(session).cards] == [True, True]
    assert [row.removed for row in read_state(session).participants] == [True]


def test_many_who_sent_nothing_are_removed_at_once(plain, session):
    for number in range(3):
        join(session, f"Spam {number}")
    while "Spam 2" not in plain.do("D", "0"):  # a face hears of it after the phone
        pass
    said = plain.do("D", "f", "1", "2", "0")
    assert "De 3, der ikke har sendt noget" in said
    assert "Fjern 3 deltagere?" in said
    assert [row.removed for row in read_state(session).participants] == [True] * 3
    plain.do("u")
    assert "Spam 2" in plain.do("D", "0")


def test_people_run_sheet_and_undo(plain, session):
    plain.do("D", "a", "Ida", "Bord 1", "e", "Ida", "Ida K", "", "0")
    assert "Ida K" in plain.do("D", "0")
    plain.do("d", "x", "2", "m", "3", "9", "n", "4", "a", "3", "5", "0")
    state = read_state(session)
    assert [row.alias for row in state.participants] == ["Ida K"]
    assert state.run_sheet()[1].status == "skipped"
    assert state.run_sheet()[2].minutes == 9
    assert len(state.run_sheet()) == 21
    assert "Fortrudt" in plain.do("u")
    assert len(read_state(session).run_sheet()) == 20
    assert "Gjort igen" in plain.do("U")
    plain.do("D", "x", "1", "ja", "0")
    assert [row.removed for row in read_state(session).participants] == [True]


def test_a_list_is_previewed_written_and_undone_as_one(plain, session, tmp_path):
    (tmp_path / "liste.csv").write_bytes("Tiltag;Ejer\nFærre møder;HR\nFaste teams;BK\n".encode("cp1252"))
    told = plain.do("L", "1", str(tmp_path / "mangler.csv"), "", str(tmp_path / "liste.csv"), "", "ja")
    for text in ("den findes ikke", "2 tiltag.", "læst som Windows-1252", "2 tiltag er skrevet"):
        assert text in told
    assert [card.text for card in read_state(session).cards] == ["Færre møder", "Faste teams"]
    assert "Fortrudt" in plain.do("u")
    assert [card.withdrawn for card in read_state(session).cards] == [True, True]


def test_the_minutes_are_read_as_text_before_they_are_written(plain, tmp_path):
    told = plain.do("W", "7", "0")
    assert "Sådan bliver referatet" in told
    assert "# Lederdag" in told
    assert not list(tmp_path.rglob("*referat*"))


def test_decisions_are_written_ordered_and_read_out(plain, session):
    assert "Ingen beslutninger endnu" in plain.do(
        "B", "a", "Vi stopper to", "a", "Vi går tæt på tre", "n", "1", "0"
    )
    assert "1 Vi går tæt på tre" in plain.do("B", "0")
    texts = [row.text for row in decisions(read_state(session))]
    assert texts == ["Vi går tæt på tre", "Vi stopper to"]


@pytest.mark.wide
def test_clock_input_and_close(plain, session):
    plain.do("n")
    plain.do("n")
    plain.do("+")
    plain.do("i")
    assert "uret er stoppet" in plain.do(".")
    row = read_state(session).current()
    assert (row.extra_minutes, row.input_open, row.running_since) == (2, False, None)
    assert "afsluttet" in plain.do("S", "ja")
    assert "kan ikke vælges" in plain.do("n")
    plain.do("A")
    assert read_state(session).workshop.status == "running"


def test_the_code_is_in_words_and_drawn_when_asked_for(plain, session):
    before = read_state(session).workshop
    said = plain.do("q", "0")
    assert before.join_code in said
    assert "█" not in said
    drawn = plain.do("q", "t", "3", "0")
    assert "##" in drawn
    plain.do("q k", "ja")
    assert read_state(session).workshop.join_secret != before.join_secret


@pytest.mark.wide
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize(("name", "code"), [("SIGTERM", 143), ("SIGHUP", 129), ("SIGINT", 130)])
def test_a_signal_closes_the_workshop_and_is_the_exit_code(plain, session, name, code):
    assert plain.signal(name) == code
    assert quiet(plain)
    again = subprocess.run(
        [sys.executable, "-m", "workshop", "run", str(session), "--plain", "--port", "0"],
        input=b"",
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert again.returncode == 0, again.stderr


@pytest.mark.wide
def test_a_workshop_that_is_led_elsewhere_can_be_led_here_too(plain, start, session):
    second = start("run", session.stem, "--plain")
    second.until_said("Hvad nu?")
    second.do("n")
    assert second.end() == 0
    assert quiet(second)
    plain.do("p", "a", "Husk det", "", "0")
    assert plain.end() == 0
    state = read_state(session)
    assert state.workshop.current
    assert [item.text for item in state.parked_items] == ["Husk det"]


@pytest.mark.wide
def test_nobody_reading_ends_it_without_a_word(session, tmp_path):
    arguments = ["--data-dir", str(tmp_path / "data"), "--bind", "127.0.0.1", "--port", "0"]
    process = subprocess.Popen(
        [sys.executable, "-m", "workshop", *arguments, "run", session.stem, "--plain"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    _, errors = process.communicate(b"?\n" * 50, timeout=30)
    assert (process.returncode, errors) == (0, b"")


def test_plain_mode_loads_no_screen():
    code = (
        "import sys, workshop.plain.leading.loop, workshop.plain.plain_mode, workshop.launch.faces;"
        "sys.exit(any(name in sys.modules for name in ('textual', 'rich')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
