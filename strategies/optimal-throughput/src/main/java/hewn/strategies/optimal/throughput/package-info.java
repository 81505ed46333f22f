/**
 * The strategy {@code optimal-throughput}: cuts and devices chosen together for the smallest bottleneck, with a proof.
 */
package hewn.strategies.optimal.throughput;
