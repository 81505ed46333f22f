/**
 * The program and its commands, a class each. Options become fields, which picocli sets.
 */
package hewn.cli.command;
