"""The pack is played from its first activity to the minutes, on every face, and no code is added for it."""

import asyncio
import re
import zipfile
from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace

import pytest
from piped import Piped
from rooms import Rooms
from shaped import PEOPLE
from waiting import comes_to_rest

from exports.formats.format_registry import FORMATS
from exports.minutes import build_minutes
from prompts.language.words import load_words
from sessions import commands as do
from sessions.storage.file_reading import read_state
from workshop.live.join_words import sign_of
from workshop.live.live_workshop import JoinAccess, LiveWorkshop
from workshop.terminal.audience.audience_view import Bar, Bars
from workshop.terminal.audience.draw_frame import paint
from workshop.terminal.audience.view_of_state import Around, audience_view
from workshop.terminal.screens.workshop_screen import WorkshopScreen
from workshop.terminal.theme.themed_app import ThemedApp

PACK = ("h-skriv", "h-slags", "h-placer", "h-tal", "h-hjaelp", "t-placer", "t-hoejde", "t-svar", "t-roller")
SHOWN = {
    "h-skriv": ("Let at flytte", "Senere", "Travlhed"),
    "h-slags": ("V Viden", "S Samspil", "Andre skal gøre noget først."),
    "h-placer": ("Har placeret alle", "Travlhed"),
    "h-tal": ("T Tid", "S Samspil", "6 af 6 enige"),
    "h-hjaelp": ("Hvem kan hjælpe os?", "Sekretariatet"),
    "t-placer": ("Har placeret alle", "Fælles sprog"),
    "t-hoejde": ("Fælles sprog", "Afstand: 3", "Skal op på 4", "Når op på 1"),
    "t-svar": ("t1 Fælles sprog", "Hvad kan glippe?", "Ingen kommer"),
    "t-roller": ("Ejer", "Mette", "Leder", "mangler", "Mere ro"),
}
"""What the screen shows of each activity once it has been played."""
HEARD = {
    "h-skriv": ("Let at flytte", "Travlhed"),
    "h-slags": ("Viden", "Samspil"),
    "h-tal": ("Travlhed", "6 af 6 enige"),
    "h-hjaelp": ("Sekretariatet",),
    "t-hoejde": ("4,0 → 1,0", "Skal op på → Når op på"),
    "t-svar": ("Ingen kommer",),
    "t-roller": ("Fælles sprog · 2/3", "Mette", "Mere ro"),
}
"""What the audience is shown."""


class Played:
    """What people do in each activity of the pack."""

    def __init__(self, room):
        self.room, self.people = room, room.people
        room.go_to("skriv-tiltag")
        self.card = room.write("Fælles sprog")

    def play(self, key):
        self.room.go_to(key)
        getattr(self, key.replace("-", "_"))()

    def ask_all(self, command):
        for person in self.people:
            self.room.ask(command, person)

    def h_skriv(self):
        card = do.WriteCard("Travlhed", occurred="senere", outcome="let")
        self.obstacle = self.room.ask(card, self.people[0]).id
        self.room.ask(do.RevealInput())

    def h_slags(self):
        pass

    def h_placer(self):
        self.ask_all(do.PlaceCard(self.obstacle, "tid"))

    def h_tal(self):
        self.room.ask(do.AcceptAgreed())

    def h_hjaelp(self):
        self.room.ask(do.GiveAnswer("viden", "hvem-hjaelper", "Sekretariatet"), self.people[0])
        self.room.ask(do.RevealInput())

    def t_placer(self):
        self.ask_all(do.PlaceCard(self.card, "kultur"))

    def t_hoejde(self):
        self.ask_all(do.GiveRating(self.card, 4))
        self.ask_all(do.GiveRating(self.card, 1, 1))
        self.room.ask(do.RevealInput())

    def t_svar(self):
        self.room.ask(do.GiveAnswer(self.card, "hvad-kan-glippe", "Ingen kommer"), self.people[0])
        self.room.ask(do.RevealInput())

    def t_roller(self):
        self.room.ask(do.FillRecord(self.card, (("ejer", "Mette"),)))
        self.room.ask(do.FillField(self.card, "effektmaal", "Mere ro"), self.people[1])
        self.room.ask(do.RevealInput())


@pytest.fixture
def played(room):
    return Played(room)


class Projector(ThemedApp):
    """An app that shows one open workshop."""

    def __init__(self, room):
        super().__init__()
        live = LiveWorkshop(room.room, room.method, load_words())
        self.session = SimpleNamespace(
            live=live,
            clock=room.clock,
            path=room.path,
            notices=lambda: (),
            alarm=lambda: "",
            has_ended=False,
            connected=lambda: 0,
        )

    def on_mount(self):
        self.session.live.attach()
        self.push_screen(WorkshopScreen(self.session))

    def painted(self):
        lines = self.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in lines)


