"""How long a slider takes when twenty people use the app at once.

Run it from the repository's root: ``python -m validation.benchmarks.app_sessions``. It starts the app as a user would
and opens twenty sessions, each of another council, over the same websocket that a browser uses, with no browser in
between. A session moves the slider of another programme than its neighbours, each time to a share that nobody asked
for before. First each moves one every five seconds or so, as people do who read what they see; then, the worst case,
all move at the same moment, again and again. What is timed is from sending the move to the last message of the answer:
all that the server does, and not the painting of the page. On two cores nobody should wait longer than two seconds.
"""

from __future__ import annotations

import random
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Barrier
from urllib.error import URLError
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from roi_model.analysis.scenario import COVERAGE
from roi_model.app.chosen import DEFAULT
from roi_model.app.link import encode
from roi_model.engine.catalogue import INTERVENTION_NAMES
from roi_model.inputs.area_table import authorities

SESSIONS, ROUNDS = 20, 5
PAUSE = 5.0  # seconds, on average, between two moves of one person
SEED = 2017  # of the pauses
LIMIT = 60.0  # seconds after which an answer counts as lost


@dataclass
class Session:
    """One person's connection to the app, its address, and the sliders on its page: programme to Streamlit's name."""

    connection: ClientConnection
    query: str
    sliders: dict[str, str] = field(default_factory=dict)

    def ask(self, programme: str = "", share: float = 0.0) -> float:
        """Let the page run, with a programme's slider at a share, and return the seconds until all is answered."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        if programme:
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self.sliders[programme]
            state.double_array_value.data.append(share)
        began = time.perf_counter()
        self.connection.send(message.SerializeToString())
        self._answer()
        return time.perf_counter() - began

    def _answer(self) -> None:
        while True:
            received = ForwardMsg()
            received.ParseFromString(self.connection.recv(timeout=LIMIT))
            kind = received.WhichOneof("type")
            if kind == "delta" and received.delta.new_element.WhichOneof("type") == "slider":
                name = received.delta.new_element.slider.id
                self.sliders |= {each: name for each in INTERVENTION_NAMES if name.endswith(f"{each}.{COVERAGE}")}
            elif kind == "script_finished":
                assert received.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
                return
            elif kind == "page_info_changed":
                self.query = received.page_info_changed.query_string


@contextmanager
def running_app() -> Iterator[int]:
    """Start the app and yield its port."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = int(probe.getsockname()[1])
    program = Path(sys.executable).with_name("roi-model")
    command = [str(program), "app", "--port", str(port), "--headless"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            with urlopen(f"http://localhost:{port}/_stcore/health", timeout=5):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    sys.exit("The app did not start.")


def main() -> None:
    """Print how long opening and moving take."""
    councils = [authority.name for authority in authorities().values()][:SESSIONS]
    with running_app() as port, ExitStack() as stack:
        address = f"ws://localhost:{port}/_stcore/stream"
        sessions = [
            Session(
                stack.enter_context(connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None)),
                f"s={encode(DEFAULT.changed(areas=(name,)))}",
            )
            for name in councils
        ]
        report("opening one after another, the first with all imports", [session.ask() for session in sessions])
        again = [sessions[0].ask() for _ in range(ROUNDS)]
        report("one session, alone, where nothing is to be computed", again)
        alone = [sessions[0].ask(name, 0.3) for name in INTERVENTION_NAMES]
        report("one session, alone, moves each slider", alone)
        report(f"{SESSIONS} sessions, each moves a slider every {PAUSE:.0f} seconds", moved(sessions, 0, pause=PAUSE))
        report(f"{SESSIONS} sessions move a slider at the same moment", moved(sessions, ROUNDS, pause=0.0))


def moved(sessions: list[Session], first: int, *, pause: float) -> list[float]:
    """Let every session move a slider in several rounds, and return all times.

    Parameters
    ----------
    sessions
        Who moves.
    first
        Number of the first round, which decides the shares.
    pause
        Seconds to wait before each move, on average; 0 for all at the same moment.
    """
    barrier = Barrier(len(sessions))

    def move(number: int) -> list[float]:
        times, wait = [], random.Random(SEED + number)
        for turn in range(first, first + ROUNDS):
            if pause:
                time.sleep(wait.uniform(0, 2 * pause))
            else:
                barrier.wait()
            programme = INTERVENTION_NAMES[number % len(INTERVENTION_NAMES)]
            times.append(sessions[number].ask(programme, 0.1 + (turn * len(sessions) + number) / 1000))
        return times

    with ThreadPoolExecutor(len(sessions)) as pool:
        return [seconds for times in pool.map(move, range(len(sessions))) for seconds in times]


def report(what: str, times: list[float]) -> None:
    """Print the median, the 95th percentile and the longest of some times."""
    ordered = sorted(times)
    late = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    took = f"median {statistics.median(ordered):.2f} s, 95th percentile {late:.2f} s, longest {ordered[-1]:.2f} s"
    sys.stdout.write(f"{what:<60}{took}\n")


if __name__ == "__main__":
    main()
