/**
 * Talks to devices, and knows which of them are slow to reply or cut off from tensors.
 */
package hewn.deployer.device;
