import type { EdgeEvent, MonitorEvent, SampleBatch } from './types.ts';

/**
 * The events of a monitor with each edge between the samples before it and the sample that contains it, so that whoever
 * takes them has seen everything up to an edge when it comes. Batches are divided for that. Of edges at the same id a
 * fall comes first: a device lowers one wire before it raises the next.
 *
 * Edges wait for samples here, so that this is nothing for who must answer them.
 *
 * @param step ids from one sample to the next
 */
export async function* inOrder(
  events: AsyncIterable<MonitorEvent>,
  step: () => number,
): AsyncGenerator<MonitorEvent> {
  const edges: EdgeEvent[] = [];
  for await (const event of events) {
    if (event.kind === 'edge') {
      const after = edges.findIndex((held) => held.sample_id === event.sample_id && held.high && !event.high);
      edges.splice(after < 0 ? edges.length : after, 0, event);
    } else if (event.kind === 'samples') {
      yield* divided(event, edges, step());
    } else {
      yield event;
    }
  }
}

function* divided(batch: SampleBatch, edges: EdgeEvent[], step: number): Generator<MonitorEvent> {
  const count = batch.current_a.length;
  let from = 0;
  while (from < count) {
    const from_id = batch.first_id + from * step;
    let due = edges[0];
    for (; due !== undefined && due.sample_id < from_id + step; due = edges[0]) {
      edges.shift();
      yield due;
    }
    const to =
      due === undefined ? count : Math.min(count, Math.floor((due.sample_id - batch.first_id) / step));
    yield from === 0 && to === count ? batch : part(batch, from, to, step);
    from = to;
  }
}

function part(batch: SampleBatch, from: number, to: number, step: number): SampleBatch {
  return {
    kind: 'samples',
    first_id: batch.first_id + from * step,
    current_a: batch.current_a.subarray(from, to),
    voltage_v: batch.voltage_v.subarray(from, to),
  };
}
