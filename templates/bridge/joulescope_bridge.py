"""Bridge to a Joulescope: one JSON argument, commands as JSON lines on stdin, frames on stdout.

A frame is u32 length, u8 kind, payload; little-endian. Kind 'J' is a JSON object, kind 'S' is u64 id of the
first sample, u32 count, then currents and voltages as float32.
"""

import json
import os
import queue
import struct
import sys
import threading
import time

END_S = 1.5

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

    def end(self):
        if not self.parts:
            return None
        first, values = self.parts[-1]
        return first + len(values) * self.step

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


def pump(streams, levels):
    """Gives out what all four signals cover: edges before the samples that contain them."""
    ends = [stream.end() for stream in streams.values()]
    if None in ends:
        return
    end = min(ends)
    for wire in ('gate', 'state'):
        stream = streams[wire]
        for first, values in stream.parts:
            values = values[: max(0, -((first - end) // stream.step))]
            if not len(values):
                continue
            before = np.concatenate(([levels.get(wire, 0)], values[:-1]))
            for at in np.flatnonzero(values != before):
                levels.setdefault('edges', []).append((int(first + at * stream.step), wire, bool(values[at])))
            levels[wire] = int(values[-1])
        stream.drop_before(end)
    for identifier, wire, high in sorted(levels.pop('edges', [])):
        tell(event='edge', wire=wire, high=high, id=identifier)
    i, v = streams['i'], streams['v']
    while i.parts and v.parts:
        first = max(i.parts[0][0], v.parts[0][0])
        i.drop_before(first)
        v.drop_before(first)
        if not i.parts or not v.parts or i.parts[0][0] != v.parts[0][0]:
            if i.parts and v.parts and i.parts[0][0] % i.step != v.parts[0][0] % v.step:
                fail('MONITOR_DATA', 'current and voltage have different ids')
            continue
        first = i.parts[0][0]
        count = min(len(i.parts[0][1]), len(v.parts[0][1]), (end - first) // i.step)
        if count <= 0:
            return
        current = np.asarray(i.parts[0][1][:count], dtype='<f4').tobytes()
        voltage = np.asarray(v.parts[0][1][:count], dtype='<f4').tobytes()
        send('S', struct.pack('<QI', first, count) + current + voltage)
        i.drop_before(first + count * i.step)
        v.drop_before(first + count * v.step)


def commands(events):
    for line in sys.stdin:
        events.put(('command', json.loads(line)))
    events.put(('command', {'cmd': 'stop'}))
    time.sleep(END_S)
    os._exit(1)  # A driver that hangs must not outlive who wanted it.


def record(driver, path, config):
    events = queue.Queue()
    threading.Thread(target=commands, args=(events,), daemon=True).start()
    try:
        driver.open(path, 'defaults')
    except Exception as error:
        fail('MONITOR_BUSY', error)
    set_go = configure(driver, path, config)
    signals = {'i': 's/i', 'v': 's/v'}
    for wire in ('gate', 'state'):
        signals[wire] = f's/gpi/{config[wire]}'
    for name, topic in signals.items():
        driver.subscribe(f'{path}/{topic}/!data', 'pub', lambda _, value, name=name: events.put((name, value)))
        driver.publish(f'{path}/{topic}/ctrl', 1)
    driver.subscribe('@/!remove', 'pub', lambda _, value: events.put(('removed', value)))
    streams = {name: Stream() for name in signals}
    levels = {}
    ready = False
    try:
        while True:
            name, value = events.get()
            if name == 'removed':
                if value == path:
                    fail('MONITOR_LOST', 'unplugged')
            elif name == 'command':
                if value['cmd'] == 'stop':
                    return
                set_go(value['high'])
            else:
                data = value['data']
                if name in ('gate', 'state'):
                    data = np.unpackbits(data, bitorder='little')
                streams[name].add(value['sample_id'], value['decimate_factor'], data)
                if name == 'i' and not ready:
                    ready = True
                    tell(event='ready', path=path, hz=value['sample_rate'], step=value['decimate_factor'])
                if ready:
                    pump(streams, levels)
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
            record(driver, select(driver, config.get('serial')), config)
    except Exception as error:
        fail('MONITOR_LOST', error)
    finally:
        driver.finalize()


main()
