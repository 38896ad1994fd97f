import { n as newRunId, t as createServices } from "./main-services.js";

export { createServices };