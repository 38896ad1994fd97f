import type { MetricId } from './types.ts';

/** What a metric is, apart from any value of it. */
export interface MetricKind {
  /** What a person calls it, to follow "HP " or to stand alone. */
  readonly title: string;
  /** As in a threshold: numbers there are in this unit. */
  readonly unit: string;
  readonly better: 'less' | 'more';
  /** Depends on the model file alone, so that it compares whatever the boards and tools are. */
  readonly of_model: boolean;
  /** What it is, in one sentence, for the reference. */
  readonly description: string;
}

export const METRICS: Readonly<Record<MetricId, MetricKind>> = {
  ticks: {
    title: 'Ticks',
    unit: 'cycles or instructions',
    better: 'less',
    of_model: false,
    description: 'Cycles of one inference; instructions on an emulated board.',
  },
  time_us: {
    title: 'Time',
    unit: 'µs',
    better: 'less',
    of_model: false,
    description: 'Time of one inference.',
  },
  energy_uj: {
    title: 'Energy',
    unit: 'µJ',
    better: 'less',
    of_model: false,
    description: 'Energy of one inference.',
  },
  power_mw: {
    title: 'Power',
    unit: 'mW',
    better: 'less',
    of_model: false,
    description: 'Energy over time of one inference.',
  },
  arena_bytes: {
    title: 'Arena',
    unit: 'bytes',
    better: 'less',
    of_model: false,
    description: 'Bytes of the arena that the model needs.',
  },
  model_bytes: {
    title: 'Model size',
    unit: 'bytes',
    better: 'less',
    of_model: true,
    description: 'Size of the model file.',
  },
  rom_bytes: {
    title: 'ROM',
    unit: 'bytes',
    better: 'less',
    of_model: false,
    description: 'The image without the model: code and constants.',
  },
  ram_bytes: {
    title: 'RAM',
    unit: 'bytes',
    better: 'less',
    of_model: false,
    description: 'The image without the arena: data, tables and stack.',
  },
  macs: {
    title: 'MACs',
    unit: 'MACs',
    better: 'less',
    of_model: true,
    description: 'Multiply-accumulates of one inference, by static analysis.',
  },
  layers: {
    title: 'Layers',
    unit: 'layers',
    better: 'less',
    of_model: true,
    description: 'Layers of the model.',
  },
  violations: {
    title: 'Limits exceeded',
    unit: 'limits',
    better: 'less',
    of_model: false,
    description: 'Limits of the validation (`max_lsb` and the like) that the outputs break.',
  },
  max_abs_lsb: {
    title: 'Worst difference',
    unit: 'quantization steps',
    better: 'less',
    of_model: false,
    description: 'Worst difference between board and host of any output element.',
  },
  mean_abs_lsb: {
    title: 'Mean difference',
    unit: 'quantization steps',
    better: 'less',
    of_model: false,
    description: 'Mean difference between board and host.',
  },
  cosine: {
    title: 'Cosine similarity',
    unit: '',
    better: 'more',
    of_model: false,
    description: 'Least cosine similarity of outputs of board and host.',
  },
  argmax_agreement: {
    title: 'Same winner',
    unit: '',
    better: 'more',
    of_model: false,
    description: 'Share of runs (0 to 1) in which board and host name the same winner.',
  },
  accuracy: {
    title: 'Accuracy',
    unit: '',
    better: 'more',
    of_model: false,
    description: 'Share (0 to 1) of a labelled dataset that the board gets right.',
  },
};

/** Metrics that a result may hold, and so those that a threshold may be about. */
export const METRIC_IDS = Object.keys(METRICS) as readonly MetricId[];
