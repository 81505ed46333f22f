/**
 * Strategies at work: in which setting, who takes part, and what came of it.
 */
package hewn.bench.run;
