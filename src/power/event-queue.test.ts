import { beforeEach, expect, test } from 'vitest';
import { EventQueue } from './event-queue.ts';
import type { EdgeEvent, MonitorEvent } from './types.ts';

const edge = (sample_id: number): EdgeEvent => ({ kind: 'edge', wire: 'gate', high: true, sample_id });

let queue: EventQueue;
beforeEach(() => {
  queue = new EventQueue('any');
});

/** What a reader gets, and what it ends with. */
async function read(): Promise<{ readonly events: readonly MonitorEvent[]; readonly error?: unknown }> {
  const events: MonitorEvent[] = [];
  try {
    for await (const event of queue.events(new AbortController().signal)) events.push(event);
    return { events };
  } catch (error) {
    return { events, error };
  }
}

test('a reader gets what was seen before a failure, then the failure, and nothing from after it', async () => {
  queue.push(edge(1), edge(2));
  queue.fail(new Error('gone'));
  queue.push(edge(3));
  queue.fail(new Error('gone twice'));
  expect(await read()).toEqual({ events: [edge(1), edge(2)], error: new Error('gone') });
});

test('where what was seen may be false, the reader gets the failure alone', async () => {
  queue.push(edge(1));
  queue.spoil(new Error('lost samples'));
  queue.push(edge(2));
  expect(await read()).toEqual({ events: [], error: new Error('lost samples') });
});

test('a reader that waits gets what comes, and what does not come in time', async () => {
  const reading = read();
  queue.expect(10_000, () => new Error('much later'));
  queue.push(edge(1));
  queue.expect(1, () => new Error('late'));
  expect(await reading).toEqual({ events: [edge(1)], error: new Error('late') });
});

test('a reader that is too slow is told', async () => {
  for (let id = 0; id <= 100_000; id += 1) queue.push(edge(id));
  expect(await read()).toMatchObject({ error: { code: 'POWER_MONITOR_DATA' } });
});

test('the end is one for the reader that waits and for those who push', async () => {
  const reading = read();
  queue.end();
  queue.push(edge(1));
  expect(await reading).toEqual({ events: [] });
});
