import { z } from 'zod';
import type { OptionSpec } from '../config/options/spec.ts';
import { COMMON_OPTIONS } from '../config/options.ts';
import { METRIC_IDS, METRICS } from './catalog.ts';

const PERCENT = /^(\d{1,6}(?:\.\d{1,6})?) ?%$/;

const ALLOWANCE = 'takes a percentage such as "2%", or a number of at least 0 in the unit of the metric';
const allowance = z
  .union(
    [
      z.number().min(0, ALLOWANCE).max(Number.MAX_SAFE_INTEGER, ALLOWANCE),
      z.string().regex(PERCENT, ALLOWANCE),
    ],
    { error: ALLOWANCE },
  )
  .transform((given) =>
    typeof given === 'number' ? { absolute: given } : { percent: Number(PERCENT.exec(given)?.[1]) },
  );

const share = z
  .string({ error: 'takes a percentage such as "0.5%"' })
  .regex(PERCENT, 'takes a percentage such as "0.5%"')
  .transform((given) => Number(PERCENT.exec(given)?.[1]) / 100)
  .refine((given) => given <= 1, 'is more than 100 %');

const name = z.string().min(1).max(1024);
const names = z
  .union([name, z.array(name).min(1).max(256)], { error: 'takes a name, or a list of names' })
  .transform((given) => [given].flat());

const budget = z.number().min(-Number.MAX_SAFE_INTEGER).max(Number.MAX_SAFE_INTEGER);

const common = {
  max: budget.optional().describe('The most it may be, whatever the base is.'),
  min: budget.optional().describe('The least it may be, whatever the base is.'),
  severity: z
    .enum(['fail', 'warn'])
    .default('fail')
    .describe('What it means to be beyond: the check fails, or it is told as a warning.'),
  note: z.string().min(1).max(400).optional().describe('Why, for those who read the report.'),
  engine: names.optional().describe('Only for these engines.'),
  platform: names.optional().describe('Only for these platforms.'),
  model: names.optional().describe('Only for these models, by their names in results.'),
};

const mode = z.enum(['hp', 'lp']).optional().describe('Only for this clock: hp or lp.');
const increase = allowance
  .optional()
  .describe('How much more than the base is fine: "2%", or a number in the unit of the metric.');
const decrease = allowance
  .optional()
  .describe('How much less than the base is fine: "1%", or a number in the unit of the metric.');

const NOTHING = 'has no threshold: give';

const costRuleSchema = z
  .strictObject({ max_increase: increase, mode, ...common })
  .refine(
    (rule) => [rule.max_increase, rule.max, rule.min].some((each) => each !== undefined),
    `${NOTHING} max_increase, max or min`,
  );

const qualityRuleSchema = z
  .strictObject({ max_decrease: decrease, mode, ...common })
  .refine(
    (rule) => [rule.max_decrease, rule.max, rule.min].some((each) => each !== undefined),
    `${NOTHING} max_decrease, max or min`,
  );

const layerRuleSchema = z
  .strictObject({
    max_increase: increase,
    floor: share
      .optional()
      .describe('Layers with a smaller share of the whole are not judged; default 0.5%.'),
    ...common,
  })
  .refine(
    (rule) => [rule.max_increase, rule.max, rule.min].some((each) => each !== undefined),
    `${NOTHING} max_increase, max or min`,
  );

/** Of one metric. */
const MAX_RULES = 64;

const isMap = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One rule, or a list of them, as a list. Chosen by what it is, so that errors are about that. */
function oneOrMore<T extends z.ZodType>(rule: T) {
  return z
    .preprocess(
      (given) => (isMap(given) ? [given] : given),
      z.array(rule, { error: 'takes a map, or a list of maps' }).max(MAX_RULES),
    )
    .optional();
}

const thresholds = z.strictObject(
  Object.fromEntries(
    METRIC_IDS.map((metric) => [
      metric,
      oneOrMore(METRICS[metric].better === 'less' ? costRuleSchema : qualityRuleSchema),
    ]),
  ),
);

const list = z.array(z.string().min(1).max(1024), { error: 'takes a list' }).max(1024);

/** `.hilbench.yml`. Options of `run` are checked by their own table. */
export const gateFileSchema = z.strictObject({
  models: list
    .optional()
    .describe('The .tflite models: paths or globs relative to the root of the repository.'),
  platforms: list.optional().describe('The platforms to run them on.'),
  run: z
    .record(z.string(), z.unknown(), { error: 'takes a map of options' })
    .optional()
    .describe('Options of `hilbench run` by their names: stages, memory, validation limits.'),
  thresholds: thresholds
    .optional()
    .describe('What the totals of a model may be. Metrics that are not named keep their default.'),
  layers: oneOrMore(layerRuleSchema).describe('What single layers may cost, in ticks.'),
});

export type GateFile = z.infer<typeof gateFileSchema>;
/** One rule of any kind: of a total of which less or more is better, or of layers. */
export type RuleEntry = Omit<z.infer<typeof layerRuleSchema>, 'floor'> & {
  readonly max_decrease?: z.infer<typeof allowance> | undefined;
  readonly mode?: 'hp' | 'lp' | undefined;
};

function optionJsonSchema(option: OptionSpec): Record<string, unknown> {
  const { description, default: fallback } = option;
  const common = { description, default: fallback };
  switch (option.type) {
    case 'boolean':
      return { type: 'boolean', ...common };
    case 'integer':
    case 'number':
      return { type: option.type, minimum: option.min, maximum: option.max, ...common };
    case 'choice':
      return { enum: option.choices, ...common };
    case 'text':
    case 'path':
      return { type: 'string', ...common };
  }
}

const RULES = { cost: costRuleSchema, quality: qualityRuleSchema, layers: layerRuleSchema } as const;

function ruleList(kind: keyof typeof RULES, description: string): Record<string, unknown> {
  const items = { $ref: `#/$defs/${kind}` };
  return { description, anyOf: [items, { type: 'array', items, maxItems: MAX_RULES }] };
}

/** What a property of a schema says of itself. */
function descriptionOf(properties: Record<string, unknown>, name: string): string {
  const property = properties[name];
  const known = typeof property === 'object' && property !== null && 'description' in property;
  return known ? String(property.description) : '';
}

/** The JSON Schema (2020-12) of `.hilbench.yml`, for editors. */
export function gateFileJsonSchema(): Record<string, unknown> {
  const target = { target: 'draft-2020-12', io: 'input' } as const;
  const { properties = {}, ...schema } = z.toJSONSchema(gateFileSchema, target);
  const definitions = Object.entries(RULES).map(([kind, rule]) => {
    const { $schema: _, ...definition } = z.toJSONSchema(rule, target);
    return [kind, definition];
  });
  const metrics = METRIC_IDS.map((metric) => {
    const { description, better, unit } = METRICS[metric];
    const text = `${description}${unit === '' ? '' : ` Numbers in ${unit}.`} An empty list: not judged.`;
    return [metric, ruleList(better === 'less' ? 'cost' : 'quality', text)];
  });
  return {
    ...schema,
    $id: 'hilbench.file/1',
    title: '.hilbench.yml: models, platforms, options and thresholds',
    properties: {
      models: properties.models,
      platforms: properties.platforms,
      run: {
        description: descriptionOf(properties, 'run'),
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(
          COMMON_OPTIONS.map((option) => [option.name, optionJsonSchema(option)]),
        ),
      },
      thresholds: {
        description: descriptionOf(properties, 'thresholds'),
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(metrics),
      },
      layers: ruleList('layers', descriptionOf(properties, 'layers')),
    },
    $defs: Object.fromEntries(definitions),
  };
}
