"""What the head of a TTML file says: who speaks, which styles are readings, its title."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_READINGS = frozenset({"text", "textContainer", "delimiter"})
_NOT_SPOKEN = ("x-roman", "x-trans", "x-pronunciation")


@dataclass
class Head:
    """What is known of a file when its body begins; attributes are named without namespaces."""

    title: str | None = None
    speakers: dict[str, str] = field(default_factory=dict)
    readings: set[str] = field(default_factory=set)
    _agent: str | None = None
    _element: str = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element of the head begins."""
        self._element = name
        if name == "agent":
            self._agent = attributes.get("id")
        elif name == "style" and attributes.get("ruby") in _READINGS and "id" in attributes:
            self.readings.add(attributes["id"])

    def end(self, name: str) -> None:
        """An element of the head ends."""
        self._element = ""
        if name == "agent":
            self._agent = None

    def data(self, text: str) -> None:
        """Text in an element of the head."""
        text = " ".join(text.split())
        if not text:
            return
        if self._element == "name" and self._agent is not None:
            self.speakers[self._agent] = _joined(self.speakers.get(self._agent), text)
        elif self._element == "title":
            self.title = _joined(self.title, text)

    def is_spoken(self, attributes: Mapping[str, str]) -> bool:
        """Whether an element of the body is spoken: not the reading of a character (ruby), a
        romanisation or a translation."""
        if any(role.startswith(_NOT_SPOKEN) for role in attributes.get("role", "").split()):
            return False
        if attributes.get("ruby") in _READINGS:
            return False
        return self.readings.isdisjoint(attributes.get("style", "").split())

    def speaker(self, attributes: Mapping[str, str]) -> str | None:
        """Who speaks an element: the name of its agent, or else what the file calls the agent."""
        agents = attributes.get("agent", "").split()
        return "; ".join(self.speakers.get(agent, agent) for agent in agents) or None


def _joined(before: str | None, text: str) -> str:
    return f"{before} {text}" if before else text
