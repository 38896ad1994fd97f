import { n as createDiscovery, t as attachedTo } from "./main-discovery.js";

export { createDiscovery };