/**
 * Sites of unlike devices and links: how close the strategies come, and how long they take as sites and models grow.
 */
package hewn.bench.heterogeneous;
