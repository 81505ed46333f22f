/**
 * A network that does not exist: each device has a loopback address of its own, and what goes from one to another takes
 * as long as their link would.
 */
package hewn.agent.emulation.network;
