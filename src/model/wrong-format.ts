const CONVERT = 'Convert it with the TFLite (LiteRT) converter and give the .tflite file.';

const FORMATS: readonly { readonly start: string; readonly name: string; readonly hint: string }[] = [
  {
    start: 'version https://git-lfs',
    name: 'a Git LFS pointer',
    hint: 'Fetch the file itself with `git lfs pull`, or with `lfs: true` in the actions/checkout step.',
  },
  { start: 'PK\u0003\u0004', name: 'a ZIP archive (perhaps a .keras model)', hint: CONVERT },
  { start: '\u0089HDF', name: 'an HDF5 file (perhaps a Keras model)', hint: CONVERT },
  { start: '\u001f\u008b', name: 'a gzip archive', hint: 'Unpack it and give the .tflite file.' },
  {
    start: '<',
    name: 'an HTML or XML page',
    hint: 'Download the model itself; this is a page about it or an error page.',
  },
];

/** Says what a file is that is no `.tflite`, as far as its first bytes tell. */
export function recogniseOther(file: Uint8Array): { readonly message: string; readonly hint: string } {
  const start = String.fromCharCode(...file.subarray(0, 32));
  const format = FORMATS.find((candidate) => start.startsWith(candidate.start));
  if (format !== undefined)
    return { message: `The file is ${format.name}, not a .tflite model.`, hint: format.hint };
  return {
    message: `The file of ${file.length} bytes is not a .tflite model: the identifier TFL3 is not at byte 4.`,
    hint: 'Give a .tflite file as the TFLite (LiteRT) converter writes it.',
  };
}
