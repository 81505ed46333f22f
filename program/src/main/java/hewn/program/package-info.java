/**
 * What Hewn's programs share as processes on a machine, whatever they do there: the command line, which is the gateway too,
 * the agent on a device, and the emulator.
 *
 * <p>It needs nothing but Java. Bundles don't see it.
 */
package hewn.program;
