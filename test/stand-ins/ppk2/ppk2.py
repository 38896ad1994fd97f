"""A Nordic PPK2 on a pty, with two of its digital inputs on the wires of the board behind the stand-in J-Link.

    ppk2.py FOLDER

FOLDER/ppk2 is a link to its port, and FOLDER/ppk2-shell one to its other port, which does not answer. It supplies 3.0 mA
while gate is high and 0.5 mA else, through the calibration that it tells. HILBENCH_STANDIN_PPK2 names a fault.
FOLDER/ppk2.log has the commands that it was given. Samples come at 100 kS/s by the clock of this machine; those of a
window come when the board has said how long it was. Without HILBENCH_STANDIN_DIR it has a board of its own, which goes
through STORY. It ends with its standard input.
"""

import importlib.util
import os
import pty
import select
import struct
import sys
import time
import tty

FOLDER = sys.argv[1]
FAULT = os.environ.get('HILBENCH_STANDIN_PPK2', '')
SAMPLES_HZ = 100_000
IDLE_A, ACTIVE_A = 0.0005, 0.003
STORY = [(2000, 0, 0)] + 3 * [(5000, 0, 1), (6000, 1, 0), (500, 0, 0)]  # Samples, gate, state.
LAST_WINDOW = sum(length for length, _, _ in STORY[:-2])
R = [1003.3506, 101.5865, 10.3027, 0.9636, 0.0564]
GS = [1.7900, 4.2300, 4.9100, 0.0750, 0.0]
GI = [1.0000, 0.9702, 0.9570, 0.9500, 0.9523]
O = [112.9890, 79.4700, 61.2700, 69.1200, 85.0400]
S = [0.000000048, 0.000000596, 0.000005281, 0.000062577, 0.002940743]
I = [-0.000000104, -0.000001443, 0.000036439, -0.000374119, -0.009388455]
UG = [1.0, 1.0, 1.0, 1.0, 1.0]
METADATA = ''.join(
    f'{name}{at}: {value:.4f}\n' if name in ('R', 'GS', 'GI', 'O', 'UG') else f'{name}{at}: {value:.9f}\n'
    for name, values in (('R', R), ('GS', GS), ('GI', GI), ('O', O), ('S', S), ('I', I), ('UG', UG))
    for at, value in enumerate(values)
)
STEP_V = 1.8 / 163840


def reading_of(amperes, at, supply_v):
    """The reading that comes nearest to a current in a range."""
    def current(reading):
        x = (4 * reading - O[at]) * STEP_V / R[at]
        return UG[at] * (x * (GS[at] * x + GI[at]) + S[at] * supply_v + I[at])

    return min(range(1 << 14), key=lambda reading: abs(current(reading) - amperes))


