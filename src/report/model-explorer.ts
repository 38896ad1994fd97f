import type { RunResult } from '../result/schema.ts';

/** A set of node data of Google's Model Explorer: a value for every node of the graph it is loaded for. */
interface NodeData {
  /** Shown as its name. */
  readonly name: string;
  /** By node id: Model Explorer numbers the nodes of a `.tflite` graph as the file numbers its operators. */
  readonly results: Readonly<Record<string, { readonly value: number }>>;
  /** From the least value (stop 0) to the greatest (stop 1). */
  readonly gradient: readonly { readonly stop: number; readonly bgColor: string }[];
}

export interface NodeDataFile {
  readonly name: string;
  readonly content: string;
}

/** What most readers want first has the plain name. */
const MODEL_EXPLORER_FILE = 'model_explorer.json';

const GRADIENT = [
  { stop: 0, bgColor: '#ffffff' },
  { stop: 0.5, bgColor: '#ffd479' },
  { stop: 1, bgColor: '#d1342b' },
] as const;

/**
 * Overlays for Model Explorer (Custom node data, "Upload"): ticks, share, MACs and ticks per MAC, each a file
 * of its own, because Model Explorer takes one set of values from a file. Without a profile there are MACs
 * alone. No graph is named in a file, so it applies to the graph on view: the main one.
 */
export function modelExplorerFiles(result: RunResult): NodeDataFile[] {
  const { profile, analysis } = result;
  const main = analysis.layers.slice(0, result.model.layers);
  const macs = nodeData(
    'MACs',
    main.map(({ index, macs }) => [index, macs]),
  );
  if (profile === undefined) return [file(MODEL_EXPLORER_FILE, macs)];
  const { unit, layers } = profile;
  const what = unit === 'cycles' ? 'Cycles' : 'Instructions';
  const per_mac = layers.filter((layer) => layer.macs > 0);
  return [
    file(
      MODEL_EXPLORER_FILE,
      nodeData(
        what,
        layers.map(({ index, ticks }) => [index, ticks]),
      ),
    ),
    file(
      'model_explorer.share.json',
      nodeData(
        `${what}, % of all`,
        layers.map(({ index, share }) => [index, Number((share * 100).toFixed(3))]),
      ),
    ),
    file('model_explorer.macs.json', macs),
    file(
      'model_explorer.per_mac.json',
      nodeData(
        `${what} per MAC`,
        per_mac.map(({ index, ticks, macs }) => [index, Number((ticks / macs).toPrecision(6))]),
      ),
    ),
  ];
}

function nodeData(name: string, values: readonly (readonly [layer: number, value: number])[]): NodeData {
  return {
    name,
    results: Object.fromEntries(values.map(([layer, value]) => [String(layer), { value }])),
    gradient: GRADIENT,
  };
}

function file(name: string, data: NodeData): NodeDataFile {
  return { name, content: `${JSON.stringify(data, undefined, 2)}\n` };
}
