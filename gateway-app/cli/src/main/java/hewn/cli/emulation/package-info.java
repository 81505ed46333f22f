/**
 * Sites of devices that do not exist, and how true they are.
 */
package hewn.cli.emulation;
