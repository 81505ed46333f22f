/**
 * The slices on a device's disk: pulled by HTTP, named by their digest, checked before they are used.
 */
package hewn.agent.slices;
