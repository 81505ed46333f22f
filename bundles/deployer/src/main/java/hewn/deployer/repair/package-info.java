/**
 * Brings back what a lost device, or a restart of the gateway or of the deployer, has interrupted.
 */
package hewn.deployer.repair;
