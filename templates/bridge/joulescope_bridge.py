"""Bridge to a Joulescope: one JSON argument, commands as JSON lines on stdin, frames on stdout.

A frame is u32 length, u8 kind, payload; little-endian. Kind 'J' is a JSON object, kind 'S' is u64 id of the
first sample, u32 count, then currents and voltages as float32.

The instrument is open from the event 'ready' on until stdin ends. Commands are start (with the number of the
recording, which the event 'started' repeats), stop and go (with its level). Samples and edges behind an event
'started' belong to that recording.
"""

import json
import os
import queue
import struct
import sys
import threading
import time

END_S = 1.5
WIRES = ('gate', 'state')

out = os.fdopen(os.dup(1), 'wb')
os.dup2(2, 1)  # What the driver prints must not come between frames.


def send(kind, payload):
    out.write(struct.pack('<IB', len(payload) + 1, ord(kind)) + payload)
    out.flush()


def tell(**event):
    send('J', json.dumps(event).encode())


def fail(code, text):
    tell(event='error', code=code, text=str(text)[:300])
    out.flush()
    os._exit(1)


try:
    import numpy as np
    from pyjoulescope_driver import Driver
except ImportError as error:
    fail('NO_DRIVER', error)


class Stream:
    """Values of one signal that are not given out yet. A gap in the ids ends what can be given at once."""

    def __init__(self):
        self.parts = []  # (first id, values)
        self.step = 1

    def add(self, first, step, values):
        self.step = step
        if len(values):
            self.parts.append((first, values))

    def first(self):
        return self.parts[0][0]

    def end(self):
        """Of what can be given at once."""
        return self.first() + len(self.parts[0][1]) * self.step

    def drop_before(self, identifier):
        while self.parts:
            first, values = self.parts[0]
            skip = min(len(values), max(0, -((first - identifier) // self.step)))
            if skip < len(values):
                self.parts[0] = (first + skip * self.step, values[skip:])
                return
            self.parts.pop(0)


def select(driver, serial):
    paths = [path for path in driver.device_paths() if serial is None or path.rsplit('/', 1)[-1] == serial]
    if not paths:
        fail('NO_MONITOR', 'no Joulescope' if serial is None else f'no Joulescope {serial}')
    if len(paths) > 1:
        fail('MONITOR_AMBIGUOUS', ' '.join(paths))
    return paths[0]


def configure(driver, path, config):
    js110 = '/js110/' in path
    if js110:
        driver.publish(path + '/s/i/range/select', 'auto')
        driver.publish(path + '/s/v/range/select', '15 V')
    else:
        driver.publish(path + '/s/i/range/mode', 'auto')
    # The others take the level of their wires from a pin.
    if js110 and 'io_v' in config:
        driver.publish(path + '/s/extio/voltage', f"{config['io_v']:.1f}V")
    go = config['go']

    def set_go(high):
        if js110:
            driver.publish(f'{path}/s/gpo/{go}/value', 1 if high else 0)
        else:
            driver.publish(path + '/s/gpo/+/' + ('!set' if high else '!clr'), 1 << go)

    set_go(False)
    return set_go


class Recording:
    """What is streamed between start and stop."""

    def __init__(self, driver, path, config, number, give):
        self.driver = driver
        self.number = number
        self.started = False
        self.streams = {name: Stream() for name in ('i', 'v', *WIRES)}
        self.levels = dict.fromkeys(WIRES, 0)
        self.topics = []
        signals = {'i': 's/i', 'v': 's/v', **{wire: f's/gpi/{config[wire]}' for wire in WIRES}}
        for name, signal in signals.items():
            def handler(_, value, name=name):
                give('data', (number, name, value))

            topic = f'{path}/{signal}'
            driver.subscribe(topic + '/!data', 'pub', handler)
            self.topics.append((topic, handler))
            driver.publish(topic + '/ctrl', 1)

    def end(self):
        for topic, handler in self.topics:
            self.driver.publish(topic + '/ctrl', 0)
            self.driver.unsubscribe(topic + '/!data', handler)

    def add(self, name, value):
        data = value['data']
        if name in WIRES:
            data = np.unpackbits(data, bitorder='little')
        self.streams[name].add(value['sample_id'], value['decimate_factor'], data)
        if name == 'i' and not self.started:
            self.started = True
            hz, step = value['sample_rate'], value['decimate_factor']
            tell(event='started', recording=self.number, hz=hz, step=step)
        if self.started:
            self.pump()

    def pump(self):
        """Gives out what all four signals cover: edges before the samples that contain them.

        Where one of them has lost samples, nothing is given out: that an edge is not in what is missing nobody knows.
        """
        i, v = self.streams['i'], self.streams['v']
        streams = self.streams.values()
        while all(stream.parts for stream in streams):
            if i.step != v.step or (i.first() - v.first()) % i.step:
                fail('MONITOR_DATA', 'current and voltage have different ids')
            first = max(stream.first() for stream in streams)
            for stream in streams:
                stream.drop_before(first)
            if not all(stream.parts for stream in streams):
                return
            if any(stream.first() != first for stream in streams):
                continue
            count = (min(stream.end() for stream in streams) - first) // i.step
            if count == 0:
                return
            self.give(first, count)

    def give(self, first, count):
        i, v = self.streams['i'], self.streams['v']
        end = first + count * i.step
        edges = []
        for wire in WIRES:
            stream = self.streams[wire]
            values = stream.parts[0][1][: (end - first) // stream.step]
            before = np.concatenate(([self.levels[wire]], values[:-1]))
            for at in np.flatnonzero(values != before):
                edges.append((int(first + at * stream.step), wire, bool(values[at])))
            self.levels[wire] = int(values[-1])
        for identifier, wire, high in sorted(edges):
            tell(event='edge', wire=wire, high=high, id=identifier)
        current = np.asarray(i.parts[0][1][:count], dtype='<f4').tobytes()
        voltage = np.asarray(v.parts[0][1][:count], dtype='<f4').tobytes()
        send('S', struct.pack('<QI', first, count) + current + voltage)
        for stream in self.streams.values():
            stream.drop_before(end)


def commands(give):
    for line in sys.stdin:
        give('command', json.loads(line))
    give('command', {'cmd': 'quit'})
    time.sleep(END_S)
    os._exit(1)  # A driver that hangs must not outlive who wanted it.


def serve(driver, path, config):
    events = queue.SimpleQueue()

    def give(kind, value):
        events.put((kind, value))

    threading.Thread(target=commands, args=(give,), daemon=True).start()
    try:
        driver.open(path, 'defaults')
    except Exception as error:
        fail('MONITOR_BUSY', error)
    driver.subscribe('@/!remove', 'pub', lambda _, value: give('removed', value))
    set_go = configure(driver, path, config)
    tell(event='ready', path=path)
    recording = None
    try:
        while True:
            kind, value = events.get()
            if kind == 'removed':
                if value == path:
                    fail('MONITOR_LOST', 'unplugged')
            elif kind == 'data':
                number, name, data = value
                # What comes late belongs to a recording that has ended.
                if recording is not None and recording.number == number:
                    recording.add(name, data)
            elif value['cmd'] == 'go':
                set_go(value['high'])
            elif value['cmd'] == 'start':
                recording = Recording(driver, path, config, value['recording'], give)
            elif value['cmd'] == 'stop' and recording is not None:
                set_go(False)
                recording.end()
                recording = None
            elif value['cmd'] == 'quit':
                return
    finally:
        set_go(False)
        driver.close(path)


def main():
    config = json.loads(sys.argv[1])
    driver = Driver()
    try:
        if config['action'] == 'scan':
            tell(event='devices', paths=list(driver.device_paths()))
        else:
            serve(driver, select(driver, config.get('serial')), config)
    except Exception as error:
        fail('MONITOR_LOST', error)
    finally:
        driver.finalize()


main()
