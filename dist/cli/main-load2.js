import { i as parsePlatform, n as loadPlatformFolders, r as loadPlatforms, t as findPlatform } from "./main-load.js";

export { loadPlatformFolders };