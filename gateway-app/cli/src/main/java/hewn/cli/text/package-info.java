/**
 * What people read on a terminal.
 */
package hewn.cli.text;
