/** `--import` for the command line: the process is told to end at the moment in which the program begins to be loaded. */
import { registerHooks } from 'node:module';

registerHooks({
  load(url, context, nextLoad) {
    if (url.endsWith('/out/main/cli.cjs')) process.kill(process.pid, 'SIGTERM');
    return nextLoad(url, context);
  },
});
