/**
 * Devices that do not exist: agents whose slices take as long as they would on a slower device, all in one process. The
 * computations are real; what is missing to the emulated time is waited for.
 */
package hewn.agent.emulation;
