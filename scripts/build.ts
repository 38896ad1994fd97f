// npm run build: dist/ from src/.
import { join } from 'node:path';
import { bundle, ROOT } from './bundle.ts';

await bundle(join(ROOT, 'dist'));
