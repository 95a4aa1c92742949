// Promises the build of the portal: files named by their content, nothing inlined that the content security policy would refuse.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = dirname(fileURLToPath(import.meta.url));
const server = process.env.LINKAGE_URL ?? 'http://127.0.0.1:4000';

export default defineConfig({
  root: here,
  appType: 'spa',
  resolve: {
    // The package's main entry brings the server side along.
    alias: [{ find: /^graphql-ws$/, replacement: 'graphql-ws/client' }],
  },
  build: {
    outDir: join(here, '..', '..', '.build', 'portal'),
    emptyOutDir: true,
    target: 'es2022',
    manifest: '.vite/manifest.json',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_200,
  },
  // `npm run dev:portal` beside `npm start`: the same host for pages and data, as in the product.
  server: { port: 5173, strictPort: true, proxy: { '/graphql': { target: server, ws: true, changeOrigin: false } } },
});
