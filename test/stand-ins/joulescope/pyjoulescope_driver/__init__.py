"""Stands in for the vendor's driver: 1.8 V, 1 mA idle and 5 mA while gate is high. HILBENCH_STANDIN_JS names a fault."""

import os
import threading
import time

import numpy as np

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

    def device_paths(self):
        return [] if FAULT == 'none' else [PATH]

    def open(self, path, mode=None):
        if FAULT == 'busy':
            raise RuntimeError('open failed: busy')
        if FAULT == 'hang':
            time.sleep(3600)
        threading.Thread(target=self.stream, daemon=True).start()

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

    def give(self, name, identifier, step, data):
        fn = self.topics.get(f'{PATH}/s/{name}/!data')
        if fn:
            fn(name, {'sample_id': identifier, 'decimate_factor': step, 'sample_rate': 2_000_000, 'data': data})

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
            if FAULT == 'drop' and high and left == 2:
                continue
            first = block * BLOCK
            bits = np.full(BLOCK // 8, 255 if high else 0, dtype=np.uint8)
            ready = np.full(BLOCK // 8, 255 if armed and windows < 3 else 0, dtype=np.uint8)
            self.give('i', first, 2, np.full(BLOCK // 2, 0.005 if high else 0.001, dtype=np.float32))
            self.give('gpi/0', first, 1, bits)
            self.give('gpi/1', first, 1, ready)
            self.give('v', first, 2, np.full(BLOCK // 2, 1.8, dtype=np.float32))