@pytest.mark.wide
@pytest.mark.parametrize("size", [(80, 24), (120, 30)])
async def test_the_screen_shows_each_shape(played, size):
    app = Projector(played.room)
    async with app.run_test(size=size) as pilot:
        for key in PACK:
            await asyncio.to_thread(played.play, key)
            await comes_to_rest(app, app.session.live, played.room.state)
            await pilot.pause()
            for words in SHOWN[key]:
                assert words in app.painted(), (key, words, app.painted())
    app.session.live.detach()


def audience(room):
    state, words = room.state(), load_words()
    workshop = state.workshop
    access = JoinAccess("http://x", workshop.join_secret, workshop.join_code, sign_of("s", words))
    return audience_view(state, room.method, words, Around(access, room.clock.now(), None, "", False))


def texts(value):
    """Every text in what the audience is shown."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for each in value for text in texts(each)]
    fields = getattr(value, "__dataclass_fields__", ())
    return [text for name in fields for text in texts(getattr(value, name))]


def test_the_audience_sees_each_shape(played):
    for key in PACK:
        played.play(key)
        view = audience(played.room)
        said = "\n".join(texts(view.content))
        for words in HEARD.get(key, ()):
            assert words in said, (key, words, said)
        for size in ((80, 24), (120, 30), (200, 50)):
            paint(view, *size)


def test_means_are_told_in_place_of_what_is_drawn(played):
    played.play("t-hoejde")
    bars = tuple(Bar(f"Tiltag {number}", number, 30, shown=f"{number},5 → 1") for number in range(12))
    page = paint(replace(audience(played.room), content=Bars(bars)), 80, 24)
    rows = ["".join(text for text, _ in page.runs(y)) for y in range(24)]
    assert any("Tiltag 7" in row and row.rstrip().endswith("7,5 → 1") for row in rows), rows


def test_the_minutes_hold_each_shape_in_every_format(played):
    for key in PACK:
        played.play(key)
    minutes = build_minutes(played.room.state(), played.room.method, played.room.clock.now(), "1")
    wanted = ("Slags hindringer", "Sekretariatet", "Når op på", "Ingen kommer", "Roller", "Mette", "Mere ro")
    for name in ("md", "html", "docx"):
        page = FORMATS[name].renderer()(minutes)
        if name == "docx":
            page = zipfile.ZipFile(BytesIO(page)).read("word/document.xml")
        told = re.sub(r"<[^>]+>", "", page.decode("utf-8"))
        assert [words for words in wanted if words not in told] == [], name


TOLD = {
    "h-skriv": ("Let at flytte", "Travlhed"),
    "h-slags": ("Viden: Vi ved ikke nok endnu.",),
    "h-tal": ("6 af 6 enige", "6 Tid"),
    "h-hjaelp": ("Viden: 1 svar",),
    "t-hoejde": ("Fælles sprog · Når op på", "Afstand: 3"),
    "t-svar": ("t1 Fælles sprog: 1 svar",),
    "t-roller": ("Ejer: Mette", "Leder: mangler", "Effektmål: Mere ro"),
}
"""What plain mode tells of each activity."""


@pytest.mark.wide
def test_plain_mode_tells_each_shape_and_fills_in_a_record(tmp_path, shaped, clock):
    folder = tmp_path / "data" / "sessions"
    folder.mkdir(parents=True)
    rooms = Rooms(folder, shaped, clock)
    room = rooms.new("former.db")
    room.people = [room.join(name) for name in PEOPLE]
    played = Played(room)
    for key in PACK:
        played.play(key)
    places = {row.activity: number for number, row in enumerate(room.state().run_sheet(), start=1)}
    rooms.stop_all()
    plain = Piped(tmp_path, "--bind", "127.0.0.1", "--port", "0", "run", "former", "--plain")
    try:
        plain.until_said("Hvad nu?")
        for key, wanted in TOLD.items():
            said = plain.do("d", f"g {places[key]}")
            assert [words for words in wanted if words not in said] == [], (key, said)
        plain.do("e t1", "Mette", "Anders", "Mere ro i klassen")
        assert "Leder: Anders" in plain.do("v")
        plain.end()
    finally:
        plain.kill()
    stands = {row.question: row.text for row in read_state(folder / "former.db").agreed_answers}
    assert stands == {"ejer": "Mette", "leder": "Anders", "effektmaal": "Mere ro i klassen"}
