import type { DeviceCounters } from '../link/types.ts';

/** Something that a device counts beside time. */
export interface CounterEvent {
  /** What the host asks the device for; its meaning depends on the kind of counters. */
  readonly number: number;
  /** As in results and reports. */
  readonly name: string;
  readonly description: string;
}

/** What a run is to count. */
export interface CounterPlan {
  /** The kinds of counters that have these events; none: nothing is counted. */
  readonly kinds: readonly DeviceCounters['kind'][];
  readonly events: readonly CounterEvent[];
  /** Asked for by name: a device that cannot count them is an error, not a remark. */
  readonly explicit: boolean;
}
