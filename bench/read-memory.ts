/**
 * Child of the benchmark: reads and analyses the model in argv[2] in a fresh process, so that the peak of
 * its memory is this work's own. Prints JSON.
 */
import { analyze } from '../src/model/analyze.ts';
import { readModelFile } from '../src/model/read-file.ts';

const path = process.argv[2];
if (path === undefined) throw new Error('usage: read-memory.ts MODEL');
const peak_before_kib = process.resourceUsage().maxRSS;
const begin = performance.now();
const graph = await readModelFile(path);
const { layers } = analyze(graph);
const read_ms = performance.now() - begin;
const peak_kib = process.resourceUsage().maxRSS - peak_before_kib;
process.stdout.write(
  JSON.stringify({
    read_ms,
    peak_bytes: peak_kib * 1024,
    file_bytes: graph.file.byteLength,
    layers: layers.length,
  }),
);
