"""What the instrument streams: 1.8 V, 1 mA while the board idles and 5 mA while gate is high."""

import numpy as np

SUPPLY_V = {'dark': 0.02, 'sagging': 1.5}
SETTLED_US = 300_000


class Signals:
    def __init__(self, model, fault):
        self.model = model
        self.fault = fault
        self.next_us = 0
        self.dropped = False
        self.random = np.random.default_rng(1)
        self.recordings = 0
        self.first_id = model.first_id()

    def begin(self, name):
        self.recordings += name == 'i'
        if self.model.first_id() == 0 and len(self.model.enabled()) == 1:
            self.first_id, self.next_us = 0, 0  # Where nothing was streamed it counts from zero.

    def pass_time(self, time_us, levels):
        """The messages of the signals that are enabled, for so much time in steps of 16 µs."""
        begin_us, time_us = self.next_us, time_us // 16 * 16
        self.next_us += time_us
        drops = levels[0] and not self.dropped and self.recordings > 1 and time_us > 5000
        if drops and self.fault in ('drop', 'drop-wire'):
            self.dropped = True
        for name in ('i', 'gpi/0', 'gpi/1', 'v'):
            if drops and (self.fault == 'drop' or (self.fault == 'drop-wire' and name == 'gpi/0')):
                continue
            if f's/{name}/ctrl' in self.model.enabled():
                yield name, self.message(name, begin_us, time_us, self.level(name, levels))

    def level(self, name, levels):
        if name.startswith('gpi/'):
            return levels[int(name[4:])]
        return 0.005 if levels[0] else 0.001

    def message(self, name, begin_us, time_us, level):
        model = self.model
        wire = name.startswith('gpi/')
        step = model.wire_step if wire else model.step
        begin = begin_us * (model.hz // 1_000_000)
        count = time_us * (model.hz // 1_000_000) // step
        if wire:
            data = self.wire(int(name[4:]), count, level)
        else:
            data = np.full(count, self.volts(begin_us) if name == 'v' else level, dtype=np.float32)
        return {
            'sample_id': self.first_id + begin + (model.wire_phase if wire else 0),
            'sample_rate': model.hz,
            'decimate_factor': step,
            'data': data,
        }

    def wire(self, pin, count, level):
        """Eight values a byte, the first one in the lowest bit."""
        if not self.model.sees(pin):
            return self.random.integers(0, 256, count // 8, dtype=np.uint8)
        return np.packbits(np.full(count, level, dtype=np.uint8), bitorder='little')

    def volts(self, at_us):
        if not self.model.powered() or (self.fault == 'settling' and at_us < SETTLED_US):
            return 0.0
        if self.fault == 'sagging-later' and self.recordings > 1:
            return 1.5
        return SUPPLY_V.get(self.fault, 1.8)
