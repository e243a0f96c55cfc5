// Imported first: Node 20 has no navigator, of which texts ask the reader's languages.
Object.defineProperty(globalThis, 'navigator', { value: { languages: ['en-GB'], userAgent: '' }, configurable: true });