def board_class():
    path = os.path.join(os.path.dirname(__file__), '..', 'joulescope', 'pyjoulescope_driver', 'board.py')
    spec = importlib.util.spec_from_file_location('board', path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    # Slow, so that a window takes much less of this machine's time than of the board's.
    module.CLOCK_HZ = 2_000_000
    return module


class Ppk2:
    def __init__(self):
        self.master, self.slave = self.port('ppk2')
        self.shell = self.port('ppk2-shell')
        self.log = open(os.path.join(FOLDER, 'ppk2.log'), 'a', encoding='utf-8', buffering=1)
        self.wires = board_class()
        self.board = None
        self.supply_v = 3.0
        self.words = {}
        self.pending = b''
        self.streaming = FAULT in ('streaming', 'never-stops')
        self.samples = 0
        self.began = time.monotonic()
        self.counter = 0
        self.recordings = 0
        self.unseen = 32 * 64

    def port(self, name):
        master, slave = pty.openpty()
        tty.setraw(master)
        tty.setraw(slave)
        os.set_blocking(master, False)
        partial = os.path.join(FOLDER, name + '.partial')
        os.symlink(os.ttyname(slave), partial)
        os.replace(partial, os.path.join(FOLDER, name))
        return master, slave

    def write(self, data):
        while data:
            if select.select([sys.stdin], [], [], 0)[0] and not sys.stdin.buffer.read1():
                sys.exit(0)
            if select.select([], [self.master], [], 0.05)[1]:
                data = data[os.write(self.master, data) :]

    def commands(self):
        self.pending += os.read(self.master, 4096)
        lengths = {0x0C: 2, 0x0D: 3, 0x11: 2}
        while self.pending:
            length = lengths.get(self.pending[0], 1)
            if len(self.pending) < length:
                return
            command, self.pending = self.pending[:length], self.pending[length:]
            self.log.write(command.hex() + '\n')
            self.command(*command)

    def command(self, code, *values):
        if code == 0x06:
            self.recordings += 1
            self.streaming = True
            self.samples, self.began = 0, time.monotonic()
            if 'HILBENCH_STANDIN_DIR' in os.environ:
                self.board = self.wires.Board(self.emit)
        elif code == 0x07 and FAULT != 'never-stops':
            self.streaming = False
            if self.board:
                self.board.line.close()
            self.board = None
        elif code == 0x0D:
            self.supply_v = (values[0] << 8 | values[1]) / 1000
            self.words = {}
        elif code == 0x19 and FAULT == 'garbage':
            self.write(bytes(range(256)) * 40)
        elif code == 0x19 and FAULT != 'silent':
            told = METADATA.replace('R3: 0.9636', 'R3: nan') if FAULT == 'bad-calibration' else METADATA
            self.write(f'Calibrated: 0\n{told}VDD: 3000\nHW: 9173\nmode: 2\nIA: 56\nEND\n'.encode())

    def word(self, gate, state):
        """A sample without its counter."""
        if (gate, state) not in self.words:
            at = 3 if gate else 2
            reading = reading_of(ACTIVE_A if gate else IDLE_A, at, self.supply_v)
            self.words[gate, state] = reading | at << 14 | gate << 24 | state << 25
        return self.words[gate, state]

    def emit(self, time_us, levels):
        """So much of the board's time."""
        self.give(time_us * SAMPLES_HZ // 1_000_000, *levels)

    def give(self, count, gate=0, state=0):
        word = self.word(gate, state)
        data = b''.join(struct.pack('<I', word | ((self.counter + at) & 63) << 18) for at in range(count))
        self.counter = (self.counter + count) & 63
        self.samples += count
        first = self.recordings == 1
        if FAULT == 'lost-samples' and gate and first:
            data = data[: len(data) // 8 * 4] + data[len(data) // 8 * 4 + 40 :]
        if FAULT == 'lost-64' and gate and self.samples > LAST_WINDOW:
            lost = min(self.unseen, count // 64 * 64)
            self.unseen -= lost
            data = data[lost * 4 :]
        if FAULT == 'lost-byte' and gate and first:
            data = data[: len(data) // 2] + data[len(data) // 2 + 1 :]
        if FAULT == 'unplug' and gate:
            os.unlink(os.path.join(FOLDER, 'ppk2'))
            os.close(self.slave)
            os.close(self.master)
            sys.exit(0)
        if FAULT == 'stall' and gate:
            sys.stdin.buffer.read()
            sys.exit(0)
        self.write(data)

    def run(self):
        while True:
            waiting = [sys.stdin, self.master] + ([self.board.line] if self.board else [])
            ready = select.select(waiting, [], [], 0.005)[0]
            if sys.stdin in ready and not sys.stdin.buffer.read1():
                return
            if self.master in ready:
                self.commands()
            if self.board and (self.board.running or self.board.line in ready):
                self.board.poll()
            if self.streaming and not (self.board and self.board.running):
                self.keep_up()

    def keep_up(self):
        """What its own clock asks for by now."""
        due = int((time.monotonic() - self.began) * SAMPLES_HZ) - self.samples
        if due < 0:
            # A window took less of this machine's time than of the board's: its clock is that much ahead now.
            self.began += due / SAMPLES_HZ
        while due > 0:
            count, gate, state = (due, *self.board.levels) if self.board else self.story(due)
            self.give(count, gate, state)
            due -= count

    def story(self, most):
        left = self.samples
        for length, gate, state in STORY:
            if left < length:
                return min(most, length - left), gate, state
            left -= length
        return most, 0, 0


Ppk2().run()
