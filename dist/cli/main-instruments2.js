import { t as createInstruments } from "./main-instruments.js";

export { createInstruments };