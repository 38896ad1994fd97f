"""The signals of one recording, put together by sample id."""

import numpy as np

from joulescope_device import Failure


class Stream:
    """Values of one signal that are not given out yet."""

    def __init__(self):
        self.parts = []  # (first id, values)
        self.step = None
        # The values before this id are known, whether they were given out or skipped.
        self.known_to = None

    def add(self, first, step, values):
        if self.step not in (None, step):
            raise Failure('MONITOR_DATA', f'{self.step} ids a value, and then {step}')
        self.step = step
        if len(values):
            self.parts.append((first, values))

    def first(self):
        return self.parts[0][0]

    def end(self):
        """Of the values from first() on that have no gap between them."""
        end = self.first()
        for first, values in self.parts:
            if first != end:
                break
            end += len(values) * self.step
        return end

    def gap_end(self):
        """Where the gap in front of first() ends; 0: there is none."""
        return 0 if self.known_to == self.first() else self.first()

    def has_gap(self):
        first, values = self.parts[-1]
        return self.end() != first + len(values) * self.step

    def skip_to(self, identifier):
        while self.parts and self.first() < identifier:
            first, values = self.parts.pop(0)
            skip = -((first - identifier) // self.step)
            self.known_to = first + min(skip, len(values)) * self.step
            if skip < len(values):
                self.parts.insert(0, (self.known_to, values[skip:]))

    def take(self, end):
        """The values of ids below `end`, which is not above end()."""
        taken = []
        for first, values in self.parts:
            count = -((first - end) // self.step)
            if count <= 0:
                break
            taken.append(values[:count])
        self.skip_to(end)
        return np.concatenate(taken) if taken else np.empty(0, dtype=np.uint8)


class Recording:
    """What is streamed between start and stop."""

    def __init__(self, instrument, number, give, tell, give_samples):
        self.instrument = instrument
        self.number = number
        self.tell = tell
        self.give_samples = give_samples
        self.started = False
        self.levels = dict.fromkeys(instrument.wires, 0)
        signals = {'i': 's/i', 'v': 's/v'}
        signals.update((wire, f's/gpi/{pin}') for wire, pin in instrument.wires.items())
        self.streams = {name: Stream() for name in signals}
        self.handlers = []
        for name, topic in signals.items():
            self.enable(topic, lambda _, value, name=name: give('data', (number, name, value)))

    def enable(self, topic, handler):
        driver, path = self.instrument.driver, self.instrument.device.path
        driver.subscribe(f'{path}/{topic}/!data', 'pub', handler)
        self.handlers.append((topic, handler))
        self.instrument.publish(topic + '/ctrl', 1)

    def end(self):
        driver, path = self.instrument.driver, self.instrument.device.path
        for topic, handler in self.handlers:
            self.instrument.publish(topic + '/ctrl', 0)
            driver.unsubscribe(f'{path}/{topic}/!data', handler)

    def add(self, name, value):
        data = value['data']
        if name in self.levels:
            data = np.unpackbits(data, bitorder='little')
        self.streams[name].add(int(value['sample_id']), int(value['decimate_factor']), data)
        if all(stream.parts for stream in self.streams.values()):
            if not self.started:
                self.start(int(value['sample_rate']))
            self.pump()

    def start(self, hz):
        self.started = True
        wire_step = max(self.streams[wire].step for wire in self.levels)
        step = self.streams['i'].step
        self.tell(event='started', recording=self.number, hz=hz, step=step, wire_step=wire_step)

    def pump(self):
        """Gives out what all signals cover: edges before the samples that contain them.

        Where one of them has lost values nothing is given out: nobody knows whether an edge is in what is missing.
        Current and voltage have their values at the same ids. Those of a wire may lie between.
        """
        i, v = self.streams['i'], self.streams['v']
        wires = [self.streams[wire] for wire in self.levels]
        while all(stream.parts for stream in self.streams.values()):
            if i.step != v.step or (i.first() - v.first()) % i.step:
                raise Failure('MONITOR_DATA', 'current and voltage have different ids')
            first = max(i.first(), v.first(), *(wire.gap_end() for wire in wires))
            i.skip_to(first)
            v.skip_to(first)
            if not (i.parts and v.parts):
                return
            if i.first() != v.first():
                continue
            first = i.first()
            for wire in wires:
                wire.skip_to(first - wire.step + 1)
            if not all(wire.parts for wire in wires):
                return
            if any(wire.gap_end() > first for wire in wires):
                continue
            short = [wire for wire in wires if wire.end() < first + i.step]
            if not short:
                end = min(stream.end() for stream in self.streams.values())
                self.give(first, first + (end - first) // i.step * i.step)
            elif any(wire.has_gap() for wire in short):
                for wire in filter(Stream.has_gap, short):
                    wire.skip_to(wire.end())
            else:
                return

    def give(self, first, end):
        edges = []
        for wire, level in self.levels.items():
            stream = self.streams[wire]
            begin, values = stream.first(), stream.take(end)
            before = np.concatenate(([level], values[:-1]))
            for at in np.flatnonzero(values != before):
                edges.append((int(begin + at * stream.step), wire, bool(values[at])))
            if len(values):
                self.levels[wire] = int(values[-1])
        for identifier, wire, high in sorted(edges):
            self.tell(event='edge', wire=wire, high=high, id=identifier)
        current, voltage = (self.streams[name].take(end).astype('<f4') for name in ('i', 'v'))
        self.give_samples(first, current, voltage)
