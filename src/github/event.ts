import { z } from 'zod';

/**
 * The parts of a webhook event that are used. GitHub adds fields at any time, so others are ignored; those
 * that are used are strict, for branch names and shas of a pull request are written by strangers.
 */

/** `owner/name`, with the characters GitHub allows. */
export const fullNameSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,99}\/[A-Za-z0-9._-]{1,100}$/);
/** A commit's SHA-1 or SHA-256. */
export const shaSchema = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
export const numberSchema = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
/** A branch or ref: what git itself refuses is refused here. */
export const refSchema = z
  .string()
  .min(1)
  .max(1024)
  .regex(/^(?!-)[^\p{Cc}\p{Zl}\p{Zp} ~^:?*[\\]+$/u)
  .refine((ref) => !ref.includes('..'));

const repositorySchema = z.object({
  full_name: fullNameSchema,
  default_branch: refSchema.optional(),
});

const sideSchema = z.object({
  sha: shaSchema,
  ref: refSchema,
  // A fork that was deleted meanwhile has no repository.
  repo: z.object({ full_name: fullNameSchema }).nullable(),
});

export const pullRequestSchema = z.object({
  number: numberSchema,
  head: sideSchema,
  base: sideSchema,
});

const workflowRunSchema = z.object({
  id: numberSchema,
  run_attempt: numberSchema.optional(),
  event: z.string().max(64),
  conclusion: z.string().max(64).nullable(),
  head_sha: shaSchema,
  head_branch: refSchema.nullable(),
  head_repository: z.object({ full_name: fullNameSchema }).nullable(),
});

export const eventSchema = z.object({
  repository: repositorySchema.optional(),
  pull_request: pullRequestSchema.optional(),
  workflow_run: workflowRunSchema.optional(),
  before: shaSchema.optional(),
});

export type PullRequestEvent = z.infer<typeof pullRequestSchema>;
export type WorkflowEvent = z.infer<typeof eventSchema>;
