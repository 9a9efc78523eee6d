"""Prints what a screen reader finds in the app's window, a node a line: its depth, role, name and states, with tabs
between them. Waits until a node of the name that is given is there. With --bus it prints where it listens."""

import os
import sys
import time

from gi.repository import Gio


def bus():
    """The address of the session's bus for screen readers."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    place = ("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
    return session.call_sync(*place, None, None, Gio.DBusCallFlags.NONE, -1).unpack()[0]


# Before AT-SPI looks for it itself: a display may still name that of an earlier session.
os.environ["AT_SPI_BUS_ADDRESS"] = bus()

import pyatspi  # noqa: E402

APP = "lamplight-app"
PATIENCE_S = 20
STATES = {
    pyatspi.STATE_CHECKED: "checked",
    pyatspi.STATE_PRESSED: "pressed",
    pyatspi.STATE_EXPANDED: "expanded",
    pyatspi.STATE_FOCUSABLE: "focusable",
}


def nodes_of(node, depth=0):
    """The nodes below one, itself first, in the order in which they are read."""
    try:
        states = node.getState()
        held = [word for state, word in STATES.items() if states.contains(state)]
        yield depth, node.getRoleName(), node.name or "", " ".join(held)
        children = [node.getChildAtIndex(place) for place in range(node.childCount)]
    except Exception:  # It went away while it was looked at; the next look shows what is there instead.
        return
    for child in children:
        if child is not None:
            yield from nodes_of(child, depth + 1)


def page():
    """The page in the app's window; nothing while there is none."""
    for app in pyatspi.Registry.getDesktop(0):
        if app is not None and app.name == APP:
            found = list(nodes_of(app))
            starts = [place for place, node in enumerate(found) if node[1] == "document web"]
            return found[starts[0] :] if starts else []
    return []


def main():
    awaited = sys.argv[1]
    if awaited == "--bus":
        print(os.environ["AT_SPI_BUS_ADDRESS"])
        return
    deadline = time.monotonic() + PATIENCE_S
    found = []
    while time.monotonic() < deadline:
        found = page()
        if any(awaited in name for _, _, name, _ in found):
            break
        time.sleep(0.2)
    for depth, role, name, states in found:
        print(depth, role, name.replace("\n", " ").replace("\t", " "), states, sep="\t")


main()
