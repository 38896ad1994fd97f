"""Stands in for the vendor's driver: 1.8 V, 1 mA idle and 5 mA while gate is high. HILBENCH_STANDIN_JS names a fault.

With HILBENCH_STANDIN_DIR it is connected to the board behind the stand-in J-Link, else to a board of its own.
"""

import os
import signal
import threading
import time

import numpy as np

from .board import Board

FAULT = os.environ.get('HILBENCH_STANDIN_JS', '')
if FAULT == 'missing':
    raise ImportError('No module named pyjoulescope_driver')
PATH = 'u/js220/000001'
BLOCK = 20_000  # ids, 10 ms


class Driver:
    def __init__(self):
        self.topics = {}
        self.go = False
        self.ended = threading.Event()
        self.board = None
        self.next_id = 1_000_000
        self.enabled = set()
        self.recordings = 0
        self.dropped = []

    def device_paths(self):
        return [] if FAULT == 'none' else [PATH]

    def open(self, path, mode=None):
        if FAULT == 'busy':
            raise RuntimeError('open failed: busy')
        if FAULT == 'hang':
            time.sleep(3600)
        if 'HILBENCH_STANDIN_DIR' not in os.environ:
            threading.Thread(target=self.stream, daemon=True).start()

    def close(self, path):
        self.ended.set()

    def finalize(self):
        self.ended.set()

    def subscribe(self, topic, flags, fn):
        self.topics[topic] = fn

    def unsubscribe(self, topic, fn):
        self.dropped.append((topic, self.topics.pop(topic)))

    def publish(self, topic, value, timeout=None):
        if topic.endswith('/ctrl'):
            self.control(topic.removeprefix(PATH + '/s/').removesuffix('/ctrl'), value)
            return
        if topic.endswith('/!set'):
            self.go = True
        elif topic.endswith('/!clr'):
            self.go = False
        else:
            return
        if self.board:
            self.board.set_go(self.go)

    def control(self, name, on):
        if on:
            self.enabled.add(name)
        else:
            self.enabled.remove(name)
        if name == 'i':
            self.recordings += on
            self.connect(on)
        if FAULT == 'late' and on:
            # What was on its way when the recording before was stopped.
            stale = np.full(BLOCK // 8, 255, dtype=np.uint8)
            for topic, fn in self.dropped:
                fn(topic, {'sample_id': 77, 'decimate_factor': 2, 'sample_rate': 2_000_000, 'data': stale})
        if FAULT == 'killed-between' and not self.enabled:
            os.kill(os.getpid(), signal.SIGKILL)

    def connect(self, on):
        """To the board behind the stand-in J-Link, which is told anew what its wires did since its reset."""
        if 'HILBENCH_STANDIN_DIR' not in os.environ:
            return
        self.board = Board(self.sample) if on else None
        if on:
            threading.Thread(target=self.follow, args=(self.board,), daemon=True).start()

    def give(self, name, identifier, step, data):
        fn = self.topics.get(f'{PATH}/s/{name}/!data')
        if fn and name in self.enabled:
            fn(name, {'sample_id': identifier, 'decimate_factor': step, 'sample_rate': 2_000_000, 'data': data})

    def follow(self, board):
        while self.board is board and not self.ended.wait(0):
            board.poll(0.002)
        board.line.close()

    def sample(self, count):
        """So many ids of the board's levels, in whole samples."""
        first, count = self.next_id, count // 16 * 16
        board = self.board
        if board is None:
            return
        gate, state = board.levels
        self.next_id += count
        if FAULT == 'unplug' and gate:
            self.topics['@/!remove']('@/!remove', PATH)
        if FAULT == 'drop' and gate and count == BLOCK:
            return
        self.give('i', first, 2, np.full(count // 2, 0.005 if gate else 0.001, dtype=np.float32))
        for wire, level in (('gpi/0', gate), ('gpi/1', state)):
            self.give(wire, first, 1, np.full(count // 8, 255 if level else 0, dtype=np.uint8))
        self.give('v', first, 2, np.full(count // 2, 1.8, dtype=np.float32))

    def stream(self):
        """State is high at once; go makes a window of 50 ms, three times."""
        left = windows = 0
        armed = True  # As a board, which waits for go to be low before it is ready again.
        recordings = 0
        for block in range(1 << 30):
            if self.ended.wait(0.002):
                return
            if self.recordings != recordings:
                left, windows, recordings = 0, 0, self.recordings  # The board was reset.
            if not self.go and left == 0:
                armed = True
            if self.go and armed and windows < 3:
                left, windows, armed = 5, windows + 1, False
            high = left > 0
            left = max(0, left - 1)
            if FAULT == 'unplug' and block == 20:
                self.topics['@/!remove']('@/!remove', PATH)
            if FAULT == 'stall' and block == 20:
                time.sleep(3600)
            if FAULT == 'killed' and block == 20:
                os.kill(os.getpid(), signal.SIGKILL)
            if FAULT == 'drop' and high and left == 2:
                continue
            first = block * BLOCK
            bits = np.full(BLOCK // 8, 255 if high else 0, dtype=np.uint8)
            ready = np.full(BLOCK // 8, 255 if armed and windows < 3 else 0, dtype=np.uint8)
            self.give('i', first, 2, np.full(BLOCK // 2, 0.005 if high else 0.001, dtype=np.float32))
            self.give('gpi/0', first, 1, bits)
            self.give('gpi/1', first, 1, ready)
            self.give('v', first, 2, np.full(BLOCK // 2, 1.8, dtype=np.float32))
