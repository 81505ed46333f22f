/**
 * The command line of Hewn: starts a gateway, talks to one, and tries models without one. Here is what all its parts know:
 * where the distribution is, and how a command ends.
 */
package hewn.cli;
