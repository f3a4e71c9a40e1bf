// A process of its own that opens a database as another user and tells what came of it.
import { openStore } from '../../main/store/store.ts';

const [file, user] = process.argv.slice(2);
if (process.getuid?.() === 0) {
  process.setgid?.(65_534);
  process.setuid?.(user === 'nobody' ? 65_534 : Number(user));
}
try {
  openStore(file!).close();
  process.stdout.write('opened\n');
} catch (error) {
  process.stdout.write(`${String(error)}\n`);
}
