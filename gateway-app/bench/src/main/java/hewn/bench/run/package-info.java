/**
 * Strategies at work: who takes part, and what came of it.
 */
package hewn.bench.run;
