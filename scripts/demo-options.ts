/** What `npm run demo` runs; the README and its test run the same. */
export const DEMO_MODEL = 'keyword_spotter.tflite';
export const DEMO_OPTIONS: readonly string[] = [
  '--platform',
  'mps3_an547',
  '--power-monitor',
  'modelled',
  '--runs-power',
  '30',
  '--create-library',
  '--out',
  'out/demo',
];
