import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Tunnel {
  readonly port: number;
  /** Breaks every connection and refuses new ones. */
  down(): void;
  up(): void;
  close(): void;
}

/** What `ssh -L` does, on one machine: a port that leads to another. */
export async function openTunnel(target: number): Promise<Tunnel> {
  const open = new Set<Socket>();
  let broken = false;
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
      socket.on('error', () => {});
    }
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    if (broken) near.destroy();
    else near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const down = () => {
    broken = true;
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    down,
    up() {
      broken = false;
    },
    close() {
      down();
      server.close();
    },
  };
}
