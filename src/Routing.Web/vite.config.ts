import { defineConfig } from 'vite';

export default defineConfig({
  build: {
    target: 'es2024',
    modulePreload: { polyfill: false },
    // Nothing is put into the page or the style sheet itself: the content-security policy allows files of our own only.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
