"""Recordings with random losses, against what may be given out: recording_fuzz.py SEEDS

Exactly the samples that all four signals cover come out, in order, with the levels that the wires had.
"""

import bisect
import os
import random
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(__file__), '..', '..', 'templates', 'bridge'))

import numpy as np
from joulescope_recording import Recording

SAMPLES = 400
WIRES = ('gate', 'state')


class Instrument:
    """Its streams are switched on and off by nobody."""

    wires = dict.fromkeys(WIRES, 0)
    driver = device = None

    def __init__(self):
        self.driver = self.device = self
        self.path = 'u/js220/000001'

    def subscribe(self, *_):
        pass

    publish = subscribe


class Case:
    def __init__(self, seed):
        self.random = random.Random(seed)
        # Ids from one value to the next, and where those of the wires lie, as in no one model and in all of them.
        self.step = self.random.choice([1, 2, 16])
        self.wire_step = self.random.choice([1, self.step])
        phase = self.random.randrange(self.wire_step)
        base = self.random.randrange(1000) * self.step
        count = SAMPLES * self.step // self.wire_step // 8 * 8
        self.first = {name: base + (phase if name in WIRES else 0) for name in ('i', 'v', *WIRES)}
        self.values = {'i': np.arange(SAMPLES, dtype=np.float32), 'v': -np.arange(SAMPLES, dtype=np.float32)}
        self.values.update((wire, self.level(count)) for wire in WIRES)
        self.present = {name: set() for name in self.first}
        self.given, self.edges = [], {wire: [] for wire in WIRES}

    def level(self, count):
        flips = [self.random.random() < 0.01 for _ in range(count)]
        return (np.cumsum(flips) % 2).astype(np.uint8)

    def step_of(self, name):
        return self.wire_step if name in WIRES else self.step

    def messages(self, name):
        """What arrives of a signal: it begins late, and every now and then some is lost."""
        values, at, sent = self.values[name], self.random.choice([0, 8, 16, 24]), []
        while at < len(values):
            count = self.random.choice([8, 16, 40, 64])
            part = values[at : at + count]
            if self.random.random() > 0.07:
                first = self.first[name] + at * self.step_of(name)
                sent.append((first, part))
                self.present[name].update(first + k * self.step_of(name) for k in range(len(part)))
            at += count
        return sent

    def run(self):
        recording = Recording(Instrument(), 1, None, self.tell, self.take)
        waiting = {name: self.messages(name) for name in self.first}
        while any(waiting.values()):
            name = self.random.choice([name for name, left in waiting.items() if left])
            first, part = waiting[name].pop(0)
            data = np.packbits(part, bitorder='little') if name in WIRES else part
            value = {'sample_id': first, 'decimate_factor': self.step_of(name), 'sample_rate': 1, 'data': data}
            recording.add(name, value)

    def tell(self, event, **fields):
        if event == 'edge':
            self.edges[fields['wire']].append((fields['id'], fields['high']))

    def take(self, first, current, voltage):
        assert np.array_equal(current, -voltage)
        at = (first - self.first['i']) // self.step
        assert np.array_equal(current, self.values['i'][at : at + len(current)])
        self.given += [first + k * self.step for k in range(len(current))]

    def inside(self, wire, identifier):
        """Indices of the values of a wire that hold in the time of a sample."""
        begin = identifier - self.first[wire]
        return range(begin // self.wire_step, (begin + self.step - 1) // self.wire_step + 1)

    def covered(self, identifier):
        wires = all(
            self.first[wire] + at * self.wire_step in self.present[wire]
            for wire in WIRES
            for at in self.inside(wire, identifier)
        )
        return wires and identifier in self.present['i'] and identifier in self.present['v']

    def check(self):
        ids = range(self.first['i'], self.first['i'] + SAMPLES * self.step, self.step)
        assert self.given == [identifier for identifier in ids if self.covered(identifier)]
        for wire, edges in self.edges.items():
            at = [identifier for identifier, _ in edges]
            assert at == sorted(at)
            for identifier in self.given:
                for index in self.inside(wire, identifier):
                    value_id = self.first[wire] + index * self.wire_step
                    last = bisect.bisect_right(at, value_id) - 1
                    assert bool(self.values[wire][index]) == (last >= 0 and edges[last][1]), (wire, value_id)


total = 0
for seed in range(int(sys.argv[1])):
    case = Case(seed)
    case.run()
    try:
        case.check()
    except AssertionError as error:
        sys.exit(f'seed {seed}: {error!r}')
    total += len(case.given)
print(total)
