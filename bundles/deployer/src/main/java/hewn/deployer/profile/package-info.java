/**
 * What layers take on each type of device: measured once, corrected by what running stages take, and kept.
 */
package hewn.deployer.profile;
