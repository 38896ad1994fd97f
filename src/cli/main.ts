#!/usr/bin/env node
import { tooOldNode } from './node-version.ts';
import { runProgram } from './program.ts';
import { guardStreams } from './streams.ts';

const complaint = tooOldNode(process.versions.node);
if (complaint === undefined) {
  const { stdout, stderr } = process;
  const failureOfOutput = guardStreams(stdout, stderr);
  const status = await runProgram({
    argv: process.argv.slice(2),
    env: process.env,
    cwd: process.cwd(),
    stdout,
    stderr,
  });
  process.once('exit', () => {
    process.exitCode = status === 0 ? (failureOfOutput()?.exitStatus ?? 0) : status;
  });
} else {
  process.stderr.write(complaint);
  process.exitCode = 2;
}
