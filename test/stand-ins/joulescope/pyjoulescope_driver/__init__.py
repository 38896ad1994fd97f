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

    def device_paths(self):
        return [] if FAULT == 'none' else [PATH]

    def open(self, path, mode=None):
        if FAULT == 'busy':
            raise RuntimeError('open failed: busy')
        if FAULT == 'hang':
            time.sleep(3600)
        if 'HILBENCH_STANDIN_DIR' in os.environ:
            self.board = Board(self.sample)
        threading.Thread(target=self.follow if self.board else self.stream, daemon=True).start()

    def close(self, path):
        self.ended.set()

    def finalize(self):
        self.ended.set()

    def subscribe(self, topic, flags, fn):
        self.topics[topic] = fn

    def unsubscribe(self, topic, fn):
        self.topics.pop(topic, None)

    def publish(self, topic, value, timeout=None):
        if topic.endswith('/!set'):
            self.go = True
        elif topic.endswith('/!clr'):
            self.go = False
        else:
            return
        if self.board:
            self.board.set_go(self.go)

    def give(self, name, identifier, step, data):
        fn = self.topics.get(f'{PATH}/s/{name}/!data')
        if fn:
            fn(name, {'sample_id': identifier, 'decimate_factor': step, 'sample_rate': 2_000_000, 'data': data})

    def follow(self):
        while not self.ended.wait(0):
            self.board.poll(0.002)

    def sample(self, count):
        """So many ids of the board's levels, in whole samples."""
        first, count = self.next_id, count // 16 * 16
        gate, state = self.board.levels
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
        for block in range(1 << 30):
            if self.ended.wait(0.002):
                return
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
