/**
 * The command line of Hewn: starts a gateway, talks to one, and tries models without one.
 */
package hewn.cli;
