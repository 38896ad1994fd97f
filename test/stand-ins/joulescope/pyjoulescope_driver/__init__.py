"""Stands in for the vendor's driver: topics, values, errors and streams as those of a JS110, JS220 or JS320.

HILBENCH_STANDIN_JS_PATHS names what is attached, HILBENCH_STANDIN_JS a fault. With HILBENCH_STANDIN_DIR the wires are
those of the board behind the stand-in J-Link, else of a board of its own.
"""

import logging
import os
import signal
import sys
import threading
import time

from .board import Board
from .models import MODELS, refuse
from .own_board import OwnBoard
from .signals import Signals

FAULT = os.environ.get('HILBENCH_STANDIN_JS', '')
PATHS = os.environ.get('HILBENCH_STANDIN_JS_PATHS', 'u/js220/000001').split(',')
__version__ = '2.2.12'

if FAULT == 'missing':
    raise ImportError("No module named 'pyjoulescope_driver'")
if FAULT == 'numpy':
    raise ImportError("No module named 'numpy'")

# By which call and number the driver fails, as libusb or itself gives it.
OPEN_FAILURES = {
    'busy': (-6, 'UNKNOWN | Unknown error'),
    'permission': (-3, 'UNKNOWN | Unknown error'),
    'gone': (-4, 'UNKNOWN | Unknown error'),
    'in-use': (21, 'IN_USE | The requested resource is currently in use.'),
    'io': (4, 'IO | Input/output error'),
}

LOG_LEVELS = {'off': -1, 'error': 3, 'warning': 4, 'info': 6}
log = logging.getLogger('jsdrv')


class Driver:
    def __init__(self, timeout=None):
        self.subscribers = {}
        self.path = None
        self.level = 'off'
        self.ended = threading.Event()
        self.lock = threading.RLock()  # Between who publishes and what streams.
        self.recordings = 0
        self.dropped = []
        self.board = None
        if FAULT == 'chatter':
            os.write(1, b'pyjoulescope_driver: DeprecationWarning\n')

    def device_paths(self, timeout=None):
        return [] if FAULT == 'none' else sorted(PATHS)

    def open(self, path, mode=None, timeout=None):
        if FAULT in OPEN_FAILURES:
            number, said = OPEN_FAILURES[FAULT]
            raise RuntimeError(f'jsdrv_open failed {number} {said} | {path}')
        if FAULT == 'hang':
            time.sleep(3600)
        if FAULT == 'firmware':
            self.warn('Protocol version mismatch: local=1.0.1, remote=2.0.0')
            raise TimeoutError(f'jsdrv_open timed out | {path}')
        if FAULT == 'mute' or path not in PATHS:
            raise TimeoutError(f'jsdrv_open timed out | {path}')
        self.path = path
        self.model = MODELS[path.split('/')[1]](mode or 'defaults')
        self.signals = Signals(self.model, FAULT)
        if 'HILBENCH_STANDIN_DIR' not in os.environ:
            self.board = OwnBoard()
            threading.Thread(target=self.stream, daemon=True).start()

    @property
    def log_level(self):
        return LOG_LEVELS[self.level]

    @log_level.setter
    def log_level(self, level):
        self.level = level

    def warn(self, text):
        if self.log_level >= LOG_LEVELS['warning']:
            log.warning('%s', text)

    def close(self, path, timeout=None):
        self.ended.set()

    def finalize(self, timeout=None):
        self.ended.set()

    def subscribe(self, topic, flags, fn, timeout=None):
        if flags != 'pub':
            raise KeyError(flags)
        self.subscribers[topic] = fn

    def unsubscribe(self, topic, fn, timeout=None):
        if self.subscribers.get(topic) is not fn:
            raise refuse('jsdrv_unsubscribe', 16, 'NOT_FOUND | The requested resource was not found', topic)
        self.dropped.append((topic, self.subscribers.pop(topic)))

    def publish(self, topic, value, timeout=None):
        if self.path is None or not topic.startswith(self.path + '/'):
            raise TimeoutError(f'jsdrv_publish timed out | {topic}')
        name = topic.removeprefix(self.path + '/')
        if FAULT == 'old-firmware' and name.endswith('range/mode'):
            raise TimeoutError(f'jsdrv_publish timed out | {topic}')
        with self.lock:
            self.model.publish(name, value, topic)
            if name.endswith('/ctrl'):
                self.control(name.removeprefix('s/').removesuffix('/ctrl'), value)
            if self.board:
                self.board.set_go(self.model.go())

    def control(self, name, on):
        if name == 'i':
            self.recordings += on
            self.connect(on)
        if on:
            self.signals.begin(name)
        if FAULT == 'late' and on:
            # What was on its way when the recording before was stopped.
            for topic, fn in self.dropped:
                fn(topic, self.signals.message(topic.split('/s/')[1].removesuffix('/!data'), 16, 80, 1))
        if FAULT == 'killed-between' and not any(self.model.enabled()) and self.recordings > 1:
            os.kill(os.getpid(), signal.SIGKILL)

    def connect(self, on):
        """To the board behind the stand-in J-Link, which is told anew what its wires did since its reset."""
        if 'HILBENCH_STANDIN_DIR' not in os.environ:
            if on:
                self.board.reset()
            return
        self.board = Board(self.emit) if on else None
        if on:
            threading.Thread(target=self.follow, args=(self.board,), daemon=True).start()

    def follow(self, board):
        while not self.ended.wait(0):
            with self.lock:
                if self.board is not board:
                    break
                board.poll()
            board.wait(0.01)  # As fast as time passes: more would only wait in a queue.
        board.line.close()

    def stream(self):
        for block in range(1 << 30):
            if self.ended.wait(0.002):
                return
            self.fault_at(block)
            with self.lock:
                self.board.pass_10_ms()
                self.emit(10_000, self.board.levels)

    def fault_at(self, block):
        if self.recordings < 2 or block < 40:
            return
        if FAULT == 'unplug':
            self.unplug()
        if FAULT == 'stall':
            time.sleep(3600)
        if FAULT == 'killed':
            os.kill(os.getpid(), signal.SIGKILL)

    def unplug(self):
        self.subscribers['@/!remove']('@/!remove', self.path)

    def emit(self, time_us, levels):
        """Gives out so much time of these levels."""
        gate = levels[0]
        if gate and self.recordings > 1:
            if FAULT == 'unplug':
                self.unplug()
            elif FAULT == 'stall':
                time.sleep(3600)
            elif FAULT == 'killed':
                os.kill(os.getpid(), signal.SIGKILL)
            elif FAULT == 'lost-packets':
                self.warn('pkt_index skip: expected 4711, received 4713')
        for name, value in self.signals.pass_time(time_us, levels):
            fn = self.subscribers.get(f'{self.path}/s/{name}/!data')
            if fn:
                try:
                    fn(f'{self.path}/s/{name}/!data', value)
                except Exception as error:  # As the binding does, which has nobody to tell.
                    print(error, file=sys.stderr)
