"""Work in a process of its own gives its answer, says how far it is, can be stopped, and ends with
whoever asked for it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dashboard.workers import WorkerError, Workers

ROOT = Path(__file__).parents[2]


class StoppedError(Exception):
    pass


def nothing(stage: str, share: float) -> None:
    pass


def double(progress, number):
    print("a library prints this")
    progress("doubling", 0.5)
    return os.getpid(), number * 2


def fail(progress, why):
    raise ValueError(why)


def give_a_function(progress):
    return lambda: 1


def die(progress):
    os.kill(os.getpid(), signal.SIGKILL)


def sleep(progress, file):
    file.write_text(str(os.getpid()))
    progress("sleeping", 0.25)
    time.sleep(600)


def is_there(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_until(true, seconds=30.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_an_answer_comes_from_another_process_which_is_kept():
    workers = Workers(1)
    first, four = workers.run(nothing, double, 2)
    again, six = workers.run(nothing, double, 3)
    assert (four, six) == (4, 6)
    assert first == again != os.getpid()


def test_a_process_that_is_not_reused_ends_with_its_task():
    workers = Workers(1, reused=False)
    assert workers.run(nothing, double, 2)[0] != workers.run(nothing, double, 2)[0]
    assert not workers._idle


def test_no_more_processes_work_at_once_than_there_may_be():
    workers = Workers(2)
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda number: workers.run(nothing, double, number), range(12)))
    assert [answer for _, answer in answers] == list(range(0, 24, 2))
    assert len({pid for pid, _ in answers}) <= 2


def test_what_it_raises_is_raised_here_and_the_process_goes_on():
    workers = Workers(1)
    pid, _ = workers.run(nothing, double, 1)
    with pytest.raises(ValueError, match="on line 3"):
        workers.run(nothing, fail, "on line 3")
    with pytest.raises(RuntimeError, match="pickle"):
        workers.run(nothing, give_a_function)
    assert workers.run(nothing, double, 1)[0] == pid


def test_a_process_that_dies_is_an_error_and_the_next_task_gets_another():
    workers = Workers(1)
    with pytest.raises(WorkerError, match="ended"):
        workers.run(nothing, die)
    assert workers.run(nothing, double, 4)[1] == 8


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="looks processes up in /proc")
def test_work_that_is_stopped_ends_at_once_and_the_next_can_begin(tmp_path):
    workers, told = Workers(1), []

    def stop(stage, share):
        told.append((stage, share))
        if stage:
            raise StoppedError

    with pytest.raises(StoppedError):
        workers.run(stop, sleep, tmp_path / "pid")
    assert ("sleeping", 0.25) in told
    assert not is_there(int((tmp_path / "pid").read_text()))
    assert workers.run(nothing, double, 1)[1] == 2


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="looks processes up in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_work_ends_with_the_server_however_that_ends(tmp_path, how):
    script = (
        "import sys; from pathlib import Path; from dashboard.workers import Workers\n"
        "from tests.dashboard.test_workers import nothing, sleep\n"
        "Workers(1).run(nothing, sleep, Path(sys.argv[1]))"
    )
    server = subprocess.Popen([sys.executable, "-c", script, str(tmp_path / "pid")], cwd=ROOT)
    try:
        wait_until(lambda: (tmp_path / "pid").is_file() and (tmp_path / "pid").read_text())
        pid = int((tmp_path / "pid").read_text())
        assert is_there(pid)
    finally:
        server.send_signal(how)
        server.wait()
    wait_until(lambda: not is_there(pid))
