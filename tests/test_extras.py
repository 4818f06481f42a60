"""Each command runs with the packages of its extra, and no more."""

from __future__ import annotations

import sys
import tomllib
from importlib.metadata import packages_distributions, requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.builders import ROOT, SAMPLE
from tests.commands import Done, run_all

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
OPTIONAL = set(EXTRAS) - {"dev"}
# Hides modules, as if their packages were not installed.
WITHOUT = """
import sys
hidden = {}
class Hide:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in hidden:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Hide())
"""


def packages(extra: str) -> set[str]:
    """The packages that an extra names, and those of the extras that it includes."""
    named: set[str] = set()
    for requirement in map(Requirement, EXTRAS[extra]):
        if requirement.name == "refrain":
            named |= {name for other in requirement.extras for name in packages(other)}
        else:
            named.add(canonicalize_name(requirement.name))
    return named


def base() -> set[str]:
    """The packages of a base install: those that it names, and all that these need."""
    found: set[str] = set()
    left = [Requirement(line) for line in PROJECT["dependencies"]]
    while left:
        requirement = left.pop()
        name = canonicalize_name(requirement.name)
        applies = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if applies and name not in found:
            found.add(name)
            left += [Requirement(line) for line in requires(name) or ()]
    return found


def modules_without(extra: str | None) -> list[str]:
    """The modules of all packages that some extra brings, and neither this one nor the base."""
    optional = {name for other in OPTIONAL for name in packages(other)}
    absent = optional - base() - (packages(extra) if extra else set())
    return [
        module
        for module, distributions in packages_distributions().items()
        if absent & {canonicalize_name(name) for name in distributions}
    ]


def run_without(extra: str | None, *commands: list[str]) -> list[Done]:
    """What commands leave in a process without the packages of other extras."""
    hiding = WITHOUT.replace("{}", repr(modules_without(extra)))
    return run_all(sys.executable, [*commands], hiding, cwd=ROOT)


@pytest.mark.parametrize(
    ("installed", "enough_for", "missing"),
    [
        (None, "summary", ["check"]),
        ("check", "check", ["topics", "report"]),
        ("topics", "topics", ["report"]),
        ("report", "report", []),
    ],
    ids=["base", "check", "topics", "report"],
)
def test_a_command_runs_with_its_extra_and_one_that_lacks_its_own_names_it(
    installed, enough_for, missing, tmp_path
):
    options = {
        "summary": ["--json"],
        "check": ["--fail-on", "none"],
        "topics": ["--suggest", "5"],
        "report": ["--out", str(tmp_path / "report.html")],
    }
    commands = [[name, str(SAMPLE), *options[name]] for name in (enough_for, *missing)]
    done, *refused = run_without(installed, *commands)
    assert done.returncode == 0, done.stderr
    for command, refusal in zip(missing, refused, strict=True):
        assert refusal.returncode == 2
        (line,) = refusal.stderr.splitlines()
        assert line.startswith(f"refrain: {command} needs ")
        assert line.endswith(f"pip install 'refrain[{command}]'")


def test_what_the_base_needs_is_no_reason_to_hide_what_only_extras_bring():
    hidden = set(modules_without(None))
    assert {"streamlit", "plotly", "sklearn", "py3langid", "tokenizers"} <= hidden
    assert not hidden & {"pandas", "pandera", "pydantic"}


def test_all_is_all_but_spark_which_is_450_mb_and_needs_java():
    others = OPTIONAL - {"spark"}
    assert packages("all") == {name for extra in others for name in packages(extra)}
