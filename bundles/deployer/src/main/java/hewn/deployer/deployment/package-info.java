/**
 * One {@link hewn.deployer.deployment.Deployment} for each model that is wanted: what joins its orders, repairs, moves and
 * canary, and how one generation of it comes after another.
 */
package hewn.deployer.deployment;
