/**
 * Commands of the gateway's own shell.
 */
package hewn.admin.shell;
