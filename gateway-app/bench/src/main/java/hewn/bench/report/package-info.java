/**
 * Tables and sections of a Markdown document that a benchmark writes and people write around.
 */
package hewn.bench.report;
