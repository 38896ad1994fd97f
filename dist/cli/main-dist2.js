import { t as require_dist } from "./main-dist.js";

export default require_dist();

export {  };