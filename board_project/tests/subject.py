"""The server with a tiny app, in a process of its own: ``python -m board_project.tests.subject``."""

import argparse
import asyncio
import gc
import json
import sys
import tracemalloc
from collections.abc import Callable
from typing import Any

from board_project.server import EAGER, limits, on_drain
from board_project.server.daemon import Server
from board_project.server.upgrades import Upgrades

type App = Callable[[Any, Any, Any], Any]

# The sockets of /talk and /shout: each hears what anyone says.
room: list[Any] = []
loud: list[Callable[[str], None]] = []
# Bytes of /pour.
POURED = 100 * limits.MIB
PIECE = b"x" * 64 * limits.KIB
draining = asyncio.Event()


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Go by the first word of the path."""
    name = scope["path"].split("/")[1]
    if scope["type"] == "http":
        say("request", scope["path"])
        await PAGES[name](scope, receive, send)
        return
    await receive()
    if name == "refuse":
        await send({"type": "websocket.close"})
        return
    await send({"type": "websocket.accept"})
    await SOCKETS[name](scope, receive, send)


# --- Pages


async def describe(scope: Any, receive: Any, send: Any) -> None:
    headers = {name.decode(): value.decode() for name, value in scope["headers"]}
    about = {"client": scope["client"], "scheme": scope["scheme"], "root": scope["root_path"], "headers": headers}
    await respond(send, about)


async def wait_for_the_end(scope: Any, receive: Any, send: Any) -> None:
    await draining.wait()
    await respond(send, "finished")


async def read_body(scope: Any, receive: Any, send: Any) -> None:
    size, more = 0, True
    while more:
        message = await receive()
        size, more = size + len(message["body"]), message["more_body"]
    await respond(send, size)


async def fail_halfway(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"half", "more_body": True})
    raise RuntimeError("on purpose")


async def pour(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    try:
        for _ in range(POURED // len(PIECE)):
            await send({"type": "http.response.body", "body": PIECE, "more_body": True})
        await send({"type": "http.response.body"})
    finally:
        say("poured")


async def weigh(scope: Any, receive: Any, send: Any) -> None:
    gc.collect()
    await respond(send, tracemalloc.get_traced_memory()[0])


async def respond(send: Any, answer: object) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": json.dumps(answer).encode()})


# --- Both


async def fail(scope: Any, receive: Any, send: Any) -> None:
    await receive()
    raise RuntimeError("on purpose")


async def forget(scope: Any, receive: Any, send: Any) -> None:
    await receive()


# --- Sockets


def answering(answer: Callable[[str], str]) -> App:
    async def answered(scope: Any, receive: Any, send: Any) -> None:
        while (message := await receive())["type"] == "websocket.receive":
            await send({"type": "websocket.send", "text": answer(message["text"])})
        say("disconnect", scope["path"], message["code"])

    return answered


async def introduce(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "websocket.send", "text": json.dumps(scope["client"])})
    await receive()


async def close(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "websocket.close", "code": int(scope["path"].split("/")[2])})
    say("disconnect", scope["path"], (await receive())["code"])


async def talk(scope: Any, receive: Any, send: Any) -> None:
    room.append(send)
    while (message := await receive())["type"] == "websocket.receive":
        for each in room:
            await each({"type": "websocket.send", "text": message["text"]})
    room.remove(send)
    say("disconnect", scope["path"], message["code"])


async def shout(scope: Any, receive: Any, send: Any) -> None:
    """As talk, but eagerly."""
    write = scope["extensions"][EAGER]
    loud.append(write)
    while (message := await receive())["type"] == "websocket.receive":
        for each in loud:
            each(message["text"])
    # A socket that is gone takes what comes, and makes nothing of it.
    write("too late")
    loud.remove(write)
    say("disconnect", scope["path"], message["code"])


async def do_both(scope: Any, receive: Any, send: Any) -> None:
    """Write something of the size that somebody says, then numbers, eagerly and not in turn."""
    scope["extensions"][EAGER]("x" * int((await receive())["text"]))
    for number in range(1000):
        text = str(number)
        if number % 2:
            scope["extensions"][EAGER](text)
        else:
            await send({"type": "websocket.send", "text": text})
    await receive()


async def be_deaf(scope: Any, receive: Any, send: Any) -> None:
    await asyncio.Event().wait()


PAGES: dict[str, App] = {
    "": describe,
    "until-drained": wait_for_the_end,
    "body": read_body,
    "half": fail_halfway,
    "pour": pour,
    "traced": weigh,
    "raise": fail,
    "forget": forget,
    # Where files are sent to.
    "accounts": read_body,
}
SOCKETS: dict[str, App] = {
    "echo": answering(lambda text: text),
    "length": answering(lambda text: str(len(text))),
    "large": answering(lambda text: "x" * int(text)),
    "who": introduce,
    "close": close,
    "talk": talk,
    "shout": shout,
    "both": do_both,
    "deaf": be_deaf,
    "raise": fail,
    "forget": forget,
}


class Tested(Server):
    def leave(self) -> None:
        super().leave()
        draining.set()


async def hook() -> None:
    say("hook")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--proxies", type=int, default=0)
    parser.add_argument("--upgrades", type=int, default=limits.UPGRADES_BURST)
    parser.add_argument("--ping", type=float, default=limits.PING_INTERVAL)
    parser.add_argument("--pong", type=float, default=limits.PING_TIMEOUT)
    parser.add_argument("--arrival", type=float, default=limits.ARRIVAL)
    parser.add_argument("--patience", type=float, default=limits.HTTP_TIMEOUT)
    parser.add_argument("--traced", action="store_true")
    options = parser.parse_args()
    if options.traced:
        tracemalloc.start()
    # The server reads them when it is made, to keep a test of a silent link short.
    limits.PING_INTERVAL, limits.PING_TIMEOUT, limits.ARRIVAL = options.ping, options.pong, options.arrival
    limits.HTTP_TIMEOUT = options.patience
    on_drain.append(hook)
    server = Tested(
        app, host="127.0.0.1", port=0, trusted_proxies=options.proxies, ready=lambda port: say("port", port)
    )
    server.upgrades = Upgrades(burst=options.upgrades, per_second=0)
    server.run()


if __name__ == "__main__":
    main()
