import { type ErrorKind, HilbenchError } from '../../support/errors.ts';
import { plainText } from '../../support/text.ts';

interface Fault {
  /** Without the full stop; what the bridge says follows in brackets. */
  readonly message: string;
  readonly hint: string;
  /** Default: `bench`. */
  readonly kind?: ErrorKind;
}

/** By the bridge's code, which is that of the error without `POWER_`. */
const FAULTS: Readonly<Record<string, Fault>> = {
  NO_PYTHON: {
    message: 'There is no Python to run the driver of the Joulescope',
    hint: 'Install uv or python3, or set HILBENCH_PYTHON to the interpreter that has pyjoulescope_driver.',
  },
  NO_DRIVER: {
    message: 'Python has no module pyjoulescope_driver',
    hint: 'Install it with `python3 -m pip install pyjoulescope_driver`, or install uv.',
  },
  NO_MONITOR: {
    message: 'The Joulescope is not attached',
    hint: 'Connect it by USB, and check the serial number in bench.yml: `hilbench boards` lists what is attached.',
  },
  MONITOR_AMBIGUOUS: {
    message: 'Several Joulescopes are attached, and none is chosen',
    hint: 'Give the serial number of the one to use in bench.yml.',
  },
  MONITOR_BUSY: {
    message: 'Another program holds the Joulescope',
    hint: 'Close the Joulescope desktop application and every other program that uses it, then run again.',
  },
  MONITOR_PERMISSION: {
    message: 'This user may not open the Joulescope',
    hint: 'Install the udev rules of the Joulescope driver (72-joulescope.rules or 99-joulescope.rules) in /etc/udev/rules.d, reload them with `sudo udevadm control --reload-rules`, and plug it in again.',
  },
  MONITOR_FIRMWARE: {
    message: 'The firmware of the Joulescope and its driver do not fit together',
    hint: 'Update both: the firmware with the Joulescope desktop application, the driver with `python3 -m pip install --upgrade pyjoulescope_driver`.',
  },
  MONITOR_WIRES: {
    kind: 'input',
    message: 'The Joulescope cannot be wired as bench.yml says',
    hint: 'Correct `wires` and `io_v` of the monitor in bench.yml.',
  },
  MONITOR_OPEN: {
    message: 'The Joulescope cannot be opened',
    hint: 'Unplug the Joulescope and plug it in again, then run again.',
  },
  MONITOR_HUNG: {
    message: 'The Joulescope, or its driver, does not answer',
    hint: 'Unplug the Joulescope and plug it in again, then run again.',
  },
  MONITOR_LOST: {
    message: 'The Joulescope is gone',
    hint: 'Check the USB cable of the Joulescope, then run again.',
  },
  MONITOR_DATA: {
    message: 'What the Joulescope sends contradicts itself',
    hint: 'Run again; if it stays, update the firmware of the Joulescope.',
  },
};

/** An error by the bridge's code; one that it does not know is a lost monitor. */
export function bridgeError(code: string, text: string): HilbenchError {
  const known = Object.hasOwn(FAULTS, code) ? code : 'MONITOR_LOST';
  const { message, hint, kind = 'bench' } = FAULTS[known] as Fault;
  const said = text === '' ? '' : ` (${plainText(text, 300)})`;
  return new HilbenchError({ kind, code: `POWER_${known}`, message: `${message}${said}.`, hint });
}
