/**
 * Takes a generation from plan to verified, and from serving to unloaded.
 */
package hewn.deployer.rollout;
