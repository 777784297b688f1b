"""Which key does what on the bench: every action has one, each its own, and none is the browser's."""

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.errors import ReviewError

TAKEN = {
    "/": "Firefox finds with it",
    "'": "Firefox finds links with it",
    " ": "it scrolls the page",
    "\t": "it goes from link to link",
}
"""Keys that are the browser's without any other held down; those with Ctrl, Alt or Meta are never ours."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a key does: how it is called, and what it says of itself."""

    name: str
    key: str
    says: str


ACTIONS = (
    Action("accept", "a", "The event is right as it is shown; go on to the next."),
    Action("field-next", "j", "The next field; its words light up."),
    Action("field-back", "k", "The field before."),
    Action("field-accept", "c", "The chosen field is right as it is shown."),
    Action("amend", "e", "Give the chosen field another value."),
    Action("reject", "x", "What these sentences say is no event."),
    Action("merge", "m", "It is the same occasion as another event."),
    Action("split", "s", "Some of its sentences speak of another occasion."),
    Action("unsure", "u", "You looked and are not sure; go on to the next."),
    Action("note", "n", "Leave a note; the event stays open."),
    Action("alias", "p", "Two spellings are one person, here and everywhere."),
    Action("embargo", "g", "Withhold the event, or the article, until a day."),
    Action("text", "t", "Show the text of the next article that tells of it."),
    Action("next", "l", "Go on without a ruling."),
    Action("back", "h", "Go back to the event before."),
    Action("undo", "z", "Take back your last ruling, then the one before it."),
    Action("queue", "q", "Look at the whole queue."),
    Action("help", "?", "Show what each key does."),
)


def keys_of(chosen: Mapping[str, str]) -> dict[str, str]:
    """The key of each action: the person's own where they chose one, else the usual."""
    return {action.name: chosen.get(action.name, action.key) for action in ACTIONS}


def checked(chosen: Mapping[str, str]) -> dict[str, str]:
    """Keys as a person chose them, one for each action.

    Raises:
        ReviewError: One is no single key, is the browser's, or two actions would have the same.
    """
    keys = {name: key.strip() or key for name, key in keys_of(chosen).items()}
    faults = [fault for name, key in keys.items() if (fault := _fault(name, key, keys))]
    if faults:
        raise ReviewError("; ".join(faults), mend="give each action a letter of its own", code="review.keys")
    return keys


def _fault(name: str, key: str, keys: Mapping[str, str]) -> str:
    if len(key) != 1 or not key.isprintable():
        return f'{name}: "{key}" is not one key'
    if key in TAKEN:
        return f'{name}: "{key}" is the browser’s: {TAKEN[key]}'
    same = [other for other, its in keys.items() if its == key and other < name]
    return f'{name}: "{key}" is that of {same[0]} already' if same else ""
