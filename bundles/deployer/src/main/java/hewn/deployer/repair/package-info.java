/**
 * Brings back what a lost device, or a restart of the gateway or of the deployer, has interrupted.
 *
 * <p>A {@link hewn.deployer.repair.DeviceWatch} knows what is missed and has requests wait for it, a
 * {@link hewn.deployer.repair.RepairSchedule} when that is repaired, and a {@link hewn.deployer.repair.Repair} does it. An
 * {@link hewn.deployer.repair.Adoption} begins with what served before.
 */
package hewn.deployer.repair;
