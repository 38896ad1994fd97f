"""Wires of the board behind the stand-in J-Link, as a Joulescope would see them.

Records of docs/power.md come from its socket. Its stamps count instructions and take CLOCK_HZ for one second: next to
no time passes between the begin of a window and its end, when the stamps of both edges come.
"""

import glob
import os
import select
import socket
import struct
import time
import zlib

EDGE, GO, BEGIN = 1, 2, 5
GATE, STATE = 0, 1
CLOCK_HZ = 20_000_000


def cobs_decode(frame):
    decoded = bytearray()
    at = 0
    while at < len(frame):
        code = frame[at]
        decoded += frame[at + 1 : at + code]
        at += code
        if code < 255 and at < len(frame):
            decoded.append(0)
    return bytes(decoded)


def cobs_encode(content):
    """Of what is shorter than 254 bytes."""
    encoded = bytearray()
    for part in content.split(b'\0'):
        encoded.append(len(part) + 1)
        encoded += part
    return bytes(encoded)


class Board:
    """Levels of the wires over time. `emit(time_us, levels)` gives out so much time of them."""

    def __init__(self, emit):
        [path] = glob.glob(os.path.join(glob.escape(os.environ['HILBENCH_STANDIN_DIR']), '*', 'wires.sock'))
        self.line = socket.socket(socket.AF_UNIX)
        self.line.connect(path)
        self.emit = emit
        self.levels = [0, 0]
        self.running = False
        self.go = 0
        self.rise = None
        self.window_us = 0
        self.given_s = 0
        self.pending = b''

    def set_go(self, high):
        if high == self.go:
            return
        self.go = high
        content = bytes([GO, high])
        self.line.sendall(cobs_encode(content + struct.pack('<I', zlib.crc32(content))) + b'\0')

    def wait(self, timeout_s):
        return select.select([self.line], [], [], timeout_s)[0]

    def poll(self):
        """Takes what the board says, or lets it idle for 10 ms."""
        if not self.wait(0):
            if not self.running:
                self.emit(10_000, self.levels)
            elif time.monotonic() - self.given_s > 1:
                self.give_window(16)  # An instrument is never silent, however long the emulator takes.
            return
        self.pending += self.line.recv(65536)
        *frames, self.pending = self.pending.split(b'\0')
        for frame in filter(None, frames):
            self.record(cobs_decode(frame))

    def give_window(self, time_us):
        self.emit(time_us, self.levels)
        self.window_us += time_us
        self.given_s = time.monotonic()

    def record(self, content):
        kind, body = content[0], content[1:-4]
        if kind == BEGIN:
            self.running = True
            self.levels[GATE] = 1
            self.window_us = 0
            self.give_window(1000)
        elif kind == EDGE:
            wire, level, stamp = struct.unpack('<BBQ', body)
            if wire == STATE:
                self.levels[STATE] = level
            elif level:
                self.rise = stamp
            else:
                end_us = (stamp - self.rise) * 1_000_000 // CLOCK_HZ
                while self.window_us < end_us:
                    self.give_window(min(end_us - self.window_us, 10_000))
                self.levels[GATE] = 0
                self.running = False
