import { expect, test } from 'vitest';
import { Scope } from './scope.ts';

function resource(name: string, log: string[], failure?: Error): AsyncDisposable {
  return {
    [Symbol.asyncDispose]: async () => {
      log.push(name);
      if (failure !== undefined) throw failure;
    },
  };
}

test('releases in reverse order, all of it, even when one release fails', async () => {
  const log: string[] = [];
  const scope = new Scope();
  await scope.add(resource('board', log));
  await scope.add(resource('port', log, new Error('port is gone')));
  await scope.add(resource('device', log));
  await expect(scope[Symbol.asyncDispose]()).rejects.toThrow('port is gone');
  expect(log).toEqual(['device', 'port', 'board']);
});

test('releases at once what is acquired after the end', async () => {
  const log: string[] = [];
  const scope = new Scope();
  await scope[Symbol.asyncDispose]();
  await scope.add(resource('late', log));
  expect(log).toEqual(['late']);
});
