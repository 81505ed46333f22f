/**
 * Takes a generation from plan to serving and from serving to retired.
 *
 * <p>One {@link hewn.deployer.deployment.Deployment} stands for each model that is wanted. Whatever happens to it (an order,
 * a device that leaves or comes back, a restart of the gateway) is answered by one
 * {@link hewn.deployer.rollout.Rollout}: a new generation, planned, shipped, loaded, warmed, verified and switched to.
 *
 * <p>This package has the service with its configuration, and joins the parts. Each part has a package of its own below it,
 * and none of those depends on this one.
 */
package hewn.deployer;
