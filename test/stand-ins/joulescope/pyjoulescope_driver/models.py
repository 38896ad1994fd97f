"""Topics and values that each model takes, and what it remembers of them."""

NAN_IO = (0, 1800, 2100, 2500, 2700, 3000, 3300, 3600, 5000)
ON_OFF = {'off': 0, 'on': 1}
BITS = range(256)

JS110 = {
    's/i/range/select': {'auto': 128, '10 A': 1, '2 A': 2, '180 mA': 4, '18 mA': 8, '1.8 mA': 16, 'off': 0},
    's/v/range/select': {'15 V': 0, '5 V': 1},
    's/extio/voltage': {f'{mv / 1000:.1f}V' if mv else '0V': mv for mv in NAN_IO},
    's/gpo/0/value': ON_OFF,
    's/gpo/1/value': ON_OFF,
    's/i/lsb_src': {'normal': 0, 'gpi0': 2, 'gpi1': 3},
    's/v/lsb_src': {'normal': 0, 'gpi0': 2, 'gpi1': 3},
}
LATER = {
    's/i/range/mode': {'auto': 0, 'manual': 1, 'off': 2},
    's/v/range/mode': {'auto': 0, 'manual': 1},
    'c/gpio/vref': {'extern': 0, '3v3': 1},
    's/gpo/+/!set': BITS,
    's/gpo/+/!clr': BITS,
}
SIGNALS_110 = ('i', 'v', 'gpi/0', 'gpi/1')
SIGNALS = ('i', 'v', 'gpi/0', 'gpi/1', 'gpi/2', 'gpi/3', 'gpi/7')


def refuse(call, number, said, topic):
    return RuntimeError(f'{call} failed {number} {said} | {topic}')


class Model:
    """`hz` of the ids, ids from one value to the next of current and voltage, and of a wire, and where they lie."""

    def __init__(self, topics, signals):
        self.topics = dict(topics)
        self.topics.update((f's/{signal}/ctrl', ON_OFF) for signal in signals)
        self.values = {}
        self.believed = {}

    def publish(self, name, value, topic):
        options = self.topics.get(name)
        if options is None:
            raise self.unknown(topic)
        if options is not BITS:
            value = options.get(value, value)
            options = options.values()
        if value not in options:
            raise refuse('jsdrv_publish', 5, 'PARAMETER_INVALID | The parameter value is invalid', topic)
        if '!' not in name:
            if self.believed.get(name) == value:
                return  # Taken for set already: nothing is sent.
            self.believed[name] = value
        self.take(name, value)

    def unknown(self, topic):
        return TimeoutError(f'jsdrv_publish timed out | {topic}')

    def take(self, name, value):
        self.values[name] = value

    def enabled(self):
        return [name for name, value in self.values.items() if name.endswith('/ctrl') and value]


class Js110(Model):
    hz, step, wire_step, wire_phase = 2_000_000, 1, 1, 0

    def __init__(self, mode):
        super().__init__(JS110, SIGNALS_110)
        # Left by who had it before, and kept in either mode.
        left = {'s/gpo/0/value': 1, 's/gpo/1/value': 0, 's/extio/voltage': 5000, 's/i/lsb_src': 0, 's/v/lsb_src': 0}
        self.values = {**left, 's/i/range/select': 0, 's/v/range/select': 1}
        defaults = {'s/i/range/select': 128, 's/v/range/select': 0}
        if mode == 'defaults':
            self.values.update(defaults)
            self.believed = {**dict.fromkeys(left, 0), 's/extio/voltage': 3300, **defaults}
        else:
            self.believed = dict(self.values)

    def unknown(self, topic):
        return refuse('jsdrv_publish', 20, 'UNAVAILABLE | The requested resource is currently unavailable.', topic)

    def go(self):
        return self.values['s/gpo/0/value'] if self.values['s/extio/voltage'] == 1800 else 1

    def powered(self):
        return self.values['s/i/range/select'] != 0

    def sees(self, pin):
        """Its inputs are the lowest bits of current and voltage, once these are given up."""
        return self.values['s/v/lsb_src' if pin else 's/i/lsb_src'] == 2 + pin

    def first_id(self):
        return 0


class Js220(Model):
    hz, step, wire_step, wire_phase = 2_000_000, 2, 1, 0

    def __init__(self, mode):
        super().__init__(LATER, SIGNALS)
        self.values = {'s/i/range/mode': 2, 's/v/range/mode': 1, 'c/gpio/vref': 0}
        if mode == 'restore':
            self.believed = dict(self.values)
        self.outputs = 0

    def take(self, name, value):
        if name == 's/gpo/+/!set':
            self.outputs |= value
        elif name == 's/gpo/+/!clr':
            self.outputs &= ~value
        else:
            super().take(name, value)

    def go(self):
        return self.outputs & 1

    def powered(self):
        return self.values['s/i/range/mode'] != 2

    def sees(self, pin):
        return True

    def first_id(self):
        return 1_000_000


class Js320(Js220):
    hz, step, wire_step, wire_phase = 16_000_000, 16, 16, 5

    def __init__(self, mode):
        super().__init__('restore')  # Its values are known in either mode.

    def first_id(self):
        return 5_000_000_000


MODELS = {'js110': Js110, 'js220': Js220, 'js320': Js320}
