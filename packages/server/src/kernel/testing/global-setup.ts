import { makeTemplate, testCluster } from './cluster.ts';

/** One cluster per run, with a migrated template that every test file copies; workers find it in the environment. One that stands there already is used and left. */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.YUANHENG_TEST_CLUSTER) return () => Promise.resolve();
  const cluster = await testCluster();
  await makeTemplate(cluster.adminUrl);
  process.env.YUANHENG_TEST_CLUSTER = cluster.adminUrl;
  return () => cluster.stop();
}
