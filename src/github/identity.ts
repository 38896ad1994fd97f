import { z } from 'zod';
import { hasCode } from './errors.ts';
import type { RestClient } from './rest.ts';

/** Who GITHUB_TOKEN writes as. */
const ACTIONS_LOGIN = 'github-actions[bot]';

const viewerSchema = z.object({ viewer: z.object({ login: z.string().min(1).max(256) }) });

/**
 * The login under which this token writes. A token that may not ask is that of an installation, and the
 * one of the workflow is the only such that is common.
 */
export async function readLogin(client: RestClient, signal: AbortSignal): Promise<string> {
  try {
    return (await client.graphql('query { viewer { login } }', viewerSchema, { signal })).viewer.login;
  } catch (error) {
    if (hasCode(error, 'GITHUB_FORBIDDEN', 'GITHUB_NOT_FOUND', 'GITHUB_ANSWER_INVALID')) return ACTIONS_LOGIN;
    throw error;
  }
}
