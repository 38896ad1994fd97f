import type { EdgeEvent, SampleBatch } from '../types.ts';

/**
 * Before lost bytes are seen by it, the counter jumps three times, by up to 63, and in between it may go on by chance.
 */
const IN_DOUBT_IDS = 512;

/**
 * Events that nobody must see yet, because what comes after them may show that they are false: an edge that a reader
 * takes for the end of the last window cannot be taken back.
 */
export class HeldEvents {
  #events: readonly (EdgeEvent | SampleBatch)[] = [];

  /** @param events in order, behind those that are held */
  hold(events: readonly (EdgeEvent | SampleBatch)[]): void {
    this.#events = [...this.#events, ...events];
  }

  /** @param end_id behind the last sample that came @returns what can be false no more, which is held no more */
  release(end_id: number): readonly (EdgeEvent | SampleBatch)[] {
    const doubtful = this.#events.findIndex((event) => lastId(event) >= end_id - IN_DOUBT_IDS);
    const sure = doubtful < 0 ? this.#events : this.#events.slice(0, doubtful);
    this.#events = this.#events.slice(sure.length);
    return sure;
  }
}

function lastId(event: EdgeEvent | SampleBatch): number {
  return event.kind === 'edge' ? event.sample_id : event.first_id + event.current_a.length - 1;
}
