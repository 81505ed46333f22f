/**
 * One generation's life and what a deployment knows of those that it has; with the reasons why one may fail.
 */
package hewn.deployer.generation;
