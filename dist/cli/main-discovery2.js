import { i as ppk2Serials, n as createDiscovery, r as isSegger, t as attachedTo } from "./main-discovery.js";

export { createDiscovery };