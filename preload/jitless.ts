import { config } from 'zod';

// Has to run before the contract's schemas are made: zod otherwise tries `new Function`, which the content security
// policy refuses and reports where the preload script shares the page's world (main/browser).
config({ jitless: true });
