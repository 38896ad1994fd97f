import { t as require_undici } from "./main-undici.js";

export default require_undici();

export {  };