import { join } from 'node:path';
import { runToFolder } from '../../app/run-to-folder.ts';
import type { Services } from '../../app/services.ts';
import type { RunConfig } from '../../config/run.ts';
import { HTML_FILE, LAYERS_FILE } from '../../report/files.ts';
import { terminalReport } from '../../report/terminal.ts';
import { RESULT_FILE } from '../../result/read.ts';
import type { Output } from '../output.ts';

/**
 * `hilbench run MODEL`: the run, its files, then the report.
 *
 * @returns the exit status: 0, or 1 when the model failed validation
 */
export async function runCommand(
  config: RunConfig,
  services: Services,
  output: Output,
  signal: AbortSignal,
): Promise<number> {
  const result = await runToFolder(config, services, signal);
  const at = (name: string): string => join(config.out, name);
  output.result(result, () =>
    config.verbosity === 0
      ? ''
      : `\n${terminalReport(result, at(LAYERS_FILE))}\nReport: ${at(HTML_FILE)}\nResult: ${at(RESULT_FILE)}\n`,
  );
  return result.validation?.verdict === 'fail' ? 1 : 0;
}
