/** Something about the cluster that the user can act on: the message names the server or host, and the remedy. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
}
