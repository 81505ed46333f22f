/** Gateways and agents as processes, and waiting for what they do. */
package hewn.itests.support;
