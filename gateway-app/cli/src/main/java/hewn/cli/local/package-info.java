/**
 * What is done to models on this machine, without a gateway.
 */
package hewn.cli.local;
