/** Promises that the cluster of the run and its folder are gone when the run ends. */
export default async function stopCluster(): Promise<void> {
  const { linkageCluster } = globalThis as unknown as { linkageCluster?: { stop(): Promise<void> } };
  await linkageCluster?.stop();
}
