"""A board behind a J-Link: flash, a virtual COM port that outlives every reset, and two wires.

    board.py FOLDER

FOLDER/tty is a link to the port. FOLDER/wires.sock carries the records of the second UART, both ways; a client that
comes late is told what the device said since its reset. FOLDER/control.sock takes one JSON object a line from the
probe, {"op": "reset"} with what to load or {"op": "read"} with what to read, and answers each. FOLDER/behaviour.json says how the port misbehaves.
Everything ends with this process.
"""

import json
import os
import pty
import selectors
import signal
import socket
import subprocess
import sys
import time
import tty

NUDGE_S = 0.01
GARBAGE_EVERY_S = 0.05
REPLAY_LIMIT = 65536
GARBAGE = bytes((i * 7 + 13) % 251 + 1 for i in range(400))


class Board:
    def __init__(self, folder):
        self.folder = folder
        self.selector = selectors.DefaultSelector()
        self.machine = None
        self.uart = self.wires = None
        self.clients = []
        self.said = b""
        self.timers = []
        self.boots = 0
        self.heard = 0
        self.vanish_after = self.mute_after = None
        self.mute = False
        self.master = self.slave = None
        self.to_host = b""
        self.to_device = b""
        self.attach_port()
        self.wires_server = self.listen("wires.sock", self.accept_wires)
        self.control_server = self.listen("control.sock", self.accept_control)

    def path(self, name):
        return os.path.join(self.folder, name)

    def listen(self, name, on_client):
        try:
            os.unlink(self.path(name))
        except FileNotFoundError:
            pass
        server = socket.socket(socket.AF_UNIX)
        server.bind(self.path(name))
        server.listen(8)
        self.selector.register(server, selectors.EVENT_READ, lambda: on_client(server.accept()[0]))
        return server

    def behaviour(self):
        try:
            with open(self.path("behaviour.json"), encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return {}

    # The port

    def attach_port(self):
        self.master, self.slave = pty.openpty()
        tty.setraw(self.master)
        tty.setraw(self.slave)
        os.set_blocking(self.master, False)
        self.selector.register(self.master, selectors.EVENT_READ, self.from_host)
        partial = self.path("tty.partial")
        os.symlink(os.ttyname(self.slave), partial)
        os.replace(partial, self.path("tty"))

    def detach_port(self):
        if self.master is None:
            return
        os.unlink(self.path("tty"))
        self.selector.unregister(self.master)
        os.close(self.slave)
        os.close(self.master)
        self.master = self.slave = None
        self.to_host = b""

    def from_host(self):
        try:
            data = os.read(self.master, 65536)
        except (BlockingIOError, OSError):
            return
        if self.uart is not None and not self.mute:
            self.to_device += data

    def from_device(self):
        data = self.uart.recv(65536)
        if not data:
            self.end_machine()
            return
        self.heard += len(data)
        if self.master is not None and not self.mute:
            self.to_host = (self.to_host + data)[-1048576:]
        if self.vanish_after is not None and self.heard >= self.vanish_after:
            self.vanish_after = None
            self.detach_port()
        if self.mute_after is not None and self.heard >= self.mute_after:
            self.mute = True

    def pump(self):
        """Writes what waits, as far as it goes."""
        if self.to_host and self.master is not None:
            try:
                self.to_host = self.to_host[os.write(self.master, self.to_host) :]
            except (BlockingIOError, OSError):
                pass
        if self.to_device and self.uart is not None:
            try:
                self.to_device = self.to_device[self.uart.send(self.to_device) :]
            except (BlockingIOError, OSError):
                pass

    # The wires

    def accept_wires(self, client):
        client.setblocking(False)
        if self.said:
            try:
                client.send(self.said)
            except OSError:  # It was ended meanwhile.
                client.close()
                return
        self.clients.append(client)

        def read():
            try:
                data = client.recv(4096)
            except OSError:
                data = b""
            if data:
                try:
                    if self.wires is not None:
                        self.wires.sendall(data)
                except OSError:  # The machine ended, and what ends with it comes next.
                    pass
                return
            self.selector.unregister(client)
            self.clients.remove(client)
            client.close()

        self.selector.register(client, selectors.EVENT_READ, read)

    def from_wires(self):
        data = self.wires.recv(65536)
        self.said = (self.said + data)[-REPLAY_LIMIT:]
        for client in self.clients:
            try:
                client.send(data)
            except OSError:
                pass

    # The probe

    def accept_control(self, client):
        with client:
            with client.makefile("r", encoding="utf-8") as lines:
                line = lines.readline()
            if not line.endswith("\n"):
                return  # the probe was ended
            request = json.loads(line)
            if request["op"] == "reset":
                self.reset(request["loads"])
            elif request["op"] == "replug" and self.master is None:
                self.attach_port()
            elif request["op"] == "read":
                self.read_memory(request["address"], request["bytes"], request["file"])
            try:
                client.sendall(json.dumps({"ok": True}).encode() + b"\n")
            except OSError:  # The probe was ended meanwhile.
                pass

    def read_memory(self, address, count, file):
        """As the core sees it, while it runs; zeros where there is no machine."""
        with open(file, "wb") as empty:
            empty.write(bytes(count))
        if self.machine is None:
            return
        arguments = {"val": address, "size": count, "filename": file, "cpu-index": 0}
        self.nudge({"execute": "memsave", "arguments": arguments, "id": "read"})
        said = b""
        while b'"id": "read"' not in said:
            more = os.read(self.machine.stdout.fileno(), 65536)
            if not more:
                return
            said += more

    def end_machine(self):
        """Can be interrupted and called again: the machine is forgotten last."""
        if self.machine is None:
            return
        self.machine.kill()
        self.machine.wait()
        for end in (self.uart, self.wires, self.machine.stdout, self.machine.stdin):
            self.close(end)
        self.uart = self.wires = None
        self.to_device = b""
        self.said = b""
        self.machine = None

    def close(self, end):
        if end is None or (hasattr(end, "closed") and end.closed):
            return
        if self.is_open(end):
            self.selector.unregister(end)
        try:
            end.close()
        except BrokenPipeError:  # What a machine that ended by itself was still to be told.
            pass

    def reset(self, loads):
        self.end_machine()
        behaviour = self.behaviour()
        self.boots += 1
        self.heard = 0
        self.mute = self.boots <= behaviour.get("deaf_boots", 0)
        self.vanish_after = behaviour.get("vanish_after_bytes")
        self.mute_after = behaviour.get("mute_after_bytes")
        late = behaviour.get("port_late_ms")
        if late is not None:
            self.detach_port()
            self.timers.append((time.monotonic() + late / 1000, self.attach_port))
        elif self.master is None:
            self.attach_port()
        if loads:
            self.start(loads)
        if behaviour.get("banner"):
            self.to_host = GARBAGE
        if self.boots <= behaviour.get("garbage_boots", 0):
            self.mute = True
            self.babble(self.boots)

    def babble(self, boot):
        """Garbage until the next reset."""
        if self.boots == boot:
            self.to_host = GARBAGE
            self.timers.append((time.monotonic() + GARBAGE_EVERY_S, lambda: self.babble(boot)))

    def start(self, loads):
        ends = {}
        command = ["qemu-system-arm", "-machine", "mps3-an547", "-icount", "shift=6"]
        command += ["-display", "none", "-nodefaults", "-nic", "none", "-qmp", "stdio"]
        for load in loads:
            file = load["file"].replace(",", ",,")
            command += ["-device", f"loader,file={file},addr={load['address']:#x},force-raw=on"]
        for name in ("uart", "wires"):
            ends[name], theirs = socket.socketpair()
            theirs.set_inheritable(True)
            ends[name + ".theirs"] = theirs
            command += ["-chardev", f"socket,id={name},fd={theirs.fileno()}", "-serial", f"chardev:{name}"]
        with open(self.path("qemu.log"), "ab") as log:
            self.machine = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                close_fds=False,
            )
        for name in ("uart", "wires"):
            ends[name + ".theirs"].close()
            ends[name].setblocking(False)
        self.uart, self.wires = ends["uart"], ends["wires"]
        self.selector.register(self.uart, selectors.EVENT_READ, self.from_device)
        self.selector.register(self.wires, selectors.EVENT_READ, self.from_wires)
        machine = self.machine
        self.selector.register(machine.stdout, selectors.EVENT_READ, lambda: os.read(machine.stdout.fileno(), 65536))
        self.nudge({"execute": "qmp_capabilities"})
        self.nudge_soon()

    def nudge(self, command):
        try:
            self.machine.stdin.write(json.dumps(command).encode() + b"\n")
            self.machine.stdin.flush()
        except (BrokenPipeError, AttributeError):
            pass

    def nudge_soon(self):
        """QEMU looks at its lines only when something happens: see to it that something does."""
        machine = self.machine

        def again():
            if self.machine is machine and machine is not None:
                self.nudge({"execute": "query-status"})
                self.nudge_soon()

        self.timers.append((time.monotonic() + NUDGE_S, again))

    def is_open(self, end):
        """Whether it is still listened to."""
        try:
            return end in self.selector.get_map()
        except ValueError:
            return False

    def run(self):
        while True:
            now = time.monotonic()
            due = [timer for timer in self.timers if timer[0] <= now]
            self.timers = [timer for timer in self.timers if timer[0] > now]
            for _, action in due:
                action()
            self.pump()
            wait = min([timer[0] - now for timer in self.timers] + [1.0])
            if self.to_host or self.to_device:
                wait = min(wait, 0.002)
            for key, _ in self.selector.select(max(0.0, wait)):
                try:
                    if self.is_open(key.fileobj):  # What came before it in this round may have closed it.
                        key.data()
                except (KeyError, ConnectionResetError):
                    pass
            self.pump()


def main():
    folder = os.path.abspath(sys.argv[1])
    board = Board(folder)

    # What the signal interrupts must unwind before the machine can be ended: it may be writing to it.
    signal.signal(signal.SIGTERM, lambda _signal, _frame: sys.exit(0))
    with open(os.path.join(folder, "board.pid.partial"), "w", encoding="utf-8") as file:
        file.write(str(os.getpid()))
    os.replace(os.path.join(folder, "board.pid.partial"), os.path.join(folder, "board.pid"))
    try:
        board.run()
    finally:
        try:
            board.end_machine()
        finally:
            board.detach_port()


main()
