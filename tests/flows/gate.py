"""A door between a program and a server, that can be held shut at a chosen word."""

import re
import socket
import threading
from contextlib import suppress

PATIENCE = 20


class Hold:
    """Stops the conversation at the first data that matches; whoever armed it lets it go on, or cuts it."""

    def __init__(self, pattern: bytes, *, from_server: bool) -> None:
        self.pattern = re.compile(pattern)
        self.from_server = from_server
        self.is_cut = False
        self._reached = threading.Event()
        self._over = threading.Event()

    def wait(self) -> None:
        assert self._reached.wait(PATIENCE), f"nobody said {self.pattern.pattern!r}"

    def let_go(self) -> None:
        self._over.set()

    def cut(self) -> None:
        """What was held back is never heard."""
        self.is_cut = True
        self._over.set()

    def stop_here(self) -> None:
        self._reached.set()
        self._over.wait(PATIENCE)


class Gate:
    """Passes everything on to `target`, a port of this machine, until a hold matches. Closed, it refuses connections."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.holds: list[Hold] = []
        self.is_closed = False
        self._armed: list[Hold] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._door.getsockname()[1])
        self._doorman = threading.Thread(target=self._serve, daemon=True)
        self._doorman.start()

    def hold(self, pattern: bytes, *, from_server: bool = False) -> Hold:
        hold = Hold(pattern, from_server=from_server)
        self.holds.append(hold)
        self._armed.append(hold)
        return hold

    def open(self) -> None:
        """As if nobody had ever held it."""
        self.is_closed = False
        for hold in self._armed:
            hold.cut()
        self.holds.clear()
        self._armed.clear()

    def close(self) -> None:
        """Whoever waits at the door is sent away first: it would go on at the next gate, which is given the same number."""
        self.open()
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._doorman.join(PATIENCE)
        self._door.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                inside, _ = self._door.accept()
                self._connect(inside)

    def _connect(self, inside: socket.socket) -> None:
        try:
            if self.is_closed:
                raise ConnectionRefusedError
            outside = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            inside.close()
            return
        for source, sink, from_server in ((inside, outside, False), (outside, inside, True)):
            threading.Thread(target=self._pass_on, args=(source, sink), kwargs={"from_server": from_server}, daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket, *, from_server: bool) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                hold = self._matching(data, from_server=from_server)
                if hold is not None:
                    hold.stop_here()
                    if hold.is_cut:
                        break
                sink.sendall(data)
        for end in (source, sink):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _matching(self, data: bytes, *, from_server: bool) -> Hold | None:
        """Each hold holds once."""
        for hold in self.holds:
            if hold.from_server == from_server and hold.pattern.search(data):
                self.holds.remove(hold)
                return hold
        return None
