/**
 * Whether what takes an emulated time ends in time: slices and transfers are counted alike.
 */
package hewn.agent.emulation.punctuality;
