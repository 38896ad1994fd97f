#!/usr/bin/env node
import { tooOldNode } from './node-version.ts';
import { runProgram } from './program.ts';

const complaint = tooOldNode(process.versions.node);
if (complaint === undefined) {
  process.exitCode = await runProgram({
    argv: process.argv.slice(2),
    env: process.env,
    cwd: process.cwd(),
    stdout: process.stdout,
    stderr: process.stderr,
  });
} else {
  process.stderr.write(complaint);
  process.exitCode = 2;
}
