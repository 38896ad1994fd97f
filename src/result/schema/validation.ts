import { z } from 'zod';
import { count, dtype, name, nonNegative, text } from './fields.ts';

export const outputComparisonSchema = z.strictObject({
  index: count,
  name,
  dtype,
  elements: count,
  max_abs_lsb: nonNegative.optional().describe('Worst difference in quantization steps; integer outputs.'),
  mean_abs_lsb: nonNegative.optional(),
  max_abs: nonNegative.optional().describe('Worst difference in the unit of the output; float outputs.'),
  mean_abs: nonNegative.optional(),
  relative_l2: nonNegative
    .optional()
    .describe('Worst run: distance over the length of the expected output; float outputs.'),
  non_finite: count.optional().describe('Elements NaN or infinite on one side only; float outputs.'),
  cosine: z
    .number()
    .min(-1)
    .max(1)
    .optional()
    .describe('Least over the runs; absent when a vector is all zero.'),
  argmax_agreement: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('Share of runs with the same winner; absent for one element.'),
});

const share = z.number().min(0).max(1);

/** The outputs of the device against those of the host. */
export const validationSchema = z.strictObject({
  runs: count,
  source: z.enum(['generator', 'dataset']),
  seed: count.optional().describe('Of the generator; absent for a dataset.'),
  reference: name.describe('What computed the expected outputs.'),
  outputs: z.array(outputComparisonSchema).max(256),
  accuracy: share
    .optional()
    .describe('Share of the labelled samples that the device gets right; absent without labels.'),
  host_accuracy: share.optional().describe('The same of the host.'),
  limits: z.strictObject({
    max_lsb: nonNegative,
    mean_lsb: nonNegative,
    min_cosine: z.number(),
    min_argmax_agreement: nonNegative,
  }),
  violations: z.array(text).max(1024),
  verdict: z.enum(['pass', 'fail']),
});
