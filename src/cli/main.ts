#!/usr/bin/env node
import { runProgram } from './program.ts';

process.exitCode = await runProgram({
  argv: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  stdout: process.stdout,
  stderr: process.stderr,
});
