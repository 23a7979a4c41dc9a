import pytest
from piped import Piped

from sessions.rules.meeting.creation import NewWorkshop
from workshop.hosting.open_sessions import create_session
from workshop.machine.local_date import today


@pytest.fixture
def day():
    """The day of the workshop's meeting."""
    return today()


@pytest.fixture
def session(tmp_path, method, day):
    """A new workshop of ninety minutes on disk."""
    wish = NewWorkshop("Lederdag", run_sheet="90", date=day, dots=3)
    return create_session(tmp_path / "data" / "sessions", wish, method)


@pytest.fixture
def start(tmp_path):
    """Starts the program behind a pipe; whatever still runs at the end is ended."""
    started = []

    def start_one(*arguments):
        started.append(Piped(tmp_path, "--bind", "127.0.0.1", "--port", "0", *arguments))
        return started[-1]

    yield start_one
    for running in started:
        running.kill()


@pytest.fixture
def plain(start, session):
    """The workshop, opened in plain mode and at its first prompt."""
    running = start("run", session.stem, "--plain")
    running.until_said("Hvad nu?")
    return running
