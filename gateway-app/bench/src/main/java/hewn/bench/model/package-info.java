/**
 * Layer figures of well-known networks, and the layer graphs that are made of them.
 */
package hewn.bench.model;
