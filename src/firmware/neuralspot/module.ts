import type { OffChip, Platform } from '../../platform/types.ts';
import { HilbenchError } from '../../support/errors.ts';
import type { ImageSources } from '../sources.ts';
import type { ImageRequest, ImageVariant } from '../types.ts';
import { boardOf, type SdkVersions } from './sdk.ts';

/** Folder of our module below the folder in which the SDK's Makefile is run: ADPATH and EXAMPLE of that Makefile. */
export const MODULE_PATH = 'app';
export const MODULE_NAME = 'hilbench';
export const MODULE_DIR = `${MODULE_PATH}/${MODULE_NAME}`;

const MHZ = 1_000_000;

/** Libraries of the SDK that the port is made of; the rest of what its Makefile would build is left out. */
const SDK_MODULES = ['core', 'harness', 'peripherals', 'utils', 'ipc'];

/**
 * Boards for which the SDK's Makefiles have AmbiqSuite's USB driver compiled, whatever an image talks over: it needs the
 * headers of the library.
 */
const SDK_HAS_USB = /^apollo(?:4p|5|330)/;

/** What the SDK's Makefile is told on its command line. */
export function makeVariables(
  request: Pick<ImageRequest, 'platform' | 'toolchain' | 'engine' | 'variant'>,
  versions: SdkVersions,
  in_itcm: boolean,
): readonly string[] {
  const { platform, toolchain, engine, variant = 'link' } = request;
  const usb = SDK_HAS_USB.test(boardOf(platform).board) ? ['neuralspot/ns-usb'] : [];
  const modules = [
    ...SDK_MODULES.map((name) => `neuralspot/ns-${name}`),
    ...usb,
    `extern/AmbiqSuite/${versions.ambiqsuite}`,
    `extern/CMSIS/${versions.cmsis_dsp}`,
    `extern/tensorflow/${versions.tensorflow}`,
    MODULE_DIR,
  ];
  return [
    'AUTODEPLOY=1',
    `ADPATH=${MODULE_PATH}`,
    `EXAMPLE=${MODULE_NAME}`,
    `PLATFORM=${platform.name}`,
    `TOOLCHAIN=${toolchain === 'arm' ? 'arm' : 'arm-none-eabi'}`,
    `AS_VERSION=${versions.ambiqsuite}`,
    `TF_VERSION=${versions.tensorflow}`,
    `CMSIS_DSP_VERSION=${versions.cmsis_dsp}`,
    `modules=${modules.join(' ')}`,
    // Some versions of the runtime take an Apollo330 for a Cortex-M4.
    `TFP=${platform.core === 'cortex-m55' ? 'cm55' : 'cm4'}`,
    // Only the interpreter that reports layers is built with its messages.
    ...(engine.external !== undefined && variant === 'link' ? ['MLPROFILE=1'] : []),
    ...(in_itcm ? ['TFLM_IN_ITCM=1'] : []),
  ];
}

/**
 * What the port's C is told of the platform, as `NAME=value`; templates/firmware/port/neuralspot/hb_ns.h explains it.
 *
 * @throws {HilbenchError} `PLATFORM_INCOMPLETE` (kind `input`) for a platform file that lacks what the port needs
 */
export function portDefines(
  platform: Platform,
  variant: ImageVariant,
  off_chip?: OffChip,
): readonly string[] {
  const { memories, cpu_modes, power_sync, parameters } = platform;
  const { lp, hp } = cpu_modes;
  if (parameters === undefined || power_sync === undefined || (lp ?? hp) === undefined) {
    throw new HilbenchError({
      kind: 'input',
      code: 'PLATFORM_INCOMPLETE',
      message: `The platform file of ${platform.name} lacks parameters, power_sync or cpu_modes, which the port neuralspot needs.`,
      hint: 'Add them as docs/platforms.md says.',
    });
  }
  const tcm = memories.TCM;
  return [
    `HB_NS_NAME="${platform.name}"`,
    `HB_NS_CPU="${platform.core}"`,
    `HB_NS_TCM_BYTES=${tcm?.effective_bytes ?? 0}`,
    ...(tcm?.address === undefined ? [] : [`HB_NS_TCM_ADDRESS=${tcm.address}u`]),
    `HB_NS_SRAM_BYTES=${memories.SRAM?.effective_bytes ?? 0}`,
    `HB_NS_PARAMETERS=${parameters.address}u`,
    `HB_NS_GATE=${power_sync.gate}u`,
    `HB_NS_STATE=${power_sync.state}u`,
    `HB_NS_GO=${power_sync.go}u`,
    `HB_NS_LP_HZ=${(lp?.clock_mhz ?? 0) * MHZ}u`,
    `HB_NS_HP_HZ=${(hp?.clock_mhz ?? 0) * MHZ}u`,
    `HB_NS_BAUD=${platform.baud}u`,
    ...(platform.transports.includes('USB') ? ['HB_NS_USB'] : []),
    ...(variant === 'power' ? ['HB_NS_POWER'] : []),
    ...(off_chip === undefined
      ? []
      : [`HB_NS_${off_chip}_BYTES=${memories[off_chip]?.effective_bytes ?? 0}u`]),
  ];
}

