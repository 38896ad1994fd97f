"""Bridge to a Joulescope: one JSON argument, commands as JSON lines on stdin, frames on stdout.

A frame is u32 length, u8 kind, payload; little-endian. Kind 'J' is a JSON object, kind 'S' is u64 id of the
first sample, u32 count, then currents and voltages as float32.

The action scan tells which instruments are attached. With record one is opened, until stdin ends; the event 'ready'
says when. Commands are start (with the number of the recording, which the event 'started' repeats), stop and go
(with its level). Samples and edges behind an event 'started' belong to that recording.
"""

import contextlib
import json
import os
import queue
import struct
import sys
import threading
import time

END_S = 1.5

sys.dont_write_bytecode = True  # The folder of this file belongs to who installed it.
out = os.fdopen(os.dup(1), 'wb')
os.dup2(2, 1)  # What the driver prints must not come between frames.


def send(kind, payload):
    out.write(struct.pack('<IB', len(payload) + 1, ord(kind)) + payload)
    out.flush()


def tell(**event):
    send('J', json.dumps(event).encode())


def give_samples(first, current, voltage):
    send('S', struct.pack('<QI', first, len(current)) + current.tobytes() + voltage.tobytes())


def fail(code, text):
    tell(event='error', code=code, text=str(text)[:300])
    out.flush()
    os._exit(1)


try:
    import pyjoulescope_driver
    from joulescope_device import DriverLog, Failure, Instrument, attached, choose
    from joulescope_recording import Recording
except ImportError as error:
    fail('NO_DRIVER', error)


def commands(give):
    for line in sys.stdin:
        give('command', json.loads(line))
    give('command', {'cmd': 'quit'})
    time.sleep(END_S)
    os._exit(1)  # A driver that hangs must not outlive who wanted it.


def serve(driver, config):
    events = queue.SimpleQueue()

    def give(kind, value):
        events.put((kind, value))

    threading.Thread(target=commands, args=(give,), daemon=True).start()
    log = DriverLog(lambda line: give('lost', line))
    driver.log_level = 'warning'
    device = choose(attached(driver), config.get('serial'))
    driver.subscribe('@/!remove', 'pub', lambda _, value: give('removed', value))
    instrument = Instrument(driver, device, config, log)
    tell(event='ready', model=device.model, serial=device.serial)
    recording = None
    try:
        while True:
            kind, value = events.get()
            if kind == 'removed':
                if value == device.path:
                    fail('MONITOR_LOST', 'unplugged')
            elif kind == 'data':
                number, name, data = value
                # What comes late belongs to a recording that has ended.
                if recording is not None and recording.number == number:
                    recording.add(name, data)
            elif kind == 'lost':
                if recording is not None:
                    tell(event='lost', recording=recording.number, text=value[:300])
            elif value['cmd'] == 'go':
                instrument.set_go(value['high'])
            elif value['cmd'] == 'start':
                recording = Recording(instrument, value['recording'], give, tell, give_samples)
            elif value['cmd'] == 'stop' and recording is not None:
                instrument.set_go(False)
                recording.end()
                recording = None
            elif value['cmd'] == 'quit':
                break
    except Exception:
        with contextlib.suppress(Exception):  # What went wrong first is what is told.
            instrument.close()
        raise
    instrument.close()


def main():
    config = json.loads(sys.argv[1])
    driver = pyjoulescope_driver.Driver()
    try:
        if config['action'] == 'scan':
            devices = [vars(device) for device in attached(driver)]
            tell(event='devices', driver=str(pyjoulescope_driver.__version__), devices=devices)
        else:
            serve(driver, config)
    except Failure as failure:
        fail(failure.code, failure)
    except Exception as error:
        fail('MONITOR_LOST', error)
    finally:
        driver.finalize()


main()
