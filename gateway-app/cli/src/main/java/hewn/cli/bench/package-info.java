/**
 * What a pipeline takes beside the model alone.
 */
package hewn.cli.bench;
