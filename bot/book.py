"""Every flow by its command, its buttons and its states: what the engine looks things up in."""

from dataclasses import dataclass

from handlers.kit import Choice, Flow, Knock, MarkRead, Next, OpenFlow, OpenMenu, Result
from handlers.packing import tags


@dataclass(frozen=True, slots=True)
class Book:
    """The flows, indexed once at the start."""

    flows: tuple[Flow, ...]
    by_command: dict[str, Flow]
    by_name: dict[str, Flow]
    by_choice: dict[type[Choice], Flow]
    by_state: dict[type, Flow]
    tags: dict[str, type[Choice]]
    knock: Knock

    @classmethod
    def of(cls, flows: tuple[Flow, ...]) -> "Book":
        """Indexes the flows. ValueError for two of one command, tag or name, or without a door for strangers."""
        by_choice = {choice: flow for flow in flows for choice in flow.presses}
        knocks = [flow.knock for flow in flows if flow.knock]
        if len(knocks) != 1:
            raise ValueError("exactly one flow opens the door to strangers")
        by_command = {flow.command: flow for flow in flows if flow.command}
        by_name = {flow.name: flow for flow in flows}
        if len(by_command) != sum(1 for f in flows if f.command) or len(by_name) != len(flows):
            raise ValueError("two flows share a command or a name")
        if sum(len(flow.presses) for flow in flows) != len(by_choice):
            raise ValueError("two flows answer one button")
        by_state = {state: flow for flow in flows for state in flow.answers}
        if sum(len(flow.answers) for flow in flows) != len(by_state):
            raise ValueError("two flows answer one state")
        known = tags([*by_choice, OpenMenu, OpenFlow, MarkRead])
        return cls(flows, by_command, by_name, by_choice, by_state, known, knocks[0])

    def recognises(self, text: str) -> Flow | None:
        """The flow that a text begins though nobody asked for it, if any does."""
        return next((flow for flow in self.flows if flow.recognises and flow.recognises(text)), None)

    def waiting_in(self, result: Result) -> Flow | None:
        """The flow that answers what a result waits for: a step may end in a question of another part of its flow."""
        return self.by_state.get(type(result.state)) if isinstance(result, Next) else None

    def state_kind(self, flow: Flow, name: str) -> type | None:
        """The state class of a flow by its name."""
        return next((kind for kind in flow.answers if kind.__name__ == name), None)
