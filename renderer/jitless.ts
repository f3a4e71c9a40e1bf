import { config } from 'zod';

// Has to run before the contract's schemas are made: zod otherwise tries `new Function`, which the content security
// policy refuses and reports.
config({ jitless: true });