/**
 * What the SDK puts into TCM with all other data would not fit beside the pool: large tables go to the SRAM, where its
 * linker scripts have a section for that. Apollo3 has all data there.
 */
function slowTables(platform: Platform, toolchain: 'gcc' | 'arm'): readonly string[] {
  if (platform.name.startsWith('apollo3p')) return [];
  const section = toolchain === 'arm' ? 'SHARED_RW' : '.sram_bss.hb_tables';
  return [`HB_SLOW_TABLE=__attribute__((section("${section}")))`];
}

/** One word for GNU make and the shell behind it. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''").replaceAll('$', '$$$$').replaceAll('#', '\\#')}'`;
}

/**
 * The SDK compiles with fast mathematics (armclang: -Ofast), whose results no reference has. The level is said again
 * because armclang warns of -fno-fast-math beside -Ofast.
 */
const MATH_FLAGS = ['-O3', '-fno-fast-math', '-ffp-contract=off'];
const C_FLAGS = ['-std=c11', '-Wall', '-Wextra', '-Werror', ...MATH_FLAGS];
const CXX_FLAGS = [
  '-std=c++17',
  '-Wall',
  '-Wextra',
  '-Werror',
  ...MATH_FLAGS,
  '-fno-exceptions',
  '-fno-rtti',
  '-fno-threadsafe-statics',
];

/**
 * The file by which the SDK's Makefile takes our sources in. Headers of others are searched as system headers: their
 * warnings are not ours to mend.
 */
export function moduleFile(
  sources: ImageSources,
  {
    platform,
    toolchain,
    off_chip,
    variant = 'link',
  }: Pick<ImageRequest, 'platform' | 'toolchain' | 'off_chip' | 'variant'>,
): string {
  const paths = [...new Set(sources.units.map(({ path }) => path))];
  const includes = [...new Set(sources.units.flatMap(({ include_dirs }) => include_dirs))];
  const external = [...new Set(sources.units.flatMap((unit) => unit.external?.include_dirs ?? []))];
  const defines = [
    ...portDefines(platform, variant, off_chip),
    ...slowTables(platform, toolchain),
    ...new Set(sources.units.flatMap((unit) => unit.external?.defines ?? [])),
  ];
  return `# Made by hilbench for neuralSPOT's Makefile.
hb_dir := $(subdirectory)
hb_src := $(addprefix $(hb_dir)/,${['hb_build_id.c', ...paths].join(' ')})
hb_bin := $(BINDIR)/$(hb_dir)
bindirs += $(hb_bin)
hb_obj := $(call source-to-object,$(hb_src))
hb_flags := ${defines.map((define) => quoted(`-D${define}`)).join(' ')} ${includes.map((dir) => `-I $(hb_dir)/${dir}`).join(' ')} ${external.map((dir) => `-isystem ${quoted(dir)}`).join(' ')}
$(hb_obj): CONLY_FLAGS += ${C_FLAGS.join(' ')} $(hb_flags) $(addprefix -isystem ,$(includes_api))
$(hb_obj): CCFLAGS += ${CXX_FLAGS.join(' ')} $(hb_flags) $(addprefix -isystem ,$(includes_api))
examples += $(hb_bin)/${MODULE_NAME}.axf
$(eval $(call make-axf,$(hb_bin)/${MODULE_NAME},$(hb_src)))
`;
}
