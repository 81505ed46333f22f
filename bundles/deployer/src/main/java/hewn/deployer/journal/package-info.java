/**
 * What outlives the gateway's process: the deployments and canaries that there are, and how many generations were begun.
 */
package hewn.deployer.journal;
