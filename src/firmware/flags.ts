import type { Platform } from '../platform/types.ts';

const CORE_FLAGS: Record<Platform['core'], readonly string[]> = {
  'cortex-m4': ['-mcpu=cortex-m4', '-mfpu=fpv4-sp-d16', '-mfloat-abi=hard', '-mthumb'],
  'cortex-m7': ['-mcpu=cortex-m7', '-mfpu=fpv5-d16', '-mfloat-abi=hard', '-mthumb'],
  'cortex-m55': ['-mcpu=cortex-m55', '-mfloat-abi=hard', '-mthumb'],
};

/** C++ without what needs a runtime of its own: nothing is thrown, asked for its type, or locked. */
const LANGUAGE_FLAGS = {
  c: ['-std=c11'],
  cxx: ['-std=c++17', '-fno-exceptions', '-fno-rtti', '-fno-threadsafe-statics'],
} as const;

/** Without `-g`: no path of this machine gets into an object, so the same sources make the same bytes. */
export function compileFlags(
  core: Platform['core'],
  language: keyof typeof LANGUAGE_FLAGS = 'c',
): readonly string[] {
  return [
    ...CORE_FLAGS[core],
    ...LANGUAGE_FLAGS[language],
    '-O3',
    '-Wall',
    '-Wextra',
    '-Werror',
    '-ffunction-sections',
    '-fdata-sections',
    '-fno-common',
  ];
}

/** Beside the linker script and where it is. The C library is newlib-nano; there is no heap to give it. */
export function linkFlags(core: Platform['core']): readonly string[] {
  return [
    ...CORE_FLAGS[core],
    '-nostartfiles',
    '--specs=nano.specs',
    '-Wl,--gc-sections',
    '-Wl,--build-id=none',
    '-Wl,--strip-debug',
  ];
}
