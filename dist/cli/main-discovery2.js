import { n as createDiscovery, r as listProbesSoon, t as attachedTo } from "./main-discovery.js";

export { createDiscovery };