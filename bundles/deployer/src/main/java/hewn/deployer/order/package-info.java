/**
 * What people order: what is refused before anything begins, and what an order sets going.
 */
package hewn.deployer.order;
