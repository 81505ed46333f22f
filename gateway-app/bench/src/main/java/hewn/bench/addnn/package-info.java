/**
 * Latency over devices, edge and cloud, as AdDNN has it: what splitting gains over running a model in one place.
 */
package hewn.bench.addnn;
