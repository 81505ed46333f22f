/**
 * Starts a gateway in this process.
 */
package hewn.cli.launch;
