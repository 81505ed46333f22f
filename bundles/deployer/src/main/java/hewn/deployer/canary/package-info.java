/**
 * Tries a generation beside the one that serves, and ends it if it fares worse than its terms allow.
 */
package hewn.deployer.canary;
