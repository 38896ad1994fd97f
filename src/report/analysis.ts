import type { AnalysisResult, ModelResult } from '../result/schema.ts';
import { plainText } from '../support/text.ts';
import { hintLines } from './hints.ts';
import { formatShape } from './layers-csv.ts';
import { textTable } from './table.ts';

const integer = new Intl.NumberFormat('en-US');

/** `INT8` where all are, else those of input, weights and output. */
function typesOf({ input_dtype, weight_dtype, output_dtype }: AnalysisResult['layers'][number]): string {
  const types = [input_dtype, weight_dtype, output_dtype];
  const different = new Set(types.filter((type) => type !== undefined));
  return different.size > 1 ? types.map((type) => type ?? '–').join(' / ') : ([...different][0] ?? '–');
}

/** What `hilbench analyze` prints: the static analysis, a row a layer, and the sums. */
export function analysisText(model: ModelResult, analysis: AnalysisResult): string {
  const rows = analysis.layers.map((layer) => [
    String(layer.index),
    plainText(layer.op, 32),
    typesOf(layer),
    formatShape(layer.filter_shape),
    layer.stride_h === undefined ? '' : `${layer.stride_h}x${layer.stride_w ?? ''}`,
    formatShape(layer.output_shape),
    layer.fused_activation === undefined || layer.fused_activation === 'NONE' ? '' : layer.fused_activation,
    integer.format(layer.macs),
    integer.format(layer.read_bytes),
    integer.format(layer.write_bytes),
  ]);
  const ops = Object.entries(model.ops).map(([op, count]) => `${count} ${plainText(op, 32)}`);
  return [
    `${plainText(model.name, 80)}: ${model.layers} layers, ${integer.format(model.macs)} MACs, ${integer.format(model.bytes)} bytes of which ${integer.format(analysis.weight_bytes)} are constants`,
    `ops: ${ops.join(', ')}`,
    '',
    textTable(
      [
        { title: '#', align: 'right' },
        { title: 'op' },
        { title: 'type' },
        { title: 'filter' },
        { title: 'stride' },
        { title: 'output' },
        { title: 'act.' },
        { title: 'MACs', align: 'right' },
        { title: 'read', align: 'right' },
        { title: 'write', align: 'right' },
      ],
      rows,
    ),
    '',
    ...hintLines(analysis.hints, 'all'),
    '',
  ].join('\n');
}
