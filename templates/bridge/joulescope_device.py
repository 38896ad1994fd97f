"""The Joulescopes that are attached, and one of them opened and set up."""

import collections
import logging
import re
import sys

OPEN_S = 10
SETTING_S = 5

# The inputs and outputs of the models, and the levels that their wires can be set to.
Model = collections.namedtuple('Model', 'inputs outputs io_v')
MODELS = {
    'js110': Model((0, 1), (0, 1), (1.8, 2.1, 2.5, 2.7, 3.0, 3.3, 3.6, 5.0)),
    'js220': Model((0, 1, 2, 3), (0, 1), None),
    'js320': Model((0, 1, 2, 3), (0, 1), None),
}

# Numbers by which the driver's calls fail: its own, and those of libusb, which it passes on as they are.
NOT_SUPPORTED, PARAMETER_INVALID, NOT_FOUND, PERMISSIONS, BUSY, UNAVAILABLE, IN_USE = 3, 5, 16, 18, 19, 20, 21
USB_ACCESS, USB_NO_DEVICE, USB_NOT_FOUND, USB_BUSY = -3, -4, -5, -6
CODES = {
    USB_ACCESS: 'MONITOR_PERMISSION',
    PERMISSIONS: 'MONITOR_PERMISSION',
    USB_BUSY: 'MONITOR_BUSY',
    BUSY: 'MONITOR_BUSY',
    IN_USE: 'MONITOR_BUSY',
    USB_NO_DEVICE: 'NO_MONITOR',
    USB_NOT_FOUND: 'NO_MONITOR',
    NOT_FOUND: 'NO_MONITOR',
    NOT_SUPPORTED: 'MONITOR_FIRMWARE',
}
if sys.platform == 'win32':
    CODES[1] = 'MONITOR_BUSY'  # The only thing that it says there of a device that it does not get.


class Failure(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


class DriverLog(logging.Handler):
    """What the driver warns of. It is the only place where some faults are told."""

    def __init__(self, on_lost):
        super().__init__()
        self.lines = collections.deque(maxlen=20)
        self.on_lost = on_lost
        logger = logging.getLogger('jsdrv')
        logger.addHandler(self)
        logger.propagate = False

    def emit(self, record):
        line = record.getMessage()
        self.lines.append(line)
        # A JS110 counts on over packets that were lost: no gap of its ids tells of them.
        if 'pkt_index skip' in line:
            self.on_lost(line)

    def mismatch(self):
        return next((line for line in self.lines if 'mismatch' in line), None)


class Device:
    """One that is attached: `updating` while it runs no firmware but the updater's."""

    def __init__(self, path):
        _, model, self.serial = path.split('/')
        self.path = path
        self.model = model.removeprefix('&')
        self.updating = model.startswith('&')


def attached(driver):
    devices = [Device(path) for path in driver.device_paths() if path.count('/') == 2]
    return [device for device in devices if device.model in MODELS]


def choose(devices, serial):
    fitting = [device for device in devices if serial is None or device.serial == serial]
    if len(fitting) > 1:
        raise Failure('MONITOR_AMBIGUOUS', ', '.join(f'{device.model} {device.serial}' for device in fitting))
    if not fitting:
        wanted = 'no Joulescope' if serial is None else f'no Joulescope {serial}'
        others = ', '.join(f'{device.model} {device.serial}' for device in devices)
        raise Failure('NO_MONITOR', f'{wanted}; attached: {others or "none"}')
    if fitting[0].updating:
        raise Failure('MONITOR_FIRMWARE', 'an update of its firmware was begun and not ended')
    return fitting[0]


class Instrument:
    """An open one: go low, the board connected to its supply."""

    def __init__(self, driver, device, config, log):
        self.driver = driver
        self.device = device
        self.wires = {wire: config[wire] for wire in ('gate', 'state')}
        self.go = config['go']
        self.io_v = None
        self.check(config)
        try:
            # A JS110 keeps what was set before. The driver learns of that by 'restore' only, and sends nothing that
            # it believes to be set already. The others begin anew.
            driver.open(device.path, 'restore' if device.model == 'js110' else 'defaults', timeout=OPEN_S)
        except Exception as error:
            raise open_failure(error, log) from error
        try:
            self.set_up()
        except Exception as error:
            raise setting_failure(error) from error

    def check(self, config):
        """Before it is touched: whether this model has what bench.yml names."""
        model = MODELS[self.device.model]
        name = self.device.model.upper()
        for wire, pin in self.wires.items():
            if pin not in model.inputs:
                raise Failure('MONITOR_WIRES', f'a {name} has the inputs {listed(model.inputs)}, and {wire} is {pin}')
        if self.go not in model.outputs:
            raise Failure('MONITOR_WIRES', f'a {name} has the outputs {listed(model.outputs)}, and go is {self.go}')
        if model.io_v is None:
            return
        io_v = config.get('io_v', config['supply_v'])
        self.io_v = next((level for level in model.io_v if abs(level - io_v) < 0.01), None)
        if self.io_v is None:
            what = f'the wires of a {name} can have {listed(model.io_v)} V, and io_v is {io_v}'
            raise Failure('MONITOR_WIRES', what)

    def set_up(self):
        self.set_go(False)
        if self.device.model == 'js110':
            self.publish('s/extio/voltage', f'{self.io_v:.1f}V')
            # Its inputs come in the place of the lowest bits of current and voltage.
            self.publish('s/i/lsb_src', 'gpi0')
            self.publish('s/v/lsb_src', 'gpi1')
            self.publish('s/v/range/select', '15 V')
            self.publish('s/i/range/select', 'auto')
        else:
            # Never the 3.3 V of its own, which may be more than the board takes.
            self.publish('c/gpio/vref', 0)
            self.publish('s/v/range/mode', 'auto')
            self.publish('s/i/range/mode', 'auto')

    def publish(self, topic, value):
        self.driver.publish(f'{self.device.path}/{topic}', value, timeout=SETTING_S)

    def set_go(self, high):
        if self.device.model == 'js110':
            self.publish(f's/gpo/{self.go}/value', 1 if high else 0)
        else:
            self.publish('s/gpo/+/' + ('!set' if high else '!clr'), 1 << self.go)

    def close(self):
        self.set_go(False)
        self.driver.close(self.device.path)


def listed(values):
    return ', '.join(str(value) for value in values)


def number_of(error):
    """What the driver's call failed by; its errors tell that in words only."""
    found = re.search(r' failed (-?\d+)\b', str(error))
    return None if found is None else int(found.group(1))


def open_failure(error, log):
    mismatch = log.mismatch()
    if mismatch is not None:
        return Failure('MONITOR_FIRMWARE', mismatch)
    if isinstance(error, TimeoutError):
        return Failure('MONITOR_HUNG', error)
    return Failure(CODES.get(number_of(error), 'MONITOR_OPEN'), error)


def setting_failure(error):
    """A topic that it does not know may be refused, or not answered."""
    unknown = number_of(error) in (NOT_SUPPORTED, PARAMETER_INVALID, NOT_FOUND, UNAVAILABLE)
    firmware = unknown or isinstance(error, TimeoutError)
    return Failure('MONITOR_FIRMWARE' if firmware else 'MONITOR_LOST', error)
