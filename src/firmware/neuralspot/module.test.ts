import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { platformNamed } from '../../../test/helpers/emulated-device.ts';
import { testEngine } from '../../../test/helpers/test-engine.ts';
import type { ImageSources } from '../sources.ts';
import { makeVariables, moduleFile, portDefines } from './module.ts';

const versions = { ambiqsuite: 'R5.3.0', tensorflow: 'helia_rt_v1_7_0', cmsis_dsp: 'dsp' };

function variables(name: string, toolchain: 'gcc' | 'arm' = 'gcc', in_itcm = false): readonly string[] {
  return makeVariables(
    { platform: platformNamed(name), toolchain, engine: testEngine('sum') },
    versions,
    in_itcm,
  );
}

describe("what the SDK's Makefile is told", () => {
  test('platform, toolchain and versions by its own names', () => {
    expect(variables('apollo510_evb', 'arm')).toEqual(
      expect.arrayContaining(['PLATFORM=apollo510_evb', 'TOOLCHAIN=arm', 'AS_VERSION=R5.3.0']),
    );
    expect(variables('apollo510_evb')).toContain('TOOLCHAIN=arm-none-eabi');
  });

  test('the instruction TCM only where it was asked for', () => {
    expect(variables('apollo510_evb', 'gcc', true)).toContain('TFLM_IN_ITCM=1');
    expect(variables('apollo510_evb')).not.toContain('TFLM_IN_ITCM=1');
  });

  test('which core the runtime is for', () => {
    expect(variables('apollo330mP_evb')).toContain('TFP=cm55');
    expect(variables('apollo4p_evb')).toContain('TFP=cm4');
  });

  test('USB only where the board has it', () => {
    const usb = (name: string) => variables(name).some((variable) => variable.includes('neuralspot/ns-usb'));
    expect(usb('apollo4p_evb')).toBe(true);
    expect(usb('apollo4l_evb')).toBe(false);
  });
});

test("the module's words get through make and the shell whatever the checkout's folder is called", () => {
  const dir = "/it's a $HOME#1/include";
  const unit = { path: 'a.c', include_dirs: ['.'], headers: [], content: '' };
  const external = { dir: '/', include_dirs: [dir], defines: [], archives: [], identity: '' };
  const sources = { units: [{ ...unit, external }] } as unknown as ImageSources;
  const text = moduleFile(sources, { platform: platformNamed('apollo510_evb'), toolchain: 'gcc' });
  const [flags = ''] = /^hb_flags := .*$/m.exec(text) ?? [];
  const make = `${flags}\nall:\n\t@printf '%s\\n' $(hb_flags)\n`;
  const words = execFileSync('make', ['-s', '-f', '-'], { input: make, encoding: 'utf8' }).trim().split('\n');
  expect(words).toContain(dir);
  expect(words).toContain('-DHB_NS_NAME="apollo510_evb"');
});

describe('what the port is told of the platform', () => {
  test('pins, pools and the parameter page', () => {
    expect(portDefines(platformNamed('apollo3p_evb'), 'link')).toEqual(
      expect.arrayContaining([
        'HB_NS_GATE=26u',
        'HB_NS_GO=25u',
        'HB_NS_HP_HZ=0u',
        'HB_NS_PARAMETERS=1032192u',
      ]),
    );
    expect(portDefines(platformNamed('apollo510_evb'), 'link')).toContain('HB_NS_USB');
  });

  test('a platform file that lacks something is refused', () => {
    const { power_sync, ...platform } = platformNamed('apollo3p_evb');
    expect(power_sync).toBeDefined();
    expect(() => portDefines(platform, 'link')).toThrow(
      expect.objectContaining({ kind: 'input', code: 'PLATFORM_INCOMPLETE' }),
    );
  });
});
