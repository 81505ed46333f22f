/**
 * The setting of SEIFER (Parthasarathy and Krishnamachari 2023): its cost model and its random networks.
 */
package hewn.bench.seifer;
