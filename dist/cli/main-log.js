import { t as silentLog } from "./main-log2.js";

export { silentLog };